"""The published keys as one file: root certificate, every key with its days, the status lists, signed by the root.

Whoever holds the file and trusts the root's fingerprint verifies without this installation.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from cryptography.hazmat.primitives import serialization

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.signing import PrivateKey, PublicKey

from .certificates import fingerprint, public_key
from .statuses import unpack
from .tokens import jwk_of, read_token, sign_token, token_holds

ROOT = "root"
TYPE = "guantong-keys+jwt"


class PublishedKey(msgspec.Struct, frozen=True, kw_only=True):
    """One key as it is published. `owner` is `root` or a unit's credit code; it signed from `since` until `until`."""

    kid: str
    owner: str
    owner_name: str
    algorithm: str
    public: str
    certificate: str = ""
    since: datetime
    until: datetime | None = None

    def key(self) -> PublicKey:
        return PublicKey(algorithm=self.algorithm, raw=_raw_of(self.algorithm, self.public))

    def was_in_use(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at <= self.until)


class StatusBits(msgspec.Struct, frozen=True, kw_only=True):
    """One status list that was read and whose signature held."""

    purpose: str
    bits: bytes
    made_at: datetime


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """Everything to verify with: keys by their `kid`, the root's certificate in PEM, status lists by their address (none:
    not known offline)."""

    origin: str
    root: str
    keys: Mapping[str, PublishedKey]
    lists: Mapping[str, StatusBits] = {}


def keys_document(
    keys: Iterable[PublishedKey],
    lists: Sequence[str],
    *,
    origin: str,
    now: datetime,
    root: PrivateKey,
    kid: str,
) -> dict[str, Any]:
    """Return the file as data. `lists` are signed status lists; `root` signs, as the first key with this `kid`."""
    rows = list(keys)
    certificate = next(row.certificate for row in rows if row.kid == kid)
    document: dict[str, Any] = {
        "origin": origin,
        "made_at": now.isoformat(timespec="seconds"),
        "root": {"certificate": certificate, "fingerprint": fingerprint(certificate)},
        "keys": [msgspec.to_builtins(row) for row in rows],
        "jwks": {"keys": [jwk_of(row.key(), row.kid) for row in rows if row.algorithm != "sm2"]},
        "statuses": list(lists),
    }
    return {**document, "token": sign_token(document, root, typ=TYPE, kid=kid)}


def read_keys(document: Any, trusted: str = "") -> Keys:
    """Return the keys in a published file; refuse `keys.broken` when its signature does not hold, `keys.other_root` when
    its root is not the one whose fingerprint is `trusted`."""
    try:
        certificate = document["root"]["certificate"]
        root = fingerprint(certificate)
        token = read_token(document["token"], longest=len(document["token"]))
        if token is None or not token_holds(token, public_key(certificate)):
            raise ValueError("signature")
        signed = token.payload
        if signed["root"]["certificate"] != certificate:
            raise ValueError("root")
        rows = msgspec.convert(signed["keys"], list[PublishedKey])
        keys = {row.kid: row for row in rows}
        lists = dict(read for text in signed["statuses"] if (read := read_list(text, keys)))
        origin = str(signed["origin"])
    except (ValueError, KeyError, TypeError, AttributeError, msgspec.ValidationError) as error:
        raise Refused(Problem(code="keys.broken")) from error
    if trusted and trusted.replace(":", "").lower() != root:
        raise Refused(Problem(code="keys.other_root", facts={"found": root}))
    return Keys(origin=origin, root=certificate, keys=keys, lists=lists)


def read_list(text: str, keys: Mapping[str, PublishedKey]) -> tuple[str, StatusBits] | None:
    """Return address and bits of a status list whose signature is the root's and holds, else None."""
    token = read_token(text)
    found = keys.get(token.kid) if token else None
    if token is None or found is None or found.owner != ROOT or not token_holds(token, found.key()):
        return None
    try:
        subject = token.payload["credentialSubject"]
        bits = unpack(subject["encodedList"])
        made_at = datetime.fromisoformat(token.payload["validFrom"])
        address, purpose = str(token.payload["id"]), str(subject["statusPurpose"])
    except (ValueError, KeyError, TypeError):
        return None
    return address, StatusBits(purpose=purpose, bits=bits, made_at=made_at)


def controller_document(address: str, keys: Iterable[PublishedKey]) -> dict[str, Any]:
    """Return the controlled identifier document of one owner: the keys that sign for it, as JWK (no SM2: no curve of JOSE)."""
    methods = [
        {
            "id": row.kid,
            "type": "JsonWebKey",
            "controller": address,
            "publicKeyJwk": jwk_of(row.key(), row.kid),
        }
        for row in keys
        if row.algorithm != "sm2"
    ]
    return {
        "@context": ["https://www.w3.org/ns/cid/v1"],
        "id": address,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _raw_of(algorithm: str, pem: str) -> bytes:
    """Return the bytes of a key written as SubjectPublicKeyInfo in PEM."""
    if algorithm == "sm2":
        body = "".join(line for line in pem.splitlines() if not line.startswith("-"))
        return b64decode(body, validate=True)[-65:]
    key = serialization.load_pem_public_key(pem.encode())
    if algorithm == "ed25519":
        return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
