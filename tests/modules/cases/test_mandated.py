"""Cases handed in and seen under a mandate: they are the principal's, within the scope, and officers bound to either recuse."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import msgspec
import pytest
from django.db import connection

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.samples import id_number
from guantong.modules.cases import access, rules
from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import memory
from guantong.modules.cases.models import Case, Document, Draft
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account
from guantong.modules.journal.public import case_chain, entries_of
from tests.modules.cases.desk import ANSWERS, VENUE, XIHU


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def li(desk):
    row = identity.make_account(
        by=SYSTEM, handle="li", kind="person", name="李四", password="a-long-password", now=desk.at,
        id_number=id_number("applicant", 5), phone="13900000005",
    )  # fmt: skip
    return Actor(account=str(row.id), role="applicant", name="李四")


@pytest.fixture
def mandate(desk, li):
    def make(principal=None, scope=(), until=30):
        row = identity.give_mandate(
            by=principal or desk.company, kind="agent", agent_key="li", agent_name="李四", scope=scope,
            since=desk.at.date(), until=desk.at.date() + timedelta(days=until), now=desk.at,
        )  # fmt: skip
        identity.accept_mandate(by=li, mandate_id=row.id, now=desk.at)
        return row

    return make


@pytest.fixture
def agent(desk, li, mandate):
    def act(principal=None, scope=()):
        row = mandate(principal, scope)
        return identity.acting(by=li, mandate_id=row.id, today=desk.at.date())

    return act


def code(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def test_visible_when_acting_under_mandates_then_sql_and_python_answer_alike(desk, li, agent):
    refs = [desk.submit(), desk.submit(by=desk.other, seed=1), desk.accepted(), desk.submit(by=agent())]
    Case.objects.filter(pk=refs[2].id).update(scenario="another-matter")
    facts = {ref.id: access.hold_case(SYSTEM, ref.id).facts for ref in refs[:2] + refs[3:]}
    facts[refs[2].id] = msgspec.structs.replace(facts[refs[0].id], scenario="another-matter")
    answers = {}
    people = [
        (account, mandate, principal, scope)
        for account, mandate, principal, scope in product(
            (li.account, desk.company.account, "", "x"),
            ("", "7"),
            ("", desk.company.account, desk.other.account, "x"),
            ((), (VENUE,), ("another-matter",), (VENUE, "another-matter")),
        )
    ]
    for account, number, principal, scope in people:
        actor = Actor(account=account, role="applicant", mandate=number, principal=principal, scope=scope)
        condition, *values = access.visible(actor)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT k.id FROM cases_case k WHERE {condition}", values)
            in_sql = {row[0] for row in cursor.fetchall()}
        assert in_sql == {case for case, about in facts.items() if rules.may_see(actor, about)}, actor
        answers[actor] = frozenset(in_sql)
    assert len(set(answers.values())) >= 5
    assert all(not seen for actor, seen in answers.items() if actor.mandate and not actor.principal)


def test_submit_case_when_an_agent_hands_in_then_it_is_the_principals_and_the_journal_names_the_mandate(
    desk, agent
):
    by = agent()
    ref = desk.submit(by=by)
    assert [line.code for line in cases.my_cases(by=desk.company).rows] == [ref.code]
    assert cases.my_cases(by=desk.company).rows[0].applicant == desk.company.name
    entry = entries_of(case_chain(ref.id))[0]
    assert (entry.account, entry.mandate) == (by.account, by.mandate)
    assert cases.my_cases(by=msgspec.structs.replace(by, mandate="", principal="", scope=())).rows == ()


def test_submit_case_when_the_principal_and_the_agent_send_the_same_form_then_one_case_is_opened(desk, agent):
    first, second = desk.submit(by=agent(), key="k"), desk.submit(key="k")
    assert first == second
    assert Case.objects.count() == 1


def test_mandate_when_its_scope_leaves_a_matter_out_then_nothing_of_it_can_be_done_or_seen(desk, agent):
    ref = desk.submit()
    by = agent(scope=("another-matter",))
    today = desk.at.date()
    assert code(lambda: desk.submit(by=by)) == "cases.out_of_scope"
    about = {"scenario": VENUE, "division": XIHU, "answers": ANSWERS, "data": {}}
    assert code(lambda: cases.save_draft(by=by, **about)) == "cases.out_of_scope"
    assert cases.my_cases(by=by).rows == ()
    assert code(lambda: cases.get_case(by=by, code=ref.code, today=today)) == "cases.not_found"
    assert code(lambda: desk.act(by, ref, "withdraw", because="x")) == "cases.not_found"
    draft = cases.save_draft(by=desk.company, **about)
    assert cases.my_drafts(by=by) == ()
    assert code(lambda: cases.get_draft(by=by, draft_id=draft)) == "cases.not_found"


def test_history_when_the_principal_reads_it_then_it_says_who_acted_under_which_mandate(desk, agent):
    by = agent()
    ref = desk.submit(by=by)
    desk.act(desk.clerk(), ref, "return", fields=("company.name",), because="补正")
    desk.act(by, ref, "correct", data={"company.name": "新名"})
    today = desk.at.date()
    lines = cases.get_case(by=desk.company, code=ref.code, today=today).history
    assert [(line.do, line.agent, line.agent_kind, line.mandate) for line in lines] == [
        ("submit", "李四", "agent", by.mandate), ("return", "", "", ""), ("correct", "李四", "agent", by.mandate),
    ]  # fmt: skip
    at_window = cases.get_case(by=desk.clerk(), case_id=ref.id, today=today).history
    assert [(line.agent, line.agent_kind) for line in at_window] == [("", "agent"), ("", ""), ("", "agent")]


def test_history_when_another_agent_reads_it_then_it_names_only_themselves(desk, agent):
    first, second = agent(), agent(scope=(VENUE,))
    ref = desk.submit(by=first)
    lines = cases.get_case(by=second, code=ref.code, today=desk.at.date()).history
    assert [(line.agent, line.mandate) for line in lines] == [("", first.mandate)]


def test_documents_when_an_agent_looks_then_only_what_belongs_to_the_matter_can_be_opened(desk, agent):
    by = agent()
    own = desk.document(desk.company, b"%PDF-1.7\n%private\n")
    given = desk.document(by, b"%PDF-1.7\n%given\n")
    assert Document.objects.get(sm3=given["sha"]).owner_id == int(desk.company.account)
    assert cases.get_document(by=by, sm3=given["sha"]).sm3 == given["sha"]
    assert cases.get_document(by=desk.company, sm3=given["sha"]).sm3 == given["sha"]
    assert code(lambda: cases.get_document(by=by, sm3=own["sha"])) == "cases.not_found"
    cases.save_draft(
        by=desk.company, scenario=VENUE, division=XIHU, answers=ANSWERS, data={"premises.floor_plan": own}
    )
    assert cases.get_document(by=by, sm3=own["sha"]).sm3 == own["sha"]
    assert code(lambda: cases.get_document(by=agent(desk.other), sm3=own["sha"])) == "cases.not_found"


def test_drafts_when_an_agent_begins_one_then_the_principal_goes_on_with_it(desk, agent):
    by = agent()
    draft = cases.save_draft(
        by=by, scenario=VENUE, division=XIHU, answers=ANSWERS, data={"company.name": "甲"}
    )
    assert [each.id for each in cases.my_drafts(by=desk.company)] == [draft]
    cases.save_draft(
        by=desk.company,
        scenario=VENUE,
        division=XIHU,
        answers=ANSWERS,
        data={"company.name": "乙"},
        draft_id=draft,
    )
    assert cases.get_draft(by=by, draft_id=draft).data == {"company.name": "乙"}
    assert Draft.objects.get(pk=draft).mandate == by.mandate
    assert cases.my_drafts(by=agent(desk.other)) == ()


# ------------------------------------------------------------------------------------------------------------ recusal


def staff_of(desk, role, handle, number, unit_role="market-regulation"):
    row = identity.make_account(
        by=SYSTEM,
        handle=handle,
        kind="staff",
        name=handle,
        password="a-long-password",
        id_number=number,
        now=desk.at,
    )
    unit = desk.unit(unit_role)
    identity.join_unit(
        by=SYSTEM, account_id=row.id, unit=unit.pk, unit_role=unit_role, division=XIHU, role=role, boards=("business-registration",),
        now=desk.at,
    )  # fmt: skip
    return lambda: identity.actor_of(Account.objects.get(pk=row.id))


def test_recusal_when_staff_are_the_agent_under_another_account_then_they_neither_accept_nor_decide(
    desk, agent
):
    number = id_number("applicant", 5)  # that of Li
    clerk, officer = (
        staff_of(desk, "clerk", "li-clerk", number),
        staff_of(desk, "officer", "li-officer", number),
    )
    stranger = staff_of(desk, "officer", "other", id_number("applicant", 6))
    before = desk.submit()
    assert rules.may(clerk(), Event(do="accept"), *about(before)) is None
    ref = desk.submit(by=agent())
    assert code(lambda: desk.act(clerk(), ref, "accept")) == "cases.recuse"
    desk.act(desk.clerk(), ref, "accept")
    assert code(lambda: desk.act(officer(), ref, "approve", "registration")) == "cases.recuse"
    assert (
        "approve"
        not in cases.get_task(by=officer(), case_id=ref.id, item="registration", today=desk.at.date()).can
    )
    assert desk.act(stranger(), ref, "approve", "registration").id == ref.id


def test_recusal_when_the_applicant_has_the_same_number_then_they_do_not_decide(desk):
    row = identity.make_account(
        by=SYSTEM, handle="zhao", kind="person", name="赵六", password="a-long-password",
        id_number=id_number("applicant", 8), now=desk.at,
    )  # fmt: skip
    officer = staff_of(desk, "officer", "zhao-officer", id_number("applicant", 8))
    ref = desk.accepted(by=Actor(account=str(row.id), role="applicant", name="赵六"))
    assert code(lambda: desk.act(officer(), ref, "approve", "registration")) == "cases.recuse"


def test_separation_when_who_accepted_has_a_second_account_then_it_does_not_decide_either(desk):
    number = id_number("applicant", 9)
    clerk, officer = staff_of(desk, "clerk", "one", number), staff_of(desk, "officer", "two", number)
    ref = desk.act(clerk(), desk.submit(), "accept")
    assert code(lambda: desk.act(officer(), ref, "approve", "registration")) == "cases.separate"


def about(ref):
    held = access.hold_case(SYSTEM, ref.id)
    return held.flow, held.facts


def test_recusal_when_the_case_is_no_accounts_then_whose_number_stands_in_it_does_not_decide(desk):
    number = id_number("legal_rep", 0)  # stands in the form
    officer = staff_of(desk, "officer", "holder", number)
    stranger = staff_of(desk, "officer", "nobody", id_number("applicant", 6))
    ref = desk.accepted()
    Case.objects.filter(pk=ref.id).update(applicant_id=None)
    memory.forget_all()
    assert code(lambda: desk.act(officer(), ref, "approve", "registration")) == "cases.recuse"
    assert desk.act(stranger(), ref, "approve", "registration").version == ref.version + 1
