"""Who may do what in a case, and who may see it. Acceptance and handling are separate (受办分离, M22).

Whether a verb fits the state of the case is the engine's business; this says only whether it is this person's to use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from guantong.core.flow.model import Event, Flow
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused

from .divisions import area_of, inside, window_area
from .facts import Facts

APPLICANT_VERBS = frozenset({"submit", "correct", "supplement", "withdraw", "rate"})
WINDOW_VERBS = frozenset({"submit", "return", "accept", "refuse", "extend", "deliver"})
BRANCH_VERBS = frozenset(
    {"approve", "reject", "return", "send_back", "consult", "pause", "suspend", "resume", "extend", "inspect"}
)
DECISIONS = frozenset({"approve", "reject", "send_back", "inspect"})
SYSTEM_VERBS = frozenset({"lapse", "receive", "give_up"})


def may(actor: Actor, event: Event, flow: Flow, facts: Facts) -> Problem | None:
    """Return why the actor may not do this in this case, or None when it is theirs to do.

    Codes: cases.wrong_role (another role's verb), cases.not_yours (another's case, window or item),
    cases.wrong_board, cases.separate (accepted it, or handed it in at the window, so does not decide it), cases.recuse (one's own application, that of
    one's other account, or of somebody one acts or acted for).
    """
    rule = _RULES.get(actor.role)
    if rule is None:
        return _no("cases.wrong_role", event)
    if actor.role in ("clerk", "officer") and actor.is_bound_to(facts.applicant):
        return _no("cases.recuse", event)
    return rule(actor, event, flow, facts)


def must(actor: Actor, event: Event, flow: Flow, facts: Facts) -> None:
    """Refuse when `may` has a reason."""
    problem = may(actor, event, flow, facts)
    if problem is not None:
        raise Refused(problem)


def verbs_for(
    actor: Actor, allowed: Iterable[tuple[str, str]], flow: Flow, facts: Facts
) -> tuple[tuple[str, str], ...]:
    """Return those of the engine's allowed (verb, item) pairs that are the actor's to use."""
    return tuple(
        (verb, item) for verb, item in allowed if may(actor, Event(do=verb, item=item), flow, facts) is None
    )


def may_see(actor: Actor, facts: Facts) -> bool:
    """True when the case exists for the actor. `access.py` says the same in SQL, and a test compares the two."""
    match actor.role:
        case "applicant":
            own = bool(actor.applicant) and actor.applicant == facts.applicant
            return own and bool(actor.mandate) == bool(actor.principal) and actor.covers(facts.scenario)
        case "clerk":
            return _at_window(actor, facts) and _on_board(actor, facts)
        case "officer":
            return bool(actor.unit) and actor.unit in facts.everyone()
        case "manager":
            return inside(facts.division, actor.division)
        case "system":
            return True
    return False


def area_seen(actor: Actor) -> str:
    """Return the beginning of the division codes that a clerk or manager sees."""
    if not actor.division:
        return "-"  # no code begins so: without a division nothing is seen
    return window_area(actor.division) if actor.role == "clerk" else area_of(actor.division)


def _no(code: str, event: Event) -> Problem:
    return Problem(code=code, where=event.item, facts={"verb": event.do, "item": event.item})


def _applicant(actor: Actor, event: Event, flow: Flow, facts: Facts) -> Problem | None:
    if event.do not in APPLICANT_VERBS:
        return _no("cases.wrong_role", event)
    return None if may_see(actor, facts) else _no("cases.not_yours", event)


def _clerk(actor: Actor, event: Event, flow: Flow, facts: Facts) -> Problem | None:
    if event.item or event.do not in WINDOW_VERBS:
        return _no("cases.wrong_role", event)
    if not _at_window(actor, facts):
        return _no("cases.not_yours", event)
    return None if _on_board(actor, facts) else _no("cases.wrong_board", event)


def _officer(actor: Actor, event: Event, flow: Flow, facts: Facts) -> Problem | None:
    if event.do in DECISIONS and any(map(actor.is_bound_to, (facts.accepted_by, facts.handed_in_by))):
        return _no("cases.separate", event)
    if event.do == "answer":
        owner = facts.asked.get((event.item, event.unit or event.target or actor.unit_role))
    elif event.do == "appoint":
        owner = facts.led_by.get(_place(event, flow))
    elif event.do in BRANCH_VERBS and event.item:
        owner = facts.units.get(event.item)
    else:
        return _no("cases.wrong_role", event)
    return None if actor.unit and owner == actor.unit else _no("cases.not_yours", event)


def _system(actor: Actor, event: Event, flow: Flow, facts: Facts) -> Problem | None:
    return None if event.do in SYSTEM_VERBS else _no("cases.wrong_role", event)


def _place(event: Event, flow: Flow) -> str:
    """An inspection is named by its place or by one of its items."""
    return event.place or next((each.inspection for each in flow.branches if each.item == event.item), "")


def _at_window(actor: Actor, facts: Facts) -> bool:
    return bool(actor.division) and facts.division.startswith(window_area(actor.division))


def _on_board(actor: Actor, facts: Facts) -> bool:
    """A matter of no board is everybody's; one board for each star (M24)."""
    return not facts.board or facts.board in actor.boards


_RULES: dict[str, Callable[[Actor, Event, Flow, Facts], Problem | None]] = {
    "applicant": _applicant,
    "clerk": _clerk,
    "officer": _officer,
    "system": _system,
}
