"""The door of `identity` to roles: who acts for which unit, and changes of that, which take two managers (ADR 0011)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from guantong.core.kernel.actor import Actor

from ..rows import ProposalRow, RoleChange, StaffRow


def staff_in(*, by: Actor, words: str = "", after: int = 0, limit: int = 50) -> tuple[StaffRow, ...]:
    """Return the accounts with a role in the manager's division or below, by number; `words` are part of a name."""
    from .. import queries

    return queries.staff_in(by, words, after, limit)


def get_staff(*, by: Actor, account_id: int) -> StaffRow:
    """Return one account with its roles in the manager's division; refuse `identity.no_staff`."""
    from .. import queries

    return queries.get_staff(by, account_id)


def find_newcomer(*, by: Actor, handle: str, name: str) -> StaffRow:
    """Return an account that has no role anywhere yet, by sign-in name and name; refuse `identity.no_staff`."""
    from .. import queries

    return queries.find_newcomer(by, handle.strip(), name.strip())


def propose_role(
    *,
    by: Actor,
    act: str,
    account_id: int,
    unit: int,
    unit_role: str,
    division: str,
    role: str,
    boards: Iterable[str] = (),
    because: str,
    now: datetime,
) -> ProposalRow:
    """Propose to `add` a role (or other boards) to an account or to `remove` it; `role` may be `runner` (M34).

    Refuse `identity.role_managers_only`, `identity.role_own`, `identity.role_elsewhere`, `identity.role_wrong_account`.
    """
    from .. import actions

    change = RoleChange(
        act=act, account=account_id, unit=unit, unit_role=unit_role, division=division, role=role, boards=tuple(boards)
    )  # fmt: skip
    return actions.propose_role(by=by, change=change, because=because, now=now)


def change_role(*, by: Actor, proposal_id: int, now: datetime) -> RoleChange:
    """Take a proposal of kind `change_role` and do what it says. A role taken away ends sessions, tokens and open proposals
    at once. Refuse as `take_proposal` and `propose_role` do, and `identity.role_not_held`."""
    from .. import actions

    return actions.change_role(by=by, proposal_id=proposal_id, now=now)


def read_change(row: ProposalRow) -> RoleChange:
    """Return what a proposal of kind `change_role` would do."""
    import msgspec

    return msgspec.convert(row.body, RoleChange)


def account_name(account_id: int) -> str:
    """Return the name of an account, for those who decide about it; empty when there is none."""
    from .. import queries

    return queries.account_name(account_id)
