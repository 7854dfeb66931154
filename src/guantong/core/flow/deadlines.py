"""When is it due, and why: the day of a branch, the day of the case, the rows behind it (ADR 3).

Days are workdays of the calendar. The day of receipt never counts; a stop takes out the workdays d with
since < d <= until; stops that overlap are taken out once. The semantics, with examples: docs/explain/clock.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from guantong.core.flow.index import index_of
from guantong.core.flow.model import Flow, State, Stop, Task
from guantong.core.kernel.calendar import Calendar
from guantong.core.kernel.problem import Refused

Interval = tuple[date, date]
Reasons = tuple[tuple[str, int], ...]


# ------------------------------------------------------------------------------------------------------- one branch


def task_due(flow: Flow, state: State, item: str, calendar: Calendar, today: date) -> date | None:
    """Return the last day on which this branch can be decided in time; None while its clock has not begun.

    A stop that is running counts as if it ended today, so the day moves on with it. Refuse `clock.gap` when the day
    lies in a year without an official calendar.
    """
    task = state.tasks[item]
    if task.ready_on is None:
        return None
    due = calendar.add_workdays(task.ready_on, _term(flow, task, item))
    for since, until in merged(task.stops, today, after=task.ready_on):
        if since > due:
            break
        # The day on which a stop begins belonged to the office, the day on which it ends is like a day of receipt.
        due = max(calendar.add_workdays(due, calendar.count_workdays(since, until)), until)
    return due


def task_why(flow: Flow, state: State, item: str, calendar: Calendar, today: date) -> Reasons:
    """Return what a branch's due day is made of: (label key, workdays), the sum of which leads from the day it became
    ready to its due day. Empty while the clock has not begun."""
    task = state.tasks[item]
    due = task_due(flow, state, item, calendar, today)
    if due is None or task.ready_on is None:
        return ()
    granted = task.extended if task.extended_in == task.round else 0
    rows = [("flow-clock-promise", index_of(flow).branches[item].branch.promised)]
    rows += [("flow-clock-extension", granted)] if granted else []
    counted = [stop for stop in task.stops if stop.since <= due]
    rows += _stop_rows(counted, calendar, today, after=task.ready_on)
    return tuple(rows)


def _term(flow: Flow, task: Task, item: str) -> int:
    """An extension belongs to the round in which it was granted; a branch that is opened again has its plain term."""
    return index_of(flow).branches[item].branch.promised + (
        task.extended if task.extended_in == task.round else 0
    )


# --------------------------------------------------------------------------------------------------------- the case


def case_due(flow: Flow, state: State, calendar: Calendar, today: date) -> date | None:
    """Return the day on which all results are promised; None before acceptance.

    The joint promise, and the workdays by which stops and extensions have lengthened the longest path over the data
    edges: what stood still beside that path, within its slack, moves nothing.
    """
    if state.accepted_on is None:
        return None
    days = sum(workdays for _, workdays in due_why(flow, state, calendar, today))
    return calendar.add_workdays(state.accepted_on, days)


def due_why(flow: Flow, state: State, calendar: Calendar, today: date, item: str = "") -> Reasons:
    """Return what the case's due day is made of: (label key, workdays), the sum of which leads from acceptance to it.

    With `item` the same for that branch. `flow-clock-slack` is negative: what the slack of the path absorbed.
    """
    if item:
        return task_why(flow, state, item, calendar, today)
    if state.accepted_on is None:
        return ()
    index = index_of(flow)
    rows = {each: _own_rows(state.tasks[each], calendar, today) for each in index.order}
    promised = {each: index.branches[each].branch.promised for each in index.order}
    stretched = {each: promised[each] + sum(days for _, days in rows[each]) for each in index.order}
    waits_for = {each: index.branches[each].waits_for for each in index.order}
    planned, _ = longest_path(waits_for, promised)
    now, path = longest_path(waits_for, stretched)
    found: dict[str, int] = {"flow-clock-promise": flow.promised}
    for each in path if now > planned else ():
        for label, days in rows[each]:
            found[label] = found.get(label, 0) + days
    slack = now - planned - (sum(found.values()) - flow.promised)
    return (*found.items(), *((("flow-clock-slack", slack),) if slack else ()))


def longest_path(
    waits_for: dict[str, tuple[str, ...]], length: dict[str, int]
) -> tuple[int, tuple[str, ...]]:
    """Return the length of the longest path and the items on it. Keys come after all that they wait for; of equally
    long paths the first is taken."""
    end: dict[str, tuple[int, tuple[str, ...]]] = {}
    for item, before in waits_for.items():
        longest = max((end[each] for each in before), key=lambda path: path[0], default=(0, ()))
        end[item] = (longest[0] + length[item], (*longest[1], item))
    return max(end.values(), key=lambda path: path[0], default=(0, ()))


def _own_rows(task: Task, calendar: Calendar, today: date) -> list[tuple[str, int]]:
    """By how many workdays a branch itself has stretched, over all rounds, and why.

    The time in which it waited for a sibling is taken out: that sibling's own stops stand for it, and a workday on
    one path must not count twice.
    """
    rows = [("flow-clock-extension", task.extended)] if task.extended else []
    own = [stop for stop in task.stops if stop.why != "upstream"]
    waited = [stop for stop in task.stops if stop.why == "upstream"]
    return rows + _stop_rows(own, calendar, today, without=waited)


def unless_unknown(due: Callable[[], date | None]) -> date | None:
    """Return the due day, or None while it lies in a year whose official notice has not come.

    For projections and lists, which must not keep a case from moving in December: an unknown day is shown as
    unknown and worked out again when the notice is imported. Anything else that is refused stays refused.
    """
    try:
        return due()
    except Refused as refused:
        if refused.code != "clock.gap":
            raise
        return None


# ------------------------------------------------------------------------------------------------------------ stops


def merged(stops: Iterable[Stop], today: date, after: date | None = None) -> list[Interval]:
    """Return the stops as intervals (since, until] that neither overlap nor touch, in order.

    A running stop ends today; what lies before `after` is cut off.
    """
    found: list[Interval] = []
    for stop in sorted(stops, key=lambda each: each.since):
        until = max(stop.until or today, stop.since)
        since = stop.since
        if after is not None:
            if until < after:
                continue
            since = max(since, after)
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found


def _stop_rows(
    stops: Iterable[Stop],
    calendar: Calendar,
    today: date,
    after: date | None = None,
    without: Iterable[Stop] = (),
) -> list[tuple[str, int]]:
    """Split the stopped workdays by cause. A workday in two stops belongs to the one that began first."""
    rows: dict[str, int] = {}
    covered = list(without)
    before = _workdays(covered, calendar, today, after)
    for stop in sorted(stops, key=lambda each: each.since):
        covered.append(stop)
        now = _workdays(covered, calendar, today, after)
        label = f"flow-clock-{stop.why.partition(':')[0] or 'suspension'}"
        if now > before:
            rows[label] = rows.get(label, 0) + now - before
        before = now
    return list(rows.items())


def _workdays(stops: Iterable[Stop], calendar: Calendar, today: date, after: date | None) -> int:
    return sum(calendar.count_workdays(since, until) for since, until in merged(stops, today, after))
