"""What the pages about e-licences tell their holder by themselves, and how they write days."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import say
from guantong.modules.licences import public as licences
from guantong.project import clock
from tests.web.licence_desk import LicenceDesk
from tests.web.page_reader import complaints, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db, at, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with clock.fixed(at):
        yield LicenceDesk(at)


def text_of(answer) -> str:
    assert complaints(answer) == []
    return " ".join(read(answer).xpath("string(//main)").split())


def page_of(row, name: str = "my-licence", *more: str) -> str:
    return reverse(name, args=[row.identifier, *more])


@pytest.mark.parametrize("path", ["/my/", "/my/licences/"])
def test_holder_when_a_licence_was_suspended_or_ended_lately_then_the_first_pages_say_which_and_by_whom(
    desk, path
):
    held, gone, kept = desk.issue(number="甲"), desk.issue(number="乙"), desk.issue(number="丙")
    browser = desk.browser(desk.owner)
    assert "您有证照现在不能使用" not in text_of(browser.get(path))
    desk.change(held, "suspend")
    desk.change(gone, "cancel")
    answer = browser.get(path)
    assert "您有证照现在不能使用" in text_of(answer)
    links = read(answer).xpath("//div[contains(@class,'notice')]//a/@href")
    assert sorted(links) == sorted([page_of(held), page_of(gone)])
    with clock.fixed(desk.now + timedelta(days=100)):
        later = read(desk.browser(desk.owner).get(path)).xpath("//div[contains(@class,'notice')]//a/@href")
    assert later == [page_of(held)]
    assert desk.verdict(kept.identifier).valid
    stranger = desk.browser(desk.account("另一家"))
    assert "您有证照现在不能使用" not in text_of(stranger.get(path))


def test_my_licence_when_it_was_revoked_then_says_who_when_why_and_what_one_can_do(desk):
    row = desk.issue()
    proposal = licences.propose_revocation(
        by=desk.officer, identifier=row.identifier, because="以欺骗手段取得", now=desk.now
    )
    licences.revoke(by=desk.second, proposal_id=proposal.id, now=desk.now)
    text = text_of(desk.browser(desk.owner).get(page_of(row)))
    assert "西湖区市场监督管理局于2026年3月2日办理了撤销" in text
    assert "理由：以欺骗手段取得" in text
    assert "申请行政复议" in text
    assert "办理了" not in text_of(desk.browser(desk.owner).get(page_of(desk.issue())))


def test_pages_when_a_licence_carries_a_day_then_every_day_is_written_in_the_same_way(desk):
    born = licences.Field(element="child.born", title=Text("出生日期", "Born"), value="2026-03-09")
    row = desk.issue(fields=(born,))
    copy = desk.copy(row)
    token = licences.paper_of(by=desk.owner, identifier=row.identifier, today=desk.now.date()).token
    pages = {
        page_of(row): desk.browser(desk.owner),
        page_of(row, "licence-copy"): desk.browser(desk.owner),
        page_of(row, "withdraw-copy", copy.reference): desk.browser(desk.owner),
        "/my/licences/": desk.browser(desk.owner),
        page_of(row, "unit-licence"): desk.browser(desk.officer),
        "/desk/licences/": desk.browser(desk.officer),
        "/keys/": desk.browser(),
        page_of(row, "verify-licence"): desk.browser(),
    }
    for path, browser in pages.items():
        assert days_written_otherwise(browser.get(path)) == [], path
    pasted = desk.browser().post("/verify/", {"code": token})
    assert days_written_otherwise(pasted) == []
    for answer in (desk.browser(desk.owner).get(page_of(row)), pasted):
        assert "2026年3月9日" in text_of(answer)
    form = {"do": "renew", "until": "2026-04-01", "because": "依申请"}
    refused = desk.browser(desk.officer).post(page_of(row, "unit-licence"), form)
    assert "截止日期 2028年3月" in text_of(refused)


def days_written_otherwise(answer) -> list[str]:
    """Return the days on a page that are not written out, but for the example of how to type one."""
    text = text_of(answer).replace(say("licences-renew-until-hint"), "")
    return re.findall(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}", text)
