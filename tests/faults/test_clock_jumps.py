"""A machine's clock that jumps back or ahead: a case's time never goes back, and no due day moves back."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.modules.cases import access
from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import memory
from guantong.modules.cases.models import Case, Task
from guantong.modules.journal import public as journal
from guantong.modules.licences import public as licences
from tests.modules.cases.conftest import _files_of_this_test, desk
from tests.modules.cases.crash_writer import AT, differs
from tests.modules.licences.conftest import office

__all__ = ["_files_of_this_test", "desk", "office"]
HOURS = st.lists(st.integers(min_value=-40 * 24, max_value=40 * 24), min_size=1, max_size=6)
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
JUMPS = st.lists(st.integers(min_value=-40 * 24, max_value=3 * 24), min_size=6, max_size=6)


@given(jumps=JUMPS, forgetful=st.booleans())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_case_when_the_clock_jumps_between_any_two_acts_then_its_history_keeps_its_order_and_no_day_moves_back(
    desk, jumps, forgetful
):
    desk.at = AT
    ref = desk.submit()
    officer = desk.officer("market-regulation")
    acts = [
        (desk.clerk(), Event(do="accept")), (officer, Event(do="pause", item="registration", because="公示")),
        (officer, Event(do="resume", item="registration")), (officer, Event(do="suspend", item="registration", because="等判决")),
        (officer, Event(do="resume", item="registration")), (officer, Event(do="approve", item="registration")),
    ]  # fmt: skip
    days = []
    for hours, (by, event) in zip(jumps, acts, strict=True):
        if forgetful:
            memory.forget_all()
        try:
            cases.act_on_case(by=by, case_id=ref.id, event=event, now=AT + timedelta(hours=hours))
        except Refused as refused:
            assert refused.code.startswith("flow."), refused  # noqa: PT017 - a pause that nothing prescribes
        days.append(due_days(ref.id))
    times = [entry.at for entry in journal.entries_of(journal.case_chain(ref.id))]
    assert times == sorted(times)
    for before, after in pairwise(days):
        assert {key for key in before if after[key] < before[key]} == set()
    assert differs(ref.id) == ""


def due_days(case_id):
    rows = Task.objects.filter(case_id=case_id, due_on__isnull=False).values_list("item", "due_on")
    due = Case.objects.get(pk=case_id).due_on
    return dict(rows) | ({"": due} if due else {})


def test_act_when_the_clock_is_a_month_behind_then_it_is_written_at_the_time_of_the_last_change(desk):
    ref = desk.accepted()
    last = access.hold_case(SYSTEM, ref.id).changed_at
    officer = desk.officer("market-regulation")
    desk.at -= timedelta(days=30)
    desk.act(officer, ref, "approve", "registration")
    entry = journal.entries_of(journal.case_chain(ref.id))[-1]
    assert (entry.kind, entry.at) == ("approve", last)


def test_checkpoint_when_the_clock_went_back_then_the_chain_of_checkpoints_still_holds(db, at):
    journal.append(chain="case:1", kind="Tried", body={}, by=SYSTEM, at=at)
    journal.append(chain="case:1", kind="Tried", body={}, by=SYSTEM, at=at - timedelta(days=400))
    journal.seal(now=at - timedelta(days=400))
    assert journal.verify().sound


@pytest.mark.django_db
def test_supplement_day_when_the_clock_jumped_ahead_and_back_then_what_lapsed_stays_lapsed_and_lapses_once(
    desk,
):
    ref = desk.submit(premises__floor_plan=None)
    desk.act(desk.clerk(), ref, "accept", owed=("premises.floor_plan",))
    assert cases.lapse_due(now=desk.at + timedelta(days=60)) == 1
    assert cases.lapse_due(now=desk.at) == 0
    assert cases.lapse_due(now=desk.at + timedelta(days=60)) == 0
    kinds = [entry.kind for entry in journal.entries_of(journal.case_chain(ref.id))]
    assert kinds.count("lapse") == 1


# --------------------------------------------------------------------------------- licences, their copies, and proposals


@pytest.mark.django_db
def test_licence_when_the_clock_jumped_past_its_last_day_and_back_then_it_expired_once_and_says_so(office):
    row = office.issue(term_months=1)
    after = office.now + timedelta(days=60)
    for now, done in ((office.now, 0), (after, 1), (office.now, 0), (after, 0)):
        assert licences.expire_due(now=now) == done
    view = licences.get_licence(by=office.officer, identifier=row.identifier, today=office.now.date())
    assert [each.operation for each in view.operations].count("expire") == 1
    assert view.row.state == "expired"
    for now in (office.now, after):
        assert not office.verdict(row.identifier, now).valid
    # What the leap spoiled is mended as what ran out is: by an officer, in sight of all.
    with pytest.raises(Refused):
        office.change(row, "renew", until=after.date())
    assert journal.verify().sound


@given(hours=HOURS)
@QUICK
def test_copy_when_the_clock_jumps_then_it_holds_on_its_days_and_on_no_others(office, hours):
    row = office.issue(term_months=24)
    copy = office.copy(row, until=office.now.date() + timedelta(days=10))
    token = licences.paper_of(by=office.owner, identifier=copy.reference, today=office.now.date()).token
    for jump in hours:
        now = office.now + timedelta(hours=jump)
        by_day = now.date() <= copy.until
        assert licences.expire_due(now=now) == 0
        for content in (copy.reference, token):
            verdict = office.verdict(content, now)
            assert verdict.state in ("valid", "not-yet") if by_day else verdict.state == "expired"
            assert not verdict.valid or by_day
    assert office.verdict(copy.reference).valid


@given(hours=HOURS)
@QUICK
def test_proposal_when_the_clock_jumps_then_it_is_taken_once_and_never_after_its_72_hours(office, hours):
    row = office.issue()
    made = licences.propose_revocation(
        by=office.officer, identifier=row.identifier, because="骗取", now=office.now
    )
    taken = False
    for jump in hours:
        now = office.now + timedelta(hours=jump)
        try:
            licences.revoke(by=office.second, proposal_id=made.id, now=now)
        except Refused as refused:
            expected = "identity.proposal_not_open" if taken else "identity.proposal_late"
            assert (refused.code, taken or jump >= 72) == (expected, True)  # noqa: PT017
        else:
            assert not taken
            assert jump < 72
            taken = True
    view = licences.get_licence(by=office.officer, identifier=row.identifier, today=office.now.date())
    assert [each.operation for each in view.operations].count("revoke") == taken
    assert (view.row.state == "revoked") is taken
