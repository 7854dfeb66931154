"""The colour of a day: green, amber (two workdays left or fewer), red (past) or grey (no clock is running)."""

from __future__ import annotations

from datetime import date

AMBER_WORKDAYS = 2


def colour_of(due_on: date | None, running: bool, today: date, amber_until: date) -> str:
    """Return the colour of something due on a day; `amber_until` is today plus `AMBER_WORKDAYS`."""
    if due_on is None or not running:
        return "grey"
    if due_on < today:
        return "red"
    return "amber" if due_on <= amber_until else "green"
