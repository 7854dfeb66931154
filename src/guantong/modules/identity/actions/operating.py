"""What the machine's operator does to accounts: start passwords, first roles, closing and opening. Each is journaled in the
chain of the account with the operator's name, and whatever speaks for the account ends with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from .. import rules
from ..models import Account, Proposal
from ..queries import account_row
from ..queries.roles import managers_over
from ..rows import AccountRow, MembershipRow
from .accounts import Profile, chain_of, join_unit, make_account
from .passwords import check_password_rules
from .proposals import end_proposal
from .sessions import end_sessions


def found_account(*, by: Actor, profile: Profile, password: str, now: datetime, wall: datetime) -> AccountRow:
    """Make an account with a start password."""
    _check(by)
    problem = rules.problem_of_handle(profile.handle)
    if problem is not None:
        raise Refused(problem)
    with transaction.atomic():
        row = make_account(by=by, profile=profile, password=password, now=now)
        Account.objects.filter(pk=row.id).update(start_until=wall + rules.START_TERM)
    return row


def give_start_password(
    *, by: Actor, handle: str, password: str, words: Iterable[str] = (), now: datetime, wall: datetime
) -> AccountRow:
    _check(by)
    with transaction.atomic():
        account = _locked(handle)
        check_password_rules(password, words=(account.handle, account.name, *words))
        account.set_password(password)
        account.start_until = wall + rules.START_TERM
        account.save(update_fields=["password", "start_until"])
        body = {"until": account.start_until.isoformat()}
        append(chain=chain_of(account.pk), kind="StartPasswordGiven", body=body, by=by, at=now)
        end_sessions(by=by, account_id=account.pk, now=now, wall=wall)
    return account_row(account)


def found_role(
    *, by: Actor, handle: str, membership: MembershipRow, because: str, now: datetime
) -> MembershipRow:
    """Give a role without a proposal: for the first managers, or with a reason that the journal keeps."""
    _check(by)
    with transaction.atomic():
        account = _locked(handle)
        if account.kind != "staff":
            raise Refused(Problem(code="identity.role_wrong_account", where="role"))
        problem = rules.problem_of_founding(managers_over(membership.division, but=account.pk), because)
        if problem is not None:
            raise Refused(problem)
        body = {"unit": membership.unit, "role": membership.role, "because": because.strip()}
        append(chain=chain_of(account.pk), kind="RoleFounded", body=body, by=by, at=now)
        return join_unit(by=by, account_id=account.pk, membership=membership, now=now)


def close_account(*, by: Actor, handle: str, now: datetime, wall: datetime) -> AccountRow:
    """Let nobody sign in to an account any more and end all that speaks for it: sessions, tokens, open proposals."""
    _check(by)
    with transaction.atomic():
        account = _locked(handle)
        if account.is_active:
            account.is_active = False
            account.save(update_fields=["is_active"])
            append(chain=chain_of(account.pk), kind="AccountClosed", body={}, by=by, at=now)
        end_sessions(by=by, account_id=account.pk, now=now, wall=wall)
        rows = Proposal.objects.select_for_update(of=("self",)).select_related("proposer", "ended_by")
        for row in rows.filter(proposer=account, state="open"):
            end_proposal(row, "withdrawn", "", by, now)
    return account_row(account)


def open_account(*, by: Actor, handle: str, now: datetime) -> AccountRow:
    _check(by)
    with transaction.atomic():
        account = _locked(handle)
        if not account.is_active:
            account.is_active = True
            account.save(update_fields=["is_active"])
            append(chain=chain_of(account.pk), kind="AccountOpened", body={}, by=by, at=now)
    return account_row(account)


def end_sign_ins(*, by: Actor, handle: str, now: datetime, wall: datetime) -> int:
    _check(by)
    with transaction.atomic():
        return end_sessions(by=by, account_id=_locked(handle).pk, now=now, wall=wall)


def _check(by: Actor) -> None:
    problem = rules.problem_of_operator(by)
    if problem is not None:
        raise Refused(problem)


def _locked(handle: str) -> Account:
    account = Account.objects.select_for_update().filter(handle=handle).first()
    if account is None:
        raise Refused(Problem(code="identity.no_account", where="handle", facts={"handle": handle[:80]}))
    return account
