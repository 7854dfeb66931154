"""The manual, part 3: the clock. March 2026 has no holidays in it; the 2nd is a Monday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from guantong.core.flow.deadlines import (
    case_due,
    due_why,
    longest_path,
    merged,
    task_due,
    task_why,
    unless_unknown,
)  # fmt: skip
from guantong.core.flow.model import Procedure, State, Stop, Task
from guantong.core.kernel.problem import Refused
from tests.flow_desk import CALENDAR, MONDAY, Desk, branch, flow_of

HEARING = (Procedure(kind="hearing", workdays=10),)


def march(day: int) -> date:
    return date(2026, 3, day)


def due(case: Desk, item: str) -> date | None:
    return task_due(case.flow, case.state, item, CALENDAR, case.today)


def due_of_case(case: Desk) -> date | None:
    return case_due(case.flow, case.state, CALENDAR, case.today)


def chain() -> Desk:
    """a (5) then b (8); c (5) beside them. The longest path is 13, the promise 15."""
    return Desk(
        flow_of(
            branch("a", procedures=HEARING),
            branch("b", "a", promised=8),
            branch("c", procedures=HEARING),
            promised=15,
        )
    ).accepted()


def test_branch_when_it_becomes_ready_then_its_clock_counts_from_the_next_workday() -> None:
    case = chain()
    assert due(case, "a") == march(9)
    assert due(case, "b") is None
    case.do("approve", "a", on=march(5))
    assert due(case, "b") == march(17)


def test_instant_branch_when_ready_then_it_is_due_the_same_day() -> None:
    case = Desk(flow_of(branch("a", promised=0))).accepted()
    assert due(case, "a") == MONDAY
    case.do("return", "a", fields=("a.field",)).do("correct", data={"a.field": 2}, on=march(5))
    assert due(case, "a") == march(5)


def test_holiday_when_it_lies_between_then_it_does_not_count() -> None:
    case = Desk(flow_of(branch("a")), day=date(2026, 9, 29)).accepted()
    assert due(case, "a") == date(
        2026, 10, 12
    )  # counted: 30 September, 8, 9, 10 (a Saturday worked), 12 October


def test_stop_when_it_ends_then_the_workdays_after_its_first_day_up_to_its_last_are_taken_out() -> None:
    case = (
        chain()
        .do("return", "a", fields=("a.field",), on=march(4))
        .do("correct", data={"a.field": 2}, on=march(11))
    )
    # Counted: 3, 4 (the day of the return was the office's), 12, 13, 16. The 11th is like a day of receipt.
    assert due(case, "a") == march(16)
    assert task_why(case.flow, case.state, "a", CALENDAR, case.today) == (
        ("flow-clock-promise", 5),
        ("flow-clock-correction", 5),
    )


def test_stop_when_it_is_running_then_the_due_day_moves_with_today() -> None:
    case = chain().do("pause", "a", target="hearing", on=march(4))
    assert [task_due(case.flow, case.state, "a", CALENDAR, march(day)) for day in (4, 5, 6)] == [
        march(9),
        march(10),
        march(11),
    ]


def test_stop_when_it_begins_on_the_due_day_then_the_day_it_ends_is_the_last_in_time() -> None:
    case = (
        chain()
        .do("return", "a", fields=("a.field",), on=march(9))
        .do("correct", data={"a.field": 2}, on=march(14))
    )
    assert due(case, "a") == march(14)  # a Saturday: no workday is left, and none has passed


def test_stop_when_it_begins_after_the_due_day_then_it_excuses_nothing() -> None:
    case = (
        chain()
        .do("return", "a", fields=("a.field",), on=march(10))
        .do("correct", data={"a.field": 2}, on=march(20))
    )
    assert due(case, "a") == march(9)
    assert due(case, "a") < case.today


def test_stops_when_they_overlap_then_no_workday_is_taken_out_twice() -> None:
    stops = (
        Stop(since=march(4), until=march(10)),
        Stop(since=march(6), until=march(12)),
        Stop(since=march(12), until=march(13)),
    )
    assert merged(stops, march(20)) == [(march(4), march(13))]


def test_extension_when_granted_then_the_branch_has_more_days_in_this_round_only() -> None:
    case = chain().do("extend", "a", days=3)
    assert due(case, "a") == march(12)
    case.do("approve", "a").do("send_back", "b", target="a", on=march(6))
    assert due(case, "a") == march(13)


def test_sender_when_it_waits_for_the_sibling_it_sent_back_then_its_clock_stands_still() -> None:
    case = (
        chain()
        .do("approve", "a")
        .do("send_back", "b", target="a", on=march(4))
        .do("approve", "a", on=march(6))
    )
    assert due(case, "b") == march(16)
    assert task_why(case.flow, case.state, "b", CALENDAR, case.today)[-1] == ("flow-clock-upstream", 2)


def test_case_when_nothing_stops_then_it_is_due_after_its_promise() -> None:
    case = chain()
    assert due_of_case(case) == march(23)
    assert due_why(case.flow, case.state, CALENDAR, case.today) == (("flow-clock-promise", 15),)


def test_case_when_a_stop_lies_on_the_longest_path_then_it_is_due_later_by_as_much() -> None:
    case = chain().do("return", "a", fields=("a.field",)).do("correct", data={"a.field": 2}, on=march(5))
    assert due_of_case(case) == march(26)
    assert due_why(case.flow, case.state, CALENDAR, case.today) == (
        ("flow-clock-promise", 15),
        ("flow-clock-correction", 3),
    )


def test_case_when_a_stop_lies_beside_the_longest_path_then_its_slack_absorbs_it() -> None:
    case = chain().do("pause", "c", target="hearing").do("resume", "c", on=march(12))
    assert due_of_case(case) == march(23)
    assert due_why(case.flow, case.state, CALENDAR, case.today) == (("flow-clock-promise", 15),)


def test_case_when_a_stop_is_longer_than_the_slack_then_only_the_rest_counts() -> None:
    case = chain().do("pause", "c", target="hearing").do("resume", "c", on=march(16))
    # 5 + 10 stopped = 15 against 13: two workdays more; eight of the ten were slack.
    assert due_of_case(case) == march(25)
    assert due_why(case.flow, case.state, CALENDAR, case.today) == (
        ("flow-clock-promise", 15), ("flow-clock-procedure", 10), ("flow-clock-slack", -8),
    )  # fmt: skip


def test_case_when_branches_on_one_path_stand_still_at_the_same_time_then_the_time_counts_once() -> None:
    case = chain().do("approve", "a").do("return", "b", fields=("b.field",), on=march(3))
    # b waits for the applicant and, since somebody's correction reopened a, for a as well.
    case.do("return", "c", fields=("company.name",)).do("correct", data={"company.name": "new"}, on=march(5))
    case.do("pause", "a", target="hearing").do("resume", "a", on=march(9)).do("approve", "a")
    case.do("correct", data={"b.field": 2}, on=march(10))
    # b: 4th and 5th, and the 10th; a: 6th and 9th.
    assert dict(due_why(case.flow, case.state, CALENDAR, case.today)) == {
        "flow-clock-promise": 15, "flow-clock-procedure": 2, "flow-clock-correction": 3,
    }  # fmt: skip


def test_due_day_when_it_lies_in_a_year_without_a_notice_then_it_is_refused_and_not_guessed() -> None:
    case = Desk(flow_of(branch("a")), day=date(2026, 12, 28)).accepted()
    with pytest.raises(Refused) as refused:
        due(case, "a")
    assert refused.value.code == "clock.gap"
    assert unless_unknown(lambda: due(case, "a")) is None
    assert unless_unknown(lambda: MONDAY) == MONDAY


# ------------------------------------------------------------------------------------------------------- properties

DAYS = st.integers(0, 60).map(lambda number: MONDAY + timedelta(days=number))
FLOW = flow_of(branch("a", promised=7))


def state_with(stops: tuple[Stop, ...]) -> State:
    return State(
        flow=FLOW.hash,
        phase="handling",
        accepted_on=MONDAY,
        tasks={"a": Task(status="open", ready_on=MONDAY, stops=stops)},
    )


@given(DAYS, DAYS, DAYS)
def test_stop_when_cut_in_two_at_any_day_then_nothing_changes(a: date, b: date, c: date) -> None:
    first, middle, last = sorted((a, b, c))
    whole = state_with((Stop(since=first, until=last, why="suspension"),))
    halves = state_with(
        (Stop(since=middle, until=last, why="suspension"), Stop(since=first, until=middle, why="suspension"))
    )
    today = MONDAY + timedelta(days=90)
    assert task_due(FLOW, whole, "a", CALENDAR, today) == task_due(FLOW, halves, "a", CALENDAR, today)
    assert case_due(FLOW, whole, CALENDAR, today) == case_due(FLOW, halves, CALENDAR, today)
    assert due_why(FLOW, whole, CALENDAR, today) == due_why(FLOW, halves, CALENDAR, today)


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=4))
def test_due_day_when_compared_with_counting_day_by_day_then_it_is_the_same(pairs: list[list[date]]) -> None:
    """The witness counts each day by hand: the last day on which no more than the term has been used up, where days
    after the last used one count only if a stop ends on them."""
    stops = tuple(Stop(since=since, until=until, why="suspension") for since, until in pairs)
    found = task_due(FLOW, state_with(stops), "a", CALENDAR, MONDAY + timedelta(days=90))
    day, used, expected = MONDAY, 0, MONDAY
    for _ in range(200):
        day += timedelta(days=1)
        stopped = any(stop.since < day <= (stop.until or day) for stop in stops)
        if not stopped and CALENDAR.is_workday(day):
            used += 1
            if used > 7:
                break
            expected = day
        elif (
            stopped
            and used == 7
            and any(stop.since <= expected for stop in stops if stop.since < day <= (stop.until or day))
        ):
            expected = day
    assert found == expected


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=4), DAYS)
def test_due_day_when_one_more_stop_is_there_then_it_is_never_earlier(
    pairs: list[list[date]], more: date
) -> None:
    today = MONDAY + timedelta(days=90)
    stops = tuple(Stop(since=since, until=until, why="suspension") for since, until in pairs)
    longer = (*stops, Stop(since=more, until=more + timedelta(days=9), why="correction"))
    before, after = (task_due(FLOW, state_with(each), "a", CALENDAR, today) for each in (stops, longer))
    assert before is not None
    assert after is not None
    assert before <= after
    joint, joint_after = (case_due(FLOW, state_with(each), CALENDAR, today) for each in (stops, longer))
    assert joint is not None
    assert joint_after is not None
    assert joint <= joint_after


def test_longest_path_when_two_are_equally_long_then_the_first_is_taken() -> None:
    assert longest_path({"a": (), "b": (), "c": ("a", "b")}, {"a": 3, "b": 3, "c": 1}) == (4, ("a", "c"))
    assert longest_path({}, {}) == (0, ())


def test_state_when_a_running_stop_is_replaced_by_one_that_ended_today_then_the_due_day_is_the_same() -> None:
    running = state_with((Stop(since=march(4), why="suspension"),))
    task = running.tasks["a"]
    ended = replace(running, tasks={"a": replace(task, stops=(replace(task.stops[0], until=march(11)),))})
    assert task_due(FLOW, running, "a", CALENDAR, march(11)) == task_due(
        FLOW, ended, "a", CALENDAR, march(11)
    )
