"""Tasks of the units that a manager answers for: the rows behind every number of `unit_loads`, by key.

The conditions are those of the counts; a test holds the length of each list against its number.
"""

from __future__ import annotations

from datetime import date

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text

from .. import access, rules
from ..rows import Rows, TaskLine
from . import cursors
from .lists import OPEN_TASKS, Filter, _case_words, _known, _task_colour, amber_until, fetch
from .names import item_title, unit_name

ENDS = ("done", "in-time", "late")

COLUMNS = """t.case_id, k.code, k.title, k.title_en, t.item, t.kind, t.unit_role, k.flow, k.applicant_name, t.status, t.ready_on,
    t.due_on, t.unit_id, t.decided_on"""


def list_tasks(
    *, by: Actor, today: date, unit_id: int, colour: str, end: str, words: str, after: str, limit: int
) -> Rows:
    """Return open tasks by due day, or with `end` those decided in this calendar year, the last decided first."""
    if by.role != "manager":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "list_tasks", "item": ""}))
    units = [unit for unit in access.units_seen(by) if unit_id in (0, unit)]
    if not units:
        return Rows(rows=())
    where = Filter("t.unit_id = ANY(%s)", units)
    if words.strip():
        where.add(*_case_words(words))
    if end:
        return _decided(where, end, today, after, limit)
    condition, values = _task_colour(colour, today)
    where.add(OPEN_TASKS)
    where.add(condition, *values)
    key = "COALESCE(t.due_on, DATE '9999-12-31')"
    if last := _read(after):
        where.add(f"({key}, t.case_id, t.item, t.kind, t.unit_role) > (%s, %s, %s, %s, %s)", *last)
    return _page(where, f"{key}, t.case_id, t.item, t.kind, t.unit_role", today, limit, "due_on")


def _decided(where: Filter, end: str, today: date, after: str, limit: int) -> Rows:
    _known(end, ENDS, "end")
    where.add("t.kind = 'branch' AND t.decided_on IS NOT NULL AND t.decided_on >= %s AND t.decided_on <= %s")
    where.values += [date(today.year, 1, 1), today]
    if end != "done":
        where.add(f"{'NOT ' if end == 'late' else ''}(t.due_on IS NULL OR t.decided_on <= t.due_on)")
    if last := _read(after):
        where.add("(t.decided_on, t.case_id, t.item, t.kind, t.unit_role) < (%s, %s, %s, %s, %s)", *last)
    order = "t.decided_on DESC, t.case_id DESC, t.item DESC, t.kind DESC, t.unit_role DESC"
    return _page(where, order, today, limit, "decided_on")


def _page(where: Filter, order: str, today: date, limit: int, key: str) -> Rows:
    size = cursors.page_size(limit)
    found = fetch(
        f"SELECT {COLUMNS} FROM cases_task t JOIN cases_case k ON k.id = t.case_id WHERE {where.sql} "
        f"ORDER BY {order} LIMIT %s",
        [*where.values, size + 1],
    )
    until = amber_until(today)
    lines = tuple(
        TaskLine(
            case_id=row[0], code=row[1], title=Text(row[2], row[3]), item=row[4], item_title=item_title(row[7], row[4]),
            applicant=row[8], status=row[9], ready_on=row[10], due_on=row[11], unit=unit_name(row[12]), kind=row[5],
            decided_on=row[13], colour=rules.colour_of(row[11], row[9] == "open", today, until),
        )
        for row in found[:size]
    )  # fmt: skip
    if len(found) <= size:
        return Rows(rows=lines)
    last, line = found[size - 1], lines[-1]
    day = getattr(line, key) or cursors.FAR
    return Rows(rows=lines, next=cursors.write_cursor(day, last[0], last[4], last[5], last[6]))


def _read(cursor: str) -> tuple[date, int, str, str, str] | None:
    if not cursor:
        return None
    rest, _, role = cursor.rpartition("~")
    key = cursors.read_task_key(rest) if rest and role else cursors.read_task_key("~")
    assert key is not None
    return (*key, role)
