"""The door of `orgs`: divisions and the units that fill the roles of scenarios. Read `actions.py` for writes."""

from __future__ import annotations

import msgspec


class DivisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """`code` is the 12-digit statistical code, `level` one of province, city, county, town."""

    code: str
    name: str
    level: str
    parent: str = ""


class UnitRow(msgspec.Struct, frozen=True, kw_only=True):
    """A unit. `role` is the role of scenarios it fills in its division; `uscc` its unified social credit code."""

    id: int
    name: str
    role: str
    division: str
    level: str
    uscc: str


def get_division(code: str) -> DivisionRow:
    """Return the division; refuse `orgs.no_division` when there is none."""
    from . import queries

    return queries.get_division(code)


def divisions_under(code: str = "") -> tuple[DivisionRow, ...]:
    """Return the divisions directly below `code`, in order of their codes (the province for an empty code)."""
    from . import queries

    return queries.divisions_under(code)


def path_of(code: str) -> tuple[DivisionRow, ...]:
    """Return the divisions from the province down to `code`."""
    from . import queries

    return queries.path_of(code)


def unit_filling(role: str, division: str, level: str) -> UnitRow:
    """Return the unit that fills `role` at `level` for `division`, looking upwards where the level has none.

    Refuse `orgs.no_unit` when no level above has one either.
    """
    from . import queries

    return queries.unit_filling(role, division, level)


def get_unit(unit_id: int) -> UnitRow:
    """Return the unit; refuse `orgs.no_unit`."""
    from . import queries

    return queries.get_unit(unit_id)
