"""Licences as their holders, issuers and cases see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text
from guantong.modules.orgs.public import get_unit

from .. import access, rules
from ..models import Copy, Licence, Version
from ..rows import CopyRow, Field, Held, LicenceRow, LicenceView, OperationRow, VersionRow


def newest(licence: Licence) -> Version:
    """Return the newest version of a licence."""
    found = Version.objects.get(licence=licence, number=licence.version)
    found.licence = licence  # the very object that is about to change, not a second one of the same row
    return found


def my_licences(*, by: Actor) -> tuple[LicenceRow, ...]:
    if by.role != "applicant":
        return ()
    rows = rows_of(access.visible(by))
    return tuple(sorted(rows, key=lambda row: row.state not in rules.LIVE))


def licences_of_case(case_id: int) -> tuple[LicenceRow, ...]:
    rows = current_versions(Licence.objects.filter(case_id=case_id)).order_by("licence__item", "licence_id")
    return tuple(licence_row(version) for version in rows)


def held_by(holder_code: str, element: str) -> LicenceRow | None:
    if not holder_code:
        return None
    held = Licence.objects.filter(holder_code=holder_code, element=element, state="valid")
    found = current_versions(held).order_by("-licence_id").first()
    return licence_row(found) if found else None


def held_here(holder_code: str, elements: Collection[str]) -> Held:
    rows = Licence.objects.filter(holder_code=holder_code, element__in=elements) if holder_code else ()
    valid: dict[str, str] = {}
    ended: set[tuple[str, str]] = set()
    for row in sorted(rows, key=lambda row: row.pk):
        if row.state == "valid":
            valid[row.element] = row.number
        else:
            ended.add((row.element, row.number))
    return Held(valid=valid, ended=frozenset(ended))


def get_licence(*, by: Actor, identifier: str, today: date) -> LicenceView:
    licence = access.licence_for(by, identifier)
    version = newest(licence)
    possible = rules.operations_for(by, access.facts_of(licence), access.own_codes(by))
    return LicenceView(
        row=licence_row(version), holder_code=licence.holder_code, holder_code_type=licence.holder_code_type,
        type_code=licence.type_code, own_type=licence.own_type,
        item_title=Text(licence.item_title, licence.item_title_en), fields=fields_of(version.fields),
        versions=_versions(licence), operations=_operations(licence),
        copies=_copies(licence, today) if by.role == "applicant" else (),
        can=tuple(name for name in possible if name not in rules.PROPOSED),
        proposed=tuple(name for name in possible if name in rules.PROPOSED),
    )  # fmt: skip


def rows_of(licences: QuerySet[Licence]) -> tuple[LicenceRow, ...]:
    """Return the rows of licences, the last issued first."""
    rows = current_versions(licences).order_by("-licence__issued_on", "-licence_id")
    return tuple(licence_row(version) for version in rows)


def current_versions(licences: QuerySet[Licence]) -> QuerySet[Version]:
    return Version.objects.select_related("licence").filter(
        licence__in=licences, number=F("licence__version")
    )


def licence_row(version: Version) -> LicenceRow:
    licence = version.licence
    unit = get_unit(licence.unit_id)
    return LicenceRow(
        id=licence.pk, identifier=version.identifier, element=licence.element, name=Text(licence.name, licence.name_en),
        number=licence.number, holder_name=licence.holder_name, issuer_name=unit.name, issuer_code=unit.uscc,
        unit=unit.id, division=licence.division, state=licence.state, version=licence.version,
        issued_on=licence.issued_on, valid_from=licence.valid_from, valid_until=licence.valid_until,
        case_id=licence.case_id, case_code=licence.case_code, item=licence.item, scenario=licence.scenario,
    )  # fmt: skip


def copy_row(copy: Copy, licence: Licence, today: date) -> CopyRow:
    return CopyRow(
        reference=copy.reference, purpose=copy.purpose, receiver=copy.receiver, case_code=copy.case_code,
        made_at=copy.made_at, until=copy.until, state=copy_state(copy, licence, today),
    )  # fmt: skip


def copy_state(copy: Copy, licence: Licence, today: date) -> str:
    """Return what became of a copy: withdrawn, its licence's own end, superseded, expired, or valid."""
    if copy.withdrawn_at is not None:
        return "withdrawn"
    if licence.state not in rules.IN_FORCE:
        return licence.state
    if copy.version.number != licence.version:
        return "superseded"
    return "expired" if copy.until < today else "valid"


def fields_of(fields: Iterable[dict[str, Any]]) -> tuple[Field, ...]:
    return tuple(
        Field(element=each["element"], title=Text(each["title"], each["title_en"]), value=each["value"])
        for each in fields
    )


def _versions(licence: Licence) -> tuple[VersionRow, ...]:
    rows = Version.objects.filter(licence=licence).order_by("-number")
    return tuple(
        VersionRow(
            number=row.number, identifier=row.identifier, made_at=row.made_at, valid_from=row.valid_from,
            valid_until=row.valid_until, current=row.number == licence.version,
        )
        for row in rows
    )  # fmt: skip


def _operations(licence: Licence) -> tuple[OperationRow, ...]:
    return tuple(
        OperationRow(
            at=row.at, operation=row.operation, state=row.state, version=row.version, because=row.because,
            unit=get_unit(int(row.unit)).name if row.unit.isdecimal() else "",
        )
        for row in licence.operations.order_by("-seq")
    )  # fmt: skip


def _copies(licence: Licence, today: date) -> tuple[CopyRow, ...]:
    rows = Copy.objects.select_related("version").filter(version__licence=licence).order_by("-pk")
    return tuple(copy_row(row, licence, today) for row in rows)
