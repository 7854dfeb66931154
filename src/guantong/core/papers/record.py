"""The directory record of a licence: the fields of GB/T 36902 as systems exchange them, canonical JSON, signed with SM2.

The record says nothing of the licence's present state: that changes, and stands in the status lists that it names.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from guantong.core.kernel.signing import (
    SM2_SIGNER,
    PrivateKey,
    PublicKey,
    der_signature,
    holds,
    raw_signature,
    sign,
)

from .canonical import canonical, is_plain
from .content import Carried, Content, CopyTerms, StatusRef

ALGORITHM = "SM2-SM3"
# The kinds of code in the directory: 111 is the identity card (GB/T 31186 and the exchanged records), 001 the credit code,
# 099 any other or none.
CODE_TYPES = {"id-number": "111", "uscc": "001", "none": "099"}


class SignedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record that was read: its fields, the key it names, and the signature as 64 bytes."""

    fields: dict[str, Any]
    kid: str
    signature: bytes


def record_of(content: Content) -> dict[str, Any]:
    """Return the fields of the directory, without those that are empty."""
    copy = content.copy
    fields: dict[str, Any] = {
        "certificate_identifier": content.identifier,
        "certificate_number": content.number,
        "certificate_name": content.name,
        "certificate_version": f"{content.version:03d}",
        "certificate_type_name": content.name,
        "certificate_type_name_code": content.type_code,
        "certificate_issuing_authority_date": _day(content.issued_on),
        "certificate_issuing_authority_name": content.issuer_name,
        "certificate_issuing_authority_code": content.issuer_code,
        "certificate_define_authority_name": content.definer_name,
        "certificate_define_authority_code": content.definer_code,
        "certificate_validate_start": _day(content.valid_from),
        "certificate_validate_end": _day(content.valid_until),
        "certificate_area_code": content.area_code,
        "certificate_holder_name": content.holder_name,
        "certificate_holder_code": content.holder_code,
        "certificate_holder_type": CODE_TYPES[content.holder_code_type],
        "related_item_name": content.item_name,
        "related_item_code": content.item_code,
        "certificate_copy_creation_time": copy.made_at.strftime("%Y%m%d%H%M%S") if copy else "",
        "certificate_copy_creator": copy.creator if copy else "",
        "certificate_copy_cause": copy.purpose if copy else "",
        "certificate_copy_expiring_time": copy.until.strftime("%Y%m%d235959") if copy else "",
        "extend_info": _further(content),
    }
    return {name: value for name, value in fields.items() if value != ""}


def _further(content: Content) -> dict[str, Any]:
    """What the directory has no field for: what is carried, when it was signed, where its status stands."""
    status: dict[str, Any] = {"index": content.status.index, **dict(content.status.lists)}
    further: dict[str, Any] = {
        "carried": [
            {"element": each.element, "title": each.title, "value": each.value} for each in content.carried
        ],
        "reference": content.reference,
        "signed_at": content.signed_at.isoformat(timespec="seconds"),
        "status": status,
        "verify_at": content.verify_at,
    }
    if content.copy:
        further["copy_receiver"] = content.copy.receiver
        if content.copy.case_code:
            further["copy_case"] = content.copy.case_code
    return further


def signed_record(content: Content, key: PrivateKey, kid: str) -> str:
    """Return the record with its signature, as the JSON text that is handed out. What is signed is `canonical(record)`."""
    fields = record_of(content)
    signature = _signature(kid, sign(key, canonical(fields)))
    return json.dumps({"record": fields, "signature": signature}, ensure_ascii=False, indent=1)


def _signature(kid: str, value: bytes) -> dict[str, str]:
    return {
        "algorithm": ALGORITHM,
        "signer_id": SM2_SIGNER.decode(),
        "key": kid,
        "value": base64.b64encode(der_signature(value)).decode(),
    }


def read_record(text: str) -> SignedRecord | None:
    """Return what a text holds when it is a signed record, else None."""
    try:
        whole = json.loads(text)
        fields, signature = whole["record"], whole["signature"]
        value = raw_signature(base64.b64decode(signature["value"], validate=True))
        # One spelling only: nothing may stand beside what is signed, and no byte may be written in another way.
        spelt = {"record": fields, "signature": _signature(str(signature["key"]), value)}
        if whole != spelt or not isinstance(fields, dict) or not is_plain(whole):
            return None
        return SignedRecord(fields=fields, kid=signature["key"], signature=value)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        return None


def record_holds(signed: SignedRecord, key: PublicKey) -> bool:
    """Return whether the signature is the key's over exactly this record."""
    try:
        message = canonical(signed.fields)
    except (ValueError, RecursionError):
        return False
    return key.algorithm == "sm2" and holds(key, message, signed.signature)


def _day(day: date | None) -> str:
    return day.strftime("%Y%m%d") if day else ""


def content_of(fields: Mapping[str, Any]) -> Content:
    """Return the facts that a record was made of: `record_of` the other way round. For records of our own."""
    further = fields["extend_info"]
    status = dict(further["status"])
    index = status.pop("index")
    return Content(
        identifier=fields["certificate_identifier"],
        reference=further["reference"],
        number=fields.get("certificate_number", ""),
        name=fields["certificate_name"],
        type_code=fields["certificate_type_name_code"],
        definer_name=fields.get("certificate_define_authority_name", ""),
        definer_code=fields["certificate_define_authority_code"],
        version=int(fields["certificate_version"]),
        issuer_name=fields["certificate_issuing_authority_name"],
        issuer_code=fields["certificate_issuing_authority_code"],
        area_code=fields["certificate_area_code"],
        holder_name=fields["certificate_holder_name"],
        holder_code=fields.get("certificate_holder_code", ""),
        holder_code_type=next(
            name for name, code in CODE_TYPES.items() if code == fields["certificate_holder_type"]
        ),
        item_name=fields["related_item_name"],
        item_code=fields.get("related_item_code", ""),
        issued_on=_read_day(fields["certificate_issuing_authority_date"]),
        valid_from=_read_day(fields["certificate_validate_start"]),
        valid_until=_read_day(end) if (end := fields.get("certificate_validate_end")) else None,
        carried=tuple(Carried(**each) for each in further["carried"]),
        status=StatusRef(lists=tuple(status.items()), index=index),
        signed_at=datetime.fromisoformat(further["signed_at"]),
        origin=further["verify_at"].partition("/verify/")[0],
        copy=_copy_of(fields, further) if "certificate_copy_cause" in fields else None,
    )


def _copy_of(fields: Mapping[str, Any], further: Mapping[str, Any]) -> CopyTerms:
    signed_at = datetime.fromisoformat(further["signed_at"])
    made_at = datetime.strptime(fields["certificate_copy_creation_time"], "%Y%m%d%H%M%S")
    return CopyTerms(
        purpose=fields["certificate_copy_cause"],
        receiver=further["copy_receiver"],
        creator=fields["certificate_copy_creator"],
        made_at=made_at.replace(tzinfo=signed_at.tzinfo),
        until=_read_day(fields["certificate_copy_expiring_time"][:8]),
        case_code=further.get("copy_case", ""),
    )


def _read_day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()
