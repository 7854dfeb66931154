"""The door of `identity` to the machine's operator (`guantong account`): no page leads here.

All refuse `identity.operator_only` for whoever signed in, and `identity.no_account`. Journaled with the operator's name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from guantong.core.kernel.actor import Actor

from ..rows import AccountRow, MembershipRow


def found_account(
    *,
    by: Actor,
    handle: str,
    kind: str,
    name: str,
    password: str,
    id_number: str = "",
    uscc: str = "",
    phone: str = "",
    now: datetime,
    wall: datetime,
) -> AccountRow:
    """Record a new account with a start password: good for one sign-in within 72 hours, at which another one is chosen.
    Refuse what `make_account` refuses, and `identity.handle_bad`."""
    from .. import actions

    profile = actions.Profile(
        handle=handle, kind=kind, name=name, id_number=id_number, uscc=uscc, phone=phone
    )
    return actions.found_account(by=by, profile=profile, password=password, now=now, wall=wall)


def give_start_password(
    *, by: Actor, handle: str, password: str, words: Iterable[str] = (), now: datetime, wall: datetime
) -> AccountRow:
    """Replace a password by a start password, which must not be made of `words` (units and places of the account); all
    sessions and tokens end."""
    from .. import actions

    return actions.give_start_password(
        by=by, handle=handle, password=password, words=words, now=now, wall=wall
    )


def found_role(
    *,
    by: Actor,
    handle: str,
    unit: int,
    unit_role: str,
    division: str,
    role: str,
    boards: Iterable[str] = (),
    because: str = "",
    now: datetime,
) -> MembershipRow:
    """Give a role that no two managers can give between them, or any role with a reason. Refuse
    `identity.role_by_managers`, `identity.role_wrong_account` and `identity.unknown_role`."""
    from .. import actions

    membership = MembershipRow(
        id=0, unit=unit, unit_role=unit_role, division=division, role=role, boards=tuple(boards)
    )
    return actions.found_role(by=by, handle=handle, membership=membership, because=because, now=now)


def close_account(*, by: Actor, handle: str, now: datetime, wall: datetime) -> AccountRow:
    """Let nobody sign in any more; sessions, tokens and open proposals end at once. Closing again changes nothing."""
    from .. import actions

    return actions.close_account(by=by, handle=handle, now=now, wall=wall)


def open_account(*, by: Actor, handle: str, now: datetime) -> AccountRow:
    """Let an account that was closed be signed in to again; its sessions and tokens do not come back."""
    from .. import actions

    return actions.open_account(by=by, handle=handle, now=now)


def end_sign_ins(*, by: Actor, handle: str, now: datetime, wall: datetime) -> int:
    """End all sessions and tokens of an account; return how many sessions there were."""
    from .. import actions

    return actions.end_sign_ins(by=by, handle=handle, now=now, wall=wall)
