"""Writes of accounts and of their roles, each with its journal entry in the chain `account:<id>`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from ..models import KINDS, ROLES, Account, Membership
from ..queries import account_row, membership_row
from ..rows import AccountRow, MembershipRow
from .passwords import check_password_rules


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Who an account is."""

    handle: str
    kind: str
    name: str
    id_number: str = ""
    uscc: str = ""
    phone: str = ""
    facts: Mapping[str, Any] = {}
    invented: bool = False


def chain_of(account_id: int | str) -> str:
    return f"account:{account_id}"


def make_account(*, by: Actor, profile: Profile, password: str, now: datetime) -> AccountRow:
    if profile.kind not in KINDS:
        raise Refused(
            Problem(code="identity.unknown_kind", facts={"kind": profile.kind, "kinds": ", ".join(KINDS)})
        )
    if profile.kind == "enterprise" and not profile.uscc:
        raise Refused(Problem(code="identity.uscc_missing"))
    if not profile.invented:  # whose password is printed on the screen
        check_password_rules(password, words=(profile.handle, profile.name))
    account = Account(**{**msgspec.structs.asdict(profile), "facts": dict(profile.facts)}, created_at=now)
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            body = {"handle": profile.handle, "kind": profile.kind}
            append(chain=chain_of(account.pk), kind="AccountMade", body=body, by=by, at=now)
    except IntegrityError as error:
        if Account.objects.filter(handle=profile.handle).exists():
            raise Refused(Problem(code="identity.handle_taken", facts={"handle": profile.handle})) from error
        raise
    return account_row(account)


def join_unit(*, by: Actor, account_id: int, membership: MembershipRow, now: datetime) -> MembershipRow:
    if membership.role not in ROLES:
        raise Refused(
            Problem(code="identity.unknown_role", facts={"role": membership.role, "roles": ", ".join(ROLES)})
        )
    with transaction.atomic():
        row, _ = Membership.objects.update_or_create(
            account_id=account_id,
            unit=membership.unit,
            role=membership.role,
            defaults={
                "unit_role": membership.unit_role,
                "division": membership.division,
                "boards": list(membership.boards),
            },
        )
        made = membership_row(row)
        append(
            chain=chain_of(account_id), kind="UnitJoined", body=msgspec.structs.asdict(made), by=by, at=now
        )
    return made
