"""Indicators of one matter, computed from their rows: sums by month, and the rows themselves.

What a day of work is says the calendar, so workdays are counted here from the days that SQL gives; everything else is
summed in the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from guantong.core.flow.model import Flow
from guantong.core.flow.working_time import used_workdays
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.calendar import Calendar, load_calendar
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text

from .. import access, rules
from ..rows import Computed, IndicatorRow, Month, Period, Rows
from . import cursors
from .lists import _known, fetch
from .measure_sql import BEHIND, rows_sql

PARTS = {"all": "TRUE", "counted": "r.counted > 0", "rest": "r.counted < r.of"}
WORKDAYS = "average_workdays"
COLUMNS = "k.code, k.title, k.title_en, k.phase, k.submitted_on, k.accepted_on, {decided} AS decided_on, k.due_on, k.closed_on, k.flow"
LAST_DECISION = "(SELECT max(t.decided_on) FROM cases_task t WHERE t.case_id = k.id AND t.kind = 'branch')"

Sums = dict[date, tuple[int, int, int]]


def computed(
    *, by: Actor, scenario: str, measures: Sequence[str], period: Period, division: str
) -> tuple[Computed, ...]:
    seen, values = _seen(by, division)
    values |= _values(scenario, period)
    return tuple(_computed(measure, seen, values, period) for measure in measures)


def told_to_all(
    *, scenario: str, measures: Sequence[str], period: Period, division: str
) -> tuple[Computed, ...]:
    seen, values = _named(access.visible(SYSTEM), division)
    values |= _values(scenario, period)
    return tuple(_computed(measure, seen, values, period) for measure in measures)


def indicator_rows(
    *,
    by: Actor,
    scenario: str,
    measure: str,
    period: Period,
    division: str,
    part: str,
    after: str,
    limit: int,
) -> Rows:
    _known(measure, tuple(BEHIND), "measure")
    _known(part, tuple(PARTS), "part")
    seen, values = _seen(by, division)
    size = cursors.page_size(limit)
    values |= _values(scenario, period, at_end_only=True) | {"size": size + 1}
    before = "TRUE"
    if (last := cursors.read_id(after)) is not None:
        before, values["last"] = "r.id < %(last)s", last
    sql = rows_sql(measure, seen, COLUMNS.format(decided=LAST_DECISION))
    rows = fetch(
        f"SELECT * FROM ({sql}) r WHERE {PARTS[part]} AND {before} ORDER BY r.id DESC LIMIT %(size)s", values
    )
    lines = tuple(_with_workdays(measure, _line(row), row) for row in rows[:size])
    return Rows(rows=lines, next=str(lines[-1].id) if len(rows) > size else "")


# ------------------------------------------------------------------------------------------------------ whose cases


def _seen(by: Actor, division: str) -> tuple[str, dict[str, Any]]:
    if by.role != "manager":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "indicators", "item": ""}))
    return _named(access.visible(by), division)


def _named(seen: tuple[Any, ...], division: str) -> tuple[str, dict[str, Any]]:
    """Return the condition with named parameters, and inside a division when one is named."""
    sql, *given = seen
    for place in range(len(given)):
        sql = sql.replace("%s", f"%(seen{place})s", 1)
    values = {f"seen{place}": value for place, value in enumerate(given)}
    area = rules.area_of(division) if division else ""
    if len(area) >= access.COUNTY_DIGITS:
        sql += " AND left(k.division, 6) = %(county)s"
        values["county"] = area[: access.COUNTY_DIGITS]
    if area:
        sql += " AND k.division LIKE %(inside)s"
        values["inside"] = area + "%"
    return sql, values


def _values(scenario: str, period: Period, *, at_end_only: bool = False) -> dict[str, Any]:
    ends = [period.until] if at_end_only else _ends(period)
    return {
        "scenario": scenario, "since": period.since, "until": period.until, "today": period.today, "ends": ends,
    }  # fmt: skip


def _ends(period: Period) -> list[date]:
    """Return the last day of each month of the period, of the last one the last day counted."""
    firsts = _firsts(period)
    return [*(first - timedelta(days=1) for first in firsts[1:]), period.until]


def _firsts(period: Period) -> list[date]:
    found = [period.since.replace(day=1)]
    while (following := (found[-1] + timedelta(days=31)).replace(day=1)) <= period.until:
        found.append(following)
    return found


# ---------------------------------------------------------------------------------------------------------- numbers


def _computed(measure: str, seen: str, values: dict[str, Any], period: Period) -> Computed:
    _known(measure, tuple(BEHIND), "measure")
    sums = _workday_sums(seen, values) if measure == WORKDAYS else _sums(measure, seen, values)
    months = tuple(
        Month(first=first, counted=sums.get(first, NONE)[0], of=sums.get(first, NONE)[1])
        for first in _firsts(period)
    )
    # What is looked at on the last days of months does not add up: the period ends as its last month does.
    parts = [sums.get(months[-1].first, NONE)] if BEHIND[measure].at_end else list(sums.values())
    return Computed(
        measure=measure, counted=sum(each[0] for each in parts), of=sum(each[1] for each in parts),
        cases=sum(each[2] for each in parts), months=months,
    )  # fmt: skip


NONE = (0, 0, 0)


def _sums(measure: str, seen: str, values: dict[str, Any]) -> Sums:
    rows = fetch(
        f"""SELECT date_trunc('month', r.day)::date, sum(r.counted)::bigint, sum(r.of)::bigint, count(*)
            FROM ({rows_sql(measure, seen)}) r GROUP BY 1""",
        values,
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def _workday_sums(seen: str, values: dict[str, Any]) -> Sums:
    """Cases of the same days took the same; only where a stop moved the due day the case itself has to be looked at."""
    behind = rows_sql(WORKDAYS, seen, "k.accepted_on, d.decided_on, k.due_on, k.flow")
    rows = fetch(
        f"""SELECT date_trunc('month', r.day)::date, r.accepted_on, r.decided_on, r.due_on, r.flow, array_agg(r.id)
            FROM ({behind}) r GROUP BY 1, 2, 3, 4, 5""",
        values,
    )
    calendar = load_calendar()
    sums: Sums = defaultdict(lambda: NONE)
    moved: list[tuple[date, date, date, str, int]] = []
    for month, accepted_on, decided_on, due_on, flow, ids in rows:
        if _as_promised(access.flow_of(flow), accepted_on, due_on, calendar):
            took = calendar.count_workdays(accepted_on, decided_on)
            _add(sums, month, took * len(ids), len(ids))
        else:
            moved += [(month, accepted_on, decided_on, flow, each) for each in ids]
    states = _states(each[4] for each in moved)
    for month, accepted_on, decided_on, flow, each in moved:
        took = used_workdays(access.flow_of(flow), access.read_state(states[each]), accepted_on, decided_on, calendar)  # fmt: skip
        _add(sums, month, took, 1)
    return sums


def _add(sums: Sums, month: date, took: int, cases: int) -> None:
    counted, of, number = sums[month]
    sums[month] = (counted + took, of + cases, number + cases)


def _as_promised(flow: Flow, accepted_on: date, due_on: date | None, calendar: Calendar) -> bool:
    """Return whether nothing moved the due day, so that no stop is to be taken out."""
    return due_on is not None and calendar.count_workdays(accepted_on, due_on) == flow.promised


def _states(case_ids: Iterable[int]) -> dict[int, str]:
    ids = list(case_ids)
    if not ids:
        return {}
    return dict(fetch("SELECT case_id, state::text FROM cases_state WHERE case_id = ANY(%s)", [ids]))


# ------------------------------------------------------------------------------------------------------------- rows


def _line(row: tuple[Any, ...]) -> IndicatorRow:
    return IndicatorRow(
        id=row[0], day=row[1], counted=row[2], of=row[3], code=row[4], title=Text(row[5], row[6]), phase=row[7],
        submitted_on=row[8], accepted_on=row[9], decided_on=row[10], due_on=row[11], closed_on=row[12],
    )  # fmt: skip


def _with_workdays(measure: str, line: IndicatorRow, row: tuple[Any, ...]) -> IndicatorRow:
    """Return the row with what only the calendar can count."""
    if measure != WORKDAYS or line.accepted_on is None or line.decided_on is None:
        return line
    flow, calendar = access.flow_of(row[13]), load_calendar()
    if _as_promised(flow, line.accepted_on, line.due_on, calendar):
        took = calendar.count_workdays(line.accepted_on, line.decided_on)
    else:
        state = access.read_state(_states([line.id])[line.id])
        took = used_workdays(flow, state, line.accepted_on, line.decided_on, calendar)
    return msgspec.structs.replace(line, counted=took)
