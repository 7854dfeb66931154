"""What really became of the cases of each matter: medians, on-time rate, visits and ratings, and the rows behind them.

Measured on cases delivered since a day, in the manager's division. Days are workdays from acceptance to the last decision.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text

from .. import access
from ..rows import Measure, MeasuredCase, Rows
from . import cursors
from .lists import Filter, _known, fetch

PARTS = ("done", "in-time", "late", "rated", "bad", "visited")
BAD_GRADE = 2
# Delivery may wait for the applicant; what the departments promise ends with the last decision.
MEASURED = """
SELECT k.id, k.code, k.scenario, k.title, k.title_en, k.accepted_on, k.due_on, k.closed_on, t.decided_on, k.visits, k.grade
FROM cases_case k
CROSS JOIN LATERAL (
  SELECT max(t.decided_on) AS decided_on FROM cases_task t WHERE t.case_id = k.id AND t.kind = 'branch') t
WHERE """
IN_TIME = "(m.due_on IS NULL OR m.decided_on IS NULL OR m.decided_on <= m.due_on)"
CONDITIONS = {
    "done": "TRUE",
    "in-time": IN_TIME,
    "late": f"NOT {IN_TIME}",
    "rated": "m.grade > 0",
    "bad": f"m.grade BETWEEN 1 AND {BAD_GRADE}",
    "visited": "m.visits > 0",
}


def measures(*, by: Actor, since: date) -> tuple[Measure, ...]:
    """Return one row for each matter of which cases were delivered since `since`, the most frequent first."""
    where = _seen(by, since)
    rows = fetch(
        f"""SELECT m.scenario, m.title, m.title_en, m.accepted_on, m.decided_on, {IN_TIME}, m.grade, m.visits, count(*)
            FROM ({MEASURED} {where.sql}) m GROUP BY 1, 2, 3, 4, 5, 6, 7, 8""",
        where.values,
    )
    groups: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    found = (_measure(scenario, group) for scenario, group in groups.items())
    return tuple(sorted(found, key=lambda each: (-each.cases, each.scenario)))


def measured_cases(
    *, by: Actor, since: date, scenario: str, part: str, took: int | None, after: str, limit: int
) -> Rows:
    """Return the cases behind the numbers of one matter, newest first, as `MeasuredCase`."""
    _known(part, PARTS, "part")
    where = _seen(by, since)
    where.add("k.scenario = %s", scenario)
    if (last := cursors.read_id(after)) is not None:
        where.add("k.id < %s", last)
    size = cursors.page_size(limit)
    measured, values = f"({MEASURED} {where.sql}) m WHERE {CONDITIONS[part]}", where.values
    if took is not None:
        days, more = _days_taken(measured, values, took)
        measured, values = f"{measured} AND {days}", [*values, *more]
    rows = fetch(f"SELECT m.* FROM {measured} ORDER BY m.id DESC LIMIT %s", [*values, size + 1])
    lines = tuple(
        MeasuredCase(
            id=row[0], code=row[1], title=Text(row[3], row[4]), accepted_on=row[5], due_on=row[6], delivered_on=row[7],
            decided_on=row[8], workdays=_workdays(row[5], row[8]), visits=row[9], grade=row[10],
        )
        for row in rows[:size]
    )  # fmt: skip
    return Rows(rows=lines, next=str(lines[-1].id) if len(rows) > size else "")


def _days_taken(measured: str, values: list[Any], took: int) -> tuple[str, list[Any]]:
    """Return the condition that a case took so many workdays: which pairs of days lie so far apart, only the calendar says."""
    pairs = [
        pair
        for pair in fetch(f"SELECT DISTINCT m.accepted_on, m.decided_on FROM {measured}", values)
        if _workdays(*pair) == took
    ]
    condition = "(m.accepted_on, m.decided_on) IN (SELECT * FROM unnest(%s::date[], %s::date[]))"
    return condition, [[pair[0] for pair in pairs], [pair[1] for pair in pairs]]


def _seen(by: Actor, since: date) -> Filter:
    if by.role != "manager":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "measures", "item": ""}))
    where = Filter(*access.visible(by))
    where.add("k.phase = 'delivered' AND k.closed_on >= %s", since)
    return where


def _measure(scenario: str, rows: list[tuple[Any, ...]]) -> Measure:
    days: dict[int, int] = defaultdict(int)
    grades = dict.fromkeys(range(1, 6), 0)
    for row in rows:
        if (workdays := _workdays(row[3], row[4])) is not None:
            days[workdays] += row[8]
        if row[6]:
            grades[row[6]] += row[8]
    return Measure(
        scenario=scenario, title=Text(rows[0][1], rows[0][2]), cases=sum(row[8] for row in rows),
        in_time=sum(row[8] for row in rows if row[5]), visits=sum(row[7] * row[8] for row in rows),
        workdays=tuple(sorted(days.items())), grades=tuple(grades.items()), median=median_of(days),
    )  # fmt: skip


def median_of(counts: dict[int, int]) -> float | None:
    """Return the median of values given as value -> how often; the mean of the middle two for an even number.

    >>> median_of({3: 1, 5: 1, 9: 1}), median_of({2: 2, 6: 2}), median_of({})
    (5.0, 4.0, None)
    """
    total = sum(counts.values())
    if not total:
        return None
    middle = ((total - 1) // 2, total // 2)
    found, passed = [], 0
    for value, count in sorted(counts.items()):
        found += [value for place in middle if passed <= place < passed + count]
        passed += count
    return sum(found) / len(found)


def _workdays(accepted_on: date | None, decided_on: date | None) -> int | None:
    if accepted_on is None or decided_on is None:
        return None
    return load_calendar().count_workdays(accepted_on, decided_on)
