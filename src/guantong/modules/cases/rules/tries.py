"""When a source that has not answered is asked again: after growing pauses, and not for ever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta


def next_try(tried: int, at: datetime, hours: Sequence[int]) -> datetime | None:
    """Return from when on a source is asked again that has been asked again `tried` times, the last time at a moment; None
    when that was the last time. `hours` are the pauses.

    >>> next_try(1, datetime(2026, 3, 2, 9), (1, 4))
    datetime.datetime(2026, 3, 2, 13, 0)
    """
    pauses = sorted(hours)
    return at + timedelta(hours=pauses[tried]) if tried < len(pauses) else None


def most_tries(hours: Sequence[int]) -> int:
    """Return how many times a source is asked again."""
    return len(hours)
