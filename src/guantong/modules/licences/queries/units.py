"""Licences of a unit for its officers, and numbers of them for managers."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, Q

from guantong.core.kernel.actor import Actor
from guantong.modules.orgs.public import get_division, get_unit

from .. import access, rules
from ..models import Licence
from ..rows import CountRow, Page
from .licences import rows_of

AREA_DIGITS = {"province": 2, "city": 4, "county": 6, "town": 9, "village": 12}
LONGEST_NUMBER = 18  # digits


def unit_licences(*, by: Actor, words: str, state: str, after: str, limit: int) -> Page:
    if by.role != "officer":
        return Page(rows=())
    found = access.visible(by)
    if state in rules.STATES:
        found = found.filter(state=state)
    if words := words.strip():
        number = Q(number__iexact=words) | Q(holder_code__iexact=words)
        found = found.filter(number | Q(holder_name__icontains=words) | Q(versions__identifier=words.upper()))
    if (last := _cursor(after)) is not None:
        found = found.filter(Q(issued_on__lt=last[0]) | Q(issued_on=last[0], pk__lt=last[1]))
    # Their numbers first, then their rows: a join with the versions may name a licence several times.
    keys = list(found.order_by("-issued_on", "-pk").values_list("issued_on", "pk").distinct()[: limit + 1])
    rows = rows_of(Licence.objects.filter(pk__in=[pk for _, pk in keys[:limit]]))
    return Page(rows=rows, next="{:%Y%m%d}-{}".format(*keys[limit - 1]) if len(keys) > limit else "")


def _cursor(after: str) -> tuple[date, int] | None:
    """Return day and number of the last licence on the page before; nothing for what is no such place."""
    day, _, number = after.partition("-")
    try:
        return datetime.strptime(day, "%Y%m%d").date(), int(number[:LONGEST_NUMBER])
    except ValueError:
        return None


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
