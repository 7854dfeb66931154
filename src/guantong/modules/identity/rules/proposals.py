"""Who may take, decline or read a proposal, and until when. Pure (ADR 0011)."""

from __future__ import annotations

from datetime import datetime, timedelta

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem

from ..rows import ProposalRow

TERM = timedelta(hours=72)
STAFF = ("clerk", "officer", "manager")


def may_propose(by: Actor, because: str) -> Problem | None:
    """Return why this actor may not propose anything: not staff of a unit, or no reason given."""
    if by.role not in STAFF or not by.unit.isdecimal() or not by.account.isdecimal():
        return Problem(code="identity.proposal_staff_only")
    if not because.strip():
        return Problem(code="identity.proposal_no_reason", where="because")
    return None


def concerns(by: Actor, row: ProposalRow) -> bool:
    """True for the proposer and for everybody of the same unit and role."""
    return by.account == row.proposer or (by.unit == row.unit and by.role == row.role and bool(by.unit))


def may_take(by: Actor, row: ProposalRow, *, kind: str, now: datetime, same_person: bool) -> Problem | None:
    """Return why the actor may not take the proposal. `same_person`: both accounts are of one identity number."""
    about = {"proposal": row.id}
    if row.kind != kind or not concerns(by, row):
        return Problem(code="identity.proposal_not_yours", facts=about)
    if row.state != "open":
        return Problem(code="identity.proposal_not_open", facts=about)
    if by.account == row.proposer or same_person:
        return Problem(code="identity.proposal_same_person", facts=about)
    if (by.unit, by.role) != (row.unit, row.role):
        return Problem(code="identity.proposal_not_yours", facts=about)
    if now >= row.until:
        return Problem(code="identity.proposal_late", facts=about)
    return None


def may_decline(by: Actor, row: ProposalRow, because: str) -> Problem | None:
    """Return why the actor may not decline the proposal (or, as its proposer, withdraw it). Late ones may be declined."""
    if not concerns(by, row):
        return Problem(code="identity.proposal_not_yours", facts={"proposal": row.id})
    if row.state != "open":
        return Problem(code="identity.proposal_not_open", facts={"proposal": row.id})
    if not because.strip():
        return Problem(code="identity.proposal_no_reason", where="because")
    return None
