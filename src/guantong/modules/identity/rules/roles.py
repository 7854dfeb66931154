"""Which change of rights a manager may propose and a second one take. Pure (ADR 0011)."""

from __future__ import annotations

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.identifiers import LEVEL_DIGITS, parse_division
from guantong.core.kernel.problem import Problem, Refused

from ..rows import RoleChange

CHANGE_ROLE = "change_role"
ACTS = ("add", "remove")
STAFF_ROLES = ("clerk", "officer", "manager")
RUNNER = "runner"


def area_of(division: str) -> str:
    """Return the beginning of the codes of a division and all below it; a sign that no code has for a division unknown.

    >>> area_of("330106000000"), area_of("330000000000"), area_of("")
    ('330106', '33', '-')
    """
    try:
        code = parse_division(division)
    except Refused:
        return "-"
    return code.code[: LEVEL_DIGITS[code.level]]


def problem_of_change(by: Actor, change: RoleChange, *, kind: str, own: bool) -> Problem | None:
    """Return why the actor may not propose or take the change. `kind` is that of the account concerned; `own`: it is the
    actor's own, or another one of the same identity number."""
    if by.role != "manager":
        return Problem(code="identity.role_managers_only")
    if own:
        return Problem(code="identity.role_own")
    if change.act not in ACTS or change.role not in (*STAFF_ROLES, RUNNER):
        possible = ", ".join((*STAFF_ROLES, RUNNER))
        return Problem(
            code="identity.unknown_role", where="role", facts={"role": change.role, "roles": possible}
        )
    if kind != ("person" if change.role == RUNNER else "staff"):
        return Problem(code="identity.role_wrong_account", where="role")
    if not change.division.startswith(area_of(by.division)):
        return Problem(code="identity.role_elsewhere", where="unit")
    return None
