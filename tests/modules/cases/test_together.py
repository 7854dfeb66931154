"""Several at once, each on a connection of its own: one wins, the other is told; nothing is lost, nothing is doubled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.modules.cases import access
from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import memory
from guantong.modules.cases.models import Case, CaseState
from guantong.modules.journal.public import case_chain, entries_of, verify
from tests.modules.cases.desk import ANSWERS, VENUE, XIHU, Desk


@pytest.fixture
def desk(transactional_db, at):
    return Desk(at)


@pytest.fixture(params=[True, False], ids=["grouped", "each-alone"])
def grouping(request, settings):
    settings.GROUP_COMMIT = request.param


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Make all calls at the same moment, each in a thread; return what each gave or raised, in their order."""
    barrier, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number: int, call: Callable[[], Any]) -> None:
        try:
            barrier.wait(10)
            results[number] = call()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def acting(desk: Desk, actor: Any, ref: Any, event: Event, **more: Any) -> Callable[[], Any]:
    now = desk.at + timedelta(minutes=5)
    return lambda: cases.act_on_case(by=actor, case_id=ref.id, event=event, now=now, **more)


def test_decisions_when_two_officers_saw_the_same_version_then_one_wins_and_the_other_is_told(desk, grouping):
    for _ in range(5):
        ref = desk.accepted()
        market = (
            desk.officer("market-regulation", account="31"),
            desk.officer("market-regulation", account="32"),
        )
        verdicts = (
            Event(do="approve", item="registration"), Event(do="reject", item="registration", because="材料不实"),
        )  # fmt: skip
        results = at_once(
            *(
                acting(desk, who, ref, what, version=ref.version)
                for who, what in zip(market, verdicts, strict=True)
            )
        )
        won = [result for result in results if isinstance(result, cases.CaseRef)]
        lost = [result for result in results if isinstance(result, Refused)]
        assert (len(won), [refused.code for refused in lost]) == (1, ["cases.stale"])
        assert won[0].version == ref.version + 1
        assert lost[0].problems[0].facts["verb"] == ("approve" if results[0] is won[0] else "reject")
        assert len(entries_of(case_chain(ref.id))) == ref.version + 1


def test_decisions_when_on_different_branches_without_a_version_then_both_stand(desk, grouping):
    ref = desk.accepted()
    results = at_once(
        acting(desk, desk.officer("market-regulation"), ref, Event(do="approve", item="registration")),
        acting(desk, desk.officer("health"), ref, Event(do="suspend", item="hygiene", because="等待")),
        acting(
            desk,
            desk.officer("fire-brigade"),
            ref,
            Event(do="appoint", item="hygiene", on=desk.at.date() + timedelta(days=1)),
        ),
    )
    assert sorted(result.version for result in results) == [3, 4, 5]
    state = access.hold_case(SYSTEM, ref.id).state
    assert (state.tasks["registration"].status, state.tasks["hygiene"].status) == ("approved", "suspended")
    assert verify(case_chain(ref.id)).sound


def test_decisions_when_the_same_click_arrives_many_times_then_it_counts_once(desk, grouping):
    ref = desk.accepted()
    officer = desk.officer("market-regulation")
    click = acting(desk, officer, ref, Event(do="approve", item="registration"), key="click")
    results = at_once(*[click] * 6)
    assert {getattr(result, "version", repr(result)) for result in results} == {3}
    assert len(entries_of(case_chain(ref.id))) == 3


def test_submissions_when_the_same_form_arrives_many_times_then_it_is_one_case(desk):
    form = desk.form()
    results = at_once(
        *[
            lambda: cases.submit_case(
                by=desk.company, scenario=VENUE, division=XIHU, answers=ANSWERS, data=form, key="form", now=desk.at
            )
        ] * 5
    )  # fmt: skip
    assert len({result.id for result in results}) == 1, results
    assert Case.objects.count() == 1


def test_acts_when_many_come_from_many_threads_then_every_one_is_in_its_journal(desk, grouping):
    refs = [desk.accepted() for _ in range(6)]
    memory.forget_all()

    def toggle(ref: Any) -> Callable[[], int]:
        def run() -> int:
            done = 0
            for number in range(10):
                do = "resume" if number % 2 else "suspend"
                event = Event(do=do, item="hygiene", because="往复")
                cases.act_on_case(by=desk.officer("health"), case_id=ref.id, event=event, now=desk.at)
                done += 1
            return done

        return run

    assert at_once(*(toggle(ref) for ref in refs)) == [10] * 6
    assert set(CaseState.objects.values_list("version", flat=True)) == {12}
    assert verify().sound


def test_act_when_everybody_changes_one_case_all_the_time_then_each_gets_through(desk, grouping):
    """More writers than attempts without a lock: the lock of the later attempts lets everybody pass."""
    ref = desk.accepted()
    outcomes = at_once(
        *[
            acting(desk, desk.officer("health"), ref, Event(do="consult", item="hygiene", target="public-security", because=f"问{n}"))
            for n in range(8)
        ]
    )  # fmt: skip
    assert sorted(result.version for result in outcomes) == list(range(3, 11))
    assert len(access.hold_case(SYSTEM, ref.id).state.tasks["hygiene"].consultations) == 8
