"""The same mandate once: given again for the same days it is refused, and the refusal says which one there is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.identity import public as identity
from guantong.modules.identity import rules
from guantong.modules.identity.models import Mandate
from tests.modules.mandates.people import CHILD, FIRM, LI, WANG, accepted, give

DAY = timedelta(days=1)


def problem(call):
    with pytest.raises(Refused) as refused:
        call()
    (found,) = refused.value.problems
    return found


def by_clerk(clerk, at, **more):
    about = {
        "kind": "agent", "principal_number": FIRM, "principal_name": "西湖乐府有限公司", "agent_number": LI, "agent_name": "李四",
        "since": at.date(), "until": at.date() + 30 * DAY, "papers": "委托书原件",
    }  # fmt: skip
    return identity.mandate_at_window(by=clerk, now=at, **(about | more))


@pytest.mark.parametrize("state", ["given", "accepted"])
def test_mandate_when_it_is_given_twice_then_the_refusal_says_which_one_there_is(firm, li, at, state):
    row = give(firm, at, scope=("newborn", "open-ktv"))
    if state == "accepted":
        identity.accept_mandate(by=li, mandate_id=row.id, now=at)
    again = problem(
        lambda: give(firm, at, scope=("open-ktv", "newborn"), since=row.until, until=row.until + DAY)
    )
    assert (again.code, again.where) == ("identity.mandate_there", "agent_key")
    assert again.facts == {
        "mandate": row.id, "since": row.since.isoformat(), "until": row.until.isoformat(), "state": state,
    }  # fmt: skip
    assert Mandate.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"agent_key": WANG, "agent_name": "王五"},
        {"agent_name": "李三"},
        {"scope": ("newborn",)},
        {"agent_key": "li"},
    ],
)
def test_mandate_when_something_else_is_given_then_it_is_not_the_same(firm, li, wang, at, more):
    """A sign-in name and a number are not told to belong together: to whom is not the giver's to learn."""
    accepted(firm, li, at)
    assert give(firm, at, **more).state == "given"


def test_mandate_when_the_days_do_not_touch_then_it_is_not_the_same(firm, li, at):
    row = give(firm, at)
    assert give(firm, at, since=row.until + DAY, until=row.until + 2 * DAY).id != row.id


@pytest.mark.parametrize("end", [identity.refuse_mandate, identity.end_mandate])
def test_mandate_when_the_first_is_over_then_it_can_be_given_again(firm, li, at, end):
    row = give(firm, at)
    end(by=li if end is identity.refuse_mandate else firm, mandate_id=row.id, now=at)
    assert give(firm, at).id != row.id


def test_mandate_when_somebody_else_gives_it_then_it_is_not_the_same(firm, account, li, at):
    give(firm, at)
    other = account("other", "另一公司", "enterprise", uscc=uscc_number("company", 4))
    assert give(other, at).principal == other.account


def test_runner_when_asked_twice_then_the_refusal_stands_at_the_list(li, wang, at):
    identity.flag_runner(by=SYSTEM, account_id=int(wang.account), unit=5, division="330106000000", now=at)
    row = give(li, at, kind="runner", agent_key="", agent_name="", runner=int(wang.account))
    again = problem(
        lambda: give(li, at, kind="runner", agent_key="", agent_name="", runner=int(wang.account))
    )
    assert (again.code, again.where, again.facts["mandate"]) == ("identity.mandate_there", "runner", row.id)


def test_window_when_the_mandate_is_there_already_then_the_clerk_is_told_which(firm, li, clerk, at):
    row = accepted(firm, li, at, agent_key="li")  # the clerk has seen whose number it is
    again = problem(lambda: by_clerk(clerk, at))
    assert (again.code, again.where, again.facts["mandate"]) == (
        "identity.mandate_there",
        "agent_number",
        row.id,
    )
    other = by_clerk(clerk, at, agent_number=WANG, agent_name="王五")
    twice = problem(lambda: by_clerk(clerk, at, agent_number=WANG.lower(), agent_name="王五"))
    assert twice.facts["mandate"] == other.id


def test_guardian_when_proven_twice_then_the_refusal_says_which_one_there_is(li, at):
    def claim():
        return identity.mandate_from_source(
            by=li,
            kind="guardian",
            number=CHILD,
            name="李小",
            named=[LI],
            held_name="李小",
            source="population",
            now=at,
        )

    row = claim()
    again = problem(claim)
    assert (again.code, again.where, again.facts["mandate"]) == ("identity.mandate_there", "", row.id)
    identity.end_mandate(by=li, mandate_id=row.id, now=at)
    assert claim().state == "accepted"


@pytest.mark.django_db(transaction=True)
def test_mandate_when_given_twice_at_once_then_there_is_one(firm, li, at):
    def one(_):
        try:
            return give(firm, at).id
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(one, range(2)))
    assert sorted(map(type, found), key=str) == [int, str]
    assert "identity.mandate_there" in found
    assert Mandate.objects.count() == 1


@pytest.mark.parametrize("handle", ["culture-company-01", "zhangsan0123456789", "abcdefghijklmnopqr"])
def test_mandate_when_addressed_by_a_name_of_18_signs_then_its_owner_is_offered_it(firm, account, at, handle):
    owner = account(handle, "某人")
    row = give(firm, at, agent_key=f" {handle} ", agent_name="某人")
    assert [each.id for each in identity.mandates_held(by=owner)] == [row.id]
    assert row.agent_shown == handle
    assert identity.accept_mandate(by=owner, mandate_id=row.id, now=at).agent == owner.account


@given(st.text(max_size=20).map(str.strip))
def test_key_when_it_is_no_right_number_then_it_stays_as_it_is_typed(key):
    assert rules.written(key) in (key, key.upper())
    if len(key) != 18 or not key.isascii() or not key[:2].isalnum() or not key[2:8].isdigit():
        assert rules.written(key) == key


@given(st.integers(0, 50), st.sampled_from([str.lower, str.upper, str.title]))
def test_key_when_it_is_a_right_number_then_it_is_in_capitals(number, typed):
    for right in (id_number("applicant", number), uscc_number("company", number)):
        assert rules.written(typed(right)) == right
        assert rules.masked_key(rules.written(typed(right))) == f"{right[:4]}{'*' * 10}{right[-4:]}"
