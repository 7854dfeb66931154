"""What is drawn of a version or of a copy. Everything comes from what was signed, so no drawing can say anything else."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text
from guantong.core.papers.record import CODE_TYPES
from guantong.modules.orgs.public import get_unit

from .. import access
from ..models import Copy, Version
from ..rows import Paper
from .licences import copy_state, fields_of

TYPES_OF_CODE = {code: name for name, code in CODE_TYPES.items()}


def paper_of(*, by: Actor, identifier: str, today: date) -> Paper:
    if "-" in identifier:
        copy = access.copy_for(by, identifier)
        return _paper(copy.version, copy, copy_state(copy, copy.version.licence, today))
    version = access.version_for(by, identifier)
    return _paper(version, None, version_state(version))


def version_state(version: Version) -> str:
    """Return the state of one version: superseded by a newer one, or that of the licence."""
    return version.licence.state if version.number == version.licence.version else "superseded"


def _paper(version: Version, copy: Copy | None, state: str) -> Paper:
    signed = copy or version
    record: dict[str, Any] = json.loads(signed.record)["record"]
    further = record["extend_info"]
    licence, unit = version.licence, get_unit(version.licence.unit_id)
    until = record.get("certificate_validate_end")
    return Paper(
        identifier=version.identifier, reference=further["reference"], name=Text(licence.name, licence.name_en),
        type_code=record["certificate_type_name_code"], number=record.get("certificate_number", ""),
        version=version.number, holder_name=record["certificate_holder_name"],
        holder_code=record.get("certificate_holder_code", ""),
        holder_code_type=TYPES_OF_CODE[record["certificate_holder_type"]],
        issuer_name=record["certificate_issuing_authority_name"],
        issuer_code=record["certificate_issuing_authority_code"], area_code=record["certificate_area_code"],
        item_title=Text(licence.item_title, licence.item_title_en), fields=fields_of(signed.fields),
        issued_on=_day(record["certificate_issuing_authority_date"]),
        valid_from=_day(record["certificate_validate_start"]), valid_until=_day(until) if until else None,
        state=state, made_at=signed.made_at, verify_at=further["verify_at"], record=signed.record, token=signed.token,
        synthetic=unit.synthetic, proven=signed.proven, purpose=copy.purpose if copy else "", receiver=copy.receiver if copy else "",
        case_code=copy.case_code if copy else "", copy_until=copy.until if copy else None,
    )  # fmt: skip


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()
