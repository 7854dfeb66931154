"""What waits for one's answer stands in the head of every page of one's own, and in a line where one begins."""

from __future__ import annotations

import pytest

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.modules.cases.actions import memory
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account
from guantong.project import clock
from tests.modules.cases.desk import GONGSHU, XIHU, Desk
from tests.web.desks.people import People
from tests.web.page_reader import complaints, read


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def desk(db, at):
    memory.forget_all()
    made = Desk(at)
    with clock.fixed(at.replace(hour=17)):
        yield made


@pytest.fixture
def people(desk):
    return People(desk)


def counts(answer):
    """The numbers in the head, by the address that they stand at."""
    found = read(answer).xpath("//header//a[span[@class='waits']]")
    return {link.get("href"): link.xpath("string(span[@class='waits']/text())") for link in found}


def line(answer):
    return " ".join(" ".join(read(answer).xpath("//*[@class='to-answer']//text()")).split())


def colleague(desk, role, unit_role, division=XIHU):
    """Another account of the same post."""
    row = identity.make_account(
        by=SYSTEM,
        handle=f"second-{role}",
        kind="staff",
        name="另一人",
        password="a-long-password",
        now=desk.at,
    )
    unit = desk.unit(unit_role, division)
    identity.join_unit(
        by=SYSTEM,
        account_id=row.id,
        unit=unit.pk,
        unit_role=unit_role,
        division=division,
        role=role,
        now=desk.at,
    )
    return identity.actor_of(Account.objects.get(pk=row.id))


@pytest.mark.parametrize(
    ("role", "start"), [("clerk", "/window/"), ("officer", "/desk/"), ("manager", "/overview/")]
)
def test_page_of_staff_when_a_colleague_proposed_something_then_the_number_stands_there(
    desk, people, role, start
):
    unit_role = "health" if role == "manager" else "market-regulation"
    browser = people.staff(role, unit_role)
    assert (counts(browser.get(start)), line(browser.get(start))) == ({}, "")
    by = colleague(desk, role, unit_role)
    for _ in range(2):
        identity.propose(by=by, kind="other", subject="某事", body={}, because="某理由", now=desk.at)
    page = browser.get(start)
    assert counts(page) == {"/desk/proposals/": "2"}
    assert line(page) == "有 2 项申请等您核对、同意"
    assert complaints(page) == []
    elsewhere = browser.get("/account/")
    assert (counts(elsewhere), line(elsewhere)) == ({"/desk/proposals/": "2"}, "")
    others = people.staff(role, unit_role, GONGSHU)
    assert counts(others.get(start)) == {}
    own = People.browser(int(by.account))
    assert (counts(own.get(start)), line(own.get(start))) == ({}, "")


def test_page_of_an_applicant_when_a_mandate_is_offered_then_the_number_stands_there(desk, people):
    row = identity.make_account(
        by=SYSTEM, handle="li", kind="person", name="李四", password="a-long-password", now=desk.at
    )
    browser, giver = People.browser(row.id), people.applicant(desk.company.account)
    assert counts(browser.get("/")) == {}
    given = identity.give_mandate(
        by=desk.company, kind="agent", agent_key="li", agent_name="李四", since=desk.at.date(), until=desk.at.date(), now=desk.at
    )  # fmt: skip
    for start in ("/", "/my/"):
        page = browser.get(start)
        assert counts(page) == {"/my/mandates/": "1"}
        assert line(page) == "有 1 项委托等您答复"
        assert complaints(page) == []
    assert (counts(giver.get("/")), line(giver.get("/"))) == ({}, "")
    me = Actor(account=str(row.id), role="applicant", name="李四")
    identity.refuse_mandate(by=me, mandate_id=given.id, now=desk.at)
    assert (counts(browser.get("/")), line(browser.get("/"))) == ({}, "")


def test_page_of_nobody_when_shown_then_nothing_is_counted(desk, client):
    assert (counts(client.get("/")), line(client.get("/"))) == ({}, "")
