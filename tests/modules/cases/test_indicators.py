"""Indicators against a plain count over the same cases, and against the rows that each number opens to."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import msgspec
import pytest

from guantong.core.flow.engine import open_case
from guantong.core.flow.model import Branch, Flow, Input, Stop
from guantong.core.flow.working_time import used_workdays
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.text import Text
from guantong.core.scenario.measures import MEASURES, is_reached
from guantong.modules.cases import public as cases
from guantong.modules.cases.queries.measure_sql import BEHIND
from tests.modules.cases.desk import (
    GONGSHU,
    HAISHU,
    HANGZHOU,
    NINGBO,
    RECTIFICATION,
    TOWN,
    VENUE,
    XIHU,
    ZHEJIANG,
)
from tests.modules.cases.planted import CALENDAR, SINCE, TODAY, counted, plant
from tests.modules.cases.test_measures import everything

PERIOD = cases.Period(since=SINCE, until=TODAY, today=TODAY)
AREAS = {
    ZHEJIANG: "33",
    HANGZHOU: "3301",
    XIHU: "330106",
    TOWN: "330106001",
    NINGBO: "3302",
    GONGSHU: "330105",
}


def test_measures_when_a_package_may_name_them_then_each_is_computed_and_no_other():
    assert set(BEHIND) == set(MEASURES)
    assert all(BEHIND[name].at_end == (each.counted_on == "end") for name, each in MEASURES.items())


@pytest.mark.parametrize("seed", [1, 2])
def test_computed_when_counted_again_in_plain_python_then_every_measure_month_and_division_agree(desk, seed):
    planted = plant(desk, seed, 120)
    something = set()
    for division, area in AREAS.items():
        for scenario in (VENUE, RECTIFICATION):
            found = cases.computed(
                by=desk.manager(division), scenario=scenario, measures=tuple(MEASURES), period=PERIOD
            )
            for each in found:
                rows = counted(each.measure, planted, scenario, area, SINCE, TODAY)
                months = defaultdict(lambda: [0, 0])
                for _, day, number, of in rows:
                    months[day.replace(day=1)][0] += number
                    months[day.replace(day=1)][1] += of
                assert [(m.first, m.counted, m.of) for m in each.months] == [
                    (m.first, *months[m.first]) for m in each.months
                ], (each.measure, division)
                final = [row for row in rows if MEASURES[each.measure].counted_on != "end" or row[1] == TODAY]
                sums = (len(final), sum(row[2] for row in final), sum(row[3] for row in final))
                assert (each.cases, each.counted, each.of) == sums, (each.measure, division)
                something |= {each.measure} if each.counted > 0 else set()
    assert something == set(MEASURES)


def test_indicator_rows_when_a_number_is_opened_then_they_are_the_cases_that_it_counts(desk):
    planted = plant(desk, 3, 60)
    for measure in MEASURES:
        (number,) = cases.computed(
            by=desk.manager(HANGZHOU), scenario=VENUE, measures=(measure,), period=PERIOD
        )
        rows = {
            part: everything(
                lambda after, part=part, measure=measure: cases.indicator_rows(
                    by=desk.manager(HANGZHOU), scenario=VENUE, measure=measure, period=PERIOD, part=part, after=after, limit=7
                )
            )
            for part in ("all", "counted", "rest")
        }  # fmt: skip
        assert (len(rows["all"]), sum(row.counted for row in rows["all"])) == (number.cases, number.counted)
        assert [row.id for row in rows["all"]] == sorted((row.id for row in rows["all"]), reverse=True)
        if MEASURES[measure].kind == "share":
            assert sum(row.of for row in rows["all"]) == number.of
            assert {row.id for row in rows["all"]} == {
                row.id for part in ("counted", "rest") for row in rows[part]
            }
            assert all(row.counted < row.of for row in rows["rest"])
    wanted = counted("average_workdays", planted, VENUE, "3301", SINCE, TODAY)
    rows = everything(
        lambda after: cases.indicator_rows(
            by=desk.manager(HANGZHOU),
            scenario=VENUE,
            measure="average_workdays",
            period=PERIOD,
            after=after,
            limit=50,
        )
    )
    assert {(row.id, row.day, row.counted) for row in rows} == {row[:3] for row in wanted}


def test_computed_when_a_division_is_named_then_only_what_the_manager_sees_inside_it(desk):
    plant(desk, 4, 40)

    def closed(by: str, division: str = "") -> int:
        (number,) = cases.computed(
            by=desk.manager(by), scenario=VENUE, measures=("cases_closed",), period=PERIOD, division=division
        )
        return number.cases

    assert closed(HANGZHOU, XIHU) == closed(XIHU) > closed(XIHU, TOWN) > 0
    assert closed(XIHU, HAISHU) == 0 < closed(HAISHU)
    (told,) = cases.told_to_all(scenario=VENUE, measures=("cases_closed",), period=PERIOD, division=XIHU)
    assert told.cases == closed(XIHU)


def test_computed_when_there_is_no_case_then_there_is_no_value_and_no_target_is_reached(desk):
    for each in cases.computed(by=desk.manager(), scenario=VENUE, measures=tuple(MEASURES), period=PERIOD):
        assert (each.cases, each.counted, each.of, each.value) == (0, 0, 0, None)
        assert is_reached(each.value, 0, "down") is is_reached(each.value, 0, "up") is None


def test_computed_when_cases_are_played_then_what_was_done_is_what_is_counted(desk):
    first = desk.submit()
    desk.act(desk.clerk(), first, "return", fields=("company.name",), because="补正")
    desk.act(desk.company, first, "withdraw", because="不办了")
    ref = desk.delivered()
    desk.act(desk.company, ref, "rate", grade=1, because="慢")
    lapsed = desk.submit(premises__floor_plan=None)
    desk.act(desk.clerk(), lapsed, "accept", owed=("premises.floor_plan",))
    desk.at += timedelta(days=15)
    cases.lapse_due(now=desk.at)
    desk.act(desk.company, lapsed, "withdraw", because="不办了")
    today = desk.at.date()
    period = cases.Period(since=(today - timedelta(days=60)).replace(day=1), until=today, today=today)
    values = {
        each.measure: each.value
        for each in cases.computed(by=desk.manager(), scenario=VENUE, measures=tuple(MEASURES), period=period)
    }
    assert (values["cases_submitted"], values["cases_closed"], values["cases_open"]) == (3, 3, None)
    assert values["correction_rate"] == Fraction(100, 3)
    assert values["withdrawal_rate"] == Fraction(200, 3)
    assert (values["owed_lapsed_rate"], values["on_time_rate"], values["bad_rating_rate"]) == (100, 100, 100)
    assert values["inspections_per_case"] == 1
    assert 0 < values["shared_rate"] < 100
    assert values["silent_rate"] == 0
    assert (
        values["rectified_rate"] == 0
    )  # the rectification that the rating opened is late: nobody has begun it


def test_indicators_when_asked_for_by_another_role_then_refused(desk):
    for by in (desk.company, desk.clerk(), desk.officer("health")):
        with pytest.raises(Refused, match=r"cases\.wrong_role"):
            cases.computed(by=by, scenario=VENUE, measures=("cases_open",), period=PERIOD)
        with pytest.raises(Refused, match=r"cases\.wrong_role"):
            cases.indicator_rows(by=by, scenario=VENUE, measure="cases_open", period=PERIOD)
    for wrong in ({"measure": "visits_per_case"}, {"measure": "cases_open", "part": "x"}):
        with pytest.raises(Refused, match=r"cases\.unknown_filter"):
            cases.indicator_rows(by=desk.manager(), scenario=VENUE, period=PERIOD, **wrong)


# ---------------------------------------------------------------------------------------------------- working time

MONDAY = date(2026, 3, 2)


def played(
    first: tuple[Stop, ...] = (), second: tuple[Stop, ...] = (), extended: int = 0, days: int = 14
) -> int:
    """Two branches beside each other, of 8 and 3 workdays; decided so many days after a Monday."""
    branches = tuple(
        Branch(item=item, title=Text(item), unit=item, level="county", promised=promised, legal=20, inputs=(Input(element="x.a", source="applicant"),))
        for item, promised in (("long", 8), ("short", 3))
    )  # fmt: skip
    flow = Flow(scenario="s", situation="x", title=Text("题"), lead="long", promised=8, branches=branches)
    state = open_case(flow)
    tasks = {
        "long": msgspec.structs.replace(state.tasks["long"], ready_on=MONDAY, stops=first, extended=extended),
        "short": msgspec.structs.replace(state.tasks["short"], ready_on=MONDAY, stops=second),
    }
    state = msgspec.structs.replace(state, tasks=tasks, accepted_on=MONDAY)
    return used_workdays(flow, state, MONDAY, MONDAY + timedelta(days=days), CALENDAR)


def stop(days: int) -> tuple[Stop, ...]:
    return (
        Stop(since=MONDAY + timedelta(days=1), until=MONDAY + timedelta(days=1 + days), why="suspension"),
    )


def test_working_time_when_nothing_stood_still_then_all_workdays_count():
    assert played() == 10


def test_working_time_when_a_stop_moved_the_due_day_then_it_does_not_count():
    assert played(first=stop(3)) == 7


def test_working_time_when_a_stop_lay_beside_the_longest_path_then_only_what_it_moved_is_taken_out():
    assert played(second=stop(3)) == 10
    assert played(second=stop(13)) == 10 - (3 + 9 - 8)


def test_working_time_when_a_term_was_extended_then_the_extension_is_working_time():
    assert played(extended=5) == 10
    assert played(first=stop(3), extended=5) == 7
