"""One-time codes: no code counts twice, the secret is sealed, recovery codes work once, staff cannot do without."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import RecoveryCode, SecondFactor
from guantong.modules.identity.rules import codes as rules
from guantong.modules.journal.public import entries_of
from tests.modules.sign_ins import Browser, make

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
secrets = st.just(SECRET) | st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=32, max_size=32)
moments = st.integers(1_000, 2**32).map(lambda each: datetime.fromtimestamp(each, UTC))
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@given(secrets, moments, st.integers(-60, 60))
def test_code_when_its_clock_differs_by_up_to_a_step_then_counts_and_beyond_two_does_not(secret, at, off):
    code = rules.code_at(secret, at + timedelta(seconds=off))
    step = rules.matching_step(secret, code, at, -1)
    if abs(rules.step_at(at + timedelta(seconds=off)) - rules.step_at(at)) <= 1:
        assert step is not None
        assert abs(step - rules.step_at(at)) <= 1
    else:
        near = (at + timedelta(seconds=30 * each) for each in (-1, 0, 1))
        expected = {pyotp.TOTP(secret).at(each) for each in near}
        assert (step is not None) == (code in expected)


@given(secrets, moments)
def test_code_when_used_then_counts_no_more(secret, at):
    code = rules.code_at(secret, at)
    step = rules.matching_step(secret, code, at, -1)
    assert step is not None
    again = rules.matching_step(secret, code, at, step)
    assert again is None or (again > step and pyotp.TOTP(secret).generate_otp(again) == code)


@given(secrets, moments)
def test_code_when_made_then_is_the_one_that_another_authenticator_shows(secret, at):
    assert rules.code_at(secret, at) == pyotp.TOTP(secret).at(at)


def test_code_when_compared_with_the_published_vector_then_is_the_same():
    """RFC 6238, appendix B: the last six of the eight digits, SHA-1."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890"
    vectors = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
    assert {at: rules.code_at(secret, datetime.fromtimestamp(at, UTC)) for at in vectors} == vectors


@given(st.text(max_size=30))
def test_recovery_code_when_anything_is_typed_then_is_a_code_or_nothing(typed):
    code = rules.normal_recovery(typed)
    assert code == "" or rules.normal_recovery(rules.shown_recovery(code).lower()) == code


def enrol(browser: Browser) -> tuple[str, tuple[str, ...]]:
    """Set up one-time codes and return the secret and the recovery codes."""
    secret = browser.call(identity.begin_enrolment, wall=browser.at).secret
    typed = pyotp.TOTP(secret).at(browser.at)
    return secret, browser.call(identity.confirm_enrolment, typed=typed, now=browser.at, wall=browser.at)


def take(browser: Browser, typed: str):
    return browser.call(identity.take_code, typed=typed, now=browser.at, wall=browser.at)


@pytest.fixture
def enrolled(at):
    """A browser whose account has a second factor, a minute later; the secret and the recovery codes."""
    make(at=at)
    browser = Browser(at)
    browser.sign_in()
    secret, codes = enrol(browser)
    browser.wait(minutes=1)
    return browser, secret, codes


def test_enrolment_when_confirmed_then_the_session_is_worth_more_has_a_new_key_and_others_end(at):
    account = make(at=at)
    browser, other = Browser(at), Browser(at)
    browser.sign_in()
    other.sign_in()
    secret = browser.call(identity.begin_enrolment, wall=at).secret
    assert browser.call(identity.begin_enrolment, wall=at).secret == secret  # opened again: the same
    key = browser.session.session_key
    with pytest.raises(Refused, match=r"identity\.wrong_code"):
        browser.call(identity.confirm_enrolment, typed="000000", now=at, wall=at)
    assert identity.security_of(account.pk, wall=at).second_factor is None
    _, codes = enrol(browser)
    assert len(set(codes)) == 10
    assert browser.session.session_key != key
    assert browser.session["assurance"] == "substantial"
    assert (browser.resume(), other.resume()) == ("", "ended")
    assert "SecondFactorEnrolled" in [entry.kind for entry in entries_of(f"account:{account.pk}")]


def test_secret_when_stored_then_is_sealed_for_this_account_alone(enrolled):
    browser, secret, codes = enrolled
    factor = SecondFactor.objects.get()
    assert secret.encode() not in bytes(factor.sealed)
    stored = " ".join(str(browser.session[key]) for key in browser.session.keys())  # noqa: SIM118 - a session
    assert secret not in stored
    digests = [bytes(row.digest) for row in RecoveryCode.objects.all()]
    assert not any(code.replace("-", "").encode() in digest for code in codes for digest in digests)
    other = make("li", at=browser.at)
    SecondFactor.objects.create(
        account=other, sealed=bytes(factor.sealed), last_step=-1, enrolled_at=browser.at
    )
    browser = Browser(browser.at)
    browser.sign_in_as_far_as_it_goes("li")
    with pytest.raises(Refused, match=r"sealing\.broken"):
        take(browser, pyotp.TOTP(secret).at(browser.at))


def test_sign_in_when_a_second_factor_is_enrolled_then_nobody_is_signed_in_before_the_code(enrolled):
    browser, secret, _ = enrolled
    again = Browser(browser.at)
    assert again.code_of() == "identity.code_wanted"
    assert not again.user.is_authenticated
    actor = take(again, pyotp.TOTP(secret).at(again.at))
    assert (actor.assurance, again.user.is_authenticated) == ("substantial", True)
    entry = entries_of(f"account:{actor.account}")[-1]
    assert json.loads(entry.body) == {"method": "password+code", "assurance": "substantial"}


def test_code_when_used_for_a_sign_in_then_is_refused_for_the_next(enrolled):
    browser, secret, _ = enrolled
    code = pyotp.TOTP(secret).at(browser.at)
    first, second = Browser(browser.at), Browser(browser.at)
    first.sign_in_as_far_as_it_goes()
    second.sign_in_as_far_as_it_goes()
    take(first, code)
    with pytest.raises(Refused, match=r"identity\.wrong_code"):
        take(second, code)
    second.wait(seconds=30)
    assert take(second, pyotp.TOTP(secret).at(second.at)).account


def test_code_that_confirmed_the_enrolment_when_used_to_sign_in_then_is_refused(at):
    make(at=at)
    browser = Browser(at)
    browser.sign_in()
    secret, _ = enrol(browser)
    again = Browser(at)
    again.sign_in_as_far_as_it_goes()
    with pytest.raises(Refused, match=r"identity\.wrong_code"):
        take(again, pyotp.TOTP(secret).at(at))


def test_recovery_code_when_used_then_signs_in_once(enrolled):
    browser, _, codes = enrolled
    first = Browser(browser.at)
    first.sign_in_as_far_as_it_goes()
    actor = take(first, codes[3].lower().replace("-", " "))
    assert json.loads(entries_of(f"account:{actor.account}")[-1].body)["method"] == "password+recovery"
    assert identity.security_of(int(actor.account), wall=browser.at).second_factor.codes_left == 9
    again = Browser(browser.at)
    again.sign_in_as_far_as_it_goes()
    with pytest.raises(Refused, match=r"identity\.wrong_code"):
        take(again, codes[3])


def test_code_when_guessed_then_waits_whatever_the_address(enrolled):
    browser, secret, _ = enrolled
    found = []
    for number in range(6):
        guesser = Browser(browser.at, f"198.51.100.{number}")
        guesser.sign_in_as_far_as_it_goes()
        with pytest.raises(Refused) as refused:
            take(guesser, "000000")
        found.append(refused.value.code)
    assert found == ["identity.wrong_code"] * 5 + ["identity.wait"]
    guesser.wait(seconds=30)
    assert take(guesser, pyotp.TOTP(secret).at(guesser.at)).assurance == "substantial"


def test_second_step_when_it_comes_too_late_or_after_a_new_password_then_is_refused(enrolled):
    browser, secret, _ = enrolled
    late, overtaken = Browser(browser.at), Browser(browser.at)
    late.sign_in_as_far_as_it_goes()
    overtaken.sign_in_as_far_as_it_goes()
    late.wait(minutes=10, seconds=1)
    with pytest.raises(Refused, match=r"identity\.step_late"):
        take(late, pyotp.TOTP(secret).at(late.at))
    old = "correct horse battery"
    browser.call(identity.change_password, old=old, new=old[::-1], now=browser.at, wall=browser.at)
    with pytest.raises(Refused, match=r"identity\.step_late"):
        take(overtaken, pyotp.TOTP(secret).at(overtaken.at))


def test_second_step_when_nobody_gave_a_password_then_is_refused(at):
    make(at=at)
    for act in (identity.take_code, identity.confirm_enrolment):
        with pytest.raises(Refused, match=r"identity\.step_late"):
            Browser(at).call(act, typed="123456", now=at, wall=at)


@pytest.mark.django_db(transaction=True)
def test_code_when_two_send_it_at_the_same_moment_then_one_is_let_in(at):
    from django.db import connections

    make(at=at)
    browser = Browser(at)
    browser.sign_in()
    secret, _ = enrol(browser)
    both = [Browser(at + timedelta(minutes=1)) for _ in range(2)]
    for each in both:
        each.sign_in_as_far_as_it_goes()
    code = pyotp.TOTP(secret).at(both[0].at)

    def send(each: Browser) -> bool:
        try:
            return bool(take(each, code).account)
        except Refused:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=2) as threads:
        assert sorted(threads.map(send, both)) == [False, True]


def test_staff_when_a_second_factor_is_demanded_then_set_it_up_before_they_are_signed_in(at, settings):
    settings.SECOND_FACTOR = "staff"
    make(kind="staff", role="officer", at=at)
    browser = Browser(at)
    assert browser.code_of() == "identity.enrol_wanted"
    assert not browser.user.is_authenticated
    secret, codes = enrol(browser)
    assert len(codes) == 10
    assert browser.user.is_authenticated
    assert browser.session["assurance"] == "substantial"
    assert browser.resume() == ""
    browser.wait(minutes=1)
    again = Browser(browser.at)
    assert again.code_of() == "identity.code_wanted"
    with pytest.raises(Refused, match=r"identity\.second_factor_demanded"):
        browser.call(
            identity.remove_second_factor, typed=pyotp.TOTP(secret).at(browser.at), now=at, wall=browser.at
        )


def test_enrolment_when_only_the_password_was_given_then_cannot_replace_a_second_factor(enrolled):
    browser, _, _ = enrolled
    thief = Browser(browser.at)
    thief.sign_in_as_far_as_it_goes()
    with pytest.raises(Refused, match=r"identity\.step_late"):
        thief.call(identity.begin_enrolment, wall=thief.at)


def test_authenticator_when_changed_then_the_old_one_works_until_the_new_one_is_confirmed(enrolled):
    browser, old, _ = enrolled
    with pytest.raises(Refused, match=r"identity\.already_enrolled"):
        browser.call(identity.begin_enrolment, wall=browser.at)
    browser.call(identity.begin_replacement, typed=pyotp.TOTP(old).at(browser.at), wall=browser.at)
    browser.wait(minutes=1)
    again = Browser(browser.at)
    again.sign_in_as_far_as_it_goes()
    assert take(again, pyotp.TOTP(old).at(again.at)).account
    new, _ = enrol(browser)
    browser.wait(minutes=1)
    again = Browser(browser.at)
    again.sign_in_as_far_as_it_goes()
    with pytest.raises(Refused, match=r"identity\.wrong_code"):
        take(again, pyotp.TOTP(old).at(again.at))
    assert take(again, pyotp.TOTP(new).at(again.at)).account


def test_recovery_codes_when_made_anew_then_the_old_ones_are_void(enrolled):
    browser, secret, old = enrolled
    new = browser.call(
        identity.renew_recovery_codes,
        typed=pyotp.TOTP(secret).at(browser.at),
        now=browser.at,
        wall=browser.at,
    )
    assert not set(new) & set(old)
    again = Browser(browser.at)
    again.sign_in_as_far_as_it_goes()
    with pytest.raises(Refused, match=r"identity\.wrong_code"):
        take(again, old[0])
    assert take(again, new[0]).account


def test_second_factor_when_removed_or_forgotten_then_the_password_is_enough_again(enrolled):
    browser, secret, _ = enrolled
    browser.call(
        identity.remove_second_factor,
        typed=pyotp.TOTP(secret).at(browser.at),
        now=browser.at,
        wall=browser.at,
    )
    assert Browser(browser.at).code_of() == ""
    assert RecoveryCode.objects.count() == 0
    enrol(browser)
    identity.forget_second_factor(by=SYSTEM, handle="zhang", now=browser.at, wall=browser.at)
    assert Browser(browser.at).code_of() == ""
    assert browser.resume() == "ended"


def test_code_of_a_real_account_when_asked_for_then_is_refused_and_of_an_invented_one_is_shown(at):
    for handle, invented in (("real", False), ("made-up", True)):
        make(handle, at=at, invented=invented)
    for ask in (
        lambda handle: identity.code_of_invented(handle, wall=at),
        lambda handle: identity.enrol_invented(handle=handle, now=at, wall=at),
    ):
        for handle in ("real", "nobody"):
            with pytest.raises(Refused, match=r"identity\.not_invented"):
                ask(handle)
    identity.enrol_invented(handle="made-up", now=at, wall=at)
    browser = Browser(at)
    browser.sign_in_as_far_as_it_goes("made-up")
    assert take(browser, identity.code_of_invented("made-up", wall=at)).assurance == "substantial"
