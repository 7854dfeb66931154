"""The pages of signing in: two steps, waits with Retry-After, account and security, and what staff must do first."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest
from django.conf import settings as current
from django.test import Client

from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account, Attempt, SecondFactor, Session
from guantong.project import clock
from tests.modules.sign_ins import PASSWORD, make
from tests.web.page_reader import complaints, read

pytestmark = pytest.mark.django_db
NEW = "eleven purple lanterns"
RIGHT = {"handle": "zhang", "password": PASSWORD}
WRONG = {"handle": "zhang", "password": "wrong password"}
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0"


@pytest.fixture
def person(at, settings):
    """An account, and a clock on the wall that stands still."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with clock.fixed(at), clock.fixed_wall(at):
        yield make(at=at)


@pytest.fixture
def officer(person, at):
    return make("li", "staff", role="officer", at=at)


def text(answer) -> str:
    return answer.content.decode()


def browser(handle: str = "zhang") -> Client:
    client = Client(headers={"user-agent": EDGE})
    assert client.post("/sign-in/", {"handle": handle, "password": PASSWORD}).status_code == 302
    return client


def enrol(client: Client, at, address: str = "/account/second-factor/") -> tuple[str, list[str]]:
    """Set up one-time codes as a person does: read the secret off the page, type a code, read the recovery codes."""
    page = client.get(address)
    assert page["Cache-Control"] == "private, no-store"
    secret = "".join(read(page).xpath("//*[@class='secret-code']/code/text()")).replace(" ", "")
    assert len(read(page).xpath("//*[@role='img']/svg/path")) >= 1
    answer = client.post(address, {"code": pyotp.TOTP(secret).at(at)})
    assert answer.status_code == 200, text(answer)
    assert answer["Cache-Control"] == "private, no-store"
    return secret, read(answer).xpath("//*[@class='recovery-codes']//code/text()")


def test_sign_in_when_wrong_too_often_then_429_says_when_and_the_page_how_long(person):
    client = Client()
    answers = [client.post("/sign-in/", WRONG) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert answers[-1]["Retry-After"] == "30"
    assert "30 秒" in text(answers[-1])
    assert "用户名" in text(answers[-1])  # the form is still there
    client.cookies["guantong_language"] = "en"
    assert "wait 30 seconds" in text(client.post("/sign-in/", RIGHT))
    with clock.fixed_wall(person.created_at + timedelta(seconds=30)):
        assert client.post("/sign-in/", RIGHT).status_code == 302


def test_sign_in_when_a_client_makes_up_where_it_comes_from_then_is_counted_by_its_real_address(
    person, settings
):
    def attempt(client: Client, forwarded: str) -> int:
        return client.post("/sign-in/", WRONG, headers={"X-Forwarded-For": forwarded}).status_code

    assert [attempt(Client(), f"198.51.100.{number}") for number in range(6)][-1] == 429
    Attempt.objects.all().delete()
    settings.PROXIES = 1
    assert [attempt(Client(), f"198.51.100.{number}") for number in range(6)][-1] == 400
    assert [attempt(Client(), f"6.6.6.{number}, 192.0.2.1") for number in range(6)][-1] == 429


def test_sign_in_when_called_too_often_then_waits_for_the_next_minute(person, settings):
    settings.LIMITS = {**settings.LIMITS, "sign-in": (3, 60)}
    client = Client()
    answers = [client.post("/sign-in/", RIGHT) for _ in range(4)]
    assert [answer.status_code for answer in answers][:3] == [302] * 3
    # signed in, it is the account that is counted; before, it was the address
    assert client.get("/sign-in/").status_code == 302
    other = Client()
    found = [other.post("/sign-in/", WRONG).status_code for _ in range(4)]
    assert found[-1] == 429


@pytest.mark.parametrize("address", ["/track/", "/track/ABCD2345EFGH/", "/track/?code=ABCD2345EFGH"])
def test_tracking_when_called_too_often_then_429_says_when_in_both_languages(person, settings, address):
    settings.LIMITS = {**settings.LIMITS, "track": (2, 60)}
    client = Client()
    assert {client.get(address).status_code for _ in range(2)} <= {200, 404}
    answer = client.get(address)
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert f"请过 {answer['Retry-After']} 秒再试" in text(answer)
    client.cookies["guantong_language"] = "en"
    assert f"in {answer['Retry-After']} seconds" in text(client.get(address))
    assert Client(REMOTE_ADDR="192.0.2.1").get(address).status_code != 429
    assert browser().get(address).status_code != 429  # counted by account
    with clock.fixed_wall(clock.wall() + timedelta(minutes=1)):
        assert client.get(address).status_code != 429


def test_limits_when_a_view_names_one_that_there_is_not_then_it_cannot_be_made():
    from guantong.web.ui.limits import limited

    with pytest.raises(ValueError, match="sing-in"):
        limited("sing-in")
    assert {"sign-in", "track", "verify", "api"} <= set(current.LIMITS)


def test_account_page_when_opened_then_tells_device_method_and_assurance(person):
    page = text(browser().get("/account/"))
    for words in ("Edge · Windows", "本机", "认证强度", "只用了密码", "最近登录记录", "2小时"):
        assert words in page
    assert "127.0.0.1" not in page


@pytest.mark.parametrize("address", ["", "password/", "second-factor/", "providers/"])
@pytest.mark.parametrize("handle", ["zhang", "li"])
def test_account_pages_when_opened_by_anybody_signed_in_then_are_well_made(officer, address, handle):
    answer = browser(handle).get(f"/account/{address}")
    assert answer.status_code == 200
    assert complaints(answer) == []
    assert Client().get(f"/account/{address}").url == f"/sign-in/?next=/account/{address}".replace(
        "/", "%2F"
    ).replace("%2Fsign-in%2F", "/sign-in/", 1)


def test_staff_when_codes_are_not_demanded_then_every_page_of_theirs_says_so_and_no_other(officer):
    words = "没有强制要求工作人员使用动态验证码"
    assert words in text(browser("li").get("/account/"))
    assert words not in text(browser().get("/account/"))
    assert words not in text(Client().get("/sign-in/"))


def test_code_page_when_a_second_factor_is_set_up_then_asks_for_it_and_leads_on(person, at):
    first = browser()
    secret, codes = enrol(first, at)
    assert len(codes) == 10
    client = Client()
    assert client.get("/sign-in/code/").url == "/sign-in/"
    assert client.post("/sign-in/", {**RIGHT, "next": "/my/"}).url == "/sign-in/code/"
    page = client.get("/sign-in/code/")
    assert complaints(page) == []
    assert client.get("/my/").status_code == 302  # nobody is signed in yet
    for typed, words in (("", "请填写"), ("000000", "验证码不正确")):
        answer = client.post("/sign-in/code/", {"code": typed})
        assert (answer.status_code, words in text(answer)) == (400, True)
        assert complaints(answer) == []
    with clock.fixed_wall(at + timedelta(minutes=1)):
        typed = pyotp.TOTP(secret).at(at + timedelta(minutes=1))
        assert client.post("/sign-in/code/", {"code": f" {typed[:3]} {typed[3:]} "}).url == "/my/"
        assert "密码＋动态验证码" in text(client.get("/account/"))
        assert "用了两种方式" in text(client.get("/account/"))


def test_code_page_when_guessed_then_429_says_when(person, at):
    enrol(browser(), at)
    client = Client()
    client.post("/sign-in/", RIGHT)
    answers = [client.post("/sign-in/code/", {"code": "000000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert answers[-1]["Retry-After"] == "30"


def test_staff_when_codes_are_demanded_then_set_them_up_before_any_page_of_theirs(officer, at, settings):
    settings.SECOND_FACTOR = "staff"
    client = Client()
    answer = client.post("/sign-in/", {"handle": "li", "password": PASSWORD, "next": "/"})
    assert answer.url == "/sign-in/second-factor/"
    for address in ("/desk/", "/account/", "/my/"):
        assert client.get(address).url.startswith("/sign-in/")
    page = client.get("/sign-in/second-factor/")
    assert "完成设置后才能进入系统" in text(page)
    assert complaints(page) == []
    _, codes = enrol(client, at, "/sign-in/second-factor/")
    assert len(codes) == 10
    assert client.get("/account/").status_code == 200
    assert "没有强制要求" not in text(client.get("/account/"))
    client.post("/sign-out/")
    assert client.post("/sign-in/", {"handle": "li", "password": PASSWORD}).url == "/sign-in/code/"


def test_second_factor_page_when_set_up_then_changes_renews_and_removes_with_a_code(person, at):
    client = browser()
    secret, old = enrol(client, at)
    address = "/account/second-factor/"
    page = client.get(address)
    assert complaints(page) == []
    assert client.post(address, {"do": "codes", "code": "000000"}).status_code == 400
    assert client.post(address, {"do": "", "code": old[9]}).status_code == 400
    renewed = client.post(address, {"do": "codes", "code": old[0]})
    new = read(renewed).xpath("//*[@class='recovery-codes']//code/text()")
    assert not set(new) & set(old)
    there = client.post(address, {"do": "replace", "code": new[0]}).url
    with clock.fixed_wall(at + timedelta(minutes=1)):
        other, last = enrol(client, at + timedelta(minutes=1), there)
        assert other != secret
        assert client.post(address, {"do": "remove", "code": last[0]}).url == "/account/"
    assert SecondFactor.objects.count() == 0


def test_password_page_when_filled_in_then_says_what_is_wrong_at_the_field_and_saves_what_is_right(person):
    client, other = browser(), browser()
    for body, words in (
        ({}, "请填写"),
        ({"old": "wrong", "new": NEW, "again": NEW}, "现在的密码不正确"),
        ({"old": PASSWORD, "new": NEW, "again": NEW + "x"}, "不一致"),
        ({"old": PASSWORD, "new": "password1", "again": "password1"}, "至少 10 位"),
    ):
        answer = client.post("/account/password/", body)
        assert (answer.status_code, words in text(answer)) == (400, True)
        assert complaints(answer) == []
        assert NEW not in text(answer)
    assert client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW}).url == "/account/"
    assert "密码已修改" in text(client.get("/account/"))
    assert other.get("/account/").status_code == 302
    assert Client().post("/sign-in/", {"handle": "zhang", "password": NEW}).status_code == 302


def test_sessions_page_when_another_device_is_ended_then_it_hears_so_at_its_next_page(person):
    client, other = browser(), browser()
    number = Session.objects.order_by("-pk").first().pk
    assert client.post("/account/sessions/end/", {"session": number}).url == "/account/"
    assert "已结束 1 处登录" in text(client.get("/account/"))
    answer = other.get("/account/", follow=True)
    assert "已在别处被结束" in text(answer)
    third = browser()
    client.post("/account/sessions/end/")
    assert third.get("/account/").status_code == 302
    for odd in ("9" * 30, "-1", "x", "²"):
        assert client.post("/account/sessions/end/", {"session": odd}).status_code == 302


def test_session_when_idle_then_the_next_page_asks_to_sign_in_says_why_and_leads_back(officer, at):
    client = browser("li")
    with clock.fixed_wall(at + timedelta(minutes=31)):
        answer = client.get("/account/", follow=True)
        assert "有一段时间没有操作" in text(answer)
        assert 'value="/account/"' in text(answer)


def test_session_cookie_when_signed_in_twice_then_differs_and_the_old_one_opens_nothing(person):
    client = Client()
    client.get("/sign-in/")
    client.post("/sign-in/", RIGHT)
    first = client.cookies["sessionid"].value
    client.post("/sign-out/")
    client.post("/sign-in/", RIGHT)
    assert client.cookies["sessionid"].value != first
    thief = Client()
    thief.cookies["sessionid"] = first
    assert thief.get("/account/").status_code == 302
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_actor_when_a_page_is_asked_for_then_carries_the_assurance_of_the_session(person, at):
    from guantong.web.ui.access import visitor

    client = browser()
    seen = []
    enrol(client, at)

    class Seen(Client):
        def request(self, **more):
            answer = super().request(**more)
            seen.append(visitor(answer.wsgi_request))
            return answer

    watched = Seen()
    watched.cookies = client.cookies
    watched.get("/account/")
    assert seen[-1].assurance == "substantial"
    low = Seen()
    low.cookies = browser_of_other(at).cookies
    low.get("/account/")
    assert seen[-1].assurance == "low"


def browser_of_other(at) -> Client:
    make("wang", at=at)
    return browser("wang")


def test_sign_in_when_what_was_typed_cannot_be_stored_then_is_simply_wrong(person):
    for handle in ("\0", "x" * 3000, "张" * 300, "'; DROP TABLE identity_account; --"):
        answer = Client().post("/sign-in/", {"handle": handle, "password": "\0" * 30})
        assert (answer.status_code, "登录名或密码不正确" in text(answer)) == (400, True)


def test_account_when_closed_then_its_sessions_and_its_password_open_nothing(person):
    client = browser()
    Account.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/account/").status_code == 302
    assert "登录名或密码不正确" in text(Client().post("/sign-in/", RIGHT))


def test_round_when_it_goes_then_old_sign_ins_and_counts_are_forgotten(person):
    browser()
    Client().post("/sign-in/", WRONG)
    assert identity.clean_up(now=clock.wall() + timedelta(days=91)) > 0
    assert (Session.objects.count(), Attempt.objects.count()) == (0, 0)
