"""Bring a case to rest after an event: what falls, what opens, what waits, what can never be done, what is finished.

One rule (ADR 2): a decision stands as long as every input that it used still has the version it used. There are no
tokens to lose; each branch's place follows from the data and from the branches it waits for.
"""

from __future__ import annotations

from guantong.core.flow.model import Datum, Mark, State, Task
from guantong.core.flow.turn import DECIDED, UNDECIDED, Turn

LOST = frozenset({"rejected", "barred", "withdrawn"})
NEEDED_NOW = "flow-because-needed-now"  # a key: whoever shows a reason looks it up in the catalogue


def settle(turn: Turn) -> None:
    """Apply the rule to every branch, upstream first, so that one pass is enough; then close the case if it is done."""
    if turn.phase != "handling":
        return
    lapsed = {owed.element for owed in turn.owed if owed.lapsed}
    marked = {mark.item for mark in turn.marks}
    for item in turn.index.order:
        task = turn.tasks[item]
        if task.status in ("approved", "rejected"):
            if _stands(turn, item, task):
                continue
            reopen(turn, item)
        _place(turn, item, marked, lapsed)
    if all(task.status in DECIDED for task in turn.tasks.values()):
        turn.phase = "decided"
        turn.marks, turn.owed = (), ()
        turn.add("CaseDecided")


def versions(turn: Turn, item: str) -> dict[str, int]:
    """Return what a decision of this branch would rest on now: element -> version."""
    data = turn.data
    return {element: data[element].version for element in turn.branch(item).inputs if element in data}


def _stands(turn: Turn, item: str, task: Task) -> bool:
    if any(turn.tasks[before].status in LOST for before in turn.branch(item).waits_for):
        return False
    return turn.data is turn.state.data or rests_on(task.used, turn.data)


def rests_on(used: dict[str, int], data: dict[str, Datum]) -> bool:
    """Return whether every input that was used still has the version that was used."""
    return all(data[element].version == version for element, version in used.items())


def reopen(turn: Turn, item: str) -> None:
    """Take a decision back. What it issued stays until the branch is decided again: it may be the same."""
    task = turn.tasks[item]
    turn.set_task(
        item, status="waiting", ready_on=None, decided_on=None, because="", used={}, round=task.round + 1
    )
    turn.add("TaskReopened", item)


def _place(turn: Turn, item: str, marked: set[str], lapsed: set[str]) -> None:
    """Put one undecided branch where it belongs."""
    upstream = {turn.tasks[before].status for before in turn.branch(item).waits_for}
    if upstream & LOST:
        _bar(turn, item)
        return
    is_marked = item in marked
    is_lapsed = bool(lapsed) and not lapsed.isdisjoint(turn.branch(item).needs)
    if upstream <= {"approved"}:
        _ready(turn, item, is_marked, is_lapsed)
    else:
        _wait(turn, item, is_marked, is_lapsed)


def _bar(turn: Turn, item: str) -> None:
    """A branch whose needed input will not exist: nothing can be done in it until that changes."""
    if turn.tasks[item].status == "barred":
        return
    turn.close_stops(item)
    turn.set_task(item, status="barred", ready_on=None)
    turn.marks = tuple(mark for mark in turn.marks if mark.item != item)
    withdraw_results(turn, item)
    turn.add("TaskBarred", item)


def withdraw_results(turn: Turn, item: str) -> None:
    """Take away what a branch issued before; decisions that used it fall in the same pass."""
    for element in turn.branch(item).yields:
        if turn.has_value(element):
            turn.set_value(element, None, "sibling")


def _wait(turn: Turn, item: str, marked: bool, lapsed: bool) -> None:
    """Something upstream is not decided (again) yet: the clock of a task that had begun stands still until it is."""
    task = turn.tasks[item]
    if task.ready_on is not None:
        _match_stop(turn, item, "upstream", True)
        _match_stop(turn, item, "correction", marked)
        _match_stop(turn, item, "lapse", lapsed)
    if task.status != "waiting":
        turn.set_task(item, status="waiting")
        turn.add("TaskWaiting", item)


def _ready(turn: Turn, item: str, marked: bool, lapsed: bool) -> None:
    """All upstream is approved. The first time starts the clock; later the status follows from the running stops."""
    task = turn.tasks[item]
    if task.status == "open" and not marked and not lapsed:
        return
    if task.ready_on is None:
        task = turn.set_task(item, ready_on=turn.today)
        turn.add("TaskOpened", item)
        marked = _ask_for_later(turn, item) or marked
    elif task.status == "waiting":
        turn.close_stops(item, "upstream")
        turn.add("TaskOpened", item)
    _match_stop(turn, item, "correction", marked)
    _match_stop(turn, item, "lapse", lapsed)
    status = status_of(turn.tasks[item])
    before = turn.tasks[item].status
    if status != before:
        turn.set_task(item, status=status)
        if before in ("open", "correcting", "paused", "suspended"):
            turn.add("TaskResumed" if status == "open" else "TaskStopped", item)


def _ask_for_later(turn: Turn, item: str) -> bool:
    """Ask the applicant for what was left until this branch begins (M30) and is not there yet. Return whether
    anything was asked: then the clock stands still from the first day on, as in a correction."""
    promised = {owed.element for owed in turn.owed}
    missing = tuple(
        each for each in turn.branch(item).later if each not in promised and not turn.has_value(each)
    )
    if not missing:
        return False
    marks = (Mark(element=each, because=NEEDED_NOW, item=item) for each in missing)
    turn.marks = (*turn.marks, *marks)
    turn.add("CorrectionAsked", item, elements=missing, because=NEEDED_NOW)
    return True


def _match_stop(turn: Turn, item: str, why: str, wanted: bool) -> None:
    """Let a stop of this kind run exactly while its cause lasts."""
    running = any(stop.until is None and stop.why == why for stop in turn.tasks[item].stops)
    if wanted and not running:
        turn.open_stop(item, why)
    elif running and not wanted:
        turn.close_stops(item, why)


def status_of(task: Task) -> str:
    """Return the status that the running stops of a ready, undecided task give it."""
    running = {stop.why.partition(":")[0] for stop in task.stops if stop.until is None}
    if "correction" in running:
        return "correcting"
    if running & {"suspension", "lapse"}:
        return "suspended"
    return "paused" if "procedure" in running else "open"


def undecided(state: State) -> tuple[str, ...]:
    """Return the items that nobody has decided yet, in the flow's order."""
    return tuple(item for item, task in state.tasks.items() if task.status in UNDECIDED)
