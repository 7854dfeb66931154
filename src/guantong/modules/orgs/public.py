"""The door of `orgs`: divisions and the units that fill the roles of scenarios. Read `actions.py` for writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from guantong.core.kernel.actor import Actor

from .rows import Loaded, UnitRow
from .rules import DivisionRow

__all__ = [
    "DivisionRow",
    "Loaded",
    "UnitRow",
    "divisions_under",
    "get_division",
    "get_unit",
    "load_divisions",
    "load_units",
    "names_about",
    "path_of",
    "unit_filling",
    "unit_with_code",
    "units_in",
]


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


def names_about(units: Iterable[int]) -> tuple[str, ...]:
    """Return the names of units, what they say without their place, and the places up to the province: what nobody working
    there should choose as a password."""
    from . import queries

    return queries.names_about(units)


def unit_with_code(code: str) -> UnitRow:
    """Return the unit with this unified social credit code; refuse `orgs.no_unit_code`."""
    from . import queries

    return queries.unit_with_code(code)


def units_in(division: str) -> tuple[UnitRow, ...]:
    """Return the units of one division itself, by role."""
    from . import queries

    return queries.units_in(division)


def load_divisions(*, by: Actor, now: datetime, progress: Callable[[int], None] | None = None) -> Loaded:
    """Take over the project's own list of divisions. Loading again changes nothing."""
    from . import actions

    return actions.load_divisions(by=by, now=now, progress=progress)


def load_units(
    *,
    by: Actor,
    names: Mapping[str, Mapping[str, str]],
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> Loaded:
    """Make a unit for every division of each level that a role names (role -> level -> pattern with `{place}`).

    They carry made-up credit codes with valid check digits and are marked synthetic.
    """
    from . import actions

    return actions.load_units(by=by, names=names, now=now, progress=progress)
