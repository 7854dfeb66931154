"""An account with its roles, as a manager of their division sees it; a change of one."""

from __future__ import annotations

import msgspec

from .accounts import MembershipRow


class StaffRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who acts for units of a manager's division: only the roles there. `runs_for` is the unit that a runner runs
    errands for, 0 for none."""

    account: int
    handle: str
    kind: str
    name: str
    roles: tuple[MembershipRow, ...] = ()
    runs_for: int = 0
    runs_in: str = ""


class RoleChange(msgspec.Struct, frozen=True, kw_only=True):
    """What a proposal of kind `change_role` does: `act` is add (also: other boards) or remove."""

    act: str
    account: int
    unit: int
    unit_role: str
    division: str
    role: str
    boards: tuple[str, ...] = ()
