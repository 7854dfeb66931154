"""JOSE tokens through joserfc: compact JWS signed with Ed25519 (`EdDSA`) or P-256 (`ES256`), and keys as JWK.

`EdDSA` is the name that every JOSE library in use knows; RFC 9864 renames it.
"""

from __future__ import annotations

import json
import warnings
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import msgspec
from joserfc import jws
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, OKPKey

from guantong.core.kernel.signing import HALF, PrivateKey, PublicKey

from .canonical import is_plain

warnings.filterwarnings("ignore", message="EdDSA is deprecated", category=SecurityWarning)

ALGORITHMS = {"ed25519": "EdDSA", "p256": "ES256"}
LONGEST = 200_000  # characters of a token that is worth reading


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A token that was read and not checked yet."""

    text: str
    header: dict[str, Any]
    payload: dict[str, Any]

    @property
    def kid(self) -> str:
        return str(self.header.get("kid", ""))


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def jwk_of(key: PublicKey, kid: str = "") -> dict[str, str]:
    """Return a public key as JWK (RFC 7517, 8037); SM2 has no registered curve and is never written so."""
    if key.algorithm == "ed25519":
        jwk = {"kty": "OKP", "crv": "Ed25519", "x": base64url(key.raw)}
    elif key.algorithm == "p256":
        x, y = key.raw[1 : 1 + HALF], key.raw[1 + HALF :]
        jwk = {"kty": "EC", "crv": "P-256", "x": base64url(x), "y": base64url(y)}
    else:
        raise ValueError(f"{key.algorithm} has no JWK")
    named = {"kid": kid, "use": "sig", "alg": ALGORITHMS[key.algorithm]} if kid else {}
    return {**jwk, **named}


def sign_token(payload: dict[str, Any], key: PrivateKey, **header: str) -> str:
    """Return the payload signed, as compact JWS; `header` says type and key (`typ`, `kid` …)."""
    algorithm = ALGORITHMS[key.algorithm]
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    secret = {**jwk_of(key.public), "d": base64url(key.secret)}
    return jws.serialize_compact(
        {"alg": algorithm, **header}, body, _imported(secret), algorithms=[algorithm]
    )


def read_token(text: str, longest: int = LONGEST) -> Token | None:
    """Return what a text holds when it has the form of a token, else None. Nothing is checked."""
    text = text.strip()
    if len(text) > longest or text.count(".") != 2 or not text.startswith("ey"):
        return None
    try:
        if not all(map(_is_spelt, text.split("."))):
            return None
        found = jws.extract_compact(text.encode("ascii"))
        payload = json.loads(found.payload)
    except (JoseError, ValueError, RecursionError):
        return None
    header = dict(found.headers())
    if not isinstance(payload, dict) or not is_plain([header, payload]):
        return None
    return Token(text=text, header=header, payload=payload)


def token_holds(token: Token, key: PublicKey) -> bool:
    """Return whether the token is signed by the key, with the algorithm of the key and no other."""
    algorithm = ALGORITHMS.get(key.algorithm, "")
    if not algorithm or token.header.get("alg") != algorithm:
        return False
    try:
        jws.deserialize_compact(token.text, _imported(jwk_of(key)), algorithms=[algorithm])
    except (JoseError, ValueError):
        return False
    return True


def _is_spelt(part: str) -> bool:
    """Return whether a part is written in the one way that its bytes have in base64url: otherwise the last sign could be
    changed and the token still hold."""
    return base64url(urlsafe_b64decode(part + "=" * (-len(part) % 4))) == part


def _imported(jwk: dict[str, str]) -> OKPKey | ECKey:
    known: dict[str, str | list[str]] = dict(jwk)
    return OKPKey.import_key(known) if jwk["kty"] == "OKP" else ECKey.import_key(known)
