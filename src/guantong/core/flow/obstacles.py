"""Why a branch cannot be approved now: everything that stands in the way, each as a reason that a person can act on.

The guard of a verb (`guards.py`) names the first thing, enough to refuse; an officer who looks at the case is to see all of
it, and who has to move. There is a reason exactly where the guard refuses: a test walks the engine and compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guantong.core.flow.guards import problem
from guantong.core.flow.index import BranchIndex, FlowIndex, index_of
from guantong.core.flow.model import CLOSED_PHASES, DECIDED_STATUSES, Flow, State, Task
from guantong.core.flow.turn import has_value
from guantong.core.kernel.problem import Problem

BEFORE_ACCEPTANCE = ("draft", "submitted", "correcting")


def obstacles_to_approval(flow: Flow, state: State, item: str) -> tuple[Problem, ...]:
    """Return every reason why this branch cannot be approved now, `flow.why_…`; none when it can be."""
    index = index_of(flow)
    task = state.tasks[item]
    if state.phase in BEFORE_ACCEPTANCE:
        return (problem("flow.why_not_accepted", item),)
    if state.phase in CLOSED_PHASES or state.phase == "decided" or task.status in DECIDED_STATUSES:
        return (problem("flow.why_decided", item),)
    if task.status == "withdrawn":
        return (problem("flow.why_decided", item),)
    branch = index.branches[item]
    return (
        *_upstream(branch, state, task),
        *_stopped(state, task, item),
        *_inputs(branch, state, item),
        *_visit(index, branch, state, item),
    )


def _upstream(branch: BranchIndex, state: State, task: Task) -> Iterator[Problem]:
    undone = tuple(each for each in branch.waits_for if state.tasks[each].status != "approved")
    if task.status == "waiting":
        yield problem("flow.why_waiting", branch.branch.item, items=undone or branch.waits_for)


def _stopped(state: State, task: Task, item: str) -> Iterator[Problem]:
    since = {stop.why.partition(":")[0]: stop.since for stop in task.stops if stop.until is None}
    if "correction" in since:
        marked = tuple(dict.fromkeys(mark.element for mark in state.marks if mark.item == item))
        yield problem("flow.why_correcting", item, elements=marked or ("-",), since=_day(since["correction"]))
    for kind, code in (("procedure", "flow.why_paused"), ("suspension", "flow.why_suspended")):
        if kind in since:
            yield problem(code, item, since=_day(since[kind]))
    if asked := tuple(each.unit for each in task.consultations if each.answered_on is None):
        yield problem("flow.why_consulting", item, units=asked)


def _inputs(branch: BranchIndex, state: State, item: str) -> Iterator[Problem]:
    owed = {each.element: each.due_on for each in state.owed if each.element in branch.needs}
    if owed:
        late = any(each.lapsed for each in state.owed if each.element in owed)
        code = "flow.why_lapsed" if late else "flow.why_owed"
        yield problem(code, item, elements=tuple(owed), due=_day(min(owed.values())))
    if state.tasks[item].status in ("waiting", "correcting"):
        return  # what a sibling still has to issue, or the applicant to correct, is said already
    missing = tuple(
        each
        for each in branch.needs
        if each not in branch.fetched and each not in owed and not has_value(state.data, each)
    )
    if missing:
        yield problem("flow.why_missing", item, elements=missing)


def _visit(index: FlowIndex, branch: BranchIndex, state: State, item: str) -> Iterator[Problem]:
    place = branch.inspection
    if not place:
        return
    visit, leading = state.visits.get(place), index.inspections[place].led_by
    if visit is None or visit.appointed_on is None:
        yield problem("flow.why_no_visit", item, place=place, leading=leading)
    elif (finding := visit.findings.get(item)) is None:
        yield problem("flow.why_no_finding", item, place=place, day=_day(visit.appointed_on))
    elif not finding:
        yield problem("flow.why_failed", item, place=place, leading=leading)


def _day(day: date) -> str:
    return day.isoformat()
