"""Bitstring status lists (W3C recommendation): one bit a paper, packed with gzip, as a credential of its own."""

from __future__ import annotations

import gzip
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from guantong.core.kernel.signing import PrivateKey

from .content import SUSPENSION
from .tokens import base64url, sign_token

SIZE = 131_072  # entries of a list: the least that the recommendation allows, so that none is told from the crowd
LARGEST = 16 * SIZE  # entries of a list that is worth reading
MULTIBASE = "u"  # base64url without padding
CONTEXT = "https://www.w3.org/ns/credentials/v2"


def pack(indexes: Iterable[int], size: int = SIZE) -> str:
    """Return the list in which exactly these places are set; place 0 is the first bit from the left."""
    bits = bytearray(size // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> index % 8
    return MULTIBASE + base64url(gzip.compress(bytes(bits), mtime=0))


def unpack(encoded: str) -> bytes:
    """Return the bits of a packed list; ValueError for anything else, and for a list too large to be honest."""
    if not encoded.startswith(MULTIBASE):
        raise ValueError("not base64url in multibase")
    packed = urlsafe_b64decode(encoded[1:] + "=" * (-(len(encoded) - 1) % 4))
    reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        bits = reader.decompress(packed, LARGEST // 8)
    except zlib.error as error:
        raise ValueError("not packed with gzip") from error
    if not reader.eof or len(bits) * 8 < SIZE:
        raise ValueError("not a whole list")
    return bits


def is_set(bits: bytes, index: int) -> bool:
    """Return whether a place is set; ValueError for one outside the list."""
    if not 0 <= index < len(bits) * 8:
        raise ValueError("no such place in the list")
    return bool(bits[index // 8] & 0x80 >> index % 8)


def list_number(pair: int, purpose: str) -> int:
    """Return the number under which one list of a pair is published: odd for revocation, even for suspension."""
    return 2 * pair - 1 + (purpose == SUSPENSION)


def list_address(origin: str, number: int) -> str:
    return f"{origin}/status/{number}/"


def signed_list(
    indexes: Iterable[int],
    *,
    address: str,
    purpose: str,
    issuer: str,
    made_at: datetime,
    until: datetime,
    key: PrivateKey,
    kid: str,
) -> str:
    """Return the list as a signed status list credential, good until the given moment."""
    credential: dict[str, Any] = {
        "@context": [CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": made_at.isoformat(timespec="seconds"),
        "validUntil": until.isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": pack(indexes),
        },
    }
    return sign_token(credential, key, typ="vc+jwt", cty="vc", kid=kid)
