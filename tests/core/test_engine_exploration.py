"""Every reachable state of every data graph with up to four branches: nothing lost, stuck, early or decided twice.

Dates, values and counts are abstracted away where the engine only compares them for equality, so each graph has
finitely many states; all of them are visited, and every transition is checked on the way.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator

import msgspec
import pytest

from guantong.core.flow import settle
from guantong.core.flow.engine import allowed, open_case, step
from guantong.core.flow.model import CLOSED_PHASES, DECIDED_STATUSES, Event, Flow, State
from guantong.core.flow.turn import UNDECIDED
from tests.flow_desk import COMMON, MONDAY, branch, flow_of, moment

NOW = moment(MONDAY)
Graph = tuple[tuple[int, ...], ...]  # for each branch the earlier branches that it waits for


def graphs(size: int) -> list[Graph]:
    """Every directed graph without circles, one of each shape."""
    found: dict[tuple[tuple[int, int], ...], Graph] = {}
    pairs = [(before, after) for after in range(size) for before in range(after)]
    for chosen in itertools.product((False, True), repeat=len(pairs)):
        edges = [pair for pair, taken in zip(pairs, chosen, strict=True) if taken]
        shape = min(
            tuple(sorted((names[a], names[b]) for a, b in edges))
            for names in itertools.permutations(range(size))
        )
        found.setdefault(shape, tuple(tuple(a for a, b in edges if b == after) for after in range(size)))
    return list(found.values())


GRAPHS = [graph for size in (1, 2, 3, 4) for graph in graphs(size)]


def flow_for(graph: Graph) -> Flow:
    names = "abcd"
    return flow_of(
        *(branch(names[number], *(names[b] for b in before)) for number, before in enumerate(graph))
    )


def events(flow: Flow, state: State) -> Iterator[Event]:
    """Every event worth distinguishing in this state; a second value stands for any other value."""
    for verb, item in allowed(flow, state):
        if verb in ("deliver", "withdraw", "lapse", "resume"):
            yield Event(do=verb, item=item)
        elif verb == "reject":
            yield Event(do=verb, item=item, because="grounds")
        elif verb == "return":
            for field in (f"{item}.field", COMMON):
                if not any(mark.element == field and mark.item == item for mark in state.marks):
                    yield Event(do=verb, item=item, fields=(field,), because="unclear")
        elif verb == "approve":
            yield Event(do=verb, item=item, data={f"licence/{item}": 1})
            if f"licence/{item}" in state.data:
                yield Event(do=verb, item=item, data={f"licence/{item}": 2})
        elif verb == "send_back":
            for before in next(each for each in flow.branches if each.item == item).waits_for:
                yield Event(do=verb, item=item, target=before, because="wrong")
        elif verb == "correct":
            for element in {mark.element for mark in state.marks}:
                yield Event(do=verb, data={element: 1})
                yield Event(do=verb, data={element: 2})


def canonical(state: State) -> State:
    """The same state for all purposes of the engine: versions and values are compared for equality only."""
    data = {
        element: msgspec.structs.replace(datum, value=None if datum.value is None else 1, version=1)
        for element, datum in state.data.items()
    }
    tasks = {
        item: msgspec.structs.replace(
            task,
            used=dict.fromkeys(task.used, 1),
            stops=tuple(s for s in task.stops if s.until is None),
            round=0,
        )
        for item, task in state.tasks.items()
    }
    return msgspec.structs.replace(state, data=data, tasks=tasks)


def automorphisms(graph: Graph) -> list[tuple[int, ...]]:
    """The ways to rename branches that leave the graph as it is."""
    edges = {(before, after) for after, all_before in enumerate(graph) for before in all_before}
    return [
        names
        for names in itertools.permutations(range(len(graph)))
        if {(names[a], names[b]) for a, b in edges} == edges
    ]


Key = tuple[str, tuple[tuple[object, ...], ...]]


def key_of(state: State, renamings: list[tuple[int, ...]]) -> Key:
    """What distinguishes a state; states that differ only by a renaming of the graph have the same key."""
    rows = []
    for item, task in state.tasks.items():
        licence = state.data.get(f"licence/{item}")
        marks = tuple(sorted(mark.element == COMMON for mark in state.marks if mark.item == item))
        stops = tuple(sorted(stop.why for stop in task.stops if stop.until is None))
        issued = -1 if licence is None else int(licence.value is not None)
        rows.append((task.status, task.ready_on is not None, stops, marks, issued))
    return state.phase, min(tuple(rows[place] for place in names) for names in renamings)


def check_state(flow: Flow, state: State) -> None:
    """What holds in every state: a branch's place follows from the branches that it waits for."""
    if state.phase not in ("handling", "decided"):
        return
    tasks = state.tasks
    assert list(tasks) == [each.item for each in flow.branches]
    for each in flow.branches:
        task = tasks[each.item]
        before = {tasks[item].status for item in each.waits_for}
        lost = bool(before & {"rejected", "barred"})
        assert (task.status == "barred") == lost, "barred exactly when something needed will not exist"
        if task.status in ("open", "correcting"):
            assert before <= {"approved"}, "nothing opens before the join is complete"
        if task.status == "waiting":
            assert before - {"approved"}, "nothing waits for branches that are all approved"
        if task.status in ("approved", "rejected"):
            present = {
                i.element: state.data[i.element].version for i in each.inputs if i.element in state.data
            }
            assert task.used == present, "a decision rests on what is there now"
        assert (task.status == "correcting") == (
            any(mark.item == each.item for mark in state.marks)
            and task.status not in ("waiting", *DECIDED_STATUSES)
        )
    done = all(task.status in DECIDED_STATUSES for task in tasks.values())
    assert (state.phase == "decided") == done, "the case is decided when no branch can move, and not before"


def check_step(flow: Flow, before: State, event: Event, after: State) -> None:
    """What holds from one state to the next: decided once a round, and only changed inputs reopen."""
    for each in flow.branches:
        was, now = before.tasks[each.item], after.tasks[each.item]
        assert 0 <= now.round - was.round <= 1
        if now.status in ("approved", "rejected") and (was.status, was.used) != (now.status, now.used):
            assert was.status in UNDECIDED, "nobody decides twice in one round"
            assert (event.do, event.item) in (("approve", each.item), ("reject", each.item))
        if was.status in ("approved", "rejected") and now.round > was.round:
            changed = any(before.data.get(i.element) != after.data.get(i.element) for i in each.inputs)
            sent_back = event.do == "send_back" and event.target == each.item
            lost = any(after.tasks[item].status in ("rejected", "barred") for item in each.waits_for)
            assert changed or sent_back or lost, (
                "a sibling keeps its decision unless an input it used changed"
            )
    for element, datum in before.data.items():
        assert after.data[element].version >= datum.version, "no value is lost, no version repeats"


def explore(graph: Graph) -> tuple[dict[Key, State], dict[Key, set[Key]]]:
    """Return every reachable state and, for each, the states that it follows from."""
    flow, renamings = flow_for(graph), automorphisms(graph)
    fields = {i.element: 1 for each in flow.branches for i in each.inputs if i.source == "applicant"}
    state, _ = step(flow, open_case(flow), Event(do="submit", data=fields), NOW)
    state, _ = step(flow, state, Event(do="accept"), NOW)
    first = canonical(state)
    seen = {key_of(first, renamings): first}
    follows: dict[Key, set[Key]] = {}
    queue = deque(seen)
    while queue:
        key = queue.popleft()
        state = seen[key]
        moved = False
        for event in events(flow, state):
            after, _ = step(flow, state, event, NOW)
            check_state(flow, after)
            check_step(flow, state, event, after)
            moved = True
            reached = key_of(after, renamings)
            if event.do != "withdraw":  # withdrawing always ends a case; every case can also be finished
                follows.setdefault(reached, set()).add(key)
            if reached not in seen:
                seen[reached] = canonical(after)
                queue.append(reached)
        assert moved or state.phase in CLOSED_PHASES, f"stuck: {state}"
    return seen, follows


def test_graphs_when_counted_then_every_shape_up_to_four_branches_is_there() -> None:
    # Acyclic graphs without labels: https://oeis.org/A003087
    assert [len(graphs(size)) for size in (1, 2, 3, 4)] == [1, 2, 6, 31]


@pytest.mark.parametrize("graph", GRAPHS, ids=str)
def test_case_when_every_state_is_visited_then_none_is_stuck_lost_early_or_decided_twice(
    graph: Graph,
) -> None:
    seen, follows = explore(graph)
    ends = [key for key, state in seen.items() if state.phase in CLOSED_PHASES]
    assert {seen[key].phase for key in ends} == {"delivered", "withdrawn"}
    can_end = set(ends)
    queue = deque(ends)
    while queue:
        for key in follows.get(queue.popleft(), ()):
            if key not in can_end:
                can_end.add(key)
                queue.append(key)
    assert can_end == set(seen), "from every state the case can still be closed"
    assert len(seen) > 3 ** len(graph), "the graph was really explored"


def test_exploration_when_the_rule_is_broken_then_it_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settle, "rests_on", lambda *_: True)
    with pytest.raises(AssertionError, match="rests on what is there now"):
        explore(((), (0,)))
