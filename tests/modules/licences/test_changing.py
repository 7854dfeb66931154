"""The table of states, who may do what, and what every operation does to papers and lists."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.papers.statuses import is_set, unpack
from guantong.core.papers.tokens import read_token
from guantong.modules.identity.public import open_proposals, propose
from guantong.modules.licences import public as licences
from guantong.modules.licences import rules
from guantong.modules.licences.models import Version

GONE = ("revoked", "forfeited", "cancelled")


def refusal(call) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def bits(office, row) -> tuple[bool, bool]:
    """What the two published lists say of the paper with this identifier."""
    place = Version.objects.get(identifier=row.identifier).place
    found = []
    for number in (2 * place.pair - 1, 2 * place.pair):
        token = read_token(licences.status_list(number, now=office.now))
        found.append(is_set(unpack(token.payload["credentialSubject"]["encodedList"]), place.index))
    return tuple(found)


def test_states_when_counted_then_are_the_seven_of_the_directory():
    assert sorted(rules.CODES.values()) == ["01", "02", "03", "04", "05", "06", "07"]


def test_operations_when_followed_in_every_order_then_nothing_leads_back_from_what_is_gone():
    for state in GONE:
        assert [name for name, rule in rules.OPERATIONS.items() if state in rule.after] == []


@given(st.lists(st.sampled_from(sorted(rules.OPERATIONS)), max_size=12))
def test_states_when_operations_come_at_random_then_stay_in_the_table_and_gone_stays_gone(names):
    state = "valid"
    for name in names:
        try:
            after = rules.next_state(state, name)
        except Refused:
            after = state
        assert after in rules.STATES
        assert state not in GONE or after == state
        state = after


def test_suspension_when_lifted_then_the_same_paper_holds_again(office):
    row = office.issue()
    token = licences.paper_of(by=office.owner, identifier=row.identifier, today=office.now.date()).token
    assert office.change(row, "suspend").state == "suspended"
    assert bits(office, row) == (False, True)
    verdict = office.verdict(token)
    assert (verdict.valid, verdict.state, verdict.reasons) == (False, "suspended", ("status",))
    office.change(row, "restore")
    assert bits(office, row) == (False, False)
    assert office.verdict(token).valid


def test_alteration_when_done_then_a_new_version_is_signed_and_the_old_is_superseded(office):
    row = office.issue()
    new = office.change(row, "alter", changes={"company.address": "文三路500号", "holder_name": "云歌集团"})
    assert (new.version, new.holder_name) == (2, "云歌集团")
    assert new.identifier != row.identifier
    assert office.verdict(row.identifier).state == "superseded"
    assert bits(office, row) == (True, False)
    said = office.verdict(
        licences.paper_of(by=office.owner, identifier=new.identifier, today=office.now.date()).token
    ).said
    assert dict(said.carried) == {"住所": "文三路500号", "核定人数": "120"}
    old = licences.paper_of(by=office.owner, identifier=row.identifier, today=office.now.date())
    assert (old.state, old.fields[0].value) == ("superseded", "文三路478号")


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"company.scope": "烟草"}, "licences.not_carried"), ({"company.address": "文三路478号"}, "licences.nothing_changed"),
     ({}, "licences.nothing_changed")],
)  # fmt: skip
def test_alteration_when_it_adds_or_changes_nothing_then_is_refused(office, changes, code):
    row = office.issue()
    assert refusal(lambda: office.change(row, "alter", changes=changes)) == code
    assert Version.objects.count() == 1


def test_renewal_when_done_then_one_more_term_or_the_day_that_was_said(office):
    row = office.issue(term_months=24)
    assert office.change(row, "renew").valid_until == date(2030, 3, 1)
    assert office.change(office.issue(), "renew", until=date(2029, 1, 1)).valid_until == date(2029, 1, 1)
    assert (
        refusal(lambda: office.change(office.issue(), "renew", until=date(2027, 1, 1)))
        == "licences.no_longer"
    )
    assert refusal(lambda: office.change(office.issue(term_months=0), "renew")) == "licences.no_term"


def test_operation_when_without_reason_or_by_another_or_of_no_name_then_is_refused(office):
    row = office.issue()
    own = office.issue(holder=licences.Holder(name="审批甲", account=office.officer.account))
    number = "360426199101010071"
    named = office.issue(
        holder=licences.Holder(
            name="同一人", code=number, code_type="id-number", account=office.owner.account
        )
    )
    himself = office.staff("同一人", office.market, id_number=number)
    manager = office.staff("局长", office.market, role="manager")

    def change(by, operation="suspend", because="违规", of=row):
        return refusal(lambda: licences.change_licence(
            by=by, identifier=of.identifier, operation=operation, because=because, now=office.now))  # fmt: skip

    assert change(office.officer, because=" ") == "licences.no_reason"
    assert change(office.officer, "burn") == "licences.unknown_operation"
    assert change(office.officer, "restore") == "licences.not_now"
    assert change(office.officer, "expire") == "licences.wrong_role"
    assert change(office.officer, of=own) == change(himself, of=named) == "licences.recuse"
    seen = licences.get_licence(by=himself, identifier=named.identifier, today=office.now.date())
    assert (seen.can, seen.proposed) == ((), ())
    assert change(office.owner) == "licences.wrong_role"
    for outsider in (office.stranger, manager, office.account("路人")):
        assert change(outsider) == "licences.not_found"


@pytest.mark.parametrize(("operation", "state"), [("revoke", "revoked"), ("forfeit", "forfeited")])
def test_revocation_when_proposed_and_taken_by_a_second_person_then_every_paper_of_it_is_ended(
    office, operation, state
):
    row = office.issue()
    copy = office.copy(row)
    assert refusal(lambda: office.change(row, operation)) == "licences.two_persons"
    proposal = licences.propose_revocation(
        by=office.officer,
        identifier=row.identifier,
        operation=operation,
        because="以欺骗手段取得",
        now=office.now,
    )
    assert [each.id for each in open_proposals(by=office.second)] == [proposal.id]
    assert refusal(lambda: licences.revoke(by=office.officer, proposal_id=proposal.id, now=office.now)) == (
        "identity.proposal_same_person"
    )
    assert licences.revoke(by=office.second, proposal_id=proposal.id, now=office.now).state == state
    assert bits(office, row) == (True, False)
    assert office.verdict(row.identifier).state == state
    assert office.verdict(copy.reference).state == state
    view = licences.get_licence(by=office.officer, identifier=row.identifier, today=office.now.date())
    assert (view.can, view.proposed) == ((), ())
    assert [each.because for each in view.operations] == ["以欺骗手段取得", ""]
    assert refusal(lambda: licences.revoke(by=office.second, proposal_id=proposal.id, now=office.now)) == (
        "identity.proposal_not_open"
    )


def test_revocation_when_the_licence_ended_meanwhile_then_is_refused_and_the_proposal_stays_open(office):
    row = office.issue()
    proposal = licences.propose_revocation(
        by=office.officer, identifier=row.identifier, because="依据不足", now=office.now
    )
    office.change(row, "cancel")
    assert (
        refusal(lambda: licences.revoke(by=office.second, proposal_id=proposal.id, now=office.now))
        == "licences.not_now"
    )
    assert [each.id for each in open_proposals(by=office.second)] == [proposal.id]


def test_revocation_when_another_unit_writes_a_proposal_of_its_own_then_reaches_no_licence_of_ours(office):
    row = office.issue()
    body = {"identifier": row.identifier, "operation": "revoke"}
    forged = propose(
        by=office.stranger,
        kind="licence-revoke",
        subject=row.identifier,
        body=body,
        because="x",
        now=office.now,
    )
    other = office.staff("外局乙", office.culture)
    assert (
        refusal(lambda: licences.revoke(by=other, proposal_id=forged.id, now=office.now))
        == "licences.not_found"
    )


def test_revocation_when_no_such_thing_is_proposed_then_is_refused(office):
    row = office.issue()
    assert refusal(lambda: licences.propose_revocation(
        by=office.officer, identifier=row.identifier, operation="cancel", because="x", now=office.now,
    )) == "licences.not_proposed"  # fmt: skip


def test_expiry_when_the_last_day_has_passed_then_is_recorded_once(office):
    row, endless = office.issue(term_months=24), office.issue(term_months=0)
    last = office.now.replace(year=2028, month=3, day=1)
    assert licences.expire_due(now=last) == 0
    assert office.verdict(row.identifier, last).valid
    after = last + timedelta(days=1)
    assert office.verdict(row.identifier, after).state == "expired"  # also before anybody recorded it
    assert licences.expire_due(now=after) == 1
    assert licences.expire_due(now=after) == 0
    view = licences.get_licence(by=office.officer, identifier=row.identifier, today=after.date())
    assert (view.row.state, view.can) == ("expired", ("cancel",))
    assert office.verdict(endless.identifier, after).valid


def test_operations_of_the_page_when_listed_then_are_those_of_state_and_person(office):
    row = office.issue()
    seen = {
        by.name: licences.get_licence(by=by, identifier=row.identifier, today=office.now.date())
        for by in (office.officer, office.owner, SYSTEM)
    }
    assert seen["审批甲"].can == ("renew", "suspend", "cancel", "move", "alter")
    assert seen["审批甲"].proposed == ("revoke", "forfeit")
    assert seen["云歌文化"].can == ()
    assert seen["system"].can == ("expire",)
