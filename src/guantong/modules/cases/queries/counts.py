"""How many there are of each colour, above the lists that show them: counted now, from the same conditions."""

from __future__ import annotations

from datetime import date
from typing import Any

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused

from .. import access
from ..rows import Counts
from .lists import OPEN_TASKS, QUEUE_PHASES, amber_until, fetch

TASK_COLOURS = """count(*),
       count(*) FILTER (WHERE t.status = 'open' AND t.due_on < %s),
       count(*) FILTER (WHERE t.status = 'open' AND t.due_on >= %s AND t.due_on <= %s),
       count(*) FILTER (WHERE t.status = 'open' AND t.due_on > %s),
       count(*) FILTER (WHERE t.status <> 'open' OR t.due_on IS NULL)"""
CASE_COLOURS = """count(*),
       count(*) FILTER (WHERE NOT k.stopped AND k.due_on < %s),
       count(*) FILTER (WHERE NOT k.stopped AND k.due_on >= %s AND k.due_on <= %s),
       count(*) FILTER (WHERE NOT k.stopped AND k.due_on > %s),
       count(*) FILTER (WHERE k.stopped OR k.due_on IS NULL)"""


def work_counts(*, by: Actor, today: date) -> Counts:
    """Return the open tasks of the officer's unit by colour."""
    if by.role != "officer" or not by.unit:
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "work_counts", "item": ""}))
    until = amber_until(today)
    sql = f"SELECT {TASK_COLOURS} FROM cases_task t WHERE t.unit_id = %s AND {OPEN_TASKS}"
    return _counts(fetch(sql, [today, today, until, until, int(by.unit)])[0])


def queue_counts(*, by: Actor) -> dict[str, int]:
    """Return how many cases stand at the clerk's window in each phase."""
    if by.role != "clerk":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "queue_counts", "item": ""}))
    seen = access.visible(by)
    sql = f"SELECT k.phase, count(*) FROM cases_case k WHERE k.closed_on IS NULL AND {seen[0]} GROUP BY 1"
    found = dict(fetch(sql, seen[1:]))
    return {phase: found.get(phase, 0) for phase in QUEUE_PHASES}


def case_counts(*, by: Actor, today: date) -> Counts:
    """Return the cases of the manager's division that are not closed, by colour."""
    if by.role != "manager":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "case_counts", "item": ""}))
    seen, until = access.visible(by), amber_until(today)
    sql = f"SELECT {CASE_COLOURS} FROM cases_case k WHERE k.closed_on IS NULL AND {seen[0]}"
    return _counts(fetch(sql, [today, today, until, until, *seen[1:]])[0])


def _counts(row: tuple[Any, ...]) -> Counts:
    return Counts(all=row[0], red=row[1], amber=row[2], green=row[3], grey=row[4])
