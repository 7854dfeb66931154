"""Writes of proposals, each journaled in the chain `proposal:<id>`. What was agreed is done by whoever calls `take_proposal`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from .. import rules
from ..models import Account, Proposal
from ..queries import proposal_row
from ..rows import ProposalRow


def proposal_chain(proposal_id: int) -> str:
    return f"proposal:{proposal_id}"


def propose(
    *, by: Actor, kind: str, subject: str, body: Mapping[str, Any], because: str, now: datetime
) -> ProposalRow:
    problem = rules.may_propose(by, because)
    if problem is not None:
        raise Refused(problem)
    with transaction.atomic():
        row = Proposal.objects.create(
            kind=kind, subject=subject, body=dict(body), because=because.strip(), proposer_id=int(by.account),
            unit=int(by.unit), unit_role=by.unit_role, role=by.role, division=by.division, at=now,
            until=now + rules.TERM,
        )  # fmt: skip
        about = {"kind": kind, "subject": subject, "body": dict(body), "because": row.because}
        append(chain=proposal_chain(row.pk), kind="ProposalMade", body=about, by=by, at=now)
    return proposal_row(row)


def take_proposal(*, by: Actor, proposal_id: int, kind: str, now: datetime) -> ProposalRow:
    row = _locked(proposal_id)
    found = proposal_row(row)
    problem = rules.may_take(
        by, found, kind=kind, now=now, same_person=same_person(by.account, found.proposer)
    )
    if problem is not None:
        raise Refused(problem)
    return end_proposal(row, "taken", "", by, now)


def decline_proposal(*, by: Actor, proposal_id: int, because: str, now: datetime) -> ProposalRow:
    with transaction.atomic():
        row = _locked(proposal_id)
        problem = rules.may_decline(by, proposal_row(row), because)
        if problem is not None:
            raise Refused(problem)
        own = str(row.proposer_id) == by.account
        return end_proposal(row, "withdrawn" if own else "declined", because.strip(), by, now)


def _locked(proposal_id: int) -> Proposal:
    """Return the proposal, locked until the end of the caller's transaction (Django refuses a lock outside of one)."""
    row = Proposal.objects.select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if row is None:
        raise Refused(Problem(code="identity.proposal_not_yours", facts={"proposal": proposal_id}))
    return row


def end_proposal(row: Proposal, state: str, answer: str, by: Actor, now: datetime) -> ProposalRow:
    row.state, row.answer, row.ended_at = state, answer, now
    # The operator, who closes an account, is none: its proposals end as withdrawn, and the journal says by whom.
    row.ended_by = Account.objects.get(pk=int(by.account)) if by.account.isdecimal() else row.proposer
    row.save(update_fields=["state", "answer", "ended_by", "ended_at"])
    body = {"because": answer} if answer else {}
    append(chain=proposal_chain(row.pk), kind=f"Proposal{state.title()}", body=body, by=by, at=now)
    return proposal_row(row)


def same_person(*accounts: str) -> bool:
    """True when two accounts carry one identity number: a second account does not make a second person."""
    numbers = Account.objects.filter(pk__in=map(int, accounts)).values_list("id_number", flat=True)
    known = [number for number in numbers if number]
    return len(known) > len(set(known))
