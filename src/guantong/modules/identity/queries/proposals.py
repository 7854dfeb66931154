"""Reads of proposals: those that an actor made or may take."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused

from .. import rules
from ..models import Proposal
from ..rows import ProposalRow

LIMIT = 200


def proposal_row(row: Proposal) -> ProposalRow:
    return ProposalRow(
        id=row.pk, kind=row.kind, subject=row.subject, body=row.body, because=row.because,
        proposer=str(row.proposer_id), proposer_name=row.proposer.name, unit=str(row.unit), unit_role=row.unit_role,
        role=row.role, division=row.division, state=row.state, at=row.at, until=row.until,
        taken_by_name=row.ended_by.name if row.ended_by else "", answer=row.answer,
    )  # fmt: skip


def get_proposal(*, by: Actor, proposal_id: int) -> ProposalRow:
    row = _with_names().filter(pk=proposal_id).first()
    found = proposal_row(row) if row else None
    if found is None or not rules.concerns(by, found):
        raise Refused(Problem(code="identity.proposal_not_yours", facts={"proposal": proposal_id}))
    return found


def open_proposals(*, by: Actor, kind: str, now: datetime | None) -> tuple[ProposalRow, ...]:
    if not by.unit.isdecimal() or not by.account.isdecimal():
        return ()
    rows = _with_names().filter(
        Q(unit=int(by.unit), role=by.role) | Q(proposer_id=int(by.account)), state="open"
    )
    if kind:
        rows = rows.filter(kind=kind)
    if now is not None:
        rows = rows.filter(until__gt=now)
    return tuple(proposal_row(row) for row in rows.order_by("pk")[:LIMIT])


def _with_names() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("proposer", "ended_by")
