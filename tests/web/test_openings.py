"""A masked value at the desk: shown in part, asked for with a reason, agreed to by a colleague, then whole."""

from __future__ import annotations

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.scenario.samples import id_number
from guantong.modules.cases.actions import memory
from guantong.modules.identity import public as identity
from guantong.project import clock
from tests.modules.cases.desk import XIHU, Desk
from tests.web.desks.people import People
from tests.web.page_reader import complaints, posted, read

NUMBER = id_number("legal_rep", 0)
MASKED = f"{NUMBER[:4]}{'*' * 10}{NUMBER[-4:]}"


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def desk(db, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    memory.forget_all()
    made = Desk(at)
    with clock.fixed(at.replace(hour=17)):
        yield made


def colleague(desk, people, role, unit_role="market-regulation"):
    row = identity.make_account(
        by=SYSTEM,
        handle=f"{role}-colleague",
        kind="staff",
        name="同事甲",
        password="a-long-password",
        now=desk.at,
    )
    unit = desk.unit(unit_role)
    identity.join_unit(
        by=SYSTEM, account_id=row.id, unit=unit.pk, unit_role=unit_role, division=XIHU, role=role,
        boards=("business-registration",), now=desk.at,
    )  # fmt: skip
    return people.browser(row.id)


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("role", ["clerk", "officer"])
def test_masked_number_when_a_colleague_agrees_then_it_is_whole_for_who_asked(desk, role):
    people = People(desk)
    ref = desk.accepted() if role == "officer" else desk.submit()
    first = people.clerk() if role == "clerk" else people.officer()
    second = colleague(desk, people, role)
    address = f"/window/{ref.id}/" if role == "clerk" else f"/desk/{ref.id}/registration/"
    page = text(first.get(address))
    assert MASKED in page
    assert NUMBER not in page
    ask = next(
        href
        for href in read(first.get(address)).xpath("//a/@href")
        if "/open/?element=legal_rep.id_number" in href
    )
    form = first.get(ask)
    assert complaints(form) == []
    assert MASKED in text(form)
    typed = posted(read(form).forms[-1])
    wrong = first.post(ask.split("?")[0], {**typed, "because": " "})
    assert (wrong.status_code, "请写明理由" in text(wrong)) == (400, True)
    done = first.post(ask.split("?")[0], {**typed, "because": "与身份证原件比对"}, follow=True)
    assert "等待同事同意" in text(done)
    waiting = second.get("/desk/proposals/")
    assert "与身份证原件比对" in text(waiting)
    assert NUMBER not in text(waiting)
    number = next(
        h for h in read(waiting).xpath("//a/@href") if h.startswith("/desk/proposals/") and h[-2].isdigit()
    )
    take = next(f for f in read(second.get(number)).forms if "take" in f.xpath(".//input[@name='do']/@value"))
    assert second.post(number, posted(take)).status_code == 302
    opened = text(first.get(address))
    assert NUMBER in opened
    assert "已对您显示" in opened
    assert NUMBER not in text(second.get(address))
    told = text(people.applicant(desk.company.account).get(f"/my/{ref.code}/"))
    assert "查看受保护的信息" in told
    assert "与身份证原件比对" in told


def test_open_page_when_the_value_is_not_masked_or_not_there_then_it_leads_back(desk):
    ref = desk.submit()
    clerk = People(desk).clerk()
    for element in ("company.name", "no.such", ""):
        answer = clerk.get(f"/window/{ref.id}/open/?element={element}")
        assert (answer.status_code, answer["Location"]) == (302, f"/window/{ref.id}/")
