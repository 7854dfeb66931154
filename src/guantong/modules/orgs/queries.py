"""Reads of divisions and units. What was found stays in the process: it changes with `guantong load` only."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.db import connection

from guantong.core.kernel.problem import Problem, Refused

from . import rules
from .models import Division, Unit
from .rows import UnitRow
from .rules import DivisionRow

PATH = """
WITH RECURSIVE up AS (
    SELECT code, name, level, parent_id FROM orgs_division WHERE code = %s
    UNION ALL SELECT d.code, d.name, d.level, d.parent_id FROM orgs_division d JOIN up ON d.code = up.parent_id
)
SELECT code, name, level, coalesce(parent_id, '') FROM up ORDER BY code
"""


def _division(row: Division) -> DivisionRow:
    return DivisionRow(code=row.code, name=row.name, level=row.level, parent=row.parent_id or "")


def _unit(row: Unit) -> UnitRow:
    return UnitRow(
        id=row.pk, name=row.name, role=row.role, division=row.division_id, level=row.level, uscc=row.uscc,
        synthetic=row.synthetic,
    )  # fmt: skip


def get_division(code: str) -> DivisionRow:
    return path_of(code)[-1]


@lru_cache(maxsize=4096)
def path_of(code: str) -> tuple[DivisionRow, ...]:
    with connection.cursor() as cursor:
        cursor.execute(PATH, [code])
        # A code is longer in significant digits than its parent's, so ordered by code the province comes first.
        path = tuple(DivisionRow(code=c, name=n, level=v, parent=p) for c, n, v, p in cursor.fetchall())
    if not path:
        raise Refused(Problem(code="orgs.no_division", facts={"code": code}))
    return path


@lru_cache(maxsize=512)
def divisions_under(code: str) -> tuple[DivisionRow, ...]:
    rows = (
        Division.objects.filter(parent_id=code) if code else Division.objects.filter(parent_id__isnull=True)
    )
    found = tuple(_division(row) for row in rows.order_by("code"))
    if code and not found:
        get_division(code)
    return found


@lru_cache(maxsize=16384)
def unit_filling(role: str, division: str, level: str) -> UnitRow:
    places = rules.places_for(path_of(division), level)
    found = {row.division_id: row for row in Unit.objects.filter(role=role, division_id__in=places)}
    for place in places:
        if place in found:
            return _unit(found[place])
    raise Refused(Problem(code="orgs.no_unit", facts={"role": role, "division": division, "level": level}))


@lru_cache(maxsize=16384)
def get_unit(unit_id: int) -> UnitRow:
    row = Unit.objects.filter(pk=unit_id).first()
    if row is None:
        raise Refused(Problem(code="orgs.no_unit", facts={"role": str(unit_id), "division": "", "level": ""}))
    return _unit(row)


def names_about(units: Iterable[int]) -> tuple[str, ...]:
    names: set[str] = set()
    for unit in map(get_unit, units):
        path = path_of(unit.division)
        names |= {unit.name, unit.name.removeprefix(path[-1].name), *(division.name for division in path)}
    return tuple(sorted(names))


def unit_with_code(code: str) -> UnitRow:
    row = Unit.objects.filter(uscc=code.strip().upper()).first()
    if row is None:
        raise Refused(Problem(code="orgs.no_unit_code", facts={"code": code[:80]}))
    return _unit(row)


def units_in(division: str) -> tuple[UnitRow, ...]:
    return tuple(_unit(row) for row in Unit.objects.filter(division_id=division).order_by("role"))


def forget() -> None:
    """Forget what this process remembers: after a load, and between tests."""
    for cached in (path_of, divisions_under, unit_filling, get_unit):
        cached.cache_clear()
