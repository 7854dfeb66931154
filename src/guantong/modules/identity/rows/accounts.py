"""What identity hands out: accounts and memberships as others see them."""

from __future__ import annotations

import msgspec


class AccountRow(msgspec.Struct, frozen=True, kw_only=True):
    """An account as others see it. `kind` is person, enterprise or staff."""

    id: int
    handle: str
    kind: str
    name: str


class MembershipRow(msgspec.Struct, frozen=True, kw_only=True):
    """A role of an account in a unit. `unit` is the unit's number in `orgs`."""

    id: int
    unit: int
    unit_role: str
    division: str
    role: str
    boards: tuple[str, ...] = ()
