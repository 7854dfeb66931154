"""Lists of cases and of tasks: hand-written SQL, one index walk a page, by key and never by offset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from guantong.core.flow import deadlines
from guantong.core.flow.model import PHASES
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text

from .. import access, rules
from ..rows import CaseLine, Rows, TaskLine, UnitLoad
from . import cursors
from .names import item_title, unit_name

CASE_COLUMNS = """k.id, k.code, k.title, k.title_en, k.applicant_name, k.phase, k.division, k.submitted_on,
    k.accepted_on, k.due_on, k.closed_on, k.stopped"""
# The statuses stand in the text of the statement, not in its parameters: only so can PostgreSQL see that the partial
# index answers it.
OPEN_TASKS = "t.status IN ('open', 'correcting', 'paused', 'suspended')"
QUEUE_PHASES = ("submitted", "correcting", "handling", "decided")


class Filter:
    """Conditions of one statement, collected with their parameters."""

    def __init__(self, condition: str = "", *values: Any) -> None:
        self.conditions: list[str] = []
        self.values: list[Any] = []
        if condition:
            self.add(condition, *values)

    def add(self, condition: str, *values: Any) -> None:
        self.conditions.append(condition)
        self.values.extend(values)

    @property
    def sql(self) -> str:
        return " AND ".join(self.conditions) or "TRUE"


def fetch(sql: str, values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def amber_until(today: date) -> date:
    """Return the last day on which something due is amber. At the end of the years that the calendar covers every due day
    that is known at all lies within its last days."""
    calendar = load_calendar()
    until = deadlines.unless_unknown(lambda: calendar.add_workdays(today, rules.AMBER_WORKDAYS))
    return until or date(calendar.years[-1], 12, 31)


def my_cases(*, by: Actor, after: str, limit: int, today: date | None) -> Rows:
    """Return the actor's own cases, newest first."""
    if by.role != "applicant":
        return Rows(rows=())
    where = Filter(*access.visible(by))
    return _newest_first(where, today, after, limit)


def window_queue(*, by: Actor, today: date, phase: str, words: str, after: str, limit: int) -> Rows:
    """Return what is at the clerk's window in one phase, the oldest first; or what the words find, in any phase."""
    if phase or not words.strip():
        _known(phase, QUEUE_PHASES, "phase")
    if by.role != "clerk":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "window_queue", "item": ""}))
    where = Filter(*access.visible(by))
    if phase:
        where.add("k.closed_on IS NULL AND k.phase = %s", phase)
    if words.strip():
        where.add(*_case_words(words))
    if (last := cursors.read_id(after)) is not None:
        where.add("k.id > %s", last)
    return _case_page(where, "ORDER BY k.id", today, limit)


def list_cases(
    *,
    by: Actor,
    today: date,
    phase: str,
    colour: str,
    unit_id: int,
    scenario: str,
    words: str,
    after: str,
    limit: int,
) -> Rows:
    """Return the cases in the manager's division, newest first."""
    if by.role != "manager":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "list_cases", "item": ""}))
    where = Filter(*access.visible(by))
    if phase == "open":
        where.add("k.closed_on IS NULL")
    elif phase:
        _known(phase, (*PHASES, "open"), "phase")
        where.add("k.phase = %s", phase)
    if scenario:
        where.add("k.scenario = %s", scenario)
    if unit_id:
        condition, values = _task_colour(colour, today)
        where.add(
            f"EXISTS (SELECT 1 FROM cases_task t WHERE t.case_id = k.id AND t.unit_id = %s AND {condition})",
            unit_id, *values,
        )  # fmt: skip
    elif colour:
        where.add(*_case_colour(colour, today))
    if words.strip():
        where.add(*_case_words(words))
    return _newest_first(where, today, after, limit)


def work_list(
    *, by: Actor, today: date, status: str, colour: str, words: str, after: str, limit: int
) -> Rows:
    """Return what the officer's unit has to do, by due day; what has none comes last."""
    if by.role != "officer" or not by.unit:
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "work_list", "item": ""}))
    where = Filter("t.unit_id = %s", int(by.unit))
    if status:
        _known(status, (*rules.ACTIVE, "waiting"), "status")
        where.add(f"t.status = '{status}'")  # one of the known words: see OPEN_TASKS
    else:
        where.add(OPEN_TASKS)
    if colour:
        condition, values = _task_colour(colour, today)
        where.add(condition, *values)
    if words.strip():
        where.add(*_case_words(words))
    if (last := cursors.read_task_key(after)) is not None:
        where.add(
            "(COALESCE(t.due_on, DATE '9999-12-31'), t.case_id, t.item, t.kind) > (%s, %s, %s, %s)", *last
        )
    return _task_page(where, today, limit)


def unit_loads(*, by: Actor, today: date) -> tuple[UnitLoad, ...]:
    """Return what the units of the manager's division have open now, and what they decided in this calendar year."""
    if by.role != "manager":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "unit_loads", "item": ""}))
    units = access.units_seen(by)
    if not units:
        return ()
    ids = list(units)
    open_now = {row[0]: row[1:] for row in fetch(_OPEN_LOADS, [today, amber_until(today), today, ids])}
    decided = {row[0]: row[1:] for row in fetch(_DECIDED_LOADS, [date(today.year, 1, 1), today, ids])}
    return tuple(
        UnitLoad(unit_id=unit_id, unit=name, open=now[0], amber=now[1], overdue=now[2], stopped=now[3], decided=done[0], on_time=done[1])
        for unit_id, name in units.items()
        if (now := open_now.get(unit_id, (0, 0, 0, 0))) and (done := decided.get(unit_id, (0, 0)))
        and (any(now) or any(done))
    )  # fmt: skip


_OPEN_LOADS = f"""
SELECT t.unit_id, count(*),
       count(*) FILTER (WHERE t.status = 'open' AND t.due_on >= %s AND t.due_on <= %s),
       count(*) FILTER (WHERE t.status = 'open' AND t.due_on < %s),
       count(*) FILTER (WHERE t.status <> 'open' OR t.due_on IS NULL)
FROM cases_task t WHERE t.unit_id = ANY(%s) AND {OPEN_TASKS} GROUP BY t.unit_id"""

_DECIDED_LOADS = """
SELECT t.unit_id, count(*), count(*) FILTER (WHERE t.due_on IS NULL OR t.decided_on <= t.due_on)
FROM cases_task t
WHERE t.kind = 'branch' AND t.decided_on IS NOT NULL AND t.decided_on >= %s AND t.decided_on <= %s
  AND t.unit_id = ANY(%s)
GROUP BY t.unit_id"""


def _newest_first(where: Filter, today: date | None, after: str, limit: int) -> Rows:
    if (last := cursors.read_id(after)) is not None:
        where.add("k.id < %s", last)
    return _case_page(where, "ORDER BY k.id DESC", today, limit)


def _case_page(where: Filter, order: str, today: date | None, limit: int) -> Rows:
    size = cursors.page_size(limit)
    rows = fetch(
        f"SELECT {CASE_COLUMNS} FROM cases_case k WHERE {where.sql} {order} LIMIT %s",
        [*where.values, size + 1],
    )
    until = amber_until(today) if today else None
    lines = tuple(_case_line(row, today, until) for row in rows[:size])
    return Rows(rows=lines, next=str(lines[-1].id) if len(rows) > size else "")


def _case_line(row: tuple[Any, ...], today: date | None, until: date | None) -> CaseLine:
    running = row[10] is None and not row[11]
    return CaseLine(
        id=row[0], code=row[1], title=Text(row[2], row[3]), applicant=row[4], phase=row[5], division=row[6],
        submitted_on=row[7], accepted_on=row[8], due_on=row[9], closed_on=row[10],
        colour=rules.colour_of(row[9], running, today, until) if today and until else "grey",
    )  # fmt: skip


def _task_page(where: Filter, today: date, limit: int) -> Rows:
    size = cursors.page_size(limit)
    rows = fetch(
        f"""SELECT t.case_id, k.code, k.title, k.title_en, t.item, t.kind, k.flow, k.applicant_name, t.status,
                   t.ready_on, t.due_on, t.unit_id
            FROM cases_task t JOIN cases_case k ON k.id = t.case_id WHERE {where.sql}
            ORDER BY t.unit_id, COALESCE(t.due_on, DATE '9999-12-31'), t.case_id, t.item, t.kind LIMIT %s""",
        [*where.values, size + 1],
    )
    until = amber_until(today)
    lines = tuple(_task_line(row, today, until) for row in rows[:size])
    if len(rows) <= size:
        return Rows(rows=lines)
    last = rows[size - 1]
    return Rows(rows=lines, next=cursors.write_cursor(last[10] or cursors.FAR, last[0], last[4], last[5]))


def _task_line(row: tuple[Any, ...], today: date, until: date) -> TaskLine:
    status = row[8]
    return TaskLine(
        case_id=row[0], code=row[1], title=Text(row[2], row[3]), item=row[4], item_title=item_title(row[6], row[4]),
        applicant=row[7], status=status, ready_on=row[9], due_on=row[10],
        colour=rules.colour_of(row[10], status == "open", today, until), unit=unit_name(row[11]), kind=row[5],
    )  # fmt: skip


def _case_colour(colour: str, today: date) -> tuple[Any, ...]:
    _known(colour, ("green", "amber", "red", "grey"), "colour")
    running = "k.closed_on IS NULL AND NOT k.stopped AND "
    until = amber_until(today)
    return {
        "red": (running + "k.due_on < %s", today),
        "amber": (running + "k.due_on >= %s AND k.due_on <= %s", today, until),
        "green": (running + "k.due_on > %s", until),
        "grey": ("(k.closed_on IS NOT NULL OR k.stopped OR k.due_on IS NULL)",),
    }[colour]


def _task_colour(colour: str, today: date) -> tuple[str, tuple[Any, ...]]:
    if not colour:
        return OPEN_TASKS, ()
    _known(colour, ("green", "amber", "red", "grey"), "colour")
    until = amber_until(today)
    return {
        "red": ("t.status = 'open' AND t.due_on < %s", (today,)),
        "amber": ("t.status = 'open' AND t.due_on >= %s AND t.due_on <= %s", (today, until)),
        "green": ("t.status = 'open' AND t.due_on > %s", (until,)),
        "grey": (
            "(t.status IN ('correcting', 'paused', 'suspended') OR (t.status = 'open' AND t.due_on IS NULL))",
            (),
        ),
    }[colour]


def _case_words(words: str) -> tuple[Any, ...]:
    """A tracking code finds its case; anything else is looked for in the applicant's name."""
    if code := rules.read_code(words):
        return ("k.code = %s", code)
    tokens = rules.query_tokens(words)
    return ("k.tokens @> %s::text[]", tokens) if tokens else ("FALSE",)


def _known(word: str, words: tuple[str, ...], where: str) -> None:
    if word not in words:
        raise Refused(
            Problem(
                code="cases.unknown_filter", where=where, facts={"value": word, "possible": ", ".join(words)}
            )
        )
