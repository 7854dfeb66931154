"""What runs in the background for cases."""

from __future__ import annotations

from datetime import datetime

from . import actions


def lapse_due(now: datetime) -> int:
    """Each morning: supplement days that passed."""
    return actions.lapse_due(now=now, limit=100_000)


def work_out_due_days(now: datetime) -> int:
    """Each round: due days that a newly imported notice makes known."""
    return actions.work_out_due_days(now=now, limit=100_000)
