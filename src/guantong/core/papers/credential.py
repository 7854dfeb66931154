"""A licence as a W3C Verifiable Credential 2.0, secured as a JOSE token (`application/vc+jwt`) with Ed25519.

The subject repeats the directory record, so that the forms cannot say different things.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from guantong.core.kernel.signing import PrivateKey

from .content import Content
from .record import record_of
from .statuses import CONTEXT
from .tokens import Token, sign_token

CHINA = ZoneInfo("Asia/Shanghai")
# Terms that no context defines are read by name: the context that VC 2.0 provides for it.
CONTEXTS = [CONTEXT, "https://www.w3.org/ns/credentials/undefined-terms/v2"]
TYPES = ["VerifiableCredential", "ElectronicLicence"]
COPY_TYPE = "PurposeCopy"


def credential_of(content: Content) -> dict[str, Any]:
    """Return the credential, unsigned. Its days are whole days in China."""
    record = record_of(content)
    credential: dict[str, Any] = {
        "@context": CONTEXTS,
        "id": content.verify_at,
        "type": [*TYPES, *([COPY_TYPE] if content.copy else [])],
        "issuer": {"id": issuer_address(content.origin, content.issuer_code), "name": content.issuer_name},
        "validFrom": _begin(content.valid_from),
        "credentialSubject": record,
        "credentialStatus": [
            {
                "id": f"{address}#{content.status.index}",
                "type": "BitstringStatusListEntry",
                "statusPurpose": purpose,
                "statusListIndex": str(content.status.index),
                "statusListCredential": address,
            }
            for purpose, address in content.status.lists
        ],
        "iat": int(content.signed_at.timestamp()),
    }
    if content.last_day:
        credential["validUntil"] = _end(content.last_day)
    return credential


def sign_credential(content: Content, key: PrivateKey, kid: str) -> str:
    """Return the credential as a token."""
    return sign_token(credential_of(content), key, typ="vc+jwt", cty="vc", kid=kid)


def is_credential(token: Token) -> bool:
    """Return whether a token claims to be a licence of ours."""
    return token.header.get("typ") == "vc+jwt" and is_licence(token.payload)


def is_licence(credential: Mapping[str, Any]) -> bool:
    types = credential.get("type")
    return isinstance(types, list) and "ElectronicLicence" in types


def subject_of(credential: Mapping[str, Any]) -> dict[str, Any]:
    """Return the directory record that a credential repeats; empty where there is none."""
    subject = credential.get("credentialSubject")
    return subject if isinstance(subject, dict) else {}


def issuer_address(origin: str, owner: str) -> str:
    """Return the address of a controller document: whose keys they are, and which."""
    return f"{origin}/keys/{owner}/"


def _begin(day: date) -> str:
    return datetime.combine(day, time(), CHINA).isoformat()


def _end(day: date) -> str:
    return datetime.combine(day, time(23, 59, 59), CHINA).isoformat()
