"""The door of `cases`, for whoever applies: what happened since one last looked, and that one has seen it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text

__all__ = ["Notice", "notices", "tick_off"]


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened. `kind` is the verb of the case's entry, or `licence` (issued) or `expiring`; `fields` are the titles of what has
    to be mended; `identifier` and `until` are those of a licence."""

    kind: str
    at: datetime
    code: str
    title: Text
    item: Text | None = None
    because: str = ""
    fields: tuple[Text, ...] = ()
    identifier: str = ""
    until: date | None = None


def notices(*, by: Actor, now: datetime) -> tuple[Notice, ...]:
    """Return what others did in the cases of whoever the actor acts for and what became of their licences, the newest first,
    since the actor last ticked it off (at first: of the last 30 days). Nobody but an applicant has any."""
    from .. import queries

    return queries.notices(by=by, now=now)


def tick_off(*, by: Actor, until: datetime, now: datetime) -> None:
    """Record that the actor has seen everything up to a moment; what came after it stays new."""
    from .. import actions

    actions.tick_off(by=by, until=until, now=now)
