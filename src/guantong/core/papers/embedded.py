"""A credential with its proof inside: W3C Data Integrity, cryptosuite `eddsa-jcs-2022` (canonical JSON, SHA-256, Ed25519).

What is signed is the digest of the proof without its value, followed by the digest of the credential without its proof.
"""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec

from guantong.core.kernel.signing import HALF, PrivateKey, PublicKey, holds, sign

from .canonical import canonical, is_plain
from .content import Content
from .credential import credential_of

SUITE = "eddsa-jcs-2022"
LONGEST = 200_000
MULTIBASE = "z"  # base58 of Bitcoin's signs
SIGNS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class Embedded(msgspec.Struct, frozen=True, kw_only=True):
    """A credential that was read with its proof, and not checked yet."""

    document: dict[str, Any]
    proof: dict[str, Any]

    @property
    def kid(self) -> str:
        return str(self.proof.get("verificationMethod", ""))


def prove(document: dict[str, Any], key: PrivateKey, kid: str, created: datetime) -> dict[str, Any]:
    """Return the credential with its proof."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created.isoformat(timespec="seconds"),
        "verificationMethod": kid,
        "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    }
    value = MULTIBASE + base58(sign(key, _signed(document, proof)))
    return {**document, "proof": {**proof, "proofValue": value}}


def prove_content(content: Content, key: PrivateKey, kid: str) -> str:
    """Return a licence as credential with its proof, as the JSON text that is handed out."""
    proven = prove(credential_of(content), key, kid, content.signed_at)
    return json.dumps(proven, ensure_ascii=False, indent=1)


def read_embedded(text: str) -> Embedded | None:
    """Return what a text holds when it is a credential with a proof of this suite, else None. Nothing is checked."""
    if len(text) > LONGEST:
        return None
    try:
        whole = json.loads(text)
        proof = whole.pop("proof")
        if proof["type"] != "DataIntegrityProof" or proof["cryptosuite"] != SUITE:
            return None
        if proof["proofPurpose"] != "assertionMethod" or not isinstance(proof["proofValue"], str):
            return None
        if not is_plain([whole, proof]):
            return None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Embedded(document=whole, proof=proof)


def embedded_holds(read: Embedded, key: PublicKey) -> bool:
    """Return whether the proof is the key's over exactly this credential."""
    proof = {name: value for name, value in read.proof.items() if name != "proofValue"}
    # A context in the proof must be the document's own: otherwise the same words could be made to mean something else.
    if key.algorithm != "ed25519" or proof.get(
        "@context", read.document.get("@context")
    ) != read.document.get("@context"):
        return False
    try:
        message = _signed(read.document, proof)
        signature = from_base58(str(read.proof["proofValue"]))
    except (ValueError, RecursionError):
        return False
    return len(signature) == 2 * HALF and holds(key, message, signature)


def base58(data: bytes) -> str:
    """Return the bytes in base58; zeros at the beginning stay.

    >>> base58(b"Hello World!"), base58(bytes(2) + b"a")
    ('2NEpo7TZRRrLZSi2U', '112g')
    """
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, len(SIGNS))
        text = SIGNS[rest] + text
    return SIGNS[0] * (len(data) - len(data.lstrip(b"\0"))) + text


def from_base58(text: str) -> bytes:
    """Return the bytes of a multibase text; ValueError when it is none or too long to be a signature."""
    if not text.startswith(MULTIBASE) or len(text) > 4 * HALF:
        raise ValueError("not base58 in multibase")
    body, number = text[1:], 0
    for sign_ in body:
        number = number * len(SIGNS) + SIGNS.index(sign_)
    zeros = len(body) - len(body.lstrip(SIGNS[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _signed(document: dict[str, Any], proof: dict[str, Any]) -> bytes:
    return sha256(canonical(proof)).digest() + sha256(canonical(document)).digest()
