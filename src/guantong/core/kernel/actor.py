"""Who acts, from which unit and under which mandate. Every write names one."""

from __future__ import annotations

import msgspec

ROLES = ("applicant", "clerk", "officer", "manager", "system")
ASSURANCE = ("low", "substantial", "high")


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who does something. `role` is one of `ROLES`.

    `unit` is the unit's identifier as stored (empty for an applicant), `unit_role` the role it fills in scenarios
    (`market-regulation`), `division` a 12-digit code, `boards` the boards of a window clerk (M24). `mandate` names the mandate under
    which one acts and `principal` the account acted for (both empty: on one's own), `scope` the scenarios that it covers
    (empty: all). `assurance` says how surely one was recognised (one of `ASSURANCE`; empty: nobody signed in, as in a test
    or a job). `bound` are the accounts whose matters are one's own too: others of the same identity number, and those
    one acts or acted for.
    """

    account: str
    role: str
    name: str = ""
    unit: str = ""
    unit_role: str = ""
    division: str = ""
    boards: tuple[str, ...] = ()
    mandate: str = ""
    principal: str = ""
    assurance: str = ""
    principal_name: str = ""
    scope: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()

    @property
    def applicant(self) -> str:
        """The account whose matter this is: the principal's under a mandate, else one's own."""
        return self.principal or self.account

    @property
    def applicant_name(self) -> str:
        """The name of whoever the matter belongs to."""
        return self.principal_name or self.name

    def covers(self, scenario: str) -> bool:
        """True unless one acts under a mandate that leaves this scenario out."""
        return not self.mandate or not self.scope or scenario in self.scope

    def is_bound_to(self, account: str) -> bool:
        """True when this account's matter is one's own, so that one decides nothing in it."""
        return bool(account) and (account == self.account or account in self.bound)


SYSTEM = Actor(account="system", role="system", name="system")
OPERATOR = "operator:"


def operator(name: str) -> Actor:
    """Return the person at the machine who runs a command: it acts with the system's rights, and the journal names them."""
    return Actor(account=f"{OPERATOR}{name}", role="system", name=name)
