"""A change of somebody's rights: proposed by one manager, taken by a second, done in one transaction (ADR 0011)."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.db import transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from .. import rules
from ..models import Account, Membership, Proposal
from ..queries.roles import is_elsewhere
from ..rows import MembershipRow, ProposalRow, RoleChange
from .accounts import chain_of, join_unit
from .mandates import flag_runner
from .proposals import end_proposal, propose, same_person, take_proposal
from .sessions import end_sessions
from .tokens import end_tokens


def propose_role(*, by: Actor, change: RoleChange, because: str, now: datetime) -> ProposalRow:
    _check(by, change)
    return propose(
        by=by, kind=rules.CHANGE_ROLE, subject=f"account:{change.account}", body=msgspec.to_builtins(change),
        because=because, now=now,
    )  # fmt: skip


def change_role(*, by: Actor, proposal_id: int, now: datetime) -> RoleChange:
    with transaction.atomic():
        taken = take_proposal(by=by, proposal_id=proposal_id, kind=rules.CHANGE_ROLE, now=now)
        change = msgspec.convert(taken.body, RoleChange)
        _check(by, change)
        if change.role == rules.RUNNER:
            flag_runner(
                by=by, account_id=change.account, unit=change.unit, division=change.division, now=now,
                ended=change.act == "remove",
            )  # fmt: skip
        elif change.act == "add":
            _add(by, change, now)
        else:
            _remove(by, change, now)
    return change


def _check(by: Actor, change: RoleChange) -> None:
    account = Account.objects.filter(pk=change.account).first()
    if account is None or (by.role == "manager" and is_elsewhere(by, account.pk)):
        raise Refused(Problem(code="identity.no_staff", facts={"who": str(change.account)}))
    own = by.account == str(account.pk) or same_person(by.account, str(account.pk))
    problem = rules.problem_of_change(by, change, kind=account.kind, own=own)
    if problem is not None:
        raise Refused(problem)


def _add(by: Actor, change: RoleChange, now: datetime) -> None:
    membership = MembershipRow(
        id=0, unit=change.unit, unit_role=change.unit_role, division=change.division, role=change.role,
        boards=change.boards,
    )  # fmt: skip
    join_unit(by=by, account_id=change.account, membership=membership, now=now)


def _remove(by: Actor, change: RoleChange, now: datetime) -> None:
    """Take the role away and, with it, everything that still speaks in its name: sessions, tokens, open proposals."""
    gone, _ = Membership.objects.filter(
        account_id=change.account, unit=change.unit, role=change.role, division=change.division
    ).delete()
    if not gone:
        raise Refused(Problem(code="identity.role_not_held", where="role"))
    body = {"unit": change.unit, "role": change.role}
    append(chain=chain_of(change.account), kind="RoleRemoved", body=body, by=by, at=now)
    end_sessions(by=by, account_id=change.account, now=now)
    end_tokens(by=by, account_id=change.account, now=now)
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("proposer", "ended_by")
    for row in rows.filter(proposer_id=change.account, unit=change.unit, role=change.role, state="open"):
        end_proposal(row, "withdrawn", "", by, now)
