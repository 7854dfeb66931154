"""A source that is waited for is asked again by the round: when, how often, what becomes of its answer, and what is told."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.actor import SYSTEM
from guantong.core.scenario.language import Package
from guantong.core.scenario.samples import id_number
from guantong.modules.cases import public as cases
from guantong.modules.cases import rules
from guantong.modules.cases.actions import ask_again
from guantong.modules.cases.models import SourceTry
from guantong.modules.journal.public import case_chain, entries_of
from guantong.modules.services import public as services
from guantong.modules.sharing.public import reads_of, set_answering, set_silent, write_records
from tests.modules.cases.desk import venue_package

WAITED_FOR = "company.address"
HOURS = (1, 4, 12)


@pytest.fixture
def waiting(desk, settings):
    """A case whose address the silent register of companies should have given."""
    settings.ASK_AGAIN_HOURS = HOURS
    publish(desk)
    set_silent(resource="companies", because="维护", by=SYSTEM, now=desk.at)
    desk.began = desk.at
    return desk.submit()


def publish(desk, **changes):
    data = venue_package()
    data["resources"]["companies"]["if_silent"] = "wait"
    data["scenario"] |= changes
    services.publish(package=Package.model_validate(data), by=SYSTEM, now=desk.at)


def seen(desk, ref):
    return cases.get_case(by=desk.company, case_id=ref.id, today=desk.at.date())


def round_after(desk, hours) -> int:
    desk.at = desk.began + timedelta(hours=hours, minutes=1)
    return cases.ask_again_due(now=desk.at)


@given(
    st.lists(st.integers(1, 500), min_size=1, max_size=12),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
)
def test_next_try_when_followed_to_its_end_then_pauses_grow_and_end(hours, at):
    pauses, tried = [], 0
    while (following := rules.next_try(tried, at, hours)) is not None:
        pauses.append(following - at)
        at, tried = following, tried + 1
    assert tried == rules.most_tries(hours)
    assert pauses == sorted(pauses)
    assert all(pauses)


def test_submission_when_every_source_answers_then_nothing_is_to_be_asked_again(desk):
    desk.submit()
    assert not SourceTry.objects.exists()


def test_round_when_the_pause_is_not_over_then_nobody_is_asked(desk, waiting):
    before = len(reads_of(case_chain(waiting.id)))
    assert cases.ask_again_due(now=desk.at + timedelta(minutes=59)) == 0
    assert len(reads_of(case_chain(waiting.id))) == before
    tries = seen(desk, waiting).tries
    assert (tries.tried, tries.most, tries.next_at) == (0, 3, desk.began + timedelta(hours=1))


def test_round_when_the_source_is_still_silent_then_the_read_is_journaled_and_the_pause_grows(desk, waiting):
    before = len(reads_of(case_chain(waiting.id)))
    assert round_after(desk, 1) == 1
    (read,) = reads_of(case_chain(waiting.id))[before:]
    assert (read.resource, read.elements, read.answered, read.account) == (
        "companies",
        (WAITED_FOR,),
        False,
        "system",
    )
    assert (read.item, bool(read.law or read.purpose)) == ("hygiene", True)
    entry = list(entries_of(f"reads:{case_chain(waiting.id)}"))[-1]
    assert (entry.kind, entry.role) == ("DataRead", "system")
    tries = seen(desk, waiting).tries
    assert (tries.tried, tries.last_at, tries.next_at) == (1, desk.at, desk.at + timedelta(hours=4))
    assert cases.ask_again_due(now=desk.at) == 0


def test_round_when_the_source_answers_then_the_value_is_there_and_the_branch_can_be_approved(desk, waiting):
    set_answering(resource="companies", by=SYSTEM, now=desk.at)
    assert round_after(desk, 1) == 1
    view = seen(desk, waiting)
    assert (view.awaited, view.tries) == ((), None)
    assert [line.do for line in view.history][-1] == "receive"
    datum = ask_again.access.hold_case(SYSTEM, waiting.id).state.data[WAITED_FOR]
    assert (datum.value, datum.source, datum.version) == ("西湖乐府有限公司住所", "shared", 1)
    assert not SourceTry.objects.exists()
    assert round_after(desk, 100) == 0
    desk.act(desk.clerk(), waiting, "accept")
    desk.visited(waiting)
    desk.act(desk.officer("health"), waiting, "approve", "hygiene")


def test_round_when_every_try_was_in_vain_then_it_is_said_once_and_the_officer_can_bring_it(desk, waiting):
    desk.act(desk.clerk(), waiting, "accept")
    desk.visited(waiting)
    for hours in (2, 10, 30):
        assert round_after(desk, hours) == 1
    before = len(reads_of(case_chain(waiting.id)))
    for hours in (200, 2000):
        assert round_after(desk, hours) == 0
    assert len(reads_of(case_chain(waiting.id))) == before
    view = seen(desk, waiting)
    assert [line.do for line in view.history].count("give_up") == 1
    assert (view.tries.tried, view.tries.most, view.tries.next_at) == (3, 3, None)
    assert [each.element for each in view.awaited] == [WAITED_FOR]
    desk.act(desk.officer("health"), waiting, "approve", "hygiene", data={WAITED_FOR: "北山路1号"})
    assert seen(desk, waiting).awaited == ()


def test_round_when_the_officer_was_faster_then_nothing_is_read(desk, waiting):
    desk.act(desk.clerk(), waiting, "accept")
    desk.visited(waiting)
    desk.act(desk.officer("health"), waiting, "approve", "hygiene", data={WAITED_FOR: "北山路1号"})
    before = len(reads_of(case_chain(waiting.id)))
    assert round_after(desk, 5) == 0
    assert len(reads_of(case_chain(waiting.id))) == before
    assert not SourceTry.objects.exists()


def test_round_when_the_officer_brings_it_during_the_read_then_the_officers_value_stays(
    desk, waiting, monkeypatch
):
    desk.act(desk.clerk(), waiting, "accept")
    desk.visited(waiting)
    set_answering(resource="companies", by=SYSTEM, now=desk.at)
    gather = ask_again.gather

    def slowly(*args, **more):
        found = gather(*args, **more)
        desk.act(desk.officer("health"), waiting, "approve", "hygiene", data={WAITED_FOR: "北山路1号"})
        return found

    monkeypatch.setattr(ask_again, "gather", slowly)
    assert round_after(desk, 5) == 1
    datum = ask_again.access.hold_case(SYSTEM, waiting.id).state.data[WAITED_FOR]
    assert (datum.value, datum.source, datum.version) == ("北山路1号", "officer", 1)
    assert not SourceTry.objects.exists()


def test_round_when_the_case_was_withdrawn_then_nothing_is_read(desk, waiting):
    desk.act(desk.company, waiting, "withdraw")
    before = len(reads_of(case_chain(waiting.id)))
    assert round_after(desk, 5) == 0
    assert len(reads_of(case_chain(waiting.id))) == before
    assert not SourceTry.objects.exists()


def test_round_when_the_machine_fails_after_the_read_then_the_try_counts_and_the_tries_still_end(
    desk, waiting, monkeypatch
):
    def fails(*args, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr(ask_again, "_read", fails)
    for hours in (2, 10, 30):
        with pytest.raises(KeyboardInterrupt):
            round_after(desk, hours)
    assert SourceTry.objects.get().tried == 3
    assert round_after(desk, 31) == 0
    assert seen(desk, waiting).tries.next_at is None


def test_round_when_the_grant_was_taken_back_then_nothing_is_read_by_it(desk, waiting):
    before = len(reads_of(case_chain(waiting.id)))
    grants = venue_package()["scenario"]["grants"]
    publish(desk, grants={**grants, "companies": {**grants["companies"], "to": ["registration"]}})
    set_answering(resource="companies", by=SYSTEM, now=desk.at)
    round_after(desk, 2)
    assert len(reads_of(case_chain(waiting.id))) == before


def test_round_when_the_source_knows_nothing_yet_then_it_is_asked_again_later(desk, waiting):
    set_answering(resource="companies", by=SYSTEM, now=desk.at)
    key = id_number("legal_rep", 0)
    write_records(resource="companies", records={key: {"uscc": desk.company.account}}, by=SYSTEM, now=desk.at)
    assert round_after(desk, 2) == 1
    assert seen(desk, waiting).tries.tried == 1
    write_records(resource="companies", records={key: {"address": "新址"}}, by=SYSTEM, now=desk.at)
    assert round_after(desk, 10) == 1
    assert seen(desk, waiting).awaited == ()


def test_round_when_two_go_round_at_once_then_the_source_is_read_once(desk, waiting, monkeypatch):
    hold = ask_again.access.hold_case

    def while_another_asks(by, case_id, **more):
        monkeypatch.setattr(ask_again.access, "hold_case", hold)
        assert cases.ask_again_due(now=desk.at) == 1
        return hold(by, case_id, **more)

    before = len(reads_of(case_chain(waiting.id)))
    monkeypatch.setattr(ask_again.access, "hold_case", while_another_asks)
    assert round_after(desk, 2) == 0
    assert len(reads_of(case_chain(waiting.id))) == before + 1
