"""A session ends by time, from elsewhere, and with the password; its key changes whenever it is worth more."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Session, Token
from guantong.modules.identity.rules import sessions as rules
from guantong.modules.identity.rules.sessions import Limits
from guantong.modules.journal.public import entries_of
from tests.modules.sign_ins import PASSWORD, Browser, make

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LIMITS = Limits()
NEW = "eleven purple lanterns"
spans = st.timedeltas(timedelta(0), timedelta(days=2))


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@given(st.sampled_from(("person", "enterprise", "staff")), spans, spans)
def test_session_when_long_unused_or_old_then_is_over_and_else_lasts(kind, age, unused):
    unused = min(age, unused)
    why = rules.over_because(kind=kind, began_at=NOON - age, seen_at=NOON - unused, now=NOON, limits=LIMITS)
    idle = LIMITS.idle_staff if kind == "staff" else LIMITS.idle
    assert (why == "") == (age < LIMITS.most and unused < idle)
    assert (why == "age") == (age >= LIMITS.most)


@pytest.mark.parametrize("kind", ["person", "enterprise", "staff"])
@pytest.mark.parametrize("assurance", ["low", "substantial", "high"])
@pytest.mark.parametrize("enrolled", [True, False])
@pytest.mark.parametrize("setting", ["staff", "offered", "Staff", "", "offerd"])
def test_next_step_when_somebody_is_recognised_then_staff_never_pass_with_a_password_alone(
    kind, assurance, enrolled, setting
):
    step = rules.next_step(kind=kind, assurance=assurance, enrolled=enrolled, setting=setting)
    if assurance != "low":
        assert step == ""
    elif enrolled:
        assert step == "code"
    else:
        assert step == ("enrol" if kind == "staff" and setting != "offered" else "")


CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome · Windows"),
        (f"{CHROME} Edg/131.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 XWEB/1 MMWEBSDK/2 MicroMessenger/8.0", "WeChat · Android"),
        ("Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 ArkWeb/4.1 Mobile HuaweiBrowser/5.0", "Huawei Browser · HarmonyOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox · Linux"),
        ("", ""),
        ("<script>alert(1)</script>" * 100, ""),
    ],
)  # fmt: skip
def test_device_words_when_a_browser_says_what_it_is_then_are_two_words_of_ours(agent, words):
    assert rules.device_words(agent) == words


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "role", "minutes"), [("staff", "officer", 30), ("person", "", 120)])
def test_session_when_unused_for_its_time_then_is_over_and_until_then_goes_on(at, kind, role, minutes):
    make(kind=kind, role=role, at=at)
    browser = Browser(at)
    browser.sign_in()
    for _ in range(3):
        browser.wait(minutes=minutes - 1)
        assert browser.resume() == ""
    browser.wait(minutes=minutes)
    assert browser.resume() == "idle"
    assert not browser.user.is_authenticated
    assert Session.objects.get().ended_at == browser.at


@pytest.mark.django_db
def test_session_when_used_all_day_then_is_over_after_eight_hours(at):
    make(at=at)
    browser = Browser(at)
    browser.sign_in()
    for _ in range(7):
        browser.wait(hours=1)
        assert browser.resume() == ""
    browser.wait(hours=1)
    assert browser.resume() == "age"


@pytest.mark.django_db
def test_session_when_begun_then_has_a_new_key_and_says_method_assurance_and_device(at):
    account = make(at=at)
    browser = Browser(at)
    browser.session["kept"] = 1
    browser.session.save()
    before = browser.session.session_key
    actor = browser.sign_in()
    assert actor.assurance == "low"
    assert browser.session.session_key != before
    assert not browser.session.exists(before)
    entry = entries_of(f"account:{account.pk}")[-1]
    assert (entry.kind, json.loads(entry.body)) == ("SignedIn", {"method": "password", "assurance": "low"})
    row = identity.security_of(account.pk, wall=at).sessions[0]
    assert (row.method, row.assurance, row.device) == ("password", "low", "Firefox · Linux")


@pytest.mark.django_db
def test_journal_when_people_sign_in_and_fail_then_holds_no_password_address_or_agent(at):
    account = make(at=at)
    browser = Browser(at)
    browser.code_of(password="my-wrong-password")
    browser.sign_in()
    browser.call(identity.change_password, old=PASSWORD, new=NEW, now=at, wall=at)
    browser.call(identity.sign_out, now=at, wall=at)
    entries = entries_of(f"account:{account.pk}")
    assert [entry.kind for entry in entries] == ["AccountMade", "SignedIn", "PasswordChanged", "SignedOut"]
    written = " ".join(str(entry.body) for entry in entries)
    for secret in ("my-wrong-password", PASSWORD, NEW, "203.0.113", "Firefox"):
        assert secret not in written


@pytest.mark.django_db
def test_session_when_ended_from_another_browser_then_is_over_at_its_next_request(at):
    account = make(at=at)
    here, there = Browser(at), Browser(at)
    here.sign_in()
    there.sign_in()
    number = identity.session_number(there.request())
    here.call(identity.end_session, session_id=number, now=at, wall=at)
    assert (here.resume(), there.resume()) == ("", "ended")
    assert [row.id for row in identity.security_of(account.pk, wall=at).sessions] != [number]
    with pytest.raises(Refused, match=r"identity\.no_session"):
        here.call(identity.end_session, session_id=number, now=at, wall=at)


@pytest.mark.django_db
def test_session_of_somebody_else_when_ended_is_refused_and_goes_on(at):
    make(at=at)
    make("li", at=at)
    mine, theirs = Browser(at), Browser(at)
    mine.sign_in()
    theirs.sign_in("li")
    number = identity.session_number(theirs.request())
    with pytest.raises(Refused, match=r"identity\.no_session"):
        mine.call(identity.end_session, session_id=number, now=at, wall=at)
    assert theirs.resume() == ""


@pytest.mark.django_db
def test_sessions_when_all_others_are_ended_then_this_one_alone_goes_on(at):
    account = make(at=at)
    browsers = [Browser(at) for _ in range(3)]
    for browser in browsers:
        browser.sign_in()
    assert browsers[0].call(identity.end_other_sessions, now=at, wall=at) == 2
    assert [browser.resume() for browser in browsers] == ["", "ended", "ended"]
    assert json.loads(entries_of(f"account:{account.pk}")[-1].body) == {"count": 2}


@pytest.mark.django_db
def test_sessions_when_an_account_loses_its_role_then_can_all_be_ended_at_once(at):
    account = make(kind="staff", role="officer", at=at)
    browser = Browser(at)
    browser.sign_in()
    assert identity.end_sessions(by=SYSTEM, account_id=account.pk, now=at) == 1
    assert browser.resume() == "ended"


@pytest.mark.django_db
def test_session_when_a_second_factor_is_demanded_later_then_staff_sign_in_again(at, settings):
    make(kind="staff", role="officer", at=at)
    make("wang", at=at)
    officer, person = Browser(at), Browser(at)
    officer.sign_in()
    person.sign_in("wang")
    settings.SECOND_FACTOR = "staff"
    assert (officer.resume(), person.resume()) == ("weak", "")


@pytest.mark.django_db
def test_session_from_before_sessions_were_kept_when_used_then_gets_a_row_as_a_password_sign_in(at):
    from django.contrib import auth

    account = make(at=at)
    browser = Browser(at)
    browser.call(lambda request: auth.login(request, account))
    assert browser.resume() == ""
    assert identity.security_of(account.pk, wall=at).sessions[0].assurance == "low"
    browser.wait(hours=9)
    assert browser.resume() == "age"


@pytest.mark.django_db
def test_password_when_changed_then_every_other_session_and_token_ends_and_the_key_is_new(at):
    account = make(at=at)
    here, there = Browser(at), Browser(at)
    actor = here.sign_in()
    there.sign_in()
    identity.make_token(by=actor, name="my program", scope="read", days=30, now=at)
    key = here.session.session_key
    here.call(identity.change_password, old=PASSWORD, new=NEW, now=at, wall=at)
    assert here.session.session_key != key
    assert (here.resume(), there.resume()) == ("", "ended")
    assert Token.objects.get().ended_at == at
    assert Browser(at).code_of() == "identity.wrong_credentials"
    assert Browser(at).code_of(password=NEW) == ""
    kinds = [entry.kind for entry in entries_of(f"account:{account.pk}")]
    assert kinds.count("PasswordChanged") == kinds.count("SessionsEnded") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("new", "codes"),
    [
        ("short", {"identity.password_short"}),
        ("password", {"identity.password_short", "identity.password_common"}),
        ("1234567890", {"identity.password_common"}),
        ("x" * 1001, {"identity.password_long"}),
        (PASSWORD, {"identity.password_same"}),
    ],
)
def test_password_when_it_is_no_good_then_is_refused_and_the_old_one_stays(at, new, codes):
    make(at=at)
    browser = Browser(at)
    browser.sign_in()
    with pytest.raises(Refused) as refused:
        browser.call(identity.change_password, old=PASSWORD, new=new, now=at, wall=at)
    assert {problem.code for problem in refused.value.problems} == codes
    assert Browser(at).code_of() == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "good", ["allsmallletters", "七个汉字也可以做口令", "9" * 9 + "8", "with spaces in it " + "y" * 900]
)
def test_password_when_long_and_uncommon_then_any_signs_will_do(at, good):
    make(at=at)
    browser = Browser(at)
    browser.sign_in()
    browser.call(identity.change_password, old=PASSWORD, new=good, now=at, wall=at)
    assert Browser(at).code_of(password=good) == ""


@pytest.mark.django_db
def test_password_when_the_old_one_is_wrong_then_counts_like_a_wrong_sign_in(at):
    make(at=at)
    browser = Browser(at)
    browser.sign_in()
    codes = []
    for _ in range(6):
        with pytest.raises(Refused) as refused:
            browser.call(identity.change_password, old="wrong", new=NEW, now=at, wall=at)
        codes.append(refused.value.code)
    assert codes == ["identity.wrong_password"] * 5 + ["identity.wait"]


@pytest.mark.django_db
def test_account_when_made_with_a_common_password_is_refused(at):
    with pytest.raises(Refused, match=r"identity\.password_short.*identity\.password_common"):
        identity.make_account(by=SYSTEM, handle="li", kind="person", name="李四", password="qwerty", now=at)
