"""Accounts: who acts, for which unit, and what the sign-in vouches for."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account
from guantong.modules.journal.public import entries_of

PASSWORD = "correct horse battery"
XIHU = "330106000000"

pytestmark = pytest.mark.django_db


@pytest.fixture
def make(at):
    def make(handle="zhang", kind="person", name="张三", **more):
        return identity.make_account(
            by=SYSTEM, handle=handle, kind=kind, name=name, password=PASSWORD, now=at, **more
        )

    return make


@pytest.fixture
def request_():
    request = RequestFactory().post("/sign-in/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    return request


def join(account, role, at, unit=5, **more):
    return identity.join_unit(
        by=SYSTEM,
        account_id=account.id,
        unit=unit,
        unit_role="health",
        division=XIHU,
        role=role,
        now=at,
        **more,
    )


def user(row):
    return Account.objects.get(pk=row.id)


def test_actor_of_a_person_is_an_applicant(make):
    account = make()
    assert identity.actor_of(user(account)) == Actor(account=str(account.id), role="applicant", name="张三")


def test_actor_of_staff_acts_in_the_oldest_membership_or_in_the_one_named(make, at):
    account = make(handle="li", kind="staff", name="李四")
    first = join(account, "clerk", at, boards=["market", "health"])
    second = join(account, "officer", at, unit=6)
    actor = identity.actor_of(user(account))
    assert (actor.role, actor.unit, actor.unit_role, actor.division) == ("clerk", "5", "health", XIHU)
    assert actor.boards == ("market", "health")
    assert identity.actor_of(user(account), second.id).role == "officer"
    assert [row.id for row in identity.memberships_of(account.id)] == [first.id, second.id]


def test_actor_of_staff_in_somebody_elses_membership_is_refused(make, at):
    mine, other = make(handle="a", kind="staff"), make(handle="b", kind="staff")
    join(mine, "clerk", at)
    foreign = join(other, "manager", at)
    with pytest.raises(Refused, match=r"identity\.no_role"):
        identity.actor_of(user(mine), foreign.id)


def test_actor_of_nobody_is_refused():
    with pytest.raises(Refused, match=r"identity\.not_signed_in"):
        identity.actor_of(AnonymousUser())


def test_actor_of_a_closed_account_is_refused(make):
    account = user(make())
    account.is_active = False
    with pytest.raises(Refused, match=r"identity\.not_signed_in"):
        identity.actor_of(account)


def test_join_unit_again_replaces_the_boards(make, at):
    account = make(kind="staff")
    join(account, "clerk", at, boards=["market"])
    join(account, "clerk", at, boards=["health"])
    assert [row.boards for row in identity.memberships_of(account.id)] == [("health",)]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "robot"}, "identity.unknown_kind"),
        ({"handle": "firm", "kind": "enterprise"}, "identity.uscc_missing"),
        ({}, "identity.handle_taken"),
    ],
)
def test_make_account_when_it_cannot_be_is_refused(make, more, code):
    make()
    with pytest.raises(Refused) as refused:
        make(**more)
    assert refused.value.code == code


def test_join_unit_in_an_unknown_role_is_refused(make, at):
    with pytest.raises(Refused, match=r"identity\.unknown_role"):
        join(make(kind="staff"), "king", at)


def test_the_database_refuses_an_enterprise_without_its_code(make):
    firm = user(make(handle="firm", kind="enterprise", uscc="91330100MA27XXXX0X"))
    firm.uscc = ""
    with pytest.raises(IntegrityError), transaction.atomic():
        firm.save()


def test_the_password_is_kept_as_argon2_only(make):
    assert user(make()).password.startswith("argon2$argon2id$")


def test_sign_in_with_the_right_password_begins_a_session_and_is_journaled(make, request_, at):
    account = make()
    actor = identity.sign_in(request_, handle="zhang", password=PASSWORD, now=at)
    assert actor.account == str(account.id)
    assert request_.user.pk == account.id
    identity.sign_out(request_, now=at)
    assert not request_.user.is_authenticated
    chain = [entry.kind for entry in entries_of(f"account:{account.id}")]
    assert chain == ["AccountMade", "SignedIn", "SignedOut"]


@pytest.mark.parametrize(("handle", "password"), [("zhang", "wrong"), ("nobody", PASSWORD), ("zhang", "")])
def test_sign_in_with_anything_else_says_the_same_and_begins_nothing(make, request_, at, handle, password):
    make()
    with pytest.raises(Refused) as refused:
        identity.sign_in(request_, handle=handle, password=password, now=at)
    assert [(problem.code, problem.facts) for problem in refused.value.problems] == [
        ("identity.wrong_credentials", {})
    ]
    assert not request_.user.is_authenticated


def test_session_facts_of_a_person_and_of_an_enterprise(make):
    person = make(id_number="110105194912310021", phone="13800000000")
    firm = make(
        handle="firm",
        kind="enterprise",
        name="某公司",
        uscc="91330100MA27XXXX0X",
        facts={"agent.name": "李四"},
    )
    assert identity.session_facts(str(person.id))["applicant.id_number"] == "110105194912310021"
    facts = identity.session_facts(str(firm.id))
    assert (facts["enterprise.uscc"], facts["company.name"], facts["agent.name"]) == (
        "91330100MA27XXXX0X",
        "某公司",
        "李四",
    )
    assert not any(element.startswith("applicant.") for element in facts)
    assert identity.session_facts("system") == {}


def test_find_account_by_its_sign_in_name(make):
    account = make()
    assert identity.find_account("zhang") == account
    assert identity.find_account("wang") is None
