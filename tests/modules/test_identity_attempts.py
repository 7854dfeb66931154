"""Wrong attempts make one wait, longer each time; a stranger elsewhere locks nobody out; calls are counted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import settings as quickly
from hypothesis import strategies as st

from guantong.core.kernel.problem import Refused
from guantong.modules.identity import public as identity
from guantong.modules.identity.actions.attempts import try_sign_in
from guantong.modules.identity.models import Attempt
from guantong.modules.identity.rules import attempts as rules
from guantong.modules.identity.rules.attempts import ADDRESS, PAIR, Allowance, Patience, Tally
from tests.modules.sign_ins import Browser, make

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
counts = st.integers(0, 10_000)
patiences = st.builds(Patience, free=st.integers(1, 60), first=st.integers(1, 60), most=st.integers(60, 3600))


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@given(counts, patiences)
def test_wait_when_failures_grow_then_never_shrinks_and_never_passes_its_most(failures, patience):
    assert (
        0 <= rules.wait_after(failures, patience) <= rules.wait_after(failures + 1, patience) <= patience.most
    )
    assert (rules.wait_after(failures, patience) == 0) == (failures < patience.free)


@given(counts, patiences, st.integers(-10_000, 10_000))
def test_seconds_left_when_the_clock_jumps_then_are_never_more_than_the_wait(failures, patience, past):
    tally = Tally(count=failures, last_at=NOON - timedelta(seconds=past))
    left = rules.seconds_left(tally, patience, NOON)
    assert 0 <= left <= rules.wait_after(failures, patience)
    assert left == max(
        0, min(rules.wait_after(failures, patience), rules.wait_after(failures, patience) - past)
    )


@given(counts, counts)
def test_wait_when_a_name_fails_elsewhere_only_then_this_place_may_try_at_once(name, elsewhere):
    """Whatever strangers do at other addresses, somebody who has not failed here has an attempt."""
    wait = rules.sign_in_wait(name=Tally(count=name, last_at=NOON), address=Tally(), pair=Tally(), now=NOON)
    assert wait == 0


@given(st.integers(1, 1000), st.integers(1, 86_400), st.integers(0, 2**31))
def test_retry_after_when_too_many_then_lies_within_the_window(count, seconds, moment):
    now = datetime.fromtimestamp(moment, UTC)
    allowance = Allowance(count=count, seconds=seconds)
    assert rules.retry_after(allowance, count, now) == 0
    left = rules.retry_after(allowance, count + 1, now)
    assert 1 <= left <= seconds
    begun = rules.window_of(now, timedelta(seconds=seconds))
    assert rules.window_of(now + timedelta(seconds=left), timedelta(seconds=seconds)) > begun <= now


@pytest.mark.parametrize(
    ("remote", "forwarded", "hops", "address"),
    [
        (
            "203.0.113.9",
            "6.6.6.6",
            0,
            "203.0.113.9",
        ),  # nobody of ours stands in front: what is written is made up
        ("10.0.0.1", "6.6.6.6, 203.0.113.9", 1, "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9", 2, "203.0.113.9"),
        ("10.0.0.1", "", 1, "10.0.0.1"),
        ("::ffff:203.0.113.9", "", 0, "203.0.113.9"),
        ("2001:db8:1:2:3::4", "", 0, "2001:db8:1:2::/64"),
        ("10.0.0.1", "not an address", 1, "unknown"),
        ("", "", 0, "unknown"),
    ],
)
def test_counted_address_when_proxies_stand_in_front_then_is_what_the_nearest_wrote(
    remote, forwarded, hops, address
):
    assert rules.counted_address(remote, forwarded, hops) == address


@quickly(max_examples=200)
@given(st.text(max_size=40), st.text(max_size=80), st.integers(0, 4))
def test_counted_address_when_anything_is_written_then_is_an_address_or_unknown(remote, forwarded, hops):
    from ipaddress import ip_network

    found = rules.counted_address(remote, forwarded, hops)
    assert found == "unknown" or ip_network(found)


@pytest.mark.django_db
def test_sign_in_when_wrong_five_times_then_waits_longer_each_time_and_the_right_one_waits_too(at):
    make(at=at)
    browser = Browser(at)
    assert [browser.code_of(password="wrong") for _ in range(6)] == ["identity.wrong_credentials"] * 5 + [
        "identity.wait"
    ]
    assert browser.code_of() == "identity.wait"
    browser.wait(seconds=29)
    assert browser.code_of() == "identity.wait"  # and did not make the wait longer
    browser.wait(seconds=1)
    assert browser.code_of(password="wrong") == "identity.wrong_credentials"
    browser.wait(seconds=59)
    with pytest.raises(Refused) as refused:
        browser.sign_in()
    assert refused.value.problems[0].facts == {"seconds": 1, "minutes": 1}
    browser.wait(seconds=1)
    assert browser.code_of() == ""


@pytest.mark.django_db
def test_sign_in_when_right_then_earlier_failures_are_forgotten(at):
    make(at=at)
    browser = Browser(at)
    for _ in range(3):
        assert [browser.code_of(password="wrong") for _ in range(4)] == ["identity.wrong_credentials"] * 4
        assert browser.code_of() == ""


@pytest.mark.django_db
def test_sign_in_when_strangers_try_the_name_from_many_places_then_its_owner_elsewhere_signs_in(at):
    make(at=at)
    for place in range(60):
        Browser(at, f"198.51.100.{place}").code_of(password="wrong")
    assert Browser(at, "192.0.2.1").code_of() == ""
    # and a new place has one attempt, not five
    stranger = Browser(at, "192.0.2.99")
    assert [stranger.code_of(password="wrong") for _ in range(2)] == [
        "identity.wrong_credentials",
        "identity.wait",
    ]


@pytest.mark.django_db
def test_sign_in_when_one_place_tries_many_names_then_that_place_waits(at):
    browser = Browser(at)
    codes = [browser.code_of(f"name-{number}") for number in range(ADDRESS.free + 1)]
    assert set(codes[:-1]) == {"identity.wrong_credentials"}
    assert codes[-1] == "identity.wait"
    assert Browser(at, "192.0.2.1").code_of("name-0") == "identity.wrong_credentials"


@pytest.mark.django_db
def test_sign_in_when_the_name_is_unknown_then_everything_is_as_for_one_that_exists(at):
    make(at=at)
    known, unknown = Browser(at, "192.0.2.1"), Browser(at, "192.0.2.2")
    tried = [(known.code_of("zhang", "wrong"), unknown.code_of("nobody", "wrong")) for _ in range(8)]
    assert all(one == other for one, other in tried)
    assert tried[-1] == ("identity.wait", "identity.wait")


@pytest.mark.django_db
def test_sign_in_when_the_name_is_unknown_then_a_password_is_worked_out_all_the_same(
    at, settings, monkeypatch
):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    from django.contrib.auth.hashers import Argon2PasswordHasher

    worked_out = []
    for name in ("encode", "verify"):
        before = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher,
            name,
            lambda self, *a, _b=before, _n=name: worked_out.append(_n) or _b(self, *a),
        )
    make(at=at)
    for handle in ("zhang", "nobody", "no\0body", "x" * 5000):
        worked_out.clear()
        assert Browser(at).code_of(handle, "wrong password") == "identity.wrong_credentials"
        assert len(worked_out) == 1, handle


@pytest.mark.django_db
def test_attempts_when_kept_then_neither_name_nor_address_stands_in_the_table(at):
    Browser(at).code_of("zhang-secret-name", "wrong")
    rows = list(Attempt.objects.values_list("kind", "key", "count"))
    assert {(kind, len(bytes(key)), count) for kind, key, count in rows} == {
        ("sign-in-address", 16, 1),
        ("sign-in-name", 16, 1),
        ("sign-in-pair", 16, 1),
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'identity_attempt'")
        assert cursor.fetchone() == ("u",)


@pytest.mark.django_db(transaction=True)
def test_attempts_when_made_at_the_same_moment_then_no_more_get_through_than_are_free(at):
    from django.db import connections

    def attempt(_: int) -> bool:
        try:
            try_sign_in(name="zhang", address="203.0.113.7", now=at)
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(max_workers=8) as threads:
        let_through = sum(threads.map(attempt, range(24)))
    assert let_through == PAIR.free


@pytest.mark.django_db
def test_calls_when_counted_then_the_one_too_many_waits_for_the_next_window(at):
    def call(now: datetime = at, whose: str = "address:203.0.113.7") -> int:
        return identity.count_call(kind="track", whose=whose, count=3, seconds=60, now=now)

    late = at + timedelta(seconds=40)
    assert [call(), call(), call(), call(late), call(late)] == [0, 0, 0, 20, 20]
    assert call(late, "address:192.0.2.1") == 0
    assert call(at + timedelta(seconds=60)) == 0


@pytest.mark.django_db
def test_clean_up_when_a_day_has_passed_then_counts_are_gone_and_todays_are_kept(at):
    for now in (at, at + timedelta(hours=30)):
        identity.count_call(kind="track", whose="x", count=3, seconds=60, now=now)
    assert identity.clean_up(now=at + timedelta(hours=31)) == 1
    assert Attempt.objects.count() == 1
