"""The only file that reads the clock. Everything else is given the time as an argument.

`GUANTONG_NOW` (an ISO time with its offset) or `fixed` stops the clock for tests. `GUANTONG_DAY` (an ISO date) keeps the day
and lets the hours run: the demonstration always plays on the same day, one that the official calendar covers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

_stopped_at: datetime | None = (
    datetime.fromisoformat(os.environ["GUANTONG_NOW"]) if os.environ.get("GUANTONG_NOW") else None
)
_wall_stopped_at: datetime | None = None
_day = date.fromisoformat(os.environ["GUANTONG_DAY"]) if os.environ.get("GUANTONG_DAY") else None


def now() -> datetime:
    """Return the time in China, aware of its zone."""
    time = (_stopped_at or datetime.now(ZONE)).astimezone(ZONE)
    return time if _day is None or _stopped_at else datetime.combine(_day, time.timetz())


def wall() -> datetime:
    """Return the real time, whatever day a demonstration plays on: for sessions, one-time codes and counters."""
    return _wall_stopped_at or datetime.now(ZONE)


def simulated_day() -> date | None:
    """Return the day that `GUANTONG_DAY` keeps, so that pages can say so; None where the clock is the real one."""
    return _day


def today() -> date:
    return now().date()


@contextmanager
def fixed(at: datetime) -> Iterator[datetime]:
    """Stop the clock at `at` for the block."""
    global _stopped_at
    if at.tzinfo is None:
        raise ValueError("the clock needs a time that knows its zone")
    before, _stopped_at = _stopped_at, at
    try:
        yield at
    finally:
        _stopped_at = before


@contextmanager
def fixed_wall(at: datetime) -> Iterator[datetime]:
    """Stop the clock on the wall at `at` for the block; for tests of sessions, codes and counters."""
    global _wall_stopped_at
    before, _wall_stopped_at = _wall_stopped_at, at.astimezone(ZONE)
    try:
        yield at
    finally:
        _wall_stopped_at = before
