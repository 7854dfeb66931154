"""Who acts, from which unit and under which mandate. Every write names one."""

from __future__ import annotations

import msgspec

ROLES = ("applicant", "clerk", "officer", "manager", "system")


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who does something. `role` is one of `ROLES`.

    `unit` is the unit's identifier as stored (empty for an applicant), `unit_role` the role it fills in scenarios
    (`market-regulation`), `division` a 12-digit code, `boards` the boards of a window clerk (M24), `mandate` says
    on whose behalf (empty: on one's own).
    """

    account: str
    role: str
    name: str = ""
    unit: str = ""
    unit_role: str = ""
    division: str = ""
    boards: tuple[str, ...] = ()
    mandate: str = ""


SYSTEM = Actor(account="system", role="system", name="system")
