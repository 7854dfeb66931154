"""What the page of one's own case says: values in words, what was issued, what could not be done; where staff begin."""

from __future__ import annotations

import pytest
from django.test import Client

from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.web.citizen.filling import described, shown_value
from tests.web.conftest import AT, COUNTY, PASSWORD
from tests.web.page_reader import ANSWERS, complaints, read
from tests.web.test_citizen_flow import act, actor, decide_everything, submit


@pytest.mark.parametrize("role", ["clerk", "officer", "manager"])
def test_sign_in_when_staff_wanted_no_page_then_lands_on_the_own_desk(pages, role):
    from django.urls import reverse

    names = {"clerk": "window", "officer": "work-list", "manager": "overview"}
    body = {"handle": role, "password": PASSWORD, "next": "/"}
    assert Client().post("/sign-in/", body).url == reverse(names[role])
    assert Client().post("/sign-in/", {**body, "next": "/about/"}).url == "/about/"


def test_sign_in_when_a_citizen_wanted_no_page_then_lands_on_the_front_page(pages):
    assert Client().post("/sign-in/", {"handle": "citizen", "password": PASSWORD}).url == "/"


def test_value_when_it_is_a_choice_then_is_shown_in_words(pages):
    matter = services.get_matter("newborn", COUNTY)
    field = described(matter.package, services.situation_for(matter, ANSWERS), "newborn.sex")
    assert field is not None
    assert {shown_value("choice", key, field) for key in field.choices}.isdisjoint(field.choices)


def test_results_when_an_earlier_one_was_refused_then_later_ones_say_so_and_offer_no_appeal(citizen):
    code = submit(citizen)
    act("clerk", code, do="accept")
    flow = services.get_flow(cases.get_case(by=actor("citizen"), code=code, today=AT.date()).flow)
    first = next(branch.waits_for[0] for branch in flow.branches if branch.waits_for)
    decide_everything(code, reject=first, because="材料不实")
    case = cases.get_case(by=actor("citizen"), code=code, today=AT.date())
    refused = [result for result in case.results if not result.approved and not result.barred]
    barred = [result for result in case.results if result.barred]
    answer = citizen.get(f"/my/{code}/")
    text = read(answer).xpath("//section[@aria-labelledby='results']")[0].text_content()
    assert barred
    assert text.count("未批准，无法办理") == len(barred)
    assert text.count("行政复议") == len(refused)
    assert complaints(answer) == []


def test_results_when_something_was_issued_then_its_number_stands_beside_it(citizen):
    code = submit(citizen)
    act("clerk", code, do="accept")
    decide_everything(code, reject="", because="", numbers=True)
    case = cases.get_case(by=actor("citizen"), code=code, today=AT.date())
    flow = services.get_flow(case.flow)
    issued = {element for branch in flow.branches for element in branch.issues}
    numbers = [f"NO-{element}" for element in sorted(issued)]
    section = (
        read(citizen.get(f"/my/{code}/")).xpath("//section[@aria-labelledby='results']")[0].text_content()
    )
    assert [number for number in numbers if number not in section] == []
    assert numbers
