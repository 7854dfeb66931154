"""The door of `identity` to personal access tokens: what a program shows instead of a session."""

from __future__ import annotations

from datetime import datetime

from guantong.core.kernel.actor import Actor

from ..rows import MadeToken, Presented, TokenRow


def make_token(
    *, by: Actor, name: str, scope: str, days: int, now: datetime, wall: datetime | None = None
) -> MadeToken:
    """Record a token and return it with its secret, which nobody can read again. `scope` is `read` or `write`.

    Refuse `identity.token_…` with all problems at once: 90 days at most, ten tokens an account. `wall` is the real time, by
    which the term runs; `now` where none is given.
    """
    from .. import actions

    return actions.make_token(by=by, name=name, scope=scope, days=days, now=now, wall=wall)


def my_tokens(*, by: Actor) -> tuple[TokenRow, ...]:
    """Return the actor's tokens that nobody has ended, the newest first."""
    from .. import queries

    return queries.my_tokens(by=by)


def end_token(*, by: Actor, token_id: int, now: datetime, wall: datetime | None = None) -> None:
    """End one token of the actor's own, at once; refuse `identity.no_token`. Journaled."""
    from .. import actions

    actions.end_token(by=by, token_id=token_id, now=now, wall=wall)


def end_tokens(*, by: Actor, account_id: int, now: datetime, wall: datetime | None = None) -> int:
    """End all tokens of an account (all its sessions end, its password changes) and return how many. Journaled."""
    from .. import actions

    return actions.end_tokens(by=by, account_id=account_id, now=now, wall=wall)


def actor_of_token(*, secret: str, now: datetime) -> Presented:
    """Return who acts with a presented token (`now` is the real time); refuse `identity.token_unknown`, whatever is wrong with it."""
    from .. import queries

    return queries.actor_of_token(secret=secret, now=now)
