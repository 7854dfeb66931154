"""What one clerk wrote down alone opens nobody's cases: a colleague agrees, or the principal does; until then no agent sees it."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from django.db import IntegrityError, transaction

from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Mandate, Proposal
from guantong.modules.journal.public import entries_of
from tests.modules.mandates.people import FIRM, LI, WANG, agree, codes


def record(clerk, at, **more):
    about = {
        "kind": "agent", "principal_number": FIRM, "principal_name": "西湖乐府有限公司", "agent_number": LI, "agent_name": "李四",
        "since": at.date(), "until": at.date() + timedelta(days=60), "papers": "委托书原件",
    }  # fmt: skip
    return identity.mandate_at_window(by=clerk, now=at, **(about | more))


def accept(li, row, at):
    return identity.accept_mandate(by=li, mandate_id=row.id, now=at)


def test_mandate_when_one_clerk_recorded_it_then_no_agent_sees_or_accepts_it(firm, clerk, li, at):
    row = record(clerk, at)
    assert (row.state, row.confirmed, row.open_to_answer(at.date())) == ("given", False, False)
    assert identity.mandates_held(by=li) == ()
    assert codes(lambda: accept(li, row, at)) == ["identity.no_mandate"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=row.id).update(state="accepted", agent_id=int(li.account))


def test_mandate_when_a_colleague_agrees_then_the_agent_may_accept_and_the_journal_names_both(
    firm, clerk, second, li, at
):
    row = record(clerk, at)
    assert agree(second, at).confirmed
    assert accept(li, row, at).state == "accepted"
    chain = entries_of(f"mandate:{row.id}")
    assert [(one.kind, one.account) for one in chain] == [
        ("MandateGiven", clerk.account), ("MandateConfirmed", second.account), ("MandateAccepted", li.account),
    ]  # fmt: skip


def test_mandate_when_the_clerk_agrees_with_themselves_or_a_stranger_does_then_is_refused(
    firm, clerk, second, li, at
):
    row = record(clerk, at)
    (asked,) = identity.open_proposals(by=second, kind="mandate")
    assert LI not in str(asked.body)
    takes = {
        clerk: "identity.proposal_same_person",
        msgspec.structs.replace(second, unit="6"): "identity.proposal_not_yours",
        msgspec.structs.replace(second, role="officer"): "identity.proposal_not_yours",
        firm: "identity.proposal_not_yours",
    }
    for by, code in takes.items():
        assert codes(lambda by=by: identity.confirm_at_window(by=by, proposal_id=asked.id, now=at)) == [code]
    late = at + timedelta(hours=73)
    assert codes(lambda: identity.confirm_at_window(by=second, proposal_id=asked.id, now=late)) == [
        "identity.proposal_late"
    ]
    assert not Mandate.objects.get(pk=row.id).confirmed_at


def test_mandate_when_the_colleague_is_one_of_the_two_then_is_refused(clerk, second, account, at):
    from guantong.core.scenario.samples import id_number

    own = id_number("applicant", 8)
    account("private", "窗口二号", id_number=own)
    record(clerk, at, agent_number=own, agent_name="窗口二号")
    assert codes(lambda: agree(second, at)) == ["identity.mandate_own_matter"]
    assert not Mandate.objects.filter(confirmed_at__isnull=False).exists()


def test_mandate_when_the_principal_confirms_then_the_colleagues_need_not(firm, clerk, second, li, wang, at):
    row = record(clerk, at)
    for by in (li, wang, clerk):
        assert codes(lambda by=by: identity.confirm_mandate(by=by, mandate_id=row.id, now=at)) == [
            "identity.no_mandate"
        ]
    assert identity.confirm_mandate(by=firm, mandate_id=row.id, now=at).confirmed
    assert identity.open_proposals(by=second, kind="mandate") == ()
    assert Proposal.objects.get().state == "withdrawn"
    assert codes(lambda: identity.confirm_mandate(by=firm, mandate_id=row.id, now=at)) == [
        "identity.mandate_over"
    ]
    assert accept(li, row, at).state == "accepted"


def test_mandate_when_it_was_ended_or_ran_out_before_then_nobody_confirms_it(firm, clerk, second, li, at):
    row = record(clerk, at)
    identity.end_mandate(by=firm, mandate_id=row.id, now=at)
    assert identity.open_proposals(by=second, kind="mandate") == ()
    assert codes(lambda: identity.confirm_mandate(by=firm, mandate_id=row.id, now=at)) == [
        "identity.mandate_over"
    ]
    row = record(clerk, at, principal_number=WANG, principal_name="王五", until=at.date())
    (asked,) = identity.open_proposals(by=second, kind="mandate")
    tomorrow = at + timedelta(days=1)
    assert codes(lambda: identity.confirm_at_window(by=second, proposal_id=asked.id, now=tomorrow)) == [
        "identity.mandate_over"
    ]
    assert [one.id for one in identity.open_proposals(by=second, kind="mandate")] == [asked.id], (
        "taken back whole"
    )


def test_mandate_when_the_principal_gave_it_themselves_then_nothing_has_to_be_confirmed(firm, li, at):
    row = identity.give_mandate(
        by=firm, kind="agent", agent_key=LI, agent_name="李四", since=at.date(), until=at.date(), now=at
    )
    assert row.confirmed
    assert accept(li, row, at).state == "accepted"
