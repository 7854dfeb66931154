"""Nobody is left standing: after a session that ended, with the back button, and with the wrong kind of account."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.conftest import COUNTY, PASSWORD
from tests.web.page_reader import ANSWERS, complaints, form_of, posted, read
from tests.web.test_citizen_flow import _hand_in, begin, fill_silent, filled


def test_form_when_the_session_ended_then_sign_in_says_so_and_leads_back_to_the_form(citizen):
    draft = begin(citizen)
    citizen.post(draft, {"newborn.name": "小明", "action": "save"})
    citizen.session.flush()
    answer = citizen.post(draft, {"newborn.name": "小红", "action": "save"}, follow=True)
    page = answer.content.decode()
    assert "登录已过期" in page
    assert complaints(answer) == []
    body = {**posted(form_of(read(answer), "/sign-in/")), "handle": "citizen", "password": PASSWORD}
    assert citizen.post("/sign-in/", body).url == draft
    assert posted(form_of(read(citizen.get(draft)), draft))["newborn.name"] == "小明"


@pytest.mark.parametrize(
    ("referer", "wanted"),
    [
        ("http://testserver/my/drafts/7/", "%2Fmy%2Fdrafts%2F7%2F"),
        ("http://evil.example/my/drafts/8/", "%2Fmy%2Fdrafts%2F7%2Fcheck%2F"),
    ],
)
def test_post_when_nobody_is_signed_in_then_leads_back_to_a_page_of_this_site(pages, referer, wanted):
    answer = Client().post("/my/drafts/7/check/", {}, headers={"Referer": referer})
    assert answer.url == f"/sign-in/?next={wanted}"


def test_draft_when_it_was_handed_in_then_the_way_back_leads_to_its_receipt(citizen):
    draft = begin(citizen)
    check = citizen.post(draft, {**filled(), "action": "check"}).url
    answer = _hand_in(citizen, check)
    if answer.status_code != 302:
        page = read(answer)
        citizen.post(draft, {**posted(form_of(page, draft)), **fill_silent(page), "action": "check"})
        answer = _hand_in(citizen, check)
    for address in (draft, check, f"{draft}delete/"):
        assert citizen.get(address).url == answer.url
    assert citizen.post(draft, {"action": "save"}).url == answer.url


def test_begin_when_an_enterprise_begins_a_persons_matter_then_is_told_whose_it_is(sign_in):
    client = sign_in("enterprise")
    client.cookies["guantong_division"] = COUNTY
    answer = client.post("/apply/newborn/begin/", ANSWERS)
    assert answer.status_code == 403
    assert "由个人办理" in answer.content.decode()
    assert complaints(answer) == []


def test_begin_when_a_company_is_still_to_be_founded_then_a_person_may_begin(citizen):
    answers = {"floor_area": "350", "sells_food": "no", "sign": "none", "rented": "yes"}
    assert citizen.post("/apply/open-ktv/begin/", answers).status_code == 302


def test_accounts_when_the_sign_in_vouches_for_the_enterprise_then_only_its_account_can_apply():
    from guantong.core.scenario.compile import compile_package
    from guantong.core.scenario.read import read_package
    from guantong.modules.services.public import Matter
    from guantong.web.ui.reasons import accounts_for
    from tests.web.conftest import SCENARIOS

    found = {}
    for name in ("newborn", "open-company", "open-pharmacy"):
        package = read_package(SCENARIOS / name)
        found[name] = accounts_for(
            Matter(package=package, compiled=compile_package(package), version=1, division="")
        )
    assert found == {
        "newborn": ("person",), "open-company": ("enterprise", "person"), "open-pharmacy": ("enterprise",)
    }  # fmt: skip


def test_matter_when_shown_then_says_who_can_apply(visitor):
    assert "谁能申请：个人" in visitor.get("/matter/newborn/").content.decode()
