"""Somebody with several posts: chooses one after signing in, is told on every page which, and acts in no other."""

from __future__ import annotations

import pytest
from django.test import Client

from guantong.core.kernel.actor import SYSTEM
from guantong.modules.cases.actions import memory
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account, Membership
from guantong.modules.journal.public import entries_of
from guantong.project import clock
from tests.modules.cases.desk import XIHU, Desk
from tests.web.desks.people import push
from tests.web.page_reader import complaints, read

PASSWORD = "a-long-password"
PLACES = {"clerk": "market-regulation", "officer": "market-regulation", "manager": "health"}
CHOICE = "/account/post/"


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR = "offered"


@pytest.fixture
def desk(db, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    memory.forget_all()
    made = Desk(at)
    with clock.fixed(at.replace(hour=17)):
        yield made


@pytest.fixture
def join(desk):
    def join(account, role, unit_role=""):
        unit_role = unit_role or PLACES[role]
        return identity.join_unit(
            by=SYSTEM, account_id=account, unit=desk.unit(unit_role).pk, unit_role=unit_role, division=XIHU, role=role,
            boards=("business-registration",) if role == "clerk" else (), now=desk.at,
        ).id  # fmt: skip

    return join


@pytest.fixture
def someone(desk, join):
    """Returns (account, posts by role) of new staff with these posts."""

    def someone(*roles, handle="li"):
        row = identity.make_account(
            by=SYSTEM, handle=handle, kind="staff", name=f"{handle}同志", password=PASSWORD, now=desk.at
        )
        return row.id, {role: join(row.id, role) for role in roles}

    return someone


def sign_in(handle="li", wanted="/"):
    client = Client()
    answer = client.post("/sign-in/", {"handle": handle, "password": PASSWORD, "next": wanted}, follow=True)
    return client, answer


def choose(client, post, **more):
    return client.post(CHOICE, {"post": post, **more})


def text(answer):
    return answer.content.decode()


def named(answer):
    """What the head of the page says about the post."""
    return " ".join(" ".join(read(answer).xpath("//*[@class='post-note']//text()")).split())


def test_sign_in_when_there_are_several_posts_then_one_is_chosen_before_anything_else(desk, someone):
    _, posts = someone("officer", "clerk")
    client, answer = sign_in()
    assert answer.redirect_chain[-1][0].startswith(CHOICE)
    assert complaints(answer) == []
    assert len(read(answer).xpath("//button[@name='post']")) == 2
    assert client.get("/window/").headers["Location"] == f"{CHOICE}?next=%2Fwindow%2F"
    done = choose(client, posts["clerk"], next="/desk/")
    assert done.headers["Location"] == "/window/"  # the desk of the post, not of another one
    page = client.get("/window/")
    assert (page.status_code, client.get("/desk/").status_code) == (200, 403)
    assert "窗口人员" in named(page)
    assert desk.unit("market-regulation").name in named(page)
    assert "换岗位" in named(page)


def test_sign_in_when_there_is_one_post_then_nothing_is_asked_and_every_page_names_it(desk, someone):
    someone("officer")
    client, answer = sign_in()
    assert answer.redirect_chain[-1][0] == "/desk/"
    for address in ("/desk/", "/account/", "/", "/desk/proposals/"):
        page = client.get(address)
        assert "审批人员" in named(page), address
        assert "换岗位" not in named(page)


def test_sign_in_when_a_page_was_wanted_then_it_follows_the_choice(someone):
    _, posts = someone("officer", "clerk")
    client, answer = sign_in(wanted="/account/tokens/")
    assert answer.redirect_chain[-1][0] == f"{CHOICE}?next=%2Faccount%2Ftokens%2F"
    assert choose(client, posts["officer"], next="/account/tokens/").headers["Location"] == "/account/tokens/"
    assert choose(client, posts["officer"], next="//elsewhere/").headers["Location"] == "/desk/"


def test_post_when_switched_then_the_next_page_is_of_the_other_one(someone):
    _, posts = someone("officer", "clerk")
    client, _ = sign_in()
    choose(client, posts["officer"])
    assert "审批人员" in named(client.get("/desk/"))
    page = text(client.get(CHOICE))
    assert "现在的岗位" in page
    choose(client, posts["clerk"])
    assert "窗口人员" in named(client.get("/window/"))
    assert client.get("/desk/").status_code == 403


def test_post_when_it_is_not_ones_own_then_it_cannot_be_chosen(someone):
    _, posts = someone("officer", "clerk")
    _, others = someone("manager", handle="wang")
    client, _ = sign_in()
    choose(client, posts["officer"])
    for wrong in (others["manager"], 0, -1, "", "x", "9" * 40, "１２"):
        answer = choose(client, wrong)
        assert (answer.status_code, "您没有这个岗位" in text(answer)) == (
            403 if wrong != "" else 400,
            True,
        ), wrong
    assert "审批人员" in named(client.get("/desk/"))
    assert client.get("/overview/").status_code == 403


@pytest.mark.parametrize("kind", ["person", "enterprise", "nobody"])
def test_post_when_somebody_is_not_staff_then_there_is_nothing_to_choose(desk, someone, kind):
    _, posts = someone("manager")
    client = Client()
    if kind != "nobody":
        row = identity.make_account(
            by=SYSTEM,
            handle="zhao",
            kind=kind,
            name="赵某",
            password=PASSWORD,
            now=desk.at,
            uscc="91330106MA2EXAMPLE",
        )
        client.force_login(Account.objects.get(pk=row.id))
    assert client.get(CHOICE).status_code == (302 if kind == "nobody" else 403)
    assert choose(client, posts["manager"]).status_code == (302 if kind == "nobody" else 403)
    assert client.get("/overview/").status_code == (302 if kind == "nobody" else 403)


def test_write_when_done_in_a_chosen_post_then_the_journal_names_that_post(desk, someone):
    account, posts = someone("officer", "clerk")
    ref = desk.submit()
    client, _ = sign_in()
    choose(client, posts["clerk"])
    push(client, f"/window/{ref.id}/", "accept", premises__floor_plan="")
    entry = entries_of(f"case:{ref.id}")[-1]
    assert (entry.account, entry.role) == (str(account), "clerk")
    client.post("/sign-out/")
    out = entries_of(f"account:{account}")[-1]
    assert (out.kind, out.role) == ("SignedOut", "clerk")


def test_post_when_it_is_taken_away_then_the_choice_ends_at_once(someone):
    _, posts = someone("officer", "clerk", "manager")
    client, _ = sign_in()
    choose(client, posts["clerk"])
    Membership.objects.filter(pk=posts["clerk"]).delete()
    answer = client.get("/window/")
    assert answer.headers["Location"].startswith(CHOICE)
    page = client.get(CHOICE)
    assert "您刚才使用的岗位已经撤销" in text(page)
    assert len(read(page).xpath("//button[@name='post']")) == 2
    assert choose(client, posts["clerk"]).status_code == 403


def test_form_when_its_post_is_taken_away_meanwhile_then_it_is_not_taken_for_another_one(desk, someone):
    _, posts = someone("officer", "clerk")
    client, _ = sign_in()
    choose(client, posts["clerk"])
    Membership.objects.filter(pk=posts["clerk"]).delete()
    answer = client.post("/account/tokens/", {"name": "x", "scope": "read", "days": "30"})
    assert (answer.status_code, "刚才的内容没有提交" in text(answer)) == (409, True)
    assert "审批人员" in named(client.get("/desk/"))  # the one that is left


def test_post_when_a_second_one_is_given_then_the_session_goes_on_in_the_first(someone, join):
    account, _ = someone("officer")
    client, _ = sign_in()
    join(account, "clerk")
    page = client.get("/desk/")
    assert page.status_code == 200
    assert "审批人员" in named(page)
    assert "换岗位" in named(page)


def test_form_when_no_post_is_chosen_then_it_is_not_taken(someone):
    account, _ = someone("officer", "clerk")
    client, _ = sign_in()
    answer = client.post("/account/tokens/", {"name": "x", "scope": "read", "days": "30"}, follow=True)
    assert answer.redirect_chain[-1][0].startswith(CHOICE)
    assert "刚才的内容没有提交" in text(answer)
    assert [entry.kind for entry in entries_of(f"account:{account}")][-1] == "SignedIn"


def test_interface_when_no_post_is_chosen_then_it_refuses(someone):
    _, posts = someone("officer", "clerk")
    client, _ = sign_in()
    assert client.get("/api/v1/desk/tasks").status_code == 409
    choose(client, posts["officer"])
    assert client.get("/api/v1/desk/tasks").status_code == 200
    choose(client, posts["clerk"])
    assert client.get("/api/v1/desk/tasks").status_code == 403


def test_next_sign_in_when_a_post_was_chosen_before_then_it_is_asked_anew(someone):
    _, posts = someone("officer", "clerk")
    client, _ = sign_in()
    choose(client, posts["clerk"])
    client.post("/sign-out/")
    answer = client.post("/sign-in/", {"handle": "li", "password": PASSWORD, "next": "/"}, follow=True)
    assert answer.redirect_chain[-1][0].startswith(CHOICE)
