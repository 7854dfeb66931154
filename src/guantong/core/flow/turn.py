"""One event being worked out: a working copy of the state that copies only what it changes, and the effects so far.

The given state is never touched. Verbs change a turn, `settle` brings it to rest, `result` makes the new state.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from guantong.core.flow.index import BranchIndex, FlowIndex
from guantong.core.flow.model import DECIDED_STATUSES, Datum, Effect, Event, Moment, State, Stop, Task

UNDECIDED = frozenset({"waiting", "open", "correcting", "paused", "suspended"})
DECIDED = frozenset(DECIDED_STATUSES)


class Turn:
    """The working copy. Read and replace its attributes; write tasks and data through `set_task` and `set_value`."""

    __slots__ = (
        "calendar",
        "changed",
        "data",
        "effects",
        "event",
        "index",
        "marks",
        "owed",
        "phase",
        "state",
        "tasks",
        "today",
        "visits",
    )

    def __init__(self, index: FlowIndex, state: State, event: Event, now: Moment) -> None:
        self.index = index
        self.state = state
        self.event = event
        self.today = now.today
        self.calendar = now.calendar
        self.effects: list[Effect] = []
        self.changed: dict[str, Any] = {}  # attributes of the state that few verbs touch
        self.phase = state.phase
        self.data = state.data
        self.tasks = state.tasks
        self.marks = state.marks
        self.owed = state.owed
        self.visits = state.visits

    # ------------------------------------------------------------------------------------------------------ reading

    def branch(self, item: str) -> BranchIndex:
        return self.index.branches[item]

    def has_value(self, element: str) -> bool:
        return has_value(self.data, element)

    # ------------------------------------------------------------------------------------------------------ writing

    def set_task(self, item: str, **changes: Any) -> Task:
        """Replace attributes of one task. The first change copies the table of tasks, never the tasks in it."""
        if self.tasks is self.state.tasks:
            self.tasks = dict(self.state.tasks)
        task = self.tasks[item] = replace(self.tasks[item], **changes)
        return task

    def set_value(self, element: str, value: Any, source: str) -> None:
        """Give an element a value. Its version grows only when the value differs, so an unchanged answer
        disturbs no decision; None takes the value away and keeps the version counting."""
        known = self.data.get(element)
        if known is None:
            if value is None:
                return
            made = Datum(value=value, source=source)
        elif known.value == value and type(known.value) is type(value):
            return
        else:
            made = Datum(value=value, version=known.version + 1, source=source)
        if self.data is self.state.data:
            self.data = dict(self.state.data)
        self.data[element] = made

    def add(self, kind: str, item: str = "", **facts: Any) -> None:
        """Note one effect; the unit is that of the item."""
        unit = self.index.branches[item].branch.unit if item else ""
        self.effects.append(Effect(kind=kind, item=item, unit=unit, **facts))

    def open_stop(self, item: str, why: str, because: str = "") -> None:
        task = self.tasks[item]
        self.set_task(item, stops=(*task.stops, Stop(since=self.today, why=why, because=because)))

    def close_stops(self, item: str, *whys: str) -> None:
        """End the running stops of a task: those of the given kinds, or all of them."""
        task = self.tasks[item]
        if all(stop.until is not None for stop in task.stops):
            return
        ended = tuple(
            replace(stop, until=self.today) if stop.until is None and (not whys or stop.why in whys) else stop
            for stop in task.stops
        )
        self.set_task(item, stops=ended)

    def result(self) -> State:
        """Return the new state; its `seq` is one more."""
        return replace(
            self.state,
            phase=self.phase,
            data=self.data,
            tasks=self.tasks,
            marks=self.marks,
            owed=self.owed,
            visits=self.visits,
            seq=self.state.seq + 1,
            **self.changed,
        )


def has_value(data: dict[str, Datum], element: str) -> bool:
    """Return whether the case holds a value of the element (a withdrawn result leaves only its version)."""
    found = data.get(element)
    return found is not None and found.value is not None


def running_stop(task: Task, why: str) -> Stop | None:
    """Return the stop of this kind that is running now; `procedure` stands for any special procedure."""
    for stop in task.stops:
        if stop.until is None and (stop.why == why or stop.why.partition(":")[0] == why):
            return stop
    return None
