"""What lists need of a state, as rows: one for the case, one for everything that a unit has to do in it.

Pure projections: the same state always gives the same rows, so a row can be made again from its case at any time.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from guantong.core.flow import deadlines, guards
from guantong.core.flow.index import index_of
from guantong.core.flow.model import CLOSED_PHASES, Branch, Flow, Inspection, State

KINDS = ("branch", "consult", "visit")
STOPPED = ("correcting", "paused", "suspended")  # somebody has it, but its clock stands still
ACTIVE = ("open", *STOPPED)

Key = tuple[str, str, str]


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of a case that follow from its state. `stopped`: its clock does not run now;
    `lapse_on`: the first supplement day that has not been looked at; `visits`: the joint inspections held, repeats
    included; `grade`: of the rating, 0 before there is one."""

    phase: str
    stopped: bool
    due_on: date | None
    submitted_on: date | None
    accepted_on: date | None
    closed_on: date | None
    lapse_on: date | None = None
    visits: int = 0
    grade: int = 0


class TaskRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one unit has to do: a branch, an answer to a consultation, or the day of a visit (`item`: its place)."""

    item: str
    kind: str
    unit_role: str
    status: str
    ready_on: date | None = None
    due_on: date | None = None
    decided_on: date | None = None

    @property
    def key(self) -> Key:
        return (self.item, self.kind, self.unit_role)


def case_row(flow: Flow, state: State, calendar: Any, today: date) -> CaseRow:
    """Return the case's columns. The clock of a case stands still while each of its open branches does."""
    return _case_row(
        state, deadlines.unless_unknown(lambda: deadlines.case_due(flow, state, calendar, today))
    )


def next_case_row(
    flow: Flow, before: State, row: CaseRow, after: State, calendar: Any, today: date
) -> CaseRow:
    """Return the case's columns after an event, without working out the due day again when no clock was touched."""
    if _same_clocks(before, after):
        return _case_row(after, row.due_on)
    return case_row(flow, after, calendar, today)


def _case_row(state: State, due_on: date | None) -> CaseRow:
    active = {task.status for task in state.tasks.values()} & set(ACTIVE)
    closed = state.phase in CLOSED_PHASES
    return CaseRow(
        phase=state.phase,
        stopped=not closed and bool(active) and "open" not in active,
        due_on=due_on,
        submitted_on=state.submitted_on,
        accepted_on=state.accepted_on,
        closed_on=state.closed_on,
        lapse_on=min((owed.due_on for owed in state.owed if not owed.lapsed), default=None),
        visits=visits_held(state),
        grade=state.grade,
    )


def visits_held(state: State) -> int:
    """Return how many joint inspections took place; a state of before they were counted knows only whether one did."""
    return sum(visit.held or int(visit.done_on is not None) for visit in state.visits.values())


def _same_clocks(before: State, after: State) -> bool:
    """True when no stop runs and none was begun, ended or granted: then the due day is what it was."""
    return before.accepted_on == after.accepted_on and all(
        task.stops == before.tasks[item].stops
        and task.extended == before.tasks[item].extended
        and all(stop.until is not None for stop in task.stops)
        for item, task in after.tasks.items()
    )


def task_rows(flow: Flow, state: State, calendar: Any, today: date) -> dict[Key, TaskRow]:
    """Return every row of work in the case, by its key."""
    rows: dict[Key, TaskRow] = {}
    for branch in flow.branches:
        if branch.item in state.tasks:
            rows |= _branch_rows(flow, state, branch, calendar, today)
    for plan in flow.inspections:
        row = _visit_row(flow, state, plan, calendar)
        rows[row.key] = row
    return rows


def changed_rows(flow: Flow, before: State, after: State, calendar: Any, today: date) -> tuple[TaskRow, ...]:
    """Return the rows of the tasks and visits that are not what they were, and nothing else.

    A row that is gone (a consultation dropped when its branch was opened again) comes back as `withdrawn`.
    """
    closing = (before.phase in CLOSED_PHASES) != (after.phase in CLOSED_PHASES)
    old: dict[Key, TaskRow] = {}
    new: dict[Key, TaskRow] = {}
    for branch in flow.branches:
        was, now = before.tasks.get(branch.item), after.tasks.get(branch.item)
        if was != now or closing:
            # All rows of a changed branch: what is stored may be of an earlier day, on which a stop still ran.
            old |= _branch_rows(flow, before, branch, calendar, today) if was else {}
            new |= _branch_rows(flow, after, branch, calendar, today) if now else {}
    for plan in flow.inspections:
        row = _visit_row(flow, after, plan, calendar)
        if row != _visit_row(flow, before, plan, calendar):
            new[row.key] = row
    gone = (msgspec.structs.replace(row, status="withdrawn") for key, row in old.items() if key not in new)
    return (*new.values(), *gone)


def _branch_rows(flow: Flow, state: State, branch: Branch, calendar: Any, today: date) -> dict[Key, TaskRow]:
    task = state.tasks[branch.item]
    due = deadlines.unless_unknown(lambda: deadlines.task_due(flow, state, branch.item, calendar, today))
    row = TaskRow(
        item=branch.item, kind="branch", unit_role=branch.unit, status=task.status,
        ready_on=task.ready_on, due_on=due, decided_on=task.decided_on,
    )  # fmt: skip
    rows = {row.key: row}
    working = task.status in ACTIVE and state.phase not in CLOSED_PHASES
    for asked in task.consultations:
        status = "approved" if asked.answered_on else "open" if working else "withdrawn"
        # The branch's clock runs on while it waits for the answer, so the answer is due when the branch is.
        row = TaskRow(
            item=branch.item, kind="consult", unit_role=asked.unit, status=status,
            ready_on=asked.asked_on, due_on=due, decided_on=asked.answered_on,
        )  # fmt: skip
        rows[row.key] = row
    return rows


def _visit_row(flow: Flow, state: State, plan: Inspection, calendar: Any) -> TaskRow:
    """The day of a visit is to be appointed from acceptance on, and again while an item failed or has no finding."""
    visit = state.visits.get(plan.place)
    if state.phase != "handling":
        status = "waiting" if state.accepted_on is None and state.phase not in CLOSED_PHASES else "withdrawn"
    elif not guards.to_inspect(index_of(flow), state, plan.place):
        status = "approved"
    else:
        status = "open" if visit is None or visit.appointed_on is None or visit.done_on else "approved"
    accepted = state.accepted_on
    return TaskRow(
        item=plan.place, kind="visit", unit_role=plan.led_by, status=status, ready_on=accepted,
        due_on=deadlines.unless_unknown(lambda: calendar.add_workdays(accepted, plan.within)) if accepted else None,
        decided_on=visit.done_on if visit else None,
    )  # fmt: skip
