"""The door of `cases` to purpose copies: a copy that names a case names one of one's own that is still open."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text
from guantong.modules.licences.public import CopyRow


class OpenCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case that a purpose copy may be made for."""

    code: str
    title: Text


def open_cases(*, by: Actor) -> tuple[OpenCase, ...]:
    """Return the open cases of whoever the actor acts for, within the scope of a mandate, the newest first, at most 200."""
    from .. import queries

    return queries.open_cases(by=by)


def make_copy(
    *,
    by: Actor,
    identifier: str,
    purpose: str,
    receiver: str,
    until: date,
    now: datetime,
    case_code: str = "",
) -> CopyRow:
    """Make a purpose copy of one's own licence for one of one's own open cases, or without `case_code` for a use elsewhere.
    Refuse `cases.copy_case` for any other code, and as `licences.make_copy` does."""
    from .. import actions

    return actions.make_copy(
        by=by, identifier=identifier, purpose=purpose, receiver=receiver, until=until, case_code=case_code, now=now
    )  # fmt: skip
