"""The door of `identity` to accounts: who they are, for which unit they act, what a sign-in vouches for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from guantong.core.kernel.actor import Actor

from ..rows import AccountRow, MembershipRow


def make_account(
    *,
    by: Actor,
    handle: str,
    kind: str,
    name: str,
    password: str,
    now: datetime,
    facts: Mapping[str, Any] | None = None,
    id_number: str = "",
    uscc: str = "",
    phone: str = "",
    invented: bool = False,
) -> AccountRow:
    """Record a new account; refuse `identity.handle_taken`, `identity.uscc_missing`, `identity.unknown_kind` or a password
    that is no good. `invented` marks somebody made for a demonstration."""
    from .. import actions

    return actions.make_account(
        by=by,
        profile=actions.Profile(
            handle=handle,
            kind=kind,
            name=name,
            id_number=id_number,
            uscc=uscc,
            phone=phone,
            facts=facts or {},
            invented=invented,
        ),
        password=password,
        now=now,
    )


def join_unit(
    *,
    by: Actor,
    account_id: int,
    unit: int,
    unit_role: str,
    division: str,
    role: str,
    boards: Iterable[str] = (),
    now: datetime,
) -> MembershipRow:
    """Record that an account acts for a unit (again with the same unit and role: the boards are replaced)."""
    from .. import actions

    membership = MembershipRow(
        id=0, unit=unit, unit_role=unit_role, division=division, role=role, boards=tuple(boards)
    )
    return actions.join_unit(by=by, account_id=account_id, membership=membership, now=now)


def find_account(handle: str) -> AccountRow | None:
    """Return the account with this sign-in name, or nothing."""
    from .. import queries

    return queries.find_account(handle)


def invented_among(handles: Iterable[str]) -> tuple[AccountRow, ...]:
    """Return those of these accounts that were made for a demonstration and can sign in, in the order of the names."""
    from .. import queries

    return queries.invented_among(handles)


def memberships_of(account_id: int) -> tuple[MembershipRow, ...]:
    """Return the roles of an account, oldest first."""
    from .. import queries

    return queries.memberships_of(account_id)


def actor_of(account: Any, membership_id: int = 0, assurance: str = "") -> Actor:
    """Return the actor that a signed-in account (`request.user`) is; staff act in one membership, the oldest unless
    told. `assurance` says how surely the session recognised them. Refuse `identity.not_signed_in`, and `identity.no_role` for staff without a unit."""
    from .. import queries

    return queries.actor_of(account, membership_id, assurance)


def session_facts(account: str, agent: str = "") -> dict[str, Any]:
    """Return element -> value for everything that the sign-in itself vouches for (`Actor.applicant` as argument). Under a
    mandate `agent` is the account that is there (`Actor.account`): the elements `agent.…` are then theirs."""
    from .. import queries

    return queries.session_facts(account, agent)


def account_of_number(number: str) -> tuple[AccountRow, str] | None:
    """Return the oldest account with this identity number or credit code that somebody can sign in with, and its
    telephone; nothing when there is none. For those who see the person, never for a page that anybody can open."""
    from .. import queries

    return queries.account_of_number(number)


def number_of(account: str) -> str:
    """Return the identity number of a person's account or the credit code of an enterprise's, empty without one."""
    from .. import queries

    return queries.number_of(account)
