"""The manual, part 4: a matter in stages (M30). What only a later stage needs is asked for when that stage begins."""

from __future__ import annotations

from datetime import date

import pytest

from guantong.core.flow.deadlines import case_due, due_why, task_due
from guantong.core.flow.model import Effect, Flow, Input
from guantong.core.flow.settle import NEEDED_NOW
from tests.flow_desk import CALENDAR, COMMON, Desk, branch, flow_of

SURVEY = "building.survey"
FORM = {"plan.field": 1, "build.field": 1, "verify.field": 1, COMMON: "Sing Ltd"}


def staged() -> Flow:
    """plan, then build and verify; both need a survey that nobody can have before the plan is approved."""
    survey = Input(element=SURVEY, source="applicant", later=True)
    return flow_of(
        branch("plan"), branch("build", "plan", inputs=(survey,)), branch("verify", "plan", inputs=(survey,))
    )


@pytest.fixture
def case() -> Desk:
    return Desk(staged()).do("submit", data=FORM).do("accept")


def test_acceptance_when_what_a_later_stage_needs_is_missing_then_nothing_is_missing(case: Desk) -> None:
    assert case.state.phase == "handling"
    assert case.state.marks == ()


def test_stage_when_it_begins_then_the_applicant_is_asked_and_the_clock_waits(case: Desk) -> None:
    case.do("approve", "plan", on=date(2026, 3, 4))
    assert case.statuses == {"plan": "approved", "build": "correcting", "verify": "correcting"}
    assert [(m.element, m.because, m.item) for m in case.state.marks] == [
        (SURVEY, NEEDED_NOW, "build"),
        (SURVEY, NEEDED_NOW, "verify"),
    ]
    assert (
        Effect(
            kind="CorrectionAsked", item="build", unit="unit-build", elements=(SURVEY,), because=NEEDED_NOW
        )
        in case.effects
    )
    assert case.refused("approve", "build") == "flow.status"


def test_stage_when_all_is_handed_in_then_the_clock_begins_as_if_the_stage_began_that_day(case: Desk) -> None:
    case.do("approve", "plan", on=date(2026, 3, 4)).do("correct", on=date(2026, 3, 12), data={SURVEY: "s"})
    assert case.statuses["build"] == case.statuses["verify"] == "open"
    today = date(2026, 3, 12)
    assert task_due(case.flow, case.state, "build", CALENDAR, today) == CALENDAR.add_workdays(today, 5)
    assert due_why(case.flow, case.state, CALENDAR, today) == (
        ("flow-clock-promise", 10),
        ("flow-clock-correction", 6),  # 5, 6, 9, 10, 11 and 12 March
    )
    assert case_due(case.flow, case.state, CALENDAR, today) == date(2026, 3, 24)
    case.do("approve", "build").do("approve", "verify")
    assert case.state.phase == "decided"


def test_stage_when_all_was_handed_in_at_the_start_then_nothing_is_asked() -> None:
    case = Desk(staged()).do("submit", data={**FORM, SURVEY: "s"}).do("accept").do("approve", "plan")
    assert case.state.marks == ()
    assert case.statuses["build"] == "open"


def test_stage_when_it_begins_a_second_time_then_what_is_there_is_not_asked_for_again(case: Desk) -> None:
    case.do("approve", "plan").do("correct", data={SURVEY: "s"}).do("send_back", "build", target="plan")
    case.do("approve", "plan", data={"licence/plan": "another"})
    assert case.state.marks == ()
    assert case.statuses["build"] == "open"


def test_stage_when_it_never_begins_then_nobody_is_asked(case: Desk) -> None:
    case.do("reject", "plan")
    assert case.state.marks == ()
    assert case.statuses == {"plan": "rejected", "build": "barred", "verify": "barred"}
    assert case.state.phase == "decided"


def test_stage_when_the_material_never_comes_then_the_branch_can_still_be_rejected(case: Desk) -> None:
    case.do("approve", "plan").do("reject", "build").do("reject", "verify")
    assert case.state.phase == "decided"


def test_later_material_when_it_is_owed_then_it_is_not_asked_for_as_well() -> None:
    owable = Input(element=SURVEY, source="applicant", later=True, owed_workdays=5)
    flow = flow_of(branch("plan"), branch("build", "plan", inputs=(owable,)))
    case = Desk(flow).do("submit", data={"plan.field": 1, "build.field": 1, COMMON: "x"})
    case.do("accept", owed=(SURVEY,)).do("approve", "plan")
    assert case.state.marks == ()
    assert case.statuses["build"] == "open"
    assert case.refused("approve", "build") == "flow.owed"
