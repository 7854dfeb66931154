"""The one engine of everything that has to be closed: `open_case`, `step`, `allowed`. Pure; it has no clock of its own.

A step checks (guards), works the event out on a copy (verbs) and brings the case to rest (settle). What is not possible
is refused with a `flow.…` code and leaves the given state as it was. Semantics: docs/explain/engine.md.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from guantong.core.flow import applicant, guards, inspection, officer, stops, window
from guantong.core.flow.guards import Guard, in_phase, in_status
from guantong.core.flow.index import FlowIndex, index_of
from guantong.core.flow.model import CLOSED_PHASES, VERBS, Effect, Event, Flow, Moment, State, Task
from guantong.core.flow.refusal import refuse
from guantong.core.flow.settle import settle
from guantong.core.flow.turn import UNDECIDED, Turn
from guantong.core.kernel.problem import Problem, Refused


class Verb(msgspec.Struct, frozen=True):
    """When a verb is possible, and what it does to a turn."""

    guard: Guard
    act: Callable[[Turn], None]


CASE_VERBS = {
    "submit": Verb(in_phase("draft", "correcting"), applicant.submit),
    "correct": Verb(guards.can_correct, applicant.correct),
    "supplement": Verb(guards.can_supplement, applicant.supplement),
    "withdraw": Verb(in_phase("submitted", "correcting", "handling"), applicant.withdraw),
    "rate": Verb(guards.can_rate, applicant.rate),
    "return": Verb(in_phase("submitted"), window.return_form),
    "accept": Verb(in_phase("submitted"), window.accept),
    "refuse": Verb(guards.can_refuse, window.refuse_case),
    "extend": Verb(guards.has_lapsed, window.grant_term),
    "lapse": Verb(guards.can_lapse, window.lapse),
    "receive": Verb(guards.can_receive, window.receive),
    "give_up": Verb(guards.can_receive, window.give_up),
    "deliver": Verb(in_phase("decided"), window.deliver),
}
TASK_VERBS = {
    "return": Verb(in_status("open", "correcting"), officer.return_fields),
    "approve": Verb(guards.can_approve, officer.approve),
    "reject": Verb(guards.can_reject, officer.reject),
    "send_back": Verb(guards.can_send_back, officer.send_back),
    "consult": Verb(in_status(*UNDECIDED - {"waiting"}), officer.consult),
    "answer": Verb(guards.can_answer, officer.answer),
    "pause": Verb(guards.can_pause, stops.pause),
    "suspend": Verb(in_status("open"), stops.suspend),
    "resume": Verb(guards.can_resume, stops.resume),
    "extend": Verb(guards.can_extend, stops.extend),
    "appoint": Verb(guards.can_appoint, inspection.appoint),
    "inspect": Verb(guards.can_inspect, inspection.inspect),
}


def open_case(flow: Flow) -> State:
    """Return the state of a case that nobody has submitted yet: a draft with one waiting task for each branch."""
    return State(flow=index_of(flow).hash, tasks={branch.item: Task() for branch in flow.branches})


def step(flow: Flow, state: State, event: Event, now: Moment) -> tuple[State, tuple[Effect, ...]]:
    """Return the state after an event and what came of it; refuse with a `flow.…` code what is not possible.

    Pure: the same arguments give the same answer, and none of them is changed. The day is `now.today`.
    """
    index = index_of(flow)
    if state.flow != index.hash:
        refuse("flow.wrong_flow", flow=index.hash, pinned=state.flow)
    event, verb = _find_verb(index, event)
    if found := verb.guard(index, state, event.item):
        raise Refused(_with_possible(flow, state, event, found))
    turn = Turn(index, state, event, now)
    verb.act(turn)
    settle(turn)
    return turn.result(), tuple(turn.effects)


def allowed(flow: Flow, state: State) -> tuple[tuple[str, str], ...]:
    """Return what may happen now, as (verb, item); the item is empty for what concerns the case as a whole.

    Says nothing of who may do it, and assumes that what the event brings (reasons, data, days) is right.
    """
    index = index_of(flow)
    case = [(name, "") for name, verb in CASE_VERBS.items() if verb.guard(index, state, "") is None]
    if state.phase != "handling":
        return tuple(case)
    tasks = [
        (name, item)
        for item in state.tasks
        for name, verb in TASK_VERBS.items()
        if verb.guard(index, state, item) is None
    ]
    return (*case, *tasks)


def _find_verb(index: FlowIndex, event: Event) -> tuple[Event, Verb]:
    """A verb can concern the case or one item; an inspection can be named by its place instead of an item."""
    if event.do not in VERBS:
        refuse("flow.unknown_verb", verb=event.do)
    if not event.item and event.do == "appoint" and event.place in index.inspections:
        event = msgspec.structs.replace(event, item=index.inspections[event.place].items[0])
    if event.item and event.item not in index.branches:
        refuse("flow.unknown_item", event.item, possible=tuple(index.branches))
    verb = (TASK_VERBS.get(event.do) if event.item else None) or CASE_VERBS.get(event.do)
    if verb is None:
        refuse("flow.unknown_item", possible=tuple(index.branches))
    return event, verb


def _with_possible(flow: Flow, state: State, event: Event, found: Problem) -> Problem:
    """Add to a refusal what is possible now: the verbs for this item, or for the case."""
    if state.phase in CLOSED_PHASES and found.code == "flow.phase":
        found = msgspec.structs.replace(found, code="flow.closed")
    verbs = tuple(dict.fromkeys(verb for verb, item in allowed(flow, state) if item in ("", event.item)))
    return msgspec.structs.replace(
        found, facts={"verb": event.do, "possible": ", ".join(verbs) or "-", **found.facts}
    )
