"""Mandates: who may act for whom, from when to when, in what, and what a source or a window has to prove."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.samples import id_number
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account, Mandate
from guantong.modules.identity.queries import actor_of
from tests.modules.mandates.people import CHILD, FIRM, LI, WANG, accepted, codes, give, kinds

# ------------------------------------------------------------------------------------------------- given, accepted, ended


@pytest.mark.parametrize("key", [LI, LI.lower(), "li", " li "])
def test_mandate_when_given_and_accepted_then_the_agent_acts_for_the_principal(firm, li, at, key):
    row = give(firm, at, agent_key=key, scope=("open-ktv",))
    assert (row.state, row.agent, row.principal_name) == ("given", "", "西湖乐府有限公司")
    offered = identity.mandates_held(by=li)
    assert [each.id for each in offered] == [row.id]
    identity.accept_mandate(by=li, mandate_id=row.id, now=at)
    actor = identity.acting(by=li, mandate_id=row.id, today=at.date())
    assert (actor.account, actor.applicant, actor.mandate) == (li.account, firm.account, str(row.id))
    assert (actor.name, actor.applicant_name, actor.scope) == ("李四", "西湖乐府有限公司", ("open-ktv",))
    assert (actor.covers("open-ktv"), actor.covers("newborn")) == (True, False)
    assert kinds(row) == ["MandateGiven", "MandateAccepted"]


def test_mandate_when_given_but_not_accepted_then_it_does_not_carry(firm, li, at):
    row = give(firm, at)
    assert codes(lambda: identity.acting(by=li, mandate_id=row.id, today=at.date())) == [
        "identity.no_mandate"
    ]


def test_mandate_when_there_is_no_such_account_then_the_principal_cannot_tell(firm, li, at):
    there, not_there = (
        give(firm, at),
        give(firm, at, agent_key=id_number("applicant", 9), agent_name="无此人"),
    )
    shown = [
        (row.state, row.agent, bool(row.agent_shown), row.ended_at)
        for row in identity.mandates_given(by=firm)
    ]
    assert shown == [("given", "", True, None)] * 2
    assert {there.id, not_there.id} == {row.id for row in identity.mandates_given(by=firm)}
    assert "*" * 10 in there.agent_shown


def test_mandate_when_the_name_does_not_fit_the_number_then_nobody_gets_it(firm, li, at):
    row = give(firm, at, agent_name="李三")
    assert identity.mandates_held(by=li) == ()
    assert codes(lambda: identity.accept_mandate(by=li, mandate_id=row.id, now=at)) == ["identity.no_mandate"]


def test_mandate_when_somebody_else_answers_it_then_it_does_not_exist(firm, li, wang, at):
    row = give(firm, at)
    for call in (identity.accept_mandate, identity.refuse_mandate):
        assert codes(lambda call=call: call(by=wang, mandate_id=row.id, now=at)) == ["identity.no_mandate"]
    assert codes(lambda: identity.end_mandate(by=wang, mandate_id=row.id, now=at)) == ["identity.no_mandate"]


def test_mandate_when_refused_then_it_is_over(firm, li, at):
    row = give(firm, at)
    assert identity.refuse_mandate(by=li, mandate_id=row.id, now=at).state == "refused"
    assert codes(lambda: identity.accept_mandate(by=li, mandate_id=row.id, now=at)) == [
        "identity.mandate_over"
    ]
    assert kinds(row) == ["MandateGiven", "MandateRefused"]


@pytest.mark.parametrize("side", ["principal", "agent"])
def test_mandate_when_either_side_ends_it_then_it_no_longer_carries_at_once(firm, li, at, side):
    row = accepted(firm, li, at)
    ended = identity.end_mandate(
        by=firm if side == "principal" else li, mandate_id=row.id, because="办完了", now=at
    )
    assert (ended.state, ended.end_because) == ("ended", "办完了")
    assert codes(lambda: identity.acting(by=li, mandate_id=row.id, today=at.date())) == [
        "identity.mandate_over"
    ]
    assert codes(lambda: identity.end_mandate(by=firm, mandate_id=row.id, now=at)) == [
        "identity.mandate_over"
    ]
    assert kinds(row)[-1] == "MandateEnded"


def test_mandate_when_its_days_are_not_today_then_it_does_not_carry(firm, li, at):
    today = at.date()
    row = accepted(firm, li, at, since=today + timedelta(days=2), until=today + timedelta(days=5))
    carried = [
        day for day in range(8)
        if not _refused(lambda day=day: identity.acting(by=li, mandate_id=row.id, today=today + timedelta(days=day)))
    ]  # fmt: skip
    assert carried == [2, 3, 4, 5]


def _refused(call):
    try:
        call()
    except Refused:
        return True
    return False


def test_mandate_when_the_account_of_the_principal_is_closed_then_it_does_not_carry(firm, li, at):
    row = accepted(firm, li, at)
    Account.objects.filter(pk=int(firm.account)).update(is_active=False)
    assert codes(lambda: identity.acting(by=li, mandate_id=row.id, today=at.date())) == [
        "identity.no_mandate"
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"since": date(2026, 3, 1)}, ["identity.mandate_past"]),
        ({"until": date(2026, 3, 1)}, ["identity.mandate_ends_first"]),
        ({"until": date(2028, 3, 4)}, ["identity.mandate_too_long"]),
        ({"agent_key": " ", "agent_name": ""}, ["identity.mandate_agent_missing"] * 2),
        ({"agent_key": "firm"}, ["identity.mandate_self"]),
        ({"agent_key": FIRM}, ["identity.mandate_self"]),
        ({"kind": "guardian"}, ["identity.mandate_needs_proof"]),
        ({"kind": "legal_representative"}, ["identity.mandate_needs_proof"]),
        ({"kind": "runner"}, ["identity.no_runner"]),
    ],
)
def test_give_mandate_when_something_is_wrong_then_it_says_what(firm, li, at, more, expected):
    assert codes(lambda: give(firm, at, **more)) == expected
    assert not Mandate.objects.exists()


def test_give_mandate_when_an_agent_passes_it_on_then_it_is_refused(firm, li, wang, at):
    row = accepted(firm, li, at)
    agent = identity.acting(by=li, mandate_id=row.id, today=at.date())
    other = {"agent_key": WANG, "agent_name": "王五"}
    assert codes(lambda: give(agent, at, **other)) == ["identity.mandate_not_yours_to_give"]
    assert identity.mandates_given(by=agent) == ()
    assert codes(lambda: identity.end_mandate(by=agent, mandate_id=row.id, now=at)) == ["identity.no_mandate"]
    assert codes(lambda: identity.acting(by=agent, mandate_id=row.id, today=at.date())) == [
        "identity.no_mandate"
    ]


def test_mandate_when_staff_are_addressed_then_they_cannot_accept(firm, account, at):
    staff = identity.make_account(
        by=SYSTEM, handle="zhao", kind="staff", name="赵六", password="correct horse battery", now=at
    )
    officer = Actor(account=str(staff.id), role="officer", name="赵六", unit="5")
    row = give(firm, at, agent_key="zhao", agent_name="赵六")
    assert identity.mandates_held(by=officer) == ()
    assert codes(lambda: identity.accept_mandate(by=officer, mandate_id=row.id, now=at)) == [
        "identity.no_mandate"
    ]


# ------------------------------------------------------------------------------------------------ runners; one's own matters


def test_runner_when_chosen_from_the_list_then_they_act_for_the_unit_they_run_for(li, wang, at):
    identity.flag_runner(by=SYSTEM, account_id=int(wang.account), unit=5, division="330106001000", now=at)
    (runner,) = identity.runners_in("330106")
    assert (runner.name, runner.unit) == ("王五", 5)
    assert identity.runners_in("330105") == ()
    row = give(li, at, kind="runner", runner=runner.account)
    assert row.agent_name == "王五"
    identity.accept_mandate(by=wang, mandate_id=row.id, now=at)
    assert identity.acting(by=wang, mandate_id=row.id, today=at.date()).applicant == li.account


def test_runner_when_flagged_on_a_staff_account_then_it_is_refused(clerk, at):
    about = {"by": SYSTEM, "account_id": int(clerk.account), "unit": 5, "division": "33", "now": at}
    assert codes(lambda: identity.flag_runner(**about)) == ["identity.runner_is_a_person"]


def test_bound_when_staff_have_another_account_or_a_mandate_then_those_matters_are_their_own(
    firm, at, account
):
    person = account("private", "赵六", id_number=LI)
    staff = identity.make_account(
        by=SYSTEM,
        handle="zhao",
        kind="staff",
        name="赵六",
        password="correct horse battery",
        id_number=LI,
        now=at,
    )
    identity.join_unit(
        by=SYSTEM,
        account_id=staff.id,
        unit=5,
        unit_role="health",
        division="330106000000",
        role="officer",
        now=at,
    )
    user = Account.objects.get(pk=staff.id)
    assert actor_of(user, 0).bound == (person.account,)
    row = give(firm, at, agent_name="赵六")
    assert not actor_of(user, 0).is_bound_to(firm.account)
    identity.accept_mandate(by=person, mandate_id=row.id, now=at)
    assert actor_of(user, 0).is_bound_to(firm.account)
    identity.end_mandate(by=firm, mandate_id=row.id, now=at)
    assert actor_of(user, 0).is_bound_to(firm.account)
    assert not actor_of(user, 0).is_bound_to("")


def test_session_facts_when_acting_then_the_applicant_is_the_principal_and_the_agent_is_there(
    li, account, at
):
    child = account("child", "李小四", id_number=CHILD, phone="13800000001")
    facts = identity.session_facts(child.account, li.account)
    assert (facts["applicant.name"], facts["applicant.id_number"]) == ("李小四", CHILD)
    assert (facts["agent.name"], facts["agent.id_number"]) == ("李四", LI)
    assert "agent.phone" not in facts  # the agent has none, and the child's is not theirs
    assert identity.session_facts(li.account, li.account) == identity.session_facts(li.account)


# ------------------------------------------------------------------------------------------------- what the database refuses


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"until": date(2020, 1, 1)}, "mandate_begins_before_it_ends"),
        ({"kind": "cousin"}, "mandate_kind_known"),
        ({"kind": "guardian"}, "mandate_of_this_kind_is_proven"),
        ({"state": "accepted", "agent_id": None}, "mandate_accepted_by_an_account"),
        ({"state": "ended"}, "mandate_ended_by_somebody"),
        ({"agent_id": "principal"}, "mandate_is_between_two"),
    ],
)
def test_the_database_when_a_mandate_makes_no_sense_then_it_refuses(firm, li, at, change, constraint):
    row = Mandate.objects.get(pk=give(firm, at).id)
    values = {name: row.principal_id if value == "principal" else value for name, value in change.items()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Mandate.objects.filter(pk=row.pk).update(**values)
