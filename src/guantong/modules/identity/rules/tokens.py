"""What a personal access token may be, and when it counts. Pure."""

from __future__ import annotations

from datetime import datetime

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem

from ..rows.tokens import TokenRow

READ, WRITE = "read", "write"
SCOPES = (READ, WRITE)
LONGEST_DAYS = 90
MOST_TOKENS = 10
NAME_LIMIT = 80
PREFIX = "gt_"  # so that a leaked token is recognised for what it is


def check_token(*, by: Actor, name: str, scope: str, days: int, existing: int) -> tuple[Problem, ...]:
    """Return everything that is wrong with a token that somebody wants.

    Who acts for another does not make tokens: a mandate is looked at anew at every request of a session.
    """
    problems: list[Problem] = []
    if by.mandate or not by.account.isdecimal():
        problems.append(Problem(code="identity.token_own_only"))
    if not name.strip() or len(name) > NAME_LIMIT:
        problems.append(Problem(code="identity.token_name", where="name", facts={"limit": NAME_LIMIT}))
    if scope not in SCOPES:
        problems.append(
            Problem(code="identity.token_scope_unknown", where="scope", facts={"possible": ", ".join(SCOPES)})
        )
    if not 1 <= days <= LONGEST_DAYS:
        problems.append(Problem(code="identity.token_days", where="days", facts={"limit": LONGEST_DAYS}))
    if existing >= MOST_TOKENS:
        problems.append(Problem(code="identity.token_too_many", facts={"limit": MOST_TOKENS}))
    return tuple(problems)


def token_counts(row: TokenRow, now: datetime) -> bool:
    """True while a token is neither ended nor past its last moment."""
    return row.ended_at is None and now < row.until
