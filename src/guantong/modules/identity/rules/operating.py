"""What the machine's operator may do to accounts, and how long a start password lasts. Pure (ADR 11)."""

from __future__ import annotations

from datetime import datetime, timedelta

from guantong.core.kernel.actor import OPERATOR, Actor
from guantong.core.kernel.problem import Problem

START_TERM = timedelta(hours=72)  # as long as a proposal: over a weekend, not over a holiday
ENOUGH_MANAGERS = 2  # one proposes and another one agrees
LONGEST_HANDLE = 200


def problem_of_operator(by: Actor) -> Problem | None:
    """Return why this is not the operator: nobody who signed in is, whatever their role."""
    return None if by.account.startswith(OPERATOR) else Problem(code="identity.operator_only")


def problem_of_founding(managers: int, because: str) -> Problem | None:
    """Return why the operator may not give a role. `managers`: the most active ones that a single unit over this division
    has; where two can do it between them, the operator does so only with a reason."""
    if managers < ENOUGH_MANAGERS or because.strip():
        return None
    return Problem(code="identity.role_by_managers", where="--because")


def is_start_over(until: datetime | None, wall: datetime) -> bool:
    """True when a start password has lapsed unused."""
    return until is not None and wall >= until


def problem_of_handle(handle: str) -> Problem | None:
    """Return what is wrong with a sign-in name: nothing in it, a blank or an unseen sign, or too long."""
    if (
        handle
        and len(handle) <= LONGEST_HANDLE
        and handle.isprintable()
        and not any(map(str.isspace, handle))
    ):
        return None
    return Problem(code="identity.handle_bad", where="handle", facts={"limit": LONGEST_HANDLE})
