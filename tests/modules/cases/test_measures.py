"""Counts and measures against the rows behind them, and lists of tasks that are paged without losing one."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.problem import Refused
from guantong.modules.cases import public as cases
from guantong.modules.cases.queries.measures import median_of
from tests.modules.cases.desk import GONGSHU, HAISHU, VENUE


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_median_when_counted_by_value_then_is_the_median_of_the_values(values):
    assert median_of(dict(Counter(values))) == statistics.median(values)


@pytest.fixture
def mixed(desk):
    for _ in range(2):
        desk.accepted()
    stopped = desk.accepted()
    desk.act(desk.officer("health"), stopped, "suspend", "hygiene", because="等待")
    desk.delivered()
    late = desk.accepted()
    desk.submit()
    desk.at += timedelta(days=20)
    desk.act(desk.officer("market-regulation"), late, "approve", "registration")
    desk.delivered()
    return desk


def everything(fetch):
    """Page by two to the end."""
    found, after = [], ""
    while True:
        page = fetch(after)
        found += page.rows
        if not page.next:
            return found
        after = page.next


@pytest.mark.parametrize("days", [0, 2, 5])
def test_list_tasks_when_paged_then_each_number_of_the_loads_has_its_rows_once_and_in_order(mixed, days):
    by, today = mixed.manager(), (mixed.at + timedelta(days=days)).date()
    loads = cases.unit_loads(by=by, today=today)
    for load in (*loads, None):
        unit = load.unit_id if load else 0

        def total(name: str, load=load) -> int:
            return getattr(load, name) if load else sum(getattr(each, name) for each in loads)

        for name, filters in (
            ("open", {}), ("amber", {"colour": "amber"}), ("overdue", {"colour": "red"}), ("stopped", {"colour": "grey"}),
            ("decided", {"end": "done"}), ("on_time", {"end": "in-time"}),
        ):  # fmt: skip
            rows = everything(
                lambda after, unit=unit, filters=filters: cases.list_tasks(
                    by=by, today=today, unit_id=unit, after=after, limit=2, **filters
                )
            )
            keys = [(row.case_id, row.item, row.kind) for row in rows]
            assert len(keys) == len(set(keys)) == total(name), (unit, name)
            days_of = [row.decided_on if "end" in filters else row.due_on for row in rows]
            known = [day for day in days_of if day]
            assert known == sorted(known, reverse="end" in filters)
    assert sum(load.overdue + load.amber for load in loads) > 0


def test_counts_when_compared_with_the_lists_then_they_are_the_same(mixed):
    for days in (0, 2, 5):
        today = (mixed.at + timedelta(days=days)).date()
        of_cases = cases.case_counts(by=mixed.manager(), today=today)
        of_work = cases.work_counts(by=mixed.officer("health"), today=today)
        for colour in ("red", "amber", "green", "grey", ""):
            rows = cases.list_cases(
                by=mixed.manager(), today=today, phase="open", colour=colour, limit=200
            ).rows
            assert len(rows) == getattr(of_cases, colour or "all")
            rows = cases.work_list(by=mixed.officer("health"), today=today, colour=colour, limit=200).rows
            assert len(rows) == getattr(of_work, colour or "all")
    assert cases.queue_counts(by=mixed.clerk()) == {
        "submitted": 1, "correcting": 0, "handling": 4, "decided": 0,
    }  # fmt: skip
    assert sum(cases.queue_counts(by=mixed.clerk(GONGSHU)).values()) == 0


def test_measures_when_cases_are_late_and_rated_then_every_part_has_its_rows(mixed):
    ref = mixed.delivered()
    mixed.act(mixed.company, ref, "rate", grade=2, because="慢")
    since = (mixed.at - timedelta(days=60)).date()
    (measure,) = cases.measures(by=mixed.manager(), since=since)
    assert (measure.scenario, measure.cases, measure.rated, measure.visits) == (VENUE, 3, 1, 3)
    assert sum(count for _, count in measure.workdays) == measure.cases
    for part, number in (
        ("done", 3), ("in-time", measure.in_time), ("late", measure.late), ("rated", 1), ("bad", 1), ("visited", 3),
    ):  # fmt: skip
        rows = everything(
            lambda after, part=part: cases.measured_cases(
                by=mixed.manager(), since=since, scenario=VENUE, part=part, after=after, limit=2
            )
        )
        assert len(rows) == number
    for took, number in (*measure.workdays, (4999, 0)):
        rows = everything(
            lambda after, took=took: cases.measured_cases(
                by=mixed.manager(), since=since, scenario=VENUE, took=took, after=after, limit=2
            )
        )
        assert [row.workdays for row in rows] == [took] * number
    assert cases.measures(by=mixed.manager(HAISHU), since=since) == ()
    assert cases.measures(by=mixed.manager(), since=mixed.at.date() + timedelta(days=1)) == ()


def test_measures_when_a_failed_item_is_visited_again_then_both_visits_count(desk):
    ref = desk.accepted()
    fire, health, culture = (desk.officer(role) for role in ("fire-brigade", "health", "culture-tourism"))
    desk.act(fire, ref, "appoint", "hygiene", on=desk.at.date())
    desk.act(health, ref, "inspect", "hygiene", passed=False, because="通风不足")
    desk.act(culture, ref, "inspect", "entertainment")
    desk.act(fire, ref, "appoint", "hygiene", on=desk.at.date())
    desk.act(health, ref, "inspect", "hygiene")
    for role, item in (
        ("market-regulation", "registration"),
        ("health", "hygiene"),
        ("culture-tourism", "entertainment"),
    ):
        desk.act(desk.officer(role), ref, "approve", item)
    desk.act(desk.clerk(), ref, "deliver")
    desk.delivered()
    since = desk.at.date() - timedelta(days=60)
    (measure,) = cases.measures(by=desk.manager(), since=since)
    rows = cases.measured_cases(by=desk.manager(), since=since, scenario=VENUE, part="done").rows
    assert (measure.visits, [row.visits for row in rows]) == (3, [1, 2])


def test_numbers_when_asked_for_by_another_role_then_refused(mixed):
    today = mixed.at.date()
    for actor in (mixed.company, mixed.clerk(), mixed.officer("health")):
        for ask in (
            lambda actor=actor: cases.list_tasks(by=actor, today=today),
            lambda actor=actor: cases.case_counts(by=actor, today=today),
            lambda actor=actor: cases.measures(by=actor, since=today),
            lambda actor=actor: cases.measured_cases(by=actor, since=today, scenario=VENUE),
        ):
            with pytest.raises(Refused, match=r"cases\.wrong_role"):
                ask()
    with pytest.raises(Refused, match=r"cases\.wrong_role"):
        cases.work_counts(by=mixed.manager(), today=today)
    with pytest.raises(Refused, match=r"cases\.wrong_role"):
        cases.queue_counts(by=mixed.manager())
    for cursor in ("x", "2026-01-01~1~a~b", "~", "1; DROP TABLE"):
        with pytest.raises(Refused, match=r"cases\.bad_cursor"):
            cases.list_tasks(by=mixed.manager(), today=today, after=cursor)


def test_consulted_unit_when_it_looks_then_no_element_of_grade_three_and_nothing_of_others_history(desk):
    ref = desk.accepted()
    health, today = desk.officer("health"), desk.at.date()
    desk.act(desk.officer("market-regulation"), ref, "suspend", "registration", because="别家的理由")
    desk.act(health, ref, "consult", "hygiene", target="public-security", because="有无意见")
    view = cases.get_task(by=desk.officer("public-security"), case_id=ref.id, item="hygiene", today=today)
    assert (view.kind, view.asked_as, view.can) == ("consult", "public-security", ("answer",))
    shown = {value.element for value in view.values}
    deciding = cases.get_task(by=health, case_id=ref.id, item="hygiene", today=today)
    assert shown < {value.element for value in deciding.values}
    assert "person.id_number" not in shown
    for each in (view, deciding):
        assert "别家的理由" not in {line.because for line in each.history}
    manager = cases.get_task(by=desk.manager(), case_id=ref.id, item="hygiene", today=today)
    assert "别家的理由" in {line.because for line in manager.history}
