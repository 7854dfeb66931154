"""Working days: which days count, the n-th workday after a day, the workdays between two days.

Prefix sums over the covered years make each answer a table look-up. A year without its official notice is refused
(`clock.gap`), never guessed. The semantics are in docs/explain/clock.md.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from guantong.core.kernel.holidays import SHIPPED, Holiday, by_year, read_holidays
from guantong.core.kernel.problem import Problem, Refused

EXTRA_HOLIDAYS = "GUANTONG_HOLIDAYS"


class Calendar:
    """The workdays of some covered years, an unbroken run of them. Frozen.

    >>> calendar = load_calendar()
    >>> calendar.add_workdays(date(2026, 9, 30), 1)
    datetime.date(2026, 10, 8)
    """

    __slots__ = ("_before", "_first", "_last", "_workdays", "holidays", "years")

    years: tuple[int, ...]
    holidays: tuple[Holiday, ...]
    _first: int
    _last: int
    _before: array[int]
    _workdays: array[int]

    def __init__(self, holidays: Iterable[Holiday]) -> None:
        days = tuple(sorted(holidays, key=lambda holiday: holiday.day))
        years = tuple(sorted(by_year(days)))
        if not years:
            raise ValueError("a calendar needs at least one year of holidays")
        for year in range(years[0], years[-1]):
            if year not in years:
                _gap(year, years)
        first, last = date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal()
        special = {holiday.day.toordinal(): holiday.kind == "work" for holiday in days}
        # _before[i]: workdays from the first covered day up to and including the i-th day; index 0 is the day before.
        before, workdays = array("l", [0]), array("l")
        for ordinal in range(first, last + 1):
            if special.get(ordinal, ordinal % 7 not in (6, 0)):  # ordinal 1 was a Monday
                workdays.append(ordinal)
            before.append(len(workdays))
        for name, value in (
            ("years", years), ("holidays", days), ("_first", first), ("_last", last), ("_before", before), ("_workdays", workdays),
        ):  # fmt: skip
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a calendar is frozen: {name}")

    def is_workday(self, day: date) -> bool:
        """Return whether offices work on `day`."""
        place = self._place(day, since=False)
        return self._before[place] > self._before[place - 1]

    def add_workdays(self, day: date, n: int) -> date:
        """Return the n-th workday after `day`, which itself never counts; `day` itself for n = 0."""
        if n < 0:
            raise ValueError("workdays are added forwards only")
        if n == 0:
            return day
        place = self._before[self._place(day, since=True)] + n - 1
        if place >= len(self._workdays):
            _gap(self.years[-1] + 1, self.years)
        return date.fromordinal(self._workdays[place])

    def count_workdays(self, since: date, until: date) -> int:
        """Return the number of workdays d with since < d <= until (negative when `until` lies before `since`)."""
        if since == until:
            return 0
        return self._before[self._place(until, since=True)] - self._before[self._place(since, since=True)]

    def next_workday(self, day: date) -> date:
        """Return `day` if it is a workday, or else the next one."""
        return day if self.is_workday(day) else self.add_workdays(day, 1)

    def days_of(self, year: int) -> Iterator[date]:
        """Return every day of a year, in order."""
        first = date(year, 1, 1).toordinal()
        return map(date.fromordinal, range(first, date(year + 1, 1, 1).toordinal()))

    def covers(self, day: date) -> bool:
        return self._first <= day.toordinal() <= self._last

    def _place(self, day: date, *, since: bool) -> int:
        """Index of `day` in the prefix sums. The day before the first covered one may begin an interval."""
        ordinal = day.toordinal()
        if self._first - since <= ordinal <= self._last:
            return ordinal - self._first + 1
        _gap(day.year, self.years)


def _gap(year: int, years: tuple[int, ...]) -> NoReturn:
    covered = f"{years[0]}-{years[-1]}"
    raise Refused(Problem(code="clock.gap", facts={"year": str(year), "covered": covered}))


def load_calendar(extra: Path | None = None) -> Calendar:
    """Return the calendar of the shipped years and of those in `extra` (`guantong holidays import` writes it).

    Without `extra` the file named by the environment variable GUANTONG_HOLIDAYS is taken, if there is one. A year in
    it replaces the shipped one, because notices are sometimes changed. The file is read again when it changed; a
    file that is not there adds nothing.
    """
    if extra is None and (named := os.environ.get(EXTRA_HOLIDAYS)):
        extra = Path(named)
    if extra is None or not extra.exists():
        return _load(None, 0)
    return _load(extra, extra.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _load(extra: Path | None, _changed: int) -> Calendar:
    years = by_year(read_holidays(SHIPPED))
    if extra is not None:
        years.update(by_year(read_holidays(extra)))
    return Calendar(holiday for rows in years.values() for holiday in rows)
