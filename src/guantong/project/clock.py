"""The only file that reads the clock. Everything else is given the time as an argument.

`GUANTONG_NOW` (an ISO time with its offset) or `fixed` stops the clock for tests. `GUANTONG_DAY` (an ISO date) is the day on which
a demonstration begins, one that the official calendar covers: its time runs on from there, over midnight too, and never back.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from guantong.project import simulated

ZONE = ZoneInfo("Asia/Shanghai")

_stopped_at: datetime | None = (
    datetime.fromisoformat(os.environ["GUANTONG_NOW"]) if os.environ.get("GUANTONG_NOW") else None
)
_wall_stopped_at: datetime | None = None
_day = date.fromisoformat(os.environ["GUANTONG_DAY"]) if os.environ.get("GUANTONG_DAY") else None


def now() -> datetime:
    """Return the time in China, aware of its zone."""
    if _stopped_at:
        return _stopped_at.astimezone(ZONE)
    return simulated_at(datetime.now(ZONE), _day) if _day else datetime.now(ZONE)


def simulated_at(real: datetime, day: date) -> datetime:
    """Return the time of a demonstration that begins on `day`: at first the hour that it really is."""
    return real - simulated.behind(real - datetime.combine(day, real.timetz()))


def not_before(moment: datetime) -> None:
    """Let the time of a demonstration go on from `moment` where it has not come so far: something stored is as late."""
    if _day and not _stopped_at and now() < moment:
        simulated.behind(datetime.now(ZONE) - moment)


def wall() -> datetime:
    """Return the real time, whatever the time of a demonstration is: for sessions, one-time codes and counters."""
    return _wall_stopped_at or datetime.now(ZONE)


def simulated_day() -> date | None:
    """Return `GUANTONG_DAY`, on which the demonstration began, so that pages can say so; None where the clock is the real one."""
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
