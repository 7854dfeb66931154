"""A source that is waited for: what it can still bring, until when, and what the officer's part in it is."""

from __future__ import annotations

from guantong.core.flow.model import Input
from tests.flow_desk import Desk, branch, flow_of

LAND = Input(element="land.contract", source="shared", origin="land")
FLOW = flow_of(branch("permit", inputs=(LAND,)), branch("tax"))
FORM = {"permit.field": 1, "tax.field": 1, "company.name": 1}


def test_receive_when_a_source_answers_at_last_then_its_value_is_there_as_if_it_had_answered_at_once() -> (
    None
):
    case = Desk(FLOW).do("submit", data=FORM).do("accept").do("receive", data={"land.contract": "HT-1"})
    assert case.state.data["land.contract"].source == "shared"
    assert [effect.kind for effect in case.effects] == ["SourceAnswered"]
    case.do("approve", "permit")
    assert case.state.tasks["permit"].used["land.contract"] == 1


def test_receive_when_the_case_is_not_accepted_yet_then_it_is_taken_over_too() -> None:
    case = Desk(FLOW).do("submit", data=FORM).do("receive", data={"land.contract": "HT-1"})
    assert case.state.phase == "submitted"
    assert case.state.data["land.contract"].value == "HT-1"


def test_receive_when_it_brings_anything_else_then_all_of_it_is_refused() -> None:
    case = Desk(FLOW).do("submit", data=FORM)
    assert case.refused("receive", data={"land.contract": "HT-1", "company.name": 2}) == "flow.not_awaited"
    assert case.refused("receive", data={"land.contract": None}) == "flow.not_awaited"
    assert case.refused("receive") == "flow.not_awaited"


def test_receive_when_the_officer_has_brought_it_then_it_is_no_longer_awaited() -> None:
    case = (
        Desk(FLOW)
        .do("submit", data=FORM)
        .do("accept")
        .do("approve", "permit", data={"land.contract": "HT-2"})
    )
    assert case.refused("receive", data={"land.contract": "HT-1"}) == "flow.nothing_awaited"
    assert case.state.data["land.contract"].value == "HT-2"


def test_receive_when_the_applicant_has_been_asked_for_it_then_it_is_theirs_to_bring() -> None:
    case = Desk(FLOW).do("submit", data=FORM).do("accept").do("return", "permit", fields=("land.contract",))
    assert case.refused("receive", data={"land.contract": "HT-1"}) == "flow.nothing_awaited"


def test_give_up_when_nobody_asks_any_more_then_it_is_said_and_nothing_else_changes() -> None:
    case = Desk(FLOW).do("submit", data=FORM).do("accept")
    before = case.state
    case.do("give_up")
    assert [(effect.kind, effect.elements) for effect in case.effects] == [
        ("SourceGivenUp", ("land.contract",))
    ]
    assert (case.state.data, case.state.tasks) == (before.data, before.tasks)
