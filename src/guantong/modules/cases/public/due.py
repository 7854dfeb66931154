"""The door of `cases` for the round: what has to happen though nobody asks. Each may be repeated at any time."""

from __future__ import annotations

from datetime import datetime


def lapse_due(*, now: datetime, limit: int = 1000) -> int:
    """Record for every case whose supplement day has passed that it has; return how many. Run it each morning."""
    from .. import actions

    return actions.lapse_due(now=now, limit=limit)


def issue_licences_due(*, now: datetime, limit: int = 1000) -> int:
    """Make the licences that decided cases have not got yet; return how many cases were seen to. Each is done right after
    the act that decided it; run this in every round for what a crash left."""
    from .. import actions

    return actions.issue_licences_due(now=now, limit=limit)


def work_out_due_days(*, now: datetime, limit: int = 100_000) -> int:
    """Work out the due days that were unknown, because their year had no official notice, and return how many cases have
    one now. Run it after importing a notice."""
    from .. import actions

    return actions.work_out_due_days(now=now, limit=limit)


def ask_again_due(*, now: datetime, limit: int = 1000) -> int:
    """Ask the shared sources again for which cases wait and whose pause is over; return for how many cases. Run it in every
    round: after the last try the case says that nobody asks any more."""
    from .. import actions

    return actions.ask_again_due(now=now, limit=limit)
