"""The states of a licence and the operations between them, as systems exchange them (codes of the directory's users).

What was revoked, forfeited or cancelled stays so: no operation leads out of it.
"""

from __future__ import annotations

import msgspec

from guantong.core.kernel.problem import Problem, Refused

# State -> its code: 01 in force, 02 withheld for a time, 03 revoked (should never have been granted), 04 cancelled
# (struck off), 05 run out, 06 being moved to another place, 07 forfeited (taken away as a penalty).
CODES = {
    "valid": "01",
    "suspended": "02",
    "revoked": "03",
    "cancelled": "04",
    "expired": "05",
    "moving": "06",
    "forfeited": "07",
}
STATES = tuple(CODES)
LIVE = ("valid", "suspended", "moving")
IN_FORCE = ("valid", "moving")
TAKEN = ("suspended", "revoked", "forfeited", "cancelled")  # by the issuer, not by the calendar
REVOKE_KIND = "licence-revoke"


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One operation. `code` is that of the directory's users; `after` the states it may follow (none: it begins one); `to`
    the state it leads to. `new_paper`: it changes what the paper says, so a new version is signed. `by`: `system`, `officer`
    (of the issuing unit), or `two` (officers of it)."""

    code: str
    after: tuple[str, ...]
    to: str
    by: str = "officer"
    new_paper: bool = False


OPERATIONS: dict[str, Operation] = {
    "issue": Operation(code="01", after=(), to="valid", by="system", new_paper=True),
    "renew": Operation(code="02", after=("valid",), to="valid", new_paper=True),
    "suspend": Operation(code="03", after=("valid",), to="suspended"),
    "expire": Operation(code="04", after=LIVE, to="expired", by="system"),
    "cancel": Operation(code="05", after=(*LIVE, "expired"), to="cancelled"),
    "revoke": Operation(code="05", after=(*LIVE, "expired"), to="revoked", by="two"),
    "forfeit": Operation(code="05", after=("valid", "suspended"), to="forfeited", by="two"),
    "restore": Operation(code="06", after=("suspended",), to="valid"),
    "move": Operation(code="07", after=("valid",), to="moving"),
    "alter": Operation(code="09", after=("valid",), to="valid", new_paper=True),
    "stay": Operation(code="10", after=("moving",), to="valid"),
}
PROPOSED = tuple(name for name, operation in OPERATIONS.items() if operation.by == "two")


def next_state(state: str, operation: str) -> str:
    """Return the state after an operation; refuse `licences.unknown_operation` and `licences.not_now`."""
    rule = OPERATIONS.get(operation)
    if rule is None:
        possible = ", ".join(OPERATIONS)
        raise Refused(
            Problem(
                code="licences.unknown_operation", facts={"operation": operation[:40], "possible": possible}
            )
        )
    if state not in rule.after:
        raise Refused(Problem(code="licences.not_now", facts={"operation": operation, "state": state}))
    return rule.to


def bits_of(state: str, *, superseded: bool = False, withdrawn: bool = False) -> tuple[bool, bool]:
    """Return what the two status lists say of a paper: (no longer in force for good, suspended).

    A day that passed needs no bit: it stands in the paper.
    """
    ended = superseded or withdrawn or state in ("revoked", "cancelled", "forfeited")
    return ended, state == "suspended" and not ended
