"""Bytes that nobody reads from a stolen database: AES-256-GCM, with a key derived from a secret for one purpose.

The library `cryptography` does the arithmetic. What is sealed is bound to a context (whose it is): moved to another row it
does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from guantong.core.kernel.problem import Problem, Refused

FORM = b"\x01"  # of what is sealed, so that another one can follow
NONCE_BYTES, TAG_BYTES = 12, 16


def key_for(secret: str, purpose: str) -> bytes:
    """Return the 32-byte key that a secret gives for one purpose (HKDF, RFC 5869); every purpose has its own."""
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"guantong/{purpose}".encode())
    return derive.derive(secret.encode("utf-8"))


def seal(key: bytes, data: bytes, context: str = "") -> bytes:
    """Return the data sealed with the key for this context; twice the same data give two different results."""
    nonce = os.urandom(NONCE_BYTES)
    return FORM + nonce + AESGCM(key).encrypt(nonce, data, FORM + context.encode("utf-8"))


def unseal(key: bytes, sealed: bytes, context: str = "") -> bytes:
    """Return what was sealed; refuse `sealing.broken` for another key, another context or changed bytes.

    >>> unseal(bytes(32), seal(bytes(32), b"data", "account:7"), "account:7")
    b'data'
    """
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if sealed[:1] != FORM or len(rest) < TAG_BYTES:
        raise Refused(Problem(code="sealing.broken"))
    try:
        return AESGCM(key).decrypt(nonce, rest, FORM + context.encode("utf-8"))
    except InvalidTag:
        raise Refused(Problem(code="sealing.broken")) from None


def keyed_digest(key: bytes, data: str) -> bytes:
    """Return 32 bytes by which `data` can be found again without being kept (HMAC, SHA-256)."""
    return hmac.new(key, data.encode("utf-8"), hashlib.sha256).digest()
