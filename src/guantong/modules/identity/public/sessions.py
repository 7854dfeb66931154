"""The door of `identity` to sessions: beginning one, going on with it, ending it; the limits for whoever has no account.

`now` is the time of what happens; `wall` the real time (the same, except where a demonstration keeps its day).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from guantong.core.kernel.actor import Actor

from ..rows import PendingRow, SecurityRow
from ..rules.attempts import Allowance

if TYPE_CHECKING:
    from django.http import HttpRequest


def sign_in(
    request: HttpRequest, *, handle: str, password: str, now: datetime, wall: datetime | None = None
) -> Actor:
    """Check the password, begin a session and return the actor. Journaled. Refuse `identity.wrong_credentials` (the same for an
    unknown name), `identity.wait` after too many of those, and `identity.code_wanted` or `identity.enrol_wanted` when a second
    step is due: the browser's session then waits for `take_code` or `confirm_enrolment`."""
    from .. import actions

    return actions.sign_in(request, handle=handle, password=password, now=now, wall=wall)


def pending_of(request: HttpRequest, *, wall: datetime) -> PendingRow | None:
    """Return the sign-in of this browser that waits for its second step, for ten minutes."""
    from .. import actions

    return actions.pending_of(request, wall=wall)


def resume(request: HttpRequest, *, wall: datetime) -> str:
    """Go on with the session of a request; when it is over, end it and return why: `idle`, `age`, `ended` (from elsewhere)
    or `weak` (a second factor is demanded by now)."""
    from .. import actions

    return actions.resume(request, wall=wall)


def session_number(request: HttpRequest) -> int:
    """Return the number of this browser's session in `security_of`; 0 when nobody is signed in."""
    from .. import actions

    return int(request.session.get(actions.SESSION, 0))


def sign_out(request: HttpRequest, *, now: datetime, wall: datetime | None = None) -> str:
    """End the session and return the name of the identity provider that had vouched, if one had. Journaled."""
    from .. import actions

    return actions.sign_out(request, now=now, wall=wall)


def choose_post(request: HttpRequest, *, membership_id: int) -> Actor:
    """Act in this post of one's own from now on and return the actor; refuse `identity.post_not_yours`. Who has one post
    only acts in it from the sign-in on."""
    from .. import actions

    return actions.choose_post(request, membership_id=membership_id)


def chosen_post(request: HttpRequest) -> int:
    """Return the number of the membership that this sign-in acts in, 0 while none is chosen. Whether it is still there is
    for the caller to ask (`memberships_of`)."""
    from .. import actions

    return actions.chosen_post(request)


def leave_post(request: HttpRequest) -> None:
    """Forget the chosen post: it is there no longer."""
    from .. import actions

    actions.leave_post(request)


def end_session(request: HttpRequest, *, session_id: int, now: datetime, wall: datetime) -> None:
    """End one of one's own sessions; refuse `identity.no_session`. Journaled."""
    from .. import actions

    actions.end_session(request, session_id=session_id, now=now, wall=wall)


def end_other_sessions(request: HttpRequest, *, now: datetime, wall: datetime) -> int:
    """End all of one's own sessions but this one; return how many there were. Journaled."""
    from .. import actions

    return actions.end_other_sessions(request, now=now, wall=wall)


def end_sessions(*, by: Actor, account_id: int, now: datetime, wall: datetime | None = None) -> int:
    """End every session of an account at once (when it lost a role, for instance). Journaled."""
    from .. import actions

    return actions.end_sessions(by=by, account_id=account_id, now=now, wall=wall)


def security_of(account_id: int, *, wall: datetime) -> SecurityRow:
    """Return how an account signs in: sessions, last sign-ins, second factor, linked provider accounts."""
    from .. import queries

    return queries.security_of(account_id, wall=wall)


def change_password(
    request: HttpRequest, *, old: str, new: str, words: Iterable[str] = (), now: datetime, wall: datetime
) -> None:
    """Change one's own password; all other sessions and all tokens end. Journaled. Refuse `identity.wrong_password`, `identity.wait`,
    `identity.password_short`, `_long`, `_common`, `_context` (made of `words`, or of those of the product) and `_same`."""
    from .. import actions

    actions.change_password(request, old=old, new=new, words=words, now=now, wall=wall)


def address_of(request: HttpRequest) -> str:
    """Return the address that calls are counted by: the peer's, or what our own proxies say (`GUANTONG_PROXIES`)."""
    from .. import actions

    return actions.address_of(request)


def count_call(*, kind: str, whose: str, count: int, seconds: int, now: datetime) -> int:
    """Count one call of somebody (an account or an address) and return the seconds to wait when it was one too many, else 0."""
    from .. import actions

    return actions.count_call(
        kind=kind, whose=whose, allowance=Allowance(count=count, seconds=seconds), now=now
    )


def clean_up(*, now: datetime) -> int:
    """Delete counts of yesterday and sessions of last season; return how many rows. For the round."""
    from .. import actions

    return actions.forget_attempts(now=now) + actions.forget_sessions(now=now)
