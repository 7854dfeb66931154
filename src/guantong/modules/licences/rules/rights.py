"""Who may see a licence, and which operations are whose. `access.py` says the same of seeing in SQL; a test compares."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem

from .states import OPERATIONS


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What rights depend on: the issuing unit, who owns the case it came from, under which code it is held."""

    unit: str
    scenario: str
    holder_account: str
    holder_code: str
    state: str


def may_see(actor: Actor, facts: Facts, own_codes: Collection[str] = ()) -> bool:
    """True when the licence exists for the actor. `own_codes` are the identity number and credit code of the applicant
    whom the actor acts for. A manager sees counts and no licence; a window clerk none."""
    match actor.role:
        case "applicant":
            own = bool(actor.applicant) and actor.applicant == facts.holder_account
            named = bool(facts.holder_code) and facts.holder_code in own_codes
            return (own or named) and actor.covers(facts.scenario)
        case "officer":
            return bool(actor.unit) and actor.unit == facts.unit
        case "system":
            return True
    return False


def problem_with(
    actor: Actor, operation: str, facts: Facts, own_codes: Collection[str] = (), *, second: bool = False
) -> Problem | None:
    """Return why the operation is not the actor's to do, or None. `second`: a proposal was taken; `own_codes` are the
    identity number and credit code of whoever acts.

    Codes: licences.wrong_role, licences.two_persons, licences.recuse (one's own licence).
    """
    rule = OPERATIONS[operation]
    if rule.by == "system":
        return None if actor.role == "system" else _no("licences.wrong_role", operation)
    if actor.role != "officer" or actor.unit != facts.unit:
        return _no("licences.wrong_role", operation)
    if actor.is_bound_to(facts.holder_account) or (facts.holder_code and facts.holder_code in own_codes):
        return _no("licences.recuse", operation)
    if rule.by == "two" and not second:
        return _no("licences.two_persons", operation)
    return None


def operations_for(actor: Actor, facts: Facts, own_codes: Collection[str] = ()) -> tuple[str, ...]:
    """Return the operations that are open to the actor in this state, those of two persons included."""
    return tuple(
        name
        for name, rule in OPERATIONS.items()
        if facts.state in rule.after and problem_with(actor, name, facts, own_codes, second=True) is None
    )


def _no(code: str, operation: str) -> Problem:
    return Problem(code=code, facts={"operation": operation})
