"""What runs in the background for cases."""

from __future__ import annotations

from datetime import datetime

from . import actions


def lapse_due(now: datetime) -> int:
    """Each morning: supplement days that passed."""
    return actions.lapse_due(now=now, limit=100_000)
