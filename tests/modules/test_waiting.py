"""What waits for somebody's answer: the count is what the rules say of each row, for everybody, in one query."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from django.db import transaction

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.identity import public as identity
from guantong.modules.identity import rules
from guantong.modules.identity.models import Account, Proposal
from guantong.modules.identity.queries import proposal_row

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def staff(db, at):
    def staff(handle, role="officer", unit=5, number=""):
        row = identity.make_account(
            by=SYSTEM, handle=handle, kind="staff", name=handle, password="correct horse battery", now=at, id_number=number
        )  # fmt: skip
        identity.join_unit(
            by=SYSTEM,
            account_id=row.id,
            unit=unit,
            unit_role="health",
            division="330106000000",
            role=role,
            now=at,
        )
        return identity.actor_of(Account.objects.get(pk=row.id))

    return staff


@pytest.fixture
def applicant(db, at):
    def applicant(handle, name, kind="person", **more):
        row = identity.make_account(
            by=SYSTEM, handle=handle, kind=kind, name=name, password="correct horse battery", now=at, **more
        )
        return Actor(account=str(row.id), role="applicant", name=name)

    return applicant


def propose(by, at, **more):
    return identity.propose(by=by, kind="revoke", subject="x", body={}, because="某理由", now=at, **more)


def takeable(by, now):
    """How many the rules let the actor take, asked one by one."""
    numbers = {str(row.pk): row.id_number for row in Account.objects.all()}
    return sum(
        rules.may_take(
            by, row, kind=row.kind, now=now,
            same_person=bool(numbers[by.account]) and numbers[by.account] == numbers[row.proposer],
        ) is None
        for row in map(proposal_row, Proposal.objects.select_related("proposer", "ended_by"))
    )  # fmt: skip


def test_count_of_proposals_when_asked_by_anybody_then_it_is_what_they_may_take(staff, at):
    number = id_number("applicant", 1)
    people = [
        staff("a"), staff("b", number=number), staff("b-too", number=number), staff("c", role="clerk"), staff("d", unit=6),
        staff("e", role="manager"),
    ]  # fmt: skip
    people = [
        identity.actor_of(Account.objects.get(pk=by.account)) for by in people
    ]  # as at the next request
    for by in people:
        propose(by, at)
        propose(by, at - 2 * DAY)
        propose(by, at - 4 * DAY)  # its three days are over
    taken, declined = propose(people[0], at), propose(people[1], at)
    with transaction.atomic():
        identity.take_proposal(by=people[1], proposal_id=taken.id, kind="revoke", now=at)
    identity.decline_proposal(by=people[0], proposal_id=declined.id, because="不同意", now=at)
    counted = [identity.count_waiting(by=by, now=at) for by in people]
    assert counted == [takeable(by, at) for by in people]
    assert counted == [4, 2, 2, 0, 0, 0]
    assert identity.count_waiting(by=people[0], now=at + 2 * DAY) == 2


def test_count_of_mandates_when_asked_by_anybody_then_it_is_what_is_offered_to_them(applicant, at):
    li, firm, wang = id_number("applicant", 3), uscc_number("company", 3), id_number("applicant", 4)
    people = [
        applicant("li", "李四", id_number=li), applicant("firm", "某公司", "enterprise", uscc=firm),
        applicant("wang", "王五", id_number=wang), applicant("none", "无号"),
    ]  # fmt: skip
    giver = applicant("giver", "委托人")

    def give(key, name, **more):
        about = {"kind": "agent", "since": at.date(), "until": at.date() + 9 * DAY, **more}
        return identity.give_mandate(by=giver, agent_key=key, agent_name=name, now=at, **about)

    given = [
        give(key, name)
        for key, name in ((li, "李四"), ("li", "李四"), (firm, "某公司"), (wang, "王六"), ("none", "无号"), ("wang", "王五"))
    ]  # fmt: skip
    give(li, "李四", scope=("newborn",), until=at.date())  # today is its last day
    identity.accept_mandate(by=people[2], mandate_id=given[5].id, now=at)
    identity.refuse_mandate(by=people[0], mandate_id=given[1].id, now=at)
    identity.flag_runner(
        by=SYSTEM, account_id=int(people[2].account), unit=5, division="330106000000", now=at
    )
    give("", "", kind="runner", runner=int(people[2].account))
    for today, expected in ((at, [2, 1, 1, 1, 0]), (at + DAY, [1, 1, 1, 1, 0]), (at + 10 * DAY, [0] * 5)):
        counted = [identity.count_waiting(by=by, now=today) for by in (*people, giver)]
        offered = [
            sum(row.open_to_answer(today.date()) for row in identity.mandates_held(by=by))
            for by in (*people, giver)
        ]
        assert counted == offered == expected


def test_count_when_asked_then_it_takes_one_query(staff, applicant, at, django_assert_num_queries):
    officer, person = staff("a"), applicant("li", "李四")
    for by in (officer, person):
        with django_assert_num_queries(1):
            assert identity.count_waiting(by=by, now=at) == 0


@pytest.mark.parametrize("change", [{"mandate": "1"}, {"account": "somebody"}, {"role": "system"}])
def test_count_when_nothing_is_the_actors_to_answer_then_nothing_is_asked(
    applicant, at, django_assert_num_queries, change
):
    by = msgspec.structs.replace(applicant("li", "李四"), **change)
    with django_assert_num_queries(0):
        assert identity.count_waiting(by=by, now=at) == 0
