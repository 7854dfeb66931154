"""Staff and roles: a manager proposes, a second one agrees, and only then somebody may do more or less."""

from __future__ import annotations

import pytest
from django.test import Client

from guantong.core.kernel.actor import SYSTEM
from guantong.modules.cases.actions import memory
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account
from guantong.project import clock
from tests.modules.cases.desk import GONGSHU, XIHU, Desk
from tests.web.page_reader import complaints, posted, read


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
def staff(desk):
    def make(handle, role="", division=XIHU, kind="staff"):
        row = identity.make_account(
            by=SYSTEM, handle=handle, kind=kind, name=f"{handle}同志", password="a-long-password", now=desk.at
        )
        if role:
            unit = desk.unit("health", division)
            identity.join_unit(
                by=SYSTEM,
                account_id=row.id,
                unit=unit.pk,
                unit_role="health",
                division=division,
                role=role,
                now=desk.at,
            )
        client = Client()
        client.force_login(Account.objects.get(pk=row.id))
        client.account = row.id
        return client

    return make


@pytest.fixture
def first(staff):
    return staff("m1", "manager")


@pytest.fixture
def second(staff):
    return staff("m2", "manager")


def text(answer):
    return answer.content.decode()


def agree(client):
    page = read(client.get("/desk/proposals/"))
    address = next(
        href for href in page.xpath("//a/@href") if href.startswith("/desk/proposals/") and href[-2].isdigit()
    )
    form = next(
        f for f in read(client.get(address)).forms if "take" in f.xpath(".//input[@name='do']/@value")
    )
    return client.post(address, posted(form))


def test_role_when_one_manager_proposes_and_another_agrees_then_it_counts(desk, first, second, staff):
    li = staff("li", "officer")
    assert li.get("/window/").status_code == 403
    address = f"/overview/staff/{li.account}/"
    unit = str(desk.unit("health").pk)
    wrong = first.post(address, {"do": "add", "role": "clerk", "unit": unit, "because": ""})
    assert (wrong.status_code, "请写明理由" in text(wrong)) == (400, True)
    typed = {"do": "add", "role": "clerk", "unit": unit, "because": "轮岗", "boards": ["investment"]}
    assert first.post(address, typed).status_code == 302
    assert [row.role for row in identity.memberships_of(li.account)] == ["officer"]
    own = text(first.get("/desk/proposals/"))
    assert "li同志" in own
    page = text(second.get("/desk/proposals/"))
    assert "窗口人员" in page
    assert "投资项目" in page
    assert agree(second).status_code == 302
    assert [(row.role, row.boards) for row in identity.memberships_of(li.account)] == [
        ("officer", ()), ("clerk", ("investment",)),
    ]  # fmt: skip


def test_role_when_it_is_taken_away_then_the_next_request_fails(desk, first, second, staff):
    li = staff("li", "officer")
    assert li.get("/desk/").status_code == 200
    address = f"/overview/staff/{li.account}/"
    form = next(
        f for f in read(first.get(address)).forms if "remove" in f.xpath(".//input[@name='do']/@value")
    )
    assert first.post(address, {**posted(form), "because": "调离"}).status_code == 302
    assert li.get("/desk/").status_code == 200  # one manager alone changes nothing
    agree(second)
    assert li.get("/desk/").status_code in (302, 403)
    assert "目前没有岗位" not in text(first.get("/overview/staff/"))
    assert "li同志" not in text(first.get("/overview/staff/"))


def test_newcomer_when_found_by_both_names_then_a_role_can_be_proposed(desk, first, staff):
    free = staff("free")
    assert first.get(f"/overview/staff/{free.account}/").status_code == 404
    wrong = first.post("/overview/staff/find/", {"handle": "free", "name": "别人"})
    assert (wrong.status_code, "登录名和姓名须同时一致" in text(wrong)) == (400, True)
    answer = first.post("/overview/staff/find/", {"handle": "free", "name": "free同志"}, follow=True)
    assert "目前没有岗位" in text(answer)
    unit = str(desk.unit("health").pk)
    done = first.post(
        f"/overview/staff/{free.account}/", {"do": "add", "role": "officer", "unit": unit, "because": "新进"}
    )
    assert done.status_code == 302


def test_staff_when_of_another_division_then_they_are_neither_listed_nor_found(desk, first, staff):
    there = staff("there", "clerk", GONGSHU)
    assert "there同志" not in text(first.get("/overview/staff/"))
    assert "there同志" not in text(first.get("/overview/staff/", {"words": "there"}))
    assert first.get(f"/overview/staff/{there.account}/").status_code == 404
    assert first.post("/overview/staff/find/", {"handle": "there", "name": "there同志"}).status_code == 400


def test_staff_when_a_unit_of_elsewhere_is_posted_then_it_is_refused(desk, first, staff):
    li = staff("li", "officer")
    unit = str(desk.unit("health", GONGSHU).pk)
    answer = first.post(
        f"/overview/staff/{li.account}/", {"do": "add", "role": "clerk", "unit": unit, "because": "x"}
    )
    assert (answer.status_code, "请选择您管理区域内的单位" in text(answer)) == (400, True)


def test_staff_when_it_is_oneself_then_the_page_offers_nothing(first):
    page = text(first.get(f"/overview/staff/{first.account}/"))
    assert "这是您本人" in page
    assert "提出撤销" not in page


def test_units_when_looked_for_by_name_then_only_those_are_offered_and_the_words_stay(desk, first, staff):
    li = staff("li", "officer")
    address = f"/overview/staff/{li.account}/"
    everything = offered(first.get(address))
    unit = desk.unit("health")
    assert len(everything) > 3
    page = first.get(address, {"words": f" {unit.name[-4:]}  {unit.name[:2]} "})
    found = offered(page)
    assert str(unit.pk) in found
    assert set(found) < set(everything)
    assert all(unit.name[-4:] in name and unit.name[:2] in name for name in found.values())
    assert read(page).xpath("//input[@name='words']/@value") == [f"{unit.name[-4:]}  {unit.name[:2]}"]
    assert complaints(page) == []
    none = first.get(address, {"words": "没有这样的单位"})
    assert (offered(none), "：0 个" in text(none)) == ({}, True)
    other = desk.unit("health", GONGSHU)
    assert offered(first.get(address, {"words": other.name})) == {}  # what is elsewhere stays unknown


def test_units_when_one_is_found_then_it_is_chosen_and_a_slip_keeps_everything(desk, first, staff):
    li, unit = staff("li", "officer"), desk.unit("health")
    address = f"/overview/staff/{li.account}/?words={unit.name}"
    page = first.get(address)
    assert offered(page) == {str(unit.pk): unit.name}
    assert chosen(page) == [str(unit.pk)]
    typed = {"do": "add", "role": "clerk", "unit": str(desk.unit("market-regulation").pk), "because": ""}
    wrong = first.post(address, typed)
    assert wrong.status_code == 400
    assert chosen(wrong) == [typed["unit"]]
    assert set(offered(wrong)) == {typed["unit"], str(unit.pk)}
    assert read(wrong).xpath("//input[@name='words']/@value") == [unit.name]
    assert read(wrong).xpath("//input[@name='role'][@checked]/@value") == ["clerk"]
    assert first.post(address, {**typed, "because": "轮岗"}).status_code == 302


def offered(answer):
    """The units of the list, by number."""
    options = read(answer).xpath("//select[@name='unit']/option[@value!='']")
    return {option.get("value"): option.text for option in options}


def chosen(answer):
    return read(answer).xpath("//select[@name='unit']/option[@selected]/@value")
