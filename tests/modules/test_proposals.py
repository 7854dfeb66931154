"""Proposals: a dangerous act needs a second person of the same unit and role (ADR 0011)."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Proposal
from guantong.modules.journal.public import entries_of

UNIT, OTHER_UNIT = 5, 6


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def person(db, at):
    def make(handle, role="manager", unit=UNIT, id_number="", name=""):
        account = identity.make_account(
            by=SYSTEM, handle=handle, kind="staff", name=name or handle, password="correct horse battery",
            id_number=id_number, now=at,
        )  # fmt: skip
        return Actor(
            account=str(account.id), role=role, name=account.name, unit=str(unit), unit_role="data-bureau"
        )

    return make


@pytest.fixture
def li(person):
    return person("li")


@pytest.fixture
def wang(person):
    return person("wang")


def propose(by, at, **more):
    about = {"kind": "revoke", "subject": "licence 7", "body": {"licence": 7}, "because": "弄虚作假", **more}
    return identity.propose(by=by, now=at, **about)


def take(by, row, now, kind="revoke"):
    with transaction.atomic():
        return identity.take_proposal(by=by, proposal_id=row.id, kind=kind, now=now)


def refusal(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def test_proposal_when_a_colleague_takes_it_then_both_names_stand_in_it_and_in_the_journal(li, wang, at):
    row = propose(li, at)
    assert (row.state, row.proposer_name, row.until) == ("open", "li", at + timedelta(hours=72))
    taken = take(wang, row, at + timedelta(hours=71))
    assert (taken.state, taken.taken_by_name, dict(taken.body)) == ("taken", "wang", {"licence": 7})
    entries = entries_of(f"proposal:{row.id}")
    assert [(entry.kind, entry.account) for entry in entries] == [
        ("ProposalMade", li.account),
        ("ProposalTaken", wang.account),
    ]
    assert entries[0].facts()["body"] == {"licence": 7}


def test_proposal_when_its_proposer_takes_it_then_it_is_refused(li, at):
    row = propose(li, at)
    assert refusal(lambda: take(li, row, at)) == "identity.proposal_same_person"
    assert identity.get_proposal(by=li, proposal_id=row.id).state == "open"


def test_proposal_when_a_second_account_of_the_same_person_takes_it_then_it_is_refused(person, at):
    first = person("zhao", id_number="110105194912310021")
    again = person("zhao2", id_number="110105194912310021")
    assert refusal(lambda: take(again, propose(first, at), at)) == "identity.proposal_same_person"


def test_proposal_when_neither_account_has_a_number_then_they_are_two_persons(li, wang, at):
    assert take(wang, propose(li, at), at).state == "taken"


@pytest.mark.parametrize(("role", "unit"), [("officer", UNIT), ("manager", OTHER_UNIT)])
def test_proposal_when_somebody_of_another_unit_or_role_asks_then_it_does_not_exist(
    li, person, at, role, unit
):
    stranger, row = person("fremd", role=role, unit=unit), propose(li, at)
    assert refusal(lambda: take(stranger, row, at)) == "identity.proposal_not_yours"
    assert (
        refusal(lambda: identity.get_proposal(by=stranger, proposal_id=row.id))
        == "identity.proposal_not_yours"
    )
    assert identity.open_proposals(by=stranger) == ()
    assert (
        refusal(lambda: identity.decline_proposal(by=stranger, proposal_id=row.id, because="x", now=at))
        == "identity.proposal_not_yours"
    )


def test_proposal_when_taken_for_another_act_then_it_is_refused(li, wang, at):
    assert (
        refusal(lambda: take(wang, propose(li, at), at, kind="change_role")) == "identity.proposal_not_yours"
    )


def test_proposal_when_72_hours_have_passed_then_it_is_too_late(li, wang, at):
    row = propose(li, at)
    assert refusal(lambda: take(wang, row, row.until)) == "identity.proposal_late"
    assert identity.open_proposals(by=wang, now=row.until) == ()
    assert [each.id for each in identity.open_proposals(by=wang, now=at)] == [row.id]


def test_proposal_when_taken_or_declined_then_it_cannot_be_taken_again(li, wang, at):
    row = propose(li, at)
    take(wang, row, at)
    assert refusal(lambda: take(wang, row, at)) == "identity.proposal_not_open"
    other = propose(li, at)
    said_no = identity.decline_proposal(by=wang, proposal_id=other.id, because="没有必要", now=at)
    assert (said_no.state, said_no.answer, said_no.taken_by_name) == ("declined", "没有必要", "wang")
    assert refusal(lambda: take(wang, other, at)) == "identity.proposal_not_open"
    assert identity.open_proposals(by=li) == ()


def test_proposal_when_its_proposer_declines_it_then_it_is_withdrawn(li, at):
    row = propose(li, at)
    assert identity.decline_proposal(by=li, proposal_id=row.id, because="写错了", now=at).state == "withdrawn"
    assert entries_of(f"proposal:{row.id}")[-1].kind == "ProposalWithdrawn"


def test_proposal_when_declined_without_a_reason_then_it_is_refused(li, wang, at):
    row = propose(li, at)
    assert (
        refusal(lambda: identity.decline_proposal(by=wang, proposal_id=row.id, because=" ", now=at))
        == "identity.proposal_no_reason"
    )


def test_proposal_when_made_without_a_reason_or_by_an_applicant_then_it_is_refused(li, at, actor_citizen):
    assert refusal(lambda: propose(li, at, because=" ")) == "identity.proposal_no_reason"
    assert refusal(lambda: propose(actor_citizen, at)) == "identity.proposal_staff_only"


def test_open_proposals_when_asked_by_kind_then_only_those_are_listed(li, wang, at):
    one, two = propose(li, at), propose(li, at, kind="open_field")
    assert [row.id for row in identity.open_proposals(by=wang)] == [one.id, two.id]
    assert [row.id for row in identity.open_proposals(by=wang, kind="open_field")] == [two.id]


def test_take_proposal_when_the_act_fails_then_the_proposal_stays_open(li, wang, at):
    row = propose(li, at)

    def take_and_fail():
        with transaction.atomic():
            take(wang, row, at)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        take_and_fail()
    assert identity.get_proposal(by=wang, proposal_id=row.id).state == "open"
    assert len(entries_of(f"proposal:{row.id}")) == 1


def test_the_database_when_the_proposer_is_written_as_taker_then_it_refuses(li, at):
    row = Proposal.objects.get(pk=propose(li, at).id)
    row.state, row.ended_by_id, row.ended_at = "taken", row.proposer_id, at
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        row.save()


@pytest.mark.django_db(transaction=True)
def test_take_proposal_when_two_take_it_at_once_then_one_gets_it(li, wang, person, at):
    row, third, ends = propose(li, at), person("qian"), []
    begin = threading.Barrier(2)

    def attempt(by):
        begin.wait(timeout=10)
        try:
            take(by, row, at)
            ends.append("taken")
        except Refused as refused:
            ends.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=(by,)) for by in (wang, third)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(ends) == ["identity.proposal_not_open", "taken"]
