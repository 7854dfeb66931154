"""Rights change by two managers; a role taken away ends what still speaks in its name."""

from __future__ import annotations

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.samples import id_number
from guantong.modules.identity import public as identity
from guantong.modules.identity import rules
from guantong.modules.identity.models import Account, Session
from guantong.modules.journal.public import entries_of

XIHU, TOWN, GONGSHU = "330106000000", "330106001000", "330105000000"
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def make(db, at):
    def make(handle, role="", kind="staff", division=XIHU, unit=5, **more):
        row = identity.make_account(
            by=SYSTEM, handle=handle, kind=kind, name=f"{handle}名", password=PASSWORD, now=at, **more
        )
        if role:
            identity.join_unit(
                by=SYSTEM,
                account_id=row.id,
                unit=unit,
                unit_role="health",
                division=division,
                role=role,
                now=at,
            )
        return row

    return make


@pytest.fixture
def manager(make):
    return actor(make("m1", "manager", id_number=id_number("applicant", 1)))


@pytest.fixture
def second(make):
    return actor(make("m2", "manager", id_number=id_number("applicant", 2)))


def actor(row):
    return identity.actor_of(Account.objects.get(pk=row.id))


def proposal(by, row, at, **more):
    about = {
        "act": "add", "account_id": row.id, "unit": 7, "unit_role": "health", "division": XIHU, "role": "officer",
        "because": "岗位调整", **more,
    }  # fmt: skip
    return identity.propose_role(by=by, now=at, **about)


def code(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def roles(row):
    return [(each.unit, each.role, each.boards) for each in identity.memberships_of(row.id)]


def test_change_role_when_a_second_manager_takes_it_then_the_role_is_there_and_both_are_named(
    manager, second, make, at
):
    row = make("li")
    asked = proposal(manager, row, at, role="clerk", boards=["investment"])
    assert roles(row) == []
    identity.change_role(by=second, proposal_id=asked.id, now=at)
    assert roles(row) == [(7, "clerk", ("investment",))]
    assert entries_of(f"account:{row.id}")[-1].account == second.account
    assert [entry.account for entry in entries_of(f"proposal:{asked.id}")] == [
        manager.account,
        second.account,
    ]
    other = proposal(second, row, at, role="clerk", boards=["investment", "real-estate"])
    identity.change_role(by=manager, proposal_id=other.id, now=at)
    assert roles(row) == [(7, "clerk", ("investment", "real-estate"))]


def test_change_role_when_the_proposer_takes_it_then_nothing_changes(manager, make, at):
    row = make("li")
    asked = proposal(manager, row, at)
    assert (
        code(lambda: identity.change_role(by=manager, proposal_id=asked.id, now=at))
        == "identity.proposal_same_person"
    )
    assert roles(row) == []


def test_change_role_when_it_is_taken_away_then_sessions_tokens_and_proposals_end(manager, second, make, at):
    row = make("li", "officer", unit=7)
    session = Session.objects.create(
        account_id=row.id, method="password", assurance="low", began_at=at, seen_at=at
    )
    open_one = identity.propose(by=actor(row), kind="open_field", subject="x", body={}, because="y", now=at)
    asked = proposal(manager, row, at, act="remove")
    identity.change_role(by=second, proposal_id=asked.id, now=at)
    assert roles(row) == []
    session.refresh_from_db()
    assert session.ended_at == at
    assert code(lambda: actor(row)) == "identity.no_role"
    assert entries_of(f"proposal:{open_one.id}")[-1].kind == "ProposalWithdrawn"
    again = proposal(manager, row, at, act="remove")
    assert (
        code(lambda: identity.change_role(by=second, proposal_id=again.id, now=at))
        == "identity.role_not_held"
    )
    assert identity.get_proposal(by=second, proposal_id=again.id).state == "open"


def test_propose_role_when_it_is_ones_own_then_it_is_refused_under_any_account(manager, second, make, at):
    own = Account.objects.get(pk=int(manager.account))
    assert code(lambda: proposal(manager, own_row(own), at)) == "identity.role_own"
    alias = make("m1-again", id_number=id_number("applicant", 1))
    assert code(lambda: proposal(manager, alias, at)) == "identity.role_own"
    # Nor does whom it is about take it.
    asked = proposal(manager, own_row(Account.objects.get(pk=int(second.account))), at)
    assert code(lambda: identity.change_role(by=second, proposal_id=asked.id, now=at)) == "identity.role_own"
    assert identity.get_proposal(by=second, proposal_id=asked.id).state == "open"


def own_row(account):
    return identity.find_account(account.handle)


def test_propose_role_when_it_is_not_the_managers_to_change_then_it_is_refused(manager, make, at):
    row, person = make("li"), make("wang", kind="person")
    assert code(lambda: proposal(manager, row, at, division=GONGSHU)) == "identity.role_elsewhere"
    assert code(lambda: proposal(manager, row, at, role="king")) == "identity.unknown_role"
    assert code(lambda: proposal(manager, person, at)) == "identity.role_wrong_account"
    assert code(lambda: proposal(manager, row, at, role="runner")) == "identity.role_wrong_account"
    assert code(lambda: proposal(actor(make("o", "officer")), row, at)) == "identity.role_managers_only"
    assert proposal(manager, row, at, division=TOWN).state == "open"


def test_runner_when_named_and_dismissed_by_two_managers_then_their_mandates_as_runner_end(
    manager, second, make, at
):
    person, granny = make("wang", kind="person"), make("granny", kind="person")
    asked = proposal(manager, person, at, role="runner", division=TOWN)
    identity.change_role(by=second, proposal_id=asked.id, now=at)
    assert [row.account for row in identity.runners_in("330106")] == [person.id]
    mandate = identity.give_mandate(
        by=actor(granny), kind="runner", runner=person.id, since=at.date(), until=at.date(), now=at
    )
    identity.accept_mandate(by=actor(person), mandate_id=mandate.id, now=at)
    gone = proposal(manager, person, at, role="runner", division=TOWN, act="remove")
    identity.change_role(by=second, proposal_id=gone.id, now=at)
    assert identity.runners_in("33") == ()
    refused = code(lambda: identity.acting(by=actor(person), mandate_id=mandate.id, today=at.date()))
    assert refused == "identity.mandate_over"


def test_staff_in_when_listed_then_only_the_own_division_and_only_its_roles_are_shown(manager, make, at):
    here, there = (
        make("here", "clerk", division=TOWN, unit=8),
        make("there", "clerk", division=GONGSHU, unit=9),
    )
    identity.join_unit(
        by=SYSTEM, account_id=here.id, unit=9, unit_role="health", division=GONGSHU, role="officer", now=at
    )
    found = {row.handle: row for row in identity.staff_in(by=manager)}
    assert set(found) == {"m1", "here"}
    assert [(role.unit, role.role) for role in found["here"].roles] == [(8, "clerk")]
    assert code(lambda: identity.get_staff(by=manager, account_id=there.id)) == "identity.no_staff"
    assert [row.handle for row in identity.staff_in(by=manager, words="her")] == ["here"]
    assert [row.handle for row in identity.staff_in(by=manager, after=int(manager.account))] == ["here"]
    assert code(lambda: identity.staff_in(by=actor(here))) == "identity.role_managers_only"


def test_find_newcomer_when_only_the_sign_in_name_is_right_then_nothing_is_told(manager, make):
    free, elsewhere = make("free"), make("elsewhere", "clerk", division=GONGSHU)
    assert identity.find_newcomer(by=manager, handle="free", name="free名").account == free.id
    for handle, name in (("free", "别名"), ("elsewhere", "elsewhere名"), ("", "")):
        call = {"by": manager, "handle": handle, "name": name}
        assert code(lambda call=call: identity.find_newcomer(**call)) == "identity.no_staff"
    assert elsewhere.id


def test_areas_when_a_division_is_unknown_then_nothing_lies_in_it():
    assert [rules.area_of(each) for each in (XIHU, TOWN, "", "x")] == ["330106", "330106001", "-", "-"]


def test_propose_role_when_somebody_is_staff_elsewhere_then_they_are_not_to_be_had_nor_named(
    manager, make, at
):
    """By a number alone a manager would otherwise read on the proposal's page who anybody of another county is."""
    elsewhere = make("far", "officer", division=GONGSHU)
    assert code(lambda: proposal(manager, elsewhere, at)) == "identity.no_staff"
    free = make("free")
    assert proposal(manager, free, at).subject == f"account:{free.id}"
