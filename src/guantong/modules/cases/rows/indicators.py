"""What was computed for an indicator, and the cases behind it (ADR 16)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec

from guantong.core.kernel.text import Text
from guantong.core.scenario.measures import value_of


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
