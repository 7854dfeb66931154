"""SM3 (GB/T 32905) by the OpenSSL under Python: the one digest of the project. No arithmetic of our own."""

from __future__ import annotations

import hashlib
import hmac
from functools import cache

from guantong.core.kernel.problem import Problem, Refused


@cache
def _has_sm3() -> bool:
    """Tell, once, whether this Python's OpenSSL knows SM3; some builds leave it out."""
    try:
        hashlib.new("sm3", b"")
    except ValueError:
        return False
    return True


def sm3(data: bytes) -> str:
    """Return the SM3 digest as 64 hexadecimal digits; refuse `digest.no_sm3` when OpenSSL lacks it.

    >>> sm3(b"abc")[:16]
    '66c7f0f462eeedd9'
    """
    if not _has_sm3():
        raise Refused(Problem(code="digest.no_sm3"))
    return hashlib.new("sm3", data).hexdigest()


def name_in_logs(key: str, account: str) -> str:
    """Return 12 hexadecimal digits that stand for an account in the logs of the installation with this key alone."""
    return hmac.new(key.encode(), f"log:{account}".encode(), hashlib.sha256).hexdigest()[:12]
