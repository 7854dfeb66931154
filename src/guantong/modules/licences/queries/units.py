"""Licences of a unit for its officers, and numbers of them for managers."""

from __future__ import annotations

from django.db.models import Count, Q

from guantong.core.kernel.actor import Actor
from guantong.modules.orgs.public import get_division, get_unit

from .. import access, rules
from ..models import Licence
from ..rows import CountRow, LicenceRow, Page
from .licences import current_versions, licence_row

AREA_DIGITS = {"province": 2, "city": 4, "county": 6, "town": 9, "village": 12}


def unit_licences(*, by: Actor, words: str, state: str, after: str, limit: int) -> Page:
    if by.role != "officer":
        return Page(rows=())
    found = access.visible(by)
    if state in rules.STATES:
        found = found.filter(state=state)
    if words := words.strip():
        number = Q(number__iexact=words) | Q(holder_code__iexact=words)
        found = found.filter(number | Q(holder_name__icontains=words) | Q(versions__identifier=words.upper()))
    if after.isdecimal():
        found = found.filter(pk__lt=int(after))
    # The newest numbers first, then their rows: a join with the versions may name a licence several times.
    ids = list(found.order_by("-pk").values_list("pk", flat=True).distinct()[: limit + 1])
    rows = _rows(ids[:limit])
    return Page(rows=rows, next=str(ids[limit - 1]) if len(ids) > limit else "")


def licence_counts(*, by: Actor) -> tuple[CountRow, ...]:
    if by.role != "manager" or not by.division:
        return ()
    area = by.division[: AREA_DIGITS[get_division(by.division).level]]
    counted = (
        Licence.objects.filter(unit__division__code__startswith=area)
        .values_list("unit_id", "state")
        .annotate(number=Count("pk"))
        .order_by("unit_id", "state")
    )
    return tuple(
        CountRow(unit=unit, unit_name=get_unit(unit).name, state=state, number=number)
        for unit, state, number in counted
    )


def _rows(ids: list[int]) -> tuple[LicenceRow, ...]:
    versions = current_versions(Licence.objects.filter(pk__in=ids)).order_by("-licence_id")
    return tuple(licence_row(version) for version in versions)
