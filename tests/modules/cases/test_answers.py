"""The answers to the guided questions: shown to whoever they concern, and never at odds with an element."""

from __future__ import annotations

from datetime import date

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.language import Package
from guantong.core.scenario.samples import id_number
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.modules.sharing.public import write_records
from tests.modules.cases.desk import Desk, venue_package

TODAY = date(2026, 3, 2)


def with_area(held_by: str = "") -> dict:
    """The venue, its first question being the element `premises.area` of two items."""
    data = venue_package()
    data["scenario"]["asks"]["area"]["is"] = "premises.area"
    data["dictionary"]["elements"]["premises.area"] = {
        "title": "建筑面积", "type": "decimal", "unit": "m²", "min": 1, "max": 5000,
        **({"held_by": held_by, "owner": "market-regulation"} if held_by else {}),
    }  # fmt: skip
    data["scenario"]["items"]["entertainment"]["materials"][1]["elements"].append("premises.area")
    data["scenario"]["items"]["hygiene"]["materials"][1]["elements"].append("premises.area")
    return data


@pytest.fixture
def asked_once(desk: Desk) -> Desk:
    services.publish(package=Package.model_validate(with_area()), by=SYSTEM, now=desk.at)
    return desk


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in refused.value.problems]


def shown(view: cases.CaseView | cases.TaskView) -> list[tuple[str, object]]:
    return [(answer.name, answer.value) for answer in view.answers]


def test_answers_when_a_case_is_opened_then_clerk_manager_and_applicant_see_all(desk: Desk) -> None:
    ref = desk.submit(answers={"area": "350", "kind": "song"})
    for by in (desk.clerk(), desk.manager(), desk.company):
        view = cases.get_case(by=by, case_id=ref.id, today=TODAY)
        assert shown(view) == [("area", 350), ("kind", "song")]
    assert view.answers[0].unit == "m²"
    assert view.answers[1].choice is not None
    assert view.answers[1].choice.zh == "歌舞"


def test_answers_when_an_officer_looks_then_only_those_that_decide_about_the_item(desk: Desk) -> None:
    ref = desk.accepted()

    def seen(role: str, item: str) -> list[tuple[str, object]]:
        return shown(cases.get_task(by=desk.officer(role), case_id=ref.id, item=item, today=TODAY))

    assert seen("market-regulation", "registration") == []
    assert seen("health", "hygiene") == []
    assert seen("culture-tourism", "entertainment") == [("area", 350), ("kind", "song")]


def test_answer_when_it_is_an_element_then_it_is_in_the_case_without_being_typed(asked_once: Desk) -> None:
    ref = asked_once.submit()
    view = cases.get_case(by=asked_once.company, case_id=ref.id, today=TODAY)
    values = {value.element: (value.value, value.source) for value in view.values}
    assert values["premises.area"] == (350, "applicant")


def test_submission_when_a_typed_value_differs_from_the_answer_then_it_is_refused(asked_once: Desk) -> None:
    with pytest.raises(Refused) as refused:
        asked_once.submit(premises__area=351)
    assert codes(refused) == [("form.answer_differs", "premises.area")]
    assert asked_once.submit(premises__area=350.0).phase == "submitted"


def test_submission_when_a_register_differs_from_the_answer_then_it_is_refused(desk: Desk) -> None:
    services.publish(package=Package.model_validate(with_area("companies.area")), by=SYSTEM, now=desk.at)
    number = id_number("legal_rep", 0)
    write_records(
        resource="companies", by=SYSTEM, now=desk.at, records={number: {"area": 120, "address": "北山路1号"}}
    )
    with pytest.raises(Refused) as refused:
        desk.submit()
    assert codes(refused) == [("form.answer_read_otherwise", "premises.area")]
    assert refused.value.problems[0].facts["value"] == "120 m²"
    write_records(
        resource="companies", by=SYSTEM, now=desk.at, records={number: {"area": 350, "address": "北山路1号"}}
    )
    view = cases.get_case(by=desk.company, case_id=desk.submit().id, today=TODAY)
    assert [value.source for value in view.values if value.element == "premises.area"] == ["shared"]


def test_submission_when_the_register_knows_no_area_then_the_answer_stands_in(desk: Desk) -> None:
    services.publish(package=Package.model_validate(with_area("companies.area")), by=SYSTEM, now=desk.at)
    view = cases.get_case(by=desk.company, case_id=desk.submit().id, today=TODAY)
    values = {value.element: (value.value, value.source) for value in view.values}
    assert values["premises.area"] == (350, "applicant")


def test_correction_when_it_changes_what_applies_then_it_is_refused(asked_once: Desk) -> None:
    ref = asked_once.submit()
    asked_once.act(asked_once.clerk(), ref, "return", fields=("premises.area",), because="与图纸不符")
    with pytest.raises(Refused) as refused:
        asked_once.act(asked_once.company, ref, "correct", data={"premises.area": 280})
    assert codes(refused) == [("form.other_situation", "premises.area")]
    asked_once.act(asked_once.company, ref, "correct", data={"premises.area": 365})
    view = cases.get_case(by=asked_once.clerk(), case_id=ref.id, today=TODAY)
    assert shown(view)[0] == ("area", 365)


def test_opinion_when_the_answer_is_a_graded_element_then_it_is_not_shown(desk: Desk) -> None:
    data = with_area()
    data["dictionary"]["elements"]["premises.area"]["grade"] = "L3"
    services.publish(package=Package.model_validate(data), by=SYSTEM, now=desk.at)
    ref = desk.accepted()
    officer = desk.officer("culture-tourism")
    desk.act(desk.officer("market-regulation"), ref, "approve", "registration")
    desk.act(officer, ref, "consult", "entertainment", target="health", because="请提供意见")
    asked = cases.get_task(by=desk.officer("health"), case_id=ref.id, item="entertainment", today=TODAY)
    assert shown(asked) == [("kind", "song")]
    own = cases.get_task(by=officer, case_id=ref.id, item="entertainment", today=TODAY)
    assert shown(own) == [("area", 350), ("kind", "song")]
