"""The door of `identity` to what waits for somebody's answer."""

from __future__ import annotations

from datetime import datetime

from guantong.core.kernel.actor import Actor


def count_waiting(*, by: Actor, now: datetime) -> int:
    """Return how many open proposals the actor may take, or how many mandates are offered to the actor, who acts for nobody
    then. One query."""
    from .. import queries

    return queries.count_waiting(by, now)
