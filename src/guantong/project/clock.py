"""The only file that reads the clock. Everything else is given the time as an argument.

`GUANTONG_NOW` (an ISO time with its offset) or `fixed` stops the clock for demonstrations and tests.
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


def now() -> datetime:
    """Return the time in China, aware of its zone."""
    return (_stopped_at or datetime.now(ZONE)).astimezone(ZONE)


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
