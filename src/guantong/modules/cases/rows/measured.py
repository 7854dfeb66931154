"""What became of cases: days and shares of a matter, the cases behind them, ratings and what follows from bad ones."""

from __future__ import annotations

from datetime import date

from guantong.core.kernel.text import Text

from .row import Row


class Measure(Row, frozen=True, kw_only=True):
    """What became of the delivered cases of one matter. `workdays` and `grades` are (value, how many cases), the
    workdays from acceptance to the last decision, `median` theirs; `visits` the joint inspections held, repeats
    included."""

    scenario: str
    title: Text
    cases: int
    in_time: int
    visits: int
    workdays: tuple[tuple[int, int], ...]
    grades: tuple[tuple[int, int], ...]
    median: float | None

    @property
    def rated(self) -> int:
        return sum(count for _, count in self.grades)

    @property
    def late(self) -> int:
        return self.cases - self.in_time


class MeasuredCase(Row, frozen=True, kw_only=True):
    """One delivered case behind a measure."""

    id: int
    code: str
    title: Text
    accepted_on: date | None
    due_on: date | None
    decided_on: date | None
    delivered_on: date | None
    workdays: int | None
    visits: int
    grade: int


class Rectification(Row, frozen=True, kw_only=True):
    """What a bad rating opened (差评整改), as anybody who may see the rated case is told: its state, not its content.
    `over`: struck off; `now` are the items that somebody has in hand."""

    id: int
    code: str
    title: Text
    phase: str
    due_on: date | None
    colour: str
    over: bool
    now: tuple[Text, ...]


class Rating(Row, frozen=True, kw_only=True):
    """One rated case, with what its rating opened."""

    id: int
    code: str
    title: Text
    grade: int
    delivered_on: date | None
    rectifications: tuple[Rectification, ...]


class RatingCounts(Row, frozen=True, kw_only=True):
    """How many ratings there are: all, bad ones (graded 1 or 2), those with a rectification that is open, late, over."""

    all: int
    bad: int
    open: int
    late: int
    over: int
