"""Every reachable state of one small flow with every verb in it: two branches, an edge, a visit, a procedure, a gap.

The exploration of all graphs leaves out pauses, consultations, visits and owed materials; this one has them all, on
the smallest flow in which they can meet. Days are abstracted: a supplement day has passed whenever `lapse` asks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import timedelta

from msgspec.structs import replace

from guantong.core.flow.engine import allowed, open_case, step
from guantong.core.flow.model import (
    CLOSED_PHASES,
    DECIDED_STATUSES,
    VERBS,
    Event,
    Flow,
    Input,
    Inspection,
    Procedure,
    State,
)
from guantong.core.flow.turn import has_value
from guantong.core.kernel.text import Text
from tests.flow_desk import COMMON, MONDAY, branch, flow_of, moment

OWABLE = Input(element="premises.plan", source="applicant", owed_workdays=5)
AWAITED = Input(element="land.contract", source="shared", origin="land")
FLOW: Flow = flow_of(
    branch("a", inspection="place"),
    branch(
        "b",
        "a",
        inspection="place",
        inputs=(OWABLE, AWAITED),
        procedures=(Procedure(kind="hearing", workdays=5),),
    ),
    inspections=(
        Inspection(place="place", title=Text("place"), items=("a", "b"), led_by="unit-a", within=3),
    ),
)
FORM = {"a.field": 1, "b.field": 1, COMMON: 1}
NOW, LATER = moment(MONDAY), moment(MONDAY + timedelta(days=30))


def events(state: State) -> Iterator[Event]:
    """Every event worth distinguishing in this state."""
    for verb, item in allowed(FLOW, state):
        if verb == "submit":
            yield Event(do=verb, data=FORM)
        elif verb == "accept":
            yield Event(do=verb, owed=("premises.plan",))
        elif verb == "return":
            for field in (f"{item}.field", COMMON) if item else (COMMON,):
                yield Event(do=verb, item=item, fields=(field,), because="unclear")
        elif verb in ("correct", "supplement"):
            for element in {each.element for each in (state.marks if verb == "correct" else state.owed)}:
                yield from (Event(do=verb, data={element: value}) for value in (1, 2))
        elif verb == "approve":
            brought = (
                {AWAITED.element: 1} if item == "b" and not has_value(state.data, AWAITED.element) else {}
            )
            yield from (
                Event(do=verb, item=item, data={f"licence/{item}": value, **brought}) for value in (1, 2)
            )
        elif verb == "receive":
            yield from (Event(do=verb, data={AWAITED.element: value}) for value in (1, 2))
        elif verb == "send_back":
            yield Event(do=verb, item=item, target="a", because="wrong")
        elif verb == "consult":
            if not any(each.answered_on is None for each in state.tasks[item].consultations):
                yield Event(do=verb, item=item, target="far", because="question")
        elif verb == "inspect":
            yield from (
                Event(do=verb, item=item, passed=passed, because="reason") for passed in (True, False)
            )
        else:
            yield Event(
                do=verb,
                item=item,
                because="reason",
                days=1,
                on=MONDAY,
                grade=3,
                unit="far" if verb == "answer" else "",
            )


def canonical(state: State) -> State:
    """The same state for all purposes of the engine."""
    data = {
        name: replace(datum, value=None if datum.value is None else 1, version=1)
        for name, datum in sorted(state.data.items())
    }
    tasks = {
        item: replace(
            task,
            used=dict.fromkeys(sorted(task.used), 1),
            stops=tuple(
                sorted((replace(s, since=MONDAY) for s in task.stops if s.until is None), key=lambda s: s.why)
            ),
            consultations=tuple(each for each in task.consultations if each.answered_on is None),
            round=0,
            extended_in=0,
            ready_on=task.ready_on and MONDAY,
            decided_on=task.decided_on and MONDAY,
            because="",
        )
        for item, task in state.tasks.items()
    }
    visits = {
        place: replace(each, findings=dict(sorted(each.findings.items())), held=0)
        for place, each in state.visits.items()
    }
    return replace(
        state,
        data=data,
        tasks=tasks,
        visits=visits,
        marks=tuple(sorted(set(state.marks), key=str)),
        owed=tuple(replace(each, due_on=MONDAY) for each in state.owed),
        submitted_on=None,
        closed_on=None,
        because="",
        seq=0,
    )


def check(before: State, event: Event, after: State) -> None:
    if event.do == "give_up":
        assert replace(after, seq=before.seq) == before, "that nobody asks any more changes nothing"
    if event.do == "receive":
        was, now = before.data.get(AWAITED.element), after.data[AWAITED.element]
        assert (was is None, now.source) == (True, "shared"), (
            "a source brings what is not there, and nothing else"
        )
        assert {name: after.data[name] for name in before.data} == before.data
        assert [task.status for task in after.tasks.values()] == [
            task.status for task in before.tasks.values()
        ]
    for each in FLOW.branches:
        was, now = before.tasks[each.item], after.tasks[each.item]
        assert now.round - was.round in (0, 1)
        if now.status == "approved" and was.status != "approved":
            assert (event.do, event.item, was.status) == ("approve", each.item, "open")
            assert after.visits["place"].findings[each.item]
            assert not any(owed.element in {i.element for i in each.inputs} for owed in after.owed)
            assert all(asked.answered_on for asked in now.consultations)
        if now.status in DECIDED_STATUSES or now.status == "withdrawn":
            assert all(stop.until is not None for stop in now.stops), (
                "no clock stands still in a finished task"
            )
            assert not any(mark.item == each.item for mark in after.marks)
        running = {stop.why for stop in now.stops if stop.until is None}
        assert (now.status == "open") <= (not running)
        assert len([stop for stop in now.stops if stop.until is None]) == len(running)


def test_case_when_every_verb_is_tried_in_every_state_then_none_is_stuck_and_each_can_still_be_closed() -> (
    None
):
    first = open_case(FLOW)
    seen: dict[bytes, State] = {first.to_json(): first}
    follows: dict[bytes, set[bytes]] = {}
    tried: set[str] = set()
    queue = deque(seen)
    while queue:
        key = queue.popleft()
        state = seen[key]
        possible = list(events(state))
        assert possible or state.phase in CLOSED_PHASES, f"stuck: {state}"
        for event in possible:
            after, _ = step(FLOW, state, event, LATER if event.do == "lapse" else NOW)
            check(state, event, after)
            tried.add(event.do)
            plain = canonical(after)
            reached = plain.to_json()
            if (
                event.do != "withdraw"
            ):  # withdrawing always ends a case; it must be possible to finish one as well
                follows.setdefault(reached, set()).add(key)
            if reached not in seen:
                seen[reached] = plain
                queue.append(reached)
    assert tried == set(VERBS)
    ends = [key for key, state in seen.items() if state.phase in CLOSED_PHASES]
    can_end, queue = set(ends), deque(ends)
    while queue:
        for key in follows.get(queue.popleft(), ()):
            if key not in can_end:
                can_end.add(key)
                queue.append(key)
    assert can_end == set(seen)
    assert len(seen) > 1000
