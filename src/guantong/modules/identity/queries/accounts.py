"""Reads of accounts. Passwords never leave `models`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused

from .. import rules
from ..models import Account, Membership, ProviderLink
from ..rows import AccountRow, MembershipRow
from .mandates import bound_to


def account_row(account: Account) -> AccountRow:
    return AccountRow(id=account.pk, handle=account.handle, kind=account.kind, name=account.name)


def membership_row(membership: Membership) -> MembershipRow:
    return MembershipRow(
        id=membership.pk,
        unit=membership.unit,
        unit_role=membership.unit_role,
        division=membership.division,
        role=membership.role,
        boards=tuple(membership.boards),
    )


def find_account(handle: str) -> AccountRow | None:
    account = Account.objects.filter(handle=handle).first()
    return account_row(account) if account else None


def invented_among(handles: Iterable[str]) -> tuple[AccountRow, ...]:
    wanted = list(handles)
    rows = Account.objects.filter(handle__in=wanted, invented=True, is_active=True)
    return tuple(map(account_row, sorted(rows, key=lambda row: wanted.index(row.handle))))


def account_name(account_id: int) -> str:
    return Account.objects.filter(pk=account_id).values_list("name", flat=True).first() or ""


def memberships_of(account_id: int) -> tuple[MembershipRow, ...]:
    return tuple(
        membership_row(row) for row in Membership.objects.filter(account_id=account_id).order_by("pk")
    )


def actor_of(account: Any, membership_id: int, assurance: str = "") -> Actor:
    if not isinstance(account, Account) and not getattr(account, "is_authenticated", False):
        raise Refused(Problem(code="identity.not_signed_in"))
    if not account.is_active:
        raise Refused(Problem(code="identity.not_signed_in"))
    if account.kind != "staff":
        return Actor(account=str(account.pk), role="applicant", name=account.name, assurance=assurance)
    roles = memberships_of(account.pk)
    chosen = next((row for row in roles if membership_id in (0, row.id)), None)
    if chosen is None:
        raise Refused(Problem(code="identity.no_role", facts={"name": account.name}))
    return Actor(
        account=str(account.pk),
        role=chosen.role,
        name=account.name,
        unit=str(chosen.unit),
        unit_role=chosen.unit_role,
        division=chosen.division,
        boards=chosen.boards,
        bound=bound_to(account.pk),
    )


def session_facts(account: str, agent: str = "") -> dict[str, Any]:
    known = {number for number in (account, agent) if number.isdecimal()}
    rows = {str(row.pk): row for row in Account.objects.filter(pk__in=map(int, known))}
    facts = _facts(rows.get(account))
    return rules.under_mandate(facts, _facts(rows.get(agent))) if agent and agent != account else facts


def _facts(row: Account | None) -> dict[str, Any]:
    if row is None:
        return {}
    return rules.facts_of(row.kind, row.name, row.id_number, row.uscc, row.phone, row.facts)


def account_of_number(number: str) -> tuple[AccountRow, str] | None:
    rows = Account.objects.filter(
        Q(kind="enterprise", uscc=number) | Q(kind="person", id_number=number), is_active=True
    )
    # An account that was made for a principal has no way to sign in: its person would never see what lies with it.
    linked = Exists(ProviderLink.objects.filter(account=OuterRef("pk")))
    reachable = rows.filter(~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | linked)
    row = reachable.order_by("pk").first() if number else None
    return (account_row(row), row.phone) if row else None


def number_of(account: str) -> str:
    row = Account.objects.filter(pk=int(account)).first() if account.isdecimal() else None
    return (row.uscc if row.kind == "enterprise" else row.id_number) if row else ""
