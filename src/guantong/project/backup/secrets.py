"""The installation's secrets in a backup: only when asked for, and only under a passphrase.

scrypt makes a key of the passphrase, AES-256-GCM seals the secrets under it: nobody reads or changes them without it.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from guantong.core.kernel.digest import sm3
from guantong.core.kernel.problem import Problem, Refused

SHORTEST = 12  # characters of a passphrase
COST, BLOCK, PARALLEL = 2**17, 8, 1  # 128 MB and about half a second a guess (RFC 7914; OWASP's first choice)
FINGERPRINT = 16  # hexadecimal digits: enough to tell secrets apart, which are long and random


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """Secrets as they lie in a backup. All parts are base64."""

    salt: str
    nonce: str
    body: str
    cost: int = COST


def read_secrets(home: Path) -> dict[str, str]:
    """Return file name -> content of every secret of the home folder."""
    return {path.name: path.read_text("ascii") for path in sorted(home.glob("*.secret"))}


def fingerprints(secrets: dict[str, str]) -> dict[str, str]:
    """Return file name -> the beginning of its SM3."""
    return {name: sm3(text.encode())[:FINGERPRINT] for name, text in secrets.items()}


def check_passphrase(passphrase: str) -> str:
    """Return the passphrase; refuse `backup.passphrase_short`."""
    if len(passphrase) < SHORTEST:
        raise Refused(Problem(code="backup.passphrase_short", facts={"shortest": SHORTEST}))
    return passphrase


def seal_secrets(secrets: dict[str, str], passphrase: str) -> Sealed:
    salt, nonce = os.urandom(16), os.urandom(12)
    body = AESGCM(_key(check_passphrase(passphrase), salt, COST)).encrypt(
        nonce, msgspec.json.encode(secrets), None
    )
    return Sealed(salt=_text(salt), nonce=_text(nonce), body=_text(body))


def open_secrets(sealed: Sealed, passphrase: str) -> dict[str, str]:
    """Return file name -> content; refuse `backup.passphrase_wrong`."""
    key = _key(passphrase, base64.b64decode(sealed.salt), sealed.cost)
    try:
        plain = AESGCM(key).decrypt(base64.b64decode(sealed.nonce), base64.b64decode(sealed.body), None)
    except InvalidTag:
        raise Refused(Problem(code="backup.passphrase_wrong")) from None
    return msgspec.json.decode(plain, type=dict[str, str])


def write_secrets(home: Path, secrets: dict[str, str]) -> None:
    """Write secrets that are not there yet; refuse `backup.other_secret` where another one is."""
    here = read_secrets(home) if home.is_dir() else {}
    if other := sorted(name for name in secrets.keys() & here.keys() if secrets[name] != here[name]):
        raise Refused(*(Problem(code="backup.other_secret", where=str(home / name)) for name in other))
    home.mkdir(parents=True, exist_ok=True)
    for name in sorted(secrets.keys() - here.keys()):
        if Path(name).name != name or not name.endswith(".secret"):
            raise Refused(Problem(code="backup.damaged", where=name))
        with os.fdopen(os.open(home / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets[name])


def _key(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=min(cost, COST), r=BLOCK, p=PARALLEL).derive(passphrase.encode())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
