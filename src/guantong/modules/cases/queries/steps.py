"""The branches of a case as steps: unit, status, days. Nothing in a step is personal data, so anybody may see it."""

from __future__ import annotations

from datetime import date
from typing import Any

from guantong.core.flow import deadlines
from guantong.core.flow.model import CLOSED_PHASES, Branch, State
from guantong.core.kernel.text import Text

from .. import rules
from ..access import Held
from ..rows import Result, Step
from .names import title_in, unit_name
from .values import Titles


def steps_of(held: Held, calendar: Any, today: date) -> tuple[Step, ...]:
    """Return one step for each branch, in the flow's order."""
    return tuple(
        _step(held, branch, calendar, today)
        for branch in held.flow.branches
        if branch.item in held.state.tasks
    )


def _step(held: Held, branch: Branch, calendar: Any, today: date) -> Step:
    task = held.state.tasks[branch.item]
    waiting = _missing(held, branch)
    return Step(
        item=branch.item, title=branch.title,
        unit=unit_name(held.units.get((branch.item, "branch", branch.unit), "")),
        status=task.status, waits_for=waiting if task.status in ("waiting", "barred") else (),
        ready_on=task.ready_on, due_on=due_of(held, calendar, today, branch.item),
        decided_on=task.decided_on, stopped_because=_why_stopped(held.state, branch.item),
    )  # fmt: skip


def _missing(held: Held, branch: Branch) -> tuple[Text, ...]:
    """Return the titles of what the branch waits for and has not got, or never will."""
    tasks = held.state.tasks
    return tuple(
        title_in(held.flow, before) for before in branch.waits_for if tasks[before].status != "approved"
    )


def due_of(held: Held, calendar: Any, today: date, item: str = "") -> date | None:
    """Return the due day of a branch or of the case, None while it lies in a year without an official notice."""
    if item:
        return deadlines.unless_unknown(
            lambda: deadlines.task_due(held.flow, held.state, item, calendar, today)
        )
    return deadlines.unless_unknown(lambda: deadlines.case_due(held.flow, held.state, calendar, today))


def why_due(held: Held, calendar: Any, today: date, item: str = "") -> tuple[tuple[str, int], ...]:
    """Return what the due day is made of; nothing while the day is not known."""
    if due_of(held, calendar, today, item) is None:
        return ()
    return deadlines.due_why(held.flow, held.state, calendar, today, item)


def _why_stopped(state: State, item: str) -> str:
    """Return the kind of stop that is running; what an officer wrote about it may name a person and stays inside."""
    running = [stop.why for stop in state.tasks[item].stops if stop.until is None]
    return running[-1] if running and state.phase not in CLOSED_PHASES else ""


def results_of(held: Held, titles: Titles) -> tuple[Result, ...]:
    """Return how each branch ended; nobody knows before everything is decided.

    A barred one was decided by nobody: it is no refusal, has no grounds of its own and nothing to appeal against.
    """
    if held.state.phase not in ("decided", "delivered"):
        return ()
    return tuple(
        Result(
            item=branch.item, title=branch.title, approved=task.status == "approved", because=task.because,
            issues=tuple(titles.of(element) for element in branch.issues) if task.status == "approved" else (),
            decided_on=task.decided_on, barred=task.status == "barred",
            waits_for=_missing(held, branch) if task.status == "barred" else (),
        )
        for branch in held.flow.branches
        if (task := held.state.tasks.get(branch.item)) and task.status in ("approved", "rejected", "barred")
    )  # fmt: skip


def case_colour(held: Held, due_on: date | None, today: date, until: date) -> str:
    running = held.row.closed_on is None and not held.row.stopped
    return rules.colour_of(due_on, running, today, until)


def visit_day(state: State) -> date | None:
    """Return the day of the next joint inspection that has been appointed and not held."""
    days = [visit.appointed_on for visit in state.visits.values() if visit.appointed_on and not visit.done_on]
    return min(days, default=None)
