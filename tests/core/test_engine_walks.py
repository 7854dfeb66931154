"""Long random walks through a flow with everything in it: what must hold whatever people do, in whatever order."""

from __future__ import annotations

import copy
import random
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guantong.core.flow.deadlines import case_due, due_why, task_due, task_why
from guantong.core.flow.engine import allowed, open_case, step
from guantong.core.flow.model import EFFECTS, PHASES, TASK_STATUSES, VERBS, Event, State
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.texts import explain
from tests.flow_desk import CALENDAR, MONDAY, full_flow, moment

FLOW = full_flow()
ITEMS = ("", *(branch.item for branch in FLOW.branches))
ELEMENTS = sorted({i.element for branch in FLOW.branches for i in branch.inputs} | {"nobody.asked"})
FILLED = {
    i.element: 1 for branch in FLOW.branches for i in branch.inputs if i.source == "applicant" and i.required
}


def likely(dice: random.Random, state: State) -> Event:
    """An event that is possible now, with data that fit."""
    verb, item = dice.choice(
        [pair for pair in allowed(FLOW, state) if pair[0] != "withdraw" or dice.random() < 0.05]
        or [("rate", "")]
    )
    branch = next((each for each in FLOW.branches if each.item == item), None)
    given: dict[str, object] = {"because": "reason"}
    if verb == "submit":
        given["data"] = {**FILLED, "premises.plan": dice.randrange(3)}
    elif verb == "accept" and dice.random() < 0.5:
        given["owed"] = ("premises.plan",)
    elif verb == "return":
        fields = [i.element for i in branch.inputs if i.source != "sibling"] if branch else list(FILLED)
        given["fields"] = tuple(dice.sample(fields, dice.randint(1, 2)))
    elif verb in ("correct", "supplement"):
        source = state.marks if verb == "correct" else state.owed
        wanted = sorted({each.element for each in source})
        given["data"] = {
            each: dice.randrange(3) for each in dice.sample(wanted, dice.randint(1, len(wanted)))
        }
    elif verb == "approve" and branch and dice.random() < 0.7:
        given["data"] = {branch.issues[0]: dice.randrange(2)}
    elif verb == "send_back" and branch:
        given["target"] = dice.choice(branch.waits_for)
    elif verb == "consult":
        given["target"] = "unit-far"
    elif verb == "answer":
        given["unit"] = "unit-far"
    elif verb == "pause":
        given["target"] = "hearing"
    elif verb == "extend":
        given["days"] = dice.randint(1, 5)
    elif verb == "appoint":
        given["on"] = MONDAY + timedelta(days=200)
    elif verb == "inspect":
        given["passed"] = dice.random() < 0.7
    elif verb == "rate":
        given["grade"] = dice.randint(1, 5)
    return Event(do=verb, item=item, **given)  # type: ignore[arg-type]


def wild(dice: random.Random) -> Event:
    """Anything at all."""
    return Event(
        do=dice.choice([*VERBS, "dance"]),
        item=dice.choice([*ITEMS, "nothing"]),
        data={dice.choice(ELEMENTS): dice.randrange(3) for _ in range(dice.randrange(3))},
        fields=tuple(dice.sample(ELEMENTS, dice.randrange(3))),
        because=dice.choice(["", "reason"]),
        days=dice.randrange(-1, 7),
        target=dice.choice(["", "licence", "hearing", "unit-far"]),
        owed=tuple(dice.sample(ELEMENTS, dice.randrange(2))),
        grade=dice.randrange(7),
        place=dice.choice(["", "premises"]),
    )


def check_refusal(refused: Refused) -> None:
    for problem in refused.problems:
        assert problem.code.startswith("flow.")
        assert "{" not in explain(problem, "zh") + explain(problem, "en")


def check_clock(state: State, day: date) -> None:
    """The rows behind a due day always add up to it."""
    due = case_due(FLOW, state, CALENDAR, day)
    if due is not None and state.accepted_on is not None:
        why = due_why(FLOW, state, CALENDAR, day)
        assert sum(days for _, days in why) == CALENDAR.count_workdays(state.accepted_on, due)
        assert sum(days for _, days in why) >= FLOW.promised
    for item, task in state.tasks.items():
        end = task_due(FLOW, state, item, CALENDAR, day)
        assert (end is None) == (task.ready_on is None)
        if end is not None and task.ready_on is not None:
            why = task_why(FLOW, state, item, CALENDAR, day)
            assert sum(days for _, days in why) == CALENDAR.count_workdays(task.ready_on, end)


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2**32))
def test_walk_when_people_do_anything_in_any_order_then_the_engine_keeps_its_promises(seed: int) -> None:
    dice = random.Random(seed)
    state, day, log = open_case(FLOW), MONDAY, []
    for _ in range(60):
        day += timedelta(days=dice.choice((0, 0, 1, 3)))
        event = wild(dice) if dice.random() < 0.35 else likely(dice, state)
        if event.do == "appoint":
            event = msgspec.structs.replace(event, on=day + timedelta(days=dice.randrange(3)))
        before, copied = state.to_json(), copy.deepcopy(event)
        possible = set(allowed(FLOW, state))
        try:
            after, effects = step(FLOW, state, event, moment(day))
        except Refused as refused:
            check_refusal(refused)
            after, effects = state, ()
        else:
            item = event.item or (FLOW.inspections[0].items[0] if event.do == "appoint" else "")
            assert (event.do, item) in possible or (event.do, "") in possible
            assert after.seq == state.seq + 1
            log.append((day, event))
        assert state.to_json() == before, "the given state is never changed"
        assert event == copied, "the event is never changed"
        assert msgspec.json.decode(after.to_json(), type=State) == after, "nothing is lost in JSON"
        assert after.phase in PHASES
        assert {task.status for task in after.tasks.values()} <= set(TASK_STATUSES)
        assert {effect.kind for effect in effects} <= set(EFFECTS)
        check_clock(after, day)
        state = after
    replayed = open_case(FLOW)
    for day, event in log:
        replayed, _ = step(FLOW, replayed, event, moment(day))
    assert replayed.to_json() == state.to_json(), "the same events give the same state"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_allowed_when_it_names_a_verb_then_a_fitting_event_passes_and_it_is_never_empty_before_the_end(
    seed: int,
) -> None:
    dice = random.Random(seed)
    state, day = open_case(FLOW), MONDAY
    for _ in range(60):
        possible = allowed(FLOW, state)
        assert possible or state.phase in ("delivered", "refused", "withdrawn")
        if not possible:
            break
        event = likely(dice, state)
        if event.do == "appoint":
            event = msgspec.structs.replace(event, on=CALENDAR.next_workday(day))
        if event.do == "inspect":
            place = state.visits["premises"]
            day = max(day, place.appointed_on or day)
        if event.do == "lapse":
            day = max(day, max(owed.due_on for owed in state.owed) + timedelta(days=1))
        state, _ = step(FLOW, state, event, moment(day))


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_verb_when_not_possible_in_a_draft_then_it_is_refused_with_what_is_possible(verb: str) -> None:
    if verb == "submit":
        return
    with pytest.raises(Refused) as refused:
        step(
            FLOW,
            open_case(FLOW),
            Event(do=verb, item="fire" if verb in ("approve", "appoint") else "", because="x"),
            moment(MONDAY),
        )
    assert refused.value.code in ("flow.phase", "flow.unknown_item")
    assert refused.value.problems[0].facts["possible"]
