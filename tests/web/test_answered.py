"""What a guided question has asked: on the form it is fixed, changing it loses nothing, and every desk shows it."""

from __future__ import annotations

import pytest
from django.test import Client

from guantong.core.scenario.samples import sample_value
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from tests.web.conftest import COUNTY
from tests.web.page_reader import complaints, errors_of, read
from tests.web.test_citizen_flow import actor, upload

KTV = {"floor_area": "350", "sells_food": "yes", "sign": "none", "rented": "no"}
ASKED_AGAIN = "premises.area"


@pytest.fixture
def company(sign_in) -> Client:
    client = sign_in("enterprise")
    client.cookies["guantong_division"] = COUNTY
    return client


def begin(client: Client, answers: dict[str, str] | None = None, **more: object) -> str:
    answer = client.post("/apply/open-ktv/begin/", {**(answers or KTV), **more})
    assert answer.status_code == 302, answer.content.decode()[:500]
    return str(answer.url)


def filled() -> dict[str, object]:
    situation = services.situation_for(services.get_matter("open-ktv", COUNTY), KTV)
    return {
        field.element: upload(f"{field.element}.pdf")
        if field.type == "document"
        else str(sample_value(field.element, field, 3))
        for field in situation.form.fields
    }


def hand_in(client: Client, draft: str):
    answer = client.post(draft, {**filled(), "action": "check"})
    assert answer.status_code == 302, errors_of(read(answer))
    return client.post(f"{draft}check/", {"key": "k", "confirm": "yes"})


def test_form_when_a_question_asked_an_element_then_it_stands_among_the_answers_and_has_no_field(company):
    answer = company.get(begin(company))
    page = read(answer)
    assert complaints(answer) == []
    assert not page.xpath(f"//*[@name='{ASKED_AGAIN}']")
    told = [each.text_content() for each in page.xpath("//*[@id='f-answers']//dd")]
    assert told[0] == "350 m²"
    assert len(told) == len(KTV)


def test_answers_when_changed_then_the_same_draft_keeps_what_was_filled_in(company):
    draft = begin(company)
    company.post(draft, {"company.name": "某某乐府", "action": "save"})
    link = read(company.get(draft)).xpath("//*[@id='f-answers']//a/@href")[0]
    page = read(company.get(link))
    assert page.xpath("//input[@name='floor_area']/@value") == ["350"]
    number = page.xpath("//input[@name='draft-id']/@value")[0]
    again = begin(company, {**KTV, "floor_area": "150"}, **{"draft-id": number})
    assert again == draft
    page = read(company.get(draft))
    assert page.xpath("//input[@name='company.name']/@value") == ["某某乐府"]
    assert page.xpath("//*[@id='f-answers']//dd")[0].text_content() == "150 m²"


def test_answers_when_the_draft_is_somebody_elses_then_it_does_not_exist(company, sign_in):
    number = begin(company).split("/")[-2]
    other = sign_in("citizen")
    other.cookies["guantong_division"] = COUNTY
    answer = other.post("/apply/open-ktv/begin/", {**KTV, "draft-id": number})
    assert answer.status_code in (400, 403, 404)
    assert cases.get_draft(by=actor("enterprise"), draft_id=int(number)).answers["floor_area"] == "350"
