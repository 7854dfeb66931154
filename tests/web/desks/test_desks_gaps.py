"""What was not handed in: owed or asked for, as the clerk says; and for officers, why they cannot approve yet."""

from __future__ import annotations

import pytest

from guantong.modules.cases import public as cases
from tests.web.desks.people import push, verbs_of
from tests.web.page_reader import complaints, posted, read

pytestmark = pytest.mark.django_db
PLAN = "premises.floor_plan"


def reasons(answer) -> list[str]:
    assert complaints(answer) == []
    return [each.text_content() for each in read(answer).xpath("//ul[contains(@class,'why-not')]/li")]


def test_window_when_a_gap_is_not_granted_then_the_paper_is_ticked_for_correction(desk, people):
    ref = desk.submit(premises__floor_plan=None)
    clerk, address = people.clerk(), f"/window/{ref.id}/"
    page = clerk.get(address)
    assert complaints(page) == []
    assert posted(verbs_of(page)["accept"])["owed"] == PLAN
    answer = clerk.post(address, {**posted(verbs_of(page)["accept"]), "owed": []})
    assert answer.status_code == 400
    forms = verbs_of(answer)
    assert forms["return"].xpath(f".//input[@name='fields'][@value='{PLAN}']/@checked")
    assert not forms["accept"].xpath(".//input[@name='owed']/@checked")
    typed = {**posted(forms["return"]), "fields": [PLAN], "because": "请补交平面图"}
    assert clerk.post(address, typed).status_code == 302
    view = cases.get_case(by=desk.company, case_id=ref.id, today=desk.at.date())
    assert [mark.element for mark in view.marks] == [PLAN]
    assert "correct" in view.can


def test_window_when_everything_is_there_then_nothing_missing_can_be_ticked(desk, people):
    answer = people.clerk().get(f"/window/{desk.submit().id}/")
    assert not read(answer).xpath("//input[starts-with(@id, 'missing-')]")


def test_task_when_it_cannot_be_approved_then_every_reason_stands_there_in_words(desk, people):
    ref = desk.act(desk.clerk(), desk.submit(premises__floor_plan=None), "accept", owed=(PLAN,))
    told = reasons(people.officer("health").get(f"/desk/{ref.id}/hygiene/"))
    assert len(told) == 2
    assert "场所平面图" in told[0]
    assert "2026年3月9日" in told[0]
    assert "经营场所" in told[1]
    assert "局2牵头" in told[1]
    waits = reasons(people.officer("culture-tourism").get(f"/desk/{ref.id}/entertainment/"))
    assert "营业执照" in waits[0]
    assert reasons(people.officer().get(f"/desk/{ref.id}/registration/")) == []


def test_refusal_when_it_names_units_and_verbs_then_in_words(desk, people):
    ref = desk.accepted()
    desk.act(desk.officer("health"), ref, "consult", "hygiene", target="public-security", because="有无记录")
    told = reasons(people.officer("health").get(f"/desk/{ref.id}/hygiene/"))
    assert any("局3" in each for each in told)
    assert not any("public-security" in each for each in told)


def test_choice_when_there_are_several_then_none_is_chosen_beforehand(desk, people):
    ref = desk.accepted()
    forms = verbs_of(people.officer("health").get(f"/desk/{ref.id}/hygiene/"))
    assert posted(forms["consult"])["target"] == ""
    unsaid = push(people.officer("health"), f"/desk/{ref.id}/hygiene/", "consult", because="有无记录")
    assert unsaid.status_code == 400
