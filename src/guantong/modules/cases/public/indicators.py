"""The door of `cases` for indicators: every number computed from its cases when it is asked for, and those cases (ADR 16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import msgspec

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text
from guantong.core.scenario.measures import value_of

from .rows import Rows


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """Whole months, the last one up to today: both days belong to it. `today` says what is late."""

    since: date
    until: date
    today: date


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted in one month, by its first day."""

    first: date
    counted: int
    of: int


class Computed(msgspec.Struct, frozen=True, kw_only=True):
    """One measure of one matter: `counted` of `of` in `cases` cases, and the same for each month of the period."""

    measure: str
    counted: int
    of: int
    cases: int
    months: tuple[Month, ...]

    @property
    def value(self) -> Fraction | None:
        """The exact value, None while there is no case that it could be of."""
        return value_of(self.measure, self.counted, self.of) if self.cases else None


class IndicatorRow(msgspec.Struct, frozen=True, kw_only=True):
    """One case behind a number: on which day it counts, how much of what, and the days that say why."""

    id: int
    code: str
    title: Text
    phase: str
    day: date
    counted: int
    of: int
    submitted_on: date | None
    accepted_on: date | None
    decided_on: date | None
    due_on: date | None
    closed_on: date | None


def computed(
    *, by: Actor, scenario: str, measures: Sequence[str], period: Period, division: str = ""
) -> tuple[Computed, ...]:
    """Return each measure of a matter, in the order asked for, over the cases that a manager sees; with `division` those
    inside it."""
    from .. import queries

    return queries.computed(by=by, scenario=scenario, measures=measures, period=period, division=division)


def indicator_rows(
    *,
    by: Actor,
    scenario: str,
    measure: str,
    period: Period,
    division: str = "",
    part: str = "all",
    after: str = "",
    limit: int = 30,
) -> Rows:
    """Return the cases behind one measure, newest first, as `IndicatorRow`. `part`: `all`, `counted` (those that count), or
    `rest` (those that do not, or not wholly)."""
    from .. import queries

    return queries.indicator_rows(
        by=by, scenario=scenario, measure=measure, period=period, division=division, part=part, after=after, limit=limit
    )  # fmt: skip


def told_to_all(
    *, scenario: str, measures: Sequence[str], period: Period, division: str
) -> tuple[Computed, ...]:
    """Return measures of a matter for anybody: sums over a division, never the cases behind them."""
    from .. import queries

    return queries.told_to_all(scenario=scenario, measures=measures, period=period, division=division)
