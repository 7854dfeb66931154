"""Licences that somebody may still rely on and that do not hold any more: computed when a page asks, stored nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import msgspec
from django.utils.timezone import localtime

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text
from guantong.modules.orgs.public import get_unit

from .. import access, rules
from ..models import Licence
from ..rows import OutOfForce
from .licences import newest


def out_of_force(numbers: Mapping[str, str], holder_codes: Collection[str]) -> tuple[OutOfForce, ...]:
    if not numbers or not holder_codes:
        return ()
    rows = Licence.objects.filter(holder_code__in=holder_codes, element__in=numbers).order_by("-pk")
    named = [row for row in rows if numbers[row.element] == row.number]
    in_force = {row.element for row in named if row.state in rules.IN_FORCE}
    told = _rows(row for row in named if row.element not in in_force)
    return tuple(msgspec.structs.replace(row, because="") for row in told)


def my_out_of_force(*, by: Actor, since: date) -> tuple[OutOfForce, ...]:
    if by.role != "applicant":
        return ()
    rows = _rows(access.visible(by).filter(state__in=rules.TAKEN).order_by("-pk"))
    return tuple(row for row in rows if row.state in rules.LIVE or localtime(row.since).date() >= since)


def _rows(licences: Iterable[Licence]) -> tuple[OutOfForce, ...]:
    found: dict[str, OutOfForce] = {}
    for licence in licences:
        last = licence.operations.order_by("-seq")[0]
        row = OutOfForce(
            identifier=newest(licence).identifier, element=licence.element, name=Text(licence.name, licence.name_en),
            state=licence.state, issuer_name=get_unit(licence.unit_id).name, since=last.at, because=last.because,
        )  # fmt: skip
        found.setdefault(row.identifier, row)
    return tuple(found.values())
