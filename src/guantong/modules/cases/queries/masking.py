"""Values as staff may see them: masked by grade, whole where a second person opened them for this actor (ADR 0011)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text
from guantong.modules.identity.public import ProposalRow

from .. import access, rules
from ..access import Held
from ..models import FieldOpening
from ..rows import FieldOpeningLine, Value
from .names import unit_name
from .values import titles_of


def mask_values(
    by: Actor, held: Held, values: Iterable[Value], *, part: str = "", now: datetime | None = None
) -> tuple[Value, ...]:
    """Return the values with those masked that the actor may not read; nothing changes for whose case it is."""
    values = tuple(values)
    if by.role not in rules.MASKED_FOR:
        return values
    shown = {value.element: access.shown_of(by, held, value.element, value.value, part) for value in values}
    if all(how == "whole" for how in shown.values()):
        return values
    opened = access.opened_for(by, held.id, now)
    return tuple(_masked(held, value, shown[value.element], opened.get(value.element)) for value in values)


def _masked(held: Held, value: Value, how: rules.Shown, until: datetime | None) -> Value:
    if how == "whole":
        return value
    if until is not None:
        return msgspec.structs.replace(value, opened_until=until)
    about = access.element_of(held, value.element)
    text = rules.mask(value.value, how, about.check if about else "")
    return msgspec.structs.replace(value, value=text, masked=how)


def field_openings(*, by: Actor, limit: int) -> tuple[FieldOpeningLine, ...]:
    """Return the openings in the cases of whoever the actor acts for, newest first."""
    if by.role != "applicant" or not by.applicant.isdecimal():
        return ()
    condition, *values = access.visible(by)
    rows = FieldOpening.objects.raw(
        f"SELECT o.* FROM cases_field_opening o JOIN cases_case k ON k.id = o.case_id WHERE {condition} "
        "ORDER BY o.id DESC LIMIT %s",
        [*values, limit],
    )
    return tuple(_line(by, row) for row in rows)


def _line(by: Actor, row: FieldOpening) -> FieldOpeningLine:
    held = access.hold_case(by, row.case_id)
    return FieldOpeningLine(
        case_id=held.id, code=held.code, element=titles_of(held).of(row.element), unit=unit_name(row.unit),
        because=row.because, at=row.opened_at, until=row.until,
    )  # fmt: skip


def opening_subject(*, by: Actor, row: ProposalRow) -> tuple[Text, str]:
    """Return what a proposal wants opened: the title of the element, and the tracking code of the case."""
    held = access.hold_case(by, int(row.body["case"]))
    return titles_of(held).of(str(row.body["element"])), held.code
