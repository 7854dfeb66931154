"""The door of `cases`, before acceptance: the window looked a case through and found it complete (M37)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from guantong.core.kernel.actor import Actor

from ..rows import CaseRef, HistoryLine

__all__ = ["look_through", "standing_look"]


def look_through(
    *, by: Actor, case_id: int, come: bool, because: str = "", version: int | None = None, now: datetime
) -> CaseRef:
    """Record that a case handed in was looked through and is complete; with `come` that the applicant is asked to the window,
    and `because` says with what. Nothing else changes: it is accepted as before.

    Refuse `cases.not_to_look_through` once it is accepted or returned, `cases.come_with_what`, `cases.stale`, and what
    `accept` refuses (`cases.wrong_board`, `cases.recuse` …).
    """
    from .. import actions

    return actions.look_through(by=by, case_id=case_id, come=come, because=because, version=version, now=now)


def standing_look(history: Iterable[HistoryLine]) -> HistoryLine | None:
    """Return the line that says of the case as it stands now that it is complete, if any does."""
    from .. import rules

    lines = tuple(history)
    place = rules.standing_look([line.do for line in lines])
    return lines[place] if place >= 0 else None
