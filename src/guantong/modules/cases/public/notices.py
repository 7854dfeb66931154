"""The door of `cases`, for whoever applies: what happened since one last looked, and that one has seen it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import msgspec

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text

__all__ = ["Notice", "deliver_notices", "notice_address", "notices", "set_address", "tick_off"]


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


def tick_off(*, by: Actor, seen_until: datetime, now: datetime) -> None:
    """Record that the actor has seen everything up to a moment; what came after it stays new."""
    from .. import actions

    actions.tick_off(by=by, seen_until=seen_until, now=now)


def notice_address(*, by: Actor) -> str:
    """Return where the actor has notices sent, empty for nowhere."""
    from .. import queries

    return queries.notice_address(by=by)


def set_address(*, by: Actor, address: str, now: datetime) -> None:
    """Have one's own notices sent by e-mail from now on; with an empty address no longer. Refuse `cases.bad_address`."""
    from .. import actions

    actions.set_address(by=by, address=address, now=now)


def deliver_notices(*, now: datetime, link: Callable[[str], str], limit: int = 1000) -> int:
    """Queue what happened since the last time and send what is due; return how many were sent. `link` makes the address of
    a case from its code. For the round; may be repeated at any time."""
    from .. import actions

    return actions.deliver_notices(now=now, link=link, limit=limit)
