"""May this be done now? One function a verb, of the flow and the state alone; `allowed` and `step` both ask here.

Each returns None when the verb is possible, or the problem that stands in its way. What an event brings with it
(reasons, data, days) is checked by the verbs themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guantong.core.flow.index import FlowIndex
from guantong.core.flow.model import State
from guantong.core.flow.turn import UNDECIDED, has_value, running_stop
from guantong.core.kernel.problem import Problem

Guard = Callable[[FlowIndex, State, str], Problem | None]


def problem(code: str, item: str = "", **facts: Any) -> Problem:
    """Return a problem of the engine; tuples of names become one readable fact."""
    return Problem(
        code=code,
        where=item,
        facts={
            name: ", ".join(value) if isinstance(value, tuple) else value for name, value in facts.items()
        },
    )


def in_phase(*phases: str) -> Guard:
    """Return a guard: the case as a whole stands in one of these phases."""

    def guard(index: FlowIndex, state: State, item: str) -> Problem | None:
        return None if state.phase in phases else problem("flow.phase", item, phase=state.phase)

    return guard


def in_status(*statuses: str) -> Guard:
    """Return a guard: the case is being handled and this task has one of these statuses."""

    def guard(index: FlowIndex, state: State, item: str) -> Problem | None:
        if state.phase != "handling":
            return problem("flow.phase", item, phase=state.phase)
        status = state.tasks[item].status
        if status in statuses:
            return None
        return problem("flow.status", item, title=_title(index, item), status=status)

    return guard


def can_correct(index: FlowIndex, state: State, item: str) -> Problem | None:
    if state.phase not in ("correcting", "handling"):
        return problem("flow.phase", item, phase=state.phase)
    return None if state.marks else problem("flow.nothing_marked")


def can_supplement(index: FlowIndex, state: State, item: str) -> Problem | None:
    if state.phase != "handling":
        return problem("flow.phase", phase=state.phase)
    return None if state.owed else problem("flow.nothing_owed")


def can_lapse(index: FlowIndex, state: State, item: str) -> Problem | None:
    if problem_found := can_supplement(index, state, item):
        return problem_found
    return None if any(not owed.lapsed for owed in state.owed) else problem("flow.not_lapsed", due="-")


def can_receive(index: FlowIndex, state: State, item: str) -> Problem | None:
    """A source can answer as long as somebody who has not decided yet waits for it."""
    if state.phase not in ("submitted", "correcting", "handling"):
        return problem("flow.phase", phase=state.phase)
    return None if awaited(index, state) else problem("flow.nothing_awaited")


def awaited(index: FlowIndex, state: State) -> dict[str, str]:
    """Return what a shared source has not given yet and an undecided branch needs: element -> source. What the applicant
    has been asked for instead, marked or owed, is theirs to bring."""
    asked = {mark.element for mark in state.marks} | {owed.element for owed in state.owed}
    return {
        element: source
        for item, task in state.tasks.items()
        if task.status in UNDECIDED
        for element, source in index.branches[item].read.items()
        if element not in asked and not has_value(state.data, element)
    }


def has_lapsed(index: FlowIndex, state: State, item: str) -> Problem | None:
    """The window decides about a supplement day that has passed."""
    if state.phase != "handling":
        return problem("flow.phase", phase=state.phase)
    return None if any(owed.lapsed for owed in state.owed) else problem("flow.nothing_lapsed")


def can_refuse(index: FlowIndex, state: State, item: str) -> Problem | None:
    return None if state.phase in ("submitted", "correcting") else has_lapsed(index, state, item)


def can_rate(index: FlowIndex, state: State, item: str) -> Problem | None:
    if state.phase != "delivered":
        return problem("flow.phase", phase=state.phase)
    return problem("flow.rated", grade=state.grade) if state.grade else None


def can_approve(index: FlowIndex, state: State, item: str) -> Problem | None:
    if found := in_status("open")(index, state, item) or _consulting(index, state, item):
        return found
    needs = index.branches[item].needs
    if owed := tuple(owed.element for owed in state.owed if owed.element in needs):
        return problem("flow.owed", item, elements=owed)
    fetched = index.branches[item].fetched
    missing = tuple(each for each in needs if each not in fetched and not has_value(state.data, each))
    if missing:
        return problem("flow.missing", item, elements=missing)
    return _finding(index, state, item)


def can_reject(index: FlowIndex, state: State, item: str) -> Problem | None:
    """Rejecting is also possible while the applicant is asked: a correction that never comes must not keep a
    case open for ever. A special procedure or a suspension is ended first."""
    found = in_status("open", "correcting", "suspended")(index, state, item)
    if found is None and running_stop(state.tasks[item], "suspension"):
        found = problem("flow.status", item, title=_title(index, item), status="suspended")
    if found is None and running_stop(state.tasks[item], "procedure"):
        found = problem("flow.status", item, title=_title(index, item), status="paused")
    return found or _consulting(index, state, item)


def can_send_back(index: FlowIndex, state: State, item: str) -> Problem | None:
    if found := in_status("open")(index, state, item):
        return found
    return (
        None
        if index.branches[item].waits_for
        else problem("flow.not_upstream", item, target="-", possible="-")
    )


def can_answer(index: FlowIndex, state: State, item: str) -> Problem | None:
    if found := in_status(*UNDECIDED)(index, state, item):
        return found
    return None if _open_units(state, item) else problem("flow.no_consultation", item)


def can_pause(index: FlowIndex, state: State, item: str) -> Problem | None:
    if found := in_status("open")(index, state, item):
        return found
    return (
        None if index.branches[item].procedures else problem("flow.procedure", item, kind="-", possible="-")
    )


def can_resume(index: FlowIndex, state: State, item: str) -> Problem | None:
    if found := in_status(*UNDECIDED)(index, state, item):
        return found
    task = state.tasks[item]
    if running_stop(task, "procedure") or running_stop(task, "suspension"):
        return None
    return problem("flow.not_stopped", item)


def can_extend(index: FlowIndex, state: State, item: str) -> Problem | None:
    if found := in_status("open")(index, state, item):
        return found
    if state.tasks[item].extended:
        return problem("flow.extended", item, days=state.tasks[item].extended)
    if not index.branches[item].branch.promised:
        return problem("flow.extension_days", item, days=0, most=0)
    return None


def can_appoint(index: FlowIndex, state: State, item: str) -> Problem | None:
    if state.phase != "handling":
        return problem("flow.phase", item, phase=state.phase)
    place = index.branches[item].inspection
    if not place:
        return problem("flow.no_inspection", item)
    return None if to_inspect(index, state, place) else problem("flow.already_inspected", item)


def can_inspect(index: FlowIndex, state: State, item: str) -> Problem | None:
    if found := in_status(*UNDECIDED)(index, state, item):
        return found
    place = index.branches[item].inspection
    if not place:
        return problem("flow.no_inspection", item)
    visit = state.visits.get(place)
    if visit is None or visit.appointed_on is None:
        return problem("flow.no_visit", item)
    return problem("flow.already_inspected", item) if item in visit.findings else None


def to_inspect(index: FlowIndex, state: State, place: str) -> tuple[str, ...]:
    """Return the items of a joint inspection that are undecided and have no finding, or a failed one."""
    visit = state.visits.get(place)
    passed = visit.findings if visit is not None else {}
    return tuple(
        item
        for item in index.inspections[place].items
        if item in state.tasks and state.tasks[item].status in UNDECIDED and not passed.get(item, False)
    )


def _finding(index: FlowIndex, state: State, item: str) -> Problem | None:
    place = index.branches[item].inspection
    if not place:
        return None
    visit = state.visits.get(place)
    finding = visit.findings.get(item) if visit is not None else None
    if finding is None:
        return problem("flow.finding_missing", item, place=place)
    return None if finding else problem("flow.finding_failed", item, place=place)


def _consulting(index: FlowIndex, state: State, item: str) -> Problem | None:
    units = _open_units(state, item)
    return problem("flow.consultation_open", item, units=units) if units else None


def _open_units(state: State, item: str) -> tuple[str, ...]:
    return tuple(each.unit for each in state.tasks[item].consultations if each.answered_on is None)


def _title(index: FlowIndex, item: str) -> str:
    return index.branches[item].branch.title.zh
