"""Why a branch cannot be approved: in words for exactly those branches that the engine does not let be approved."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guantong.core.flow.engine import allowed, open_case, step
from guantong.core.flow.model import Event, State
from guantong.core.flow.obstacles import obstacles_to_approval
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.texts import LANGUAGES, explain
from tests.core.test_engine_walks import FILLED, FLOW, likely
from tests.flow_desk import MONDAY, moment


def codes(state: State, item: str) -> set[str]:
    return {problem.code for problem in obstacles_to_approval(FLOW, state, item)}


def after(*events: Event) -> State:
    state = open_case(FLOW)
    for event in events:
        state, _ = step(FLOW, state, event, moment(MONDAY))
    return state


def handling(*events: Event) -> State:
    return after(Event(do="submit", data={**FILLED, "premises.plan": 1}), Event(do="accept"), *events)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_obstacles_when_people_do_anything_then_there_is_one_exactly_where_approval_is_refused(
    seed: int,
) -> None:
    dice, state = random.Random(seed), open_case(FLOW)
    for _ in range(30):
        try:
            state, _ = step(FLOW, state, likely(dice, state), moment(MONDAY))
        except Refused:
            continue
        possible = {item for verb, item in allowed(FLOW, state) if verb == "approve"}
        for item in state.tasks:
            found = obstacles_to_approval(FLOW, state, item)
            assert bool(found) == (item not in possible), (item, state.tasks[item], found)
            for problem in found:
                for language in LANGUAGES:
                    said = explain(problem, language)
                    assert not any(sign in said for sign in "[]{}$"), said


def test_obstacles_when_nothing_is_accepted_then_acceptance_is_the_one() -> None:
    for item in open_case(FLOW).tasks:
        assert codes(open_case(FLOW), item) == {"flow.why_not_accepted"}


def test_obstacles_when_something_upstream_is_undecided_then_it_is_named() -> None:
    (first, *_) = obstacles_to_approval(FLOW, handling(), "venue")
    assert (first.code, first.facts["items"]) == ("flow.why_waiting", "licence")


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], {"flow.why_no_visit"}),
        ([Event(do="appoint", item="fire", on=MONDAY)], {"flow.why_no_finding"}),
        (
            [
                Event(do="appoint", item="fire", on=MONDAY),
                Event(do="inspect", item="fire", passed=False, because="exits"),
            ],
            {"flow.why_failed"},
        ),
        (
            [Event(do="return", item="fire", fields=("fire.field",), because="unclear")],
            {"flow.why_correcting", "flow.why_no_visit"},
        ),
        ([Event(do="suspend", item="fire", because="strike")], {"flow.why_suspended", "flow.why_no_visit"}),
        (
            [Event(do="consult", item="fire", target="unit-far", because="known?")],
            {"flow.why_consulting", "flow.why_no_visit"},
        ),
    ],
    ids=["no visit", "no finding", "failed", "correcting", "suspended", "consulting"],
)
def test_obstacles_when_several_things_stand_in_the_way_then_all_are_said(events, expected) -> None:
    assert codes(handling(*events), "fire") == expected


def test_obstacles_when_a_paper_is_owed_then_the_day_is_said() -> None:
    accepted = after(Event(do="submit", data=FILLED), Event(do="accept", owed=("premises.plan",)))
    owed = [each for each in obstacles_to_approval(FLOW, accepted, "fire") if each.code == "flow.why_owed"]
    assert [(each.facts["elements"], each.facts["due"]) for each in owed] == [("premises.plan", "2026-03-09")]


def test_obstacles_when_the_visit_is_not_appointed_then_the_leading_unit_is_named() -> None:
    (found,) = obstacles_to_approval(FLOW, handling(), "fire")
    assert found.facts == {"place": "premises", "leading": "unit-venue"}


def test_obstacles_when_everything_is_there_then_there_are_none() -> None:
    assert codes(handling(), "sign") == set()
    assert codes(handling(Event(do="approve", item="sign")), "sign") == {"flow.why_decided"}
