"""Decided changes written: one statement for any number of cases, all of it or, for a case that moved on, nothing.

The statement changes a state only where it still has the version that was decided upon; the journal entry, the list
row, the tasks and the key follow from that one condition. Columns that do not change are left out of the statement,
each shape of it is prepared once a connection.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from weakref import WeakSet

import psycopg
from django.db import connection

from guantong.modules.journal import public as journal

from .decide import Change, state_json

TASK_COLUMNS = "case_id, item, kind, unit_role, unit_id, status, ready_on, due_on, decided_on"

STATE = """
WITH new AS (
  SELECT * FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::int[], %s::bytea[], %s::timestamptz[])
    AS new (id, was, state, seq, hash, at)
), moved AS (
  UPDATE cases_state AS s
  SET version = new.was + 1, state = new.state::jsonb, head_seq = new.seq, head_hash = new.hash, changed_at = new.at
  FROM new WHERE s.case_id = new.id AND s.version = new.was
  RETURNING s.case_id AS id
), written AS (
  """ + journal.INSERT_MANY + """ WHERE entry.chain IN (SELECT 'case:' || id FROM moved)
)"""  # fmt: skip

LISTED = """, listed AS (
  UPDATE cases_case AS k
  SET phase = row.phase, stopped = row.stopped, due_on = row.due_on, submitted_on = row.submitted_on,
      accepted_on = row.accepted_on, accepted_by = row.accepted_by, closed_on = row.closed_on,
      lapse_on = row.lapse_on
  FROM unnest(%s::bigint[], %s::text[], %s::bool[], %s::date[], %s::date[], %s::date[], %s::text[], %s::date[],
              %s::date[])
    AS row (id, phase, stopped, due_on, submitted_on, accepted_on, accepted_by, closed_on, lapse_on)
  WHERE k.id = row.id AND row.id IN (SELECT id FROM moved)
)"""

TASKED = (
    """, tasked AS (
  INSERT INTO cases_task ("""
    + TASK_COLUMNS
    + """)
  SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::date[],
                       %s::date[], %s::date[])
    AS task ("""
    + TASK_COLUMNS
    + """)
  WHERE task.case_id IN (SELECT id FROM moved)
  ON CONFLICT (case_id, item, kind, unit_role) DO UPDATE
  SET status = EXCLUDED.status, ready_on = EXCLUDED.ready_on, due_on = EXCLUDED.due_on, decided_on = EXCLUDED.decided_on
)"""
)

KEYED = """, keyed AS (
  INSERT INTO cases_submission (account, key, case_id, version)
  SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::int[]) AS used (account, key, case_id, version)
  WHERE used.case_id IN (SELECT id FROM moved)
  ON CONFLICT DO NOTHING
)"""

_ready: WeakSet[psycopg.Connection[Any]] = WeakSet()


def write(changes: Sequence[Change]) -> frozenset[int]:
    """Write changes of different cases in one statement and return the cases that were still as decided upon."""
    listed = [change for change in changes if change.row is not None]
    tasks = [(change.after.id, row, unit) for change in changes for row, unit in change.tasks]
    keyed = [change for change in changes if change.key]
    values: list[Any] = [*_states(changes), *journal.columns_of([change.entry for change in changes])]
    if listed:
        values += columns(9, map(_case_columns, listed))
    if tasks:
        values += columns(9, (task_columns(*task) for task in tasks))
    if keyed:
        values += columns(4, ((c.account, c.key, c.after.id, c.after.version) for c in keyed))
    rows = execute(_statement(bool(listed), bool(tasks), bool(keyed)), values)
    return frozenset(row[0] for row in rows)


def execute(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run one prepared statement on Django's connection and return its rows.

    Django binds on the client, which PostgreSQL has to parse and plan again each time; this is the one place where
    that costs more than the work itself.
    """
    with connection.cursor():  # Django's own checks: connected, healthy, allowed in this thread
        raw = connection.connection
    with connection.wrap_database_errors, psycopg.Cursor(raw) as cursor:
        if raw not in _ready:
            # Plans for one row or for fifty are the same plan here; planning anew costs more than the statement.
            cursor.execute("SET plan_cache_mode = force_generic_plan")
            _ready.add(raw)
        cursor.execute(sql, values, prepare=True)
        return cursor.fetchall()


@cache
def _statement(listed: bool, tasked: bool, keyed: bool) -> str:
    return (
        STATE + LISTED * listed + TASKED * tasked + KEYED * keyed
        + " SELECT id FROM moved"
    )  # fmt: skip


def _states(changes: Sequence[Change]) -> list[list[Any]]:
    return columns(
        6,
        (
            (c.after.id, c.before.version, state_json(c.after), c.entry.seq, c.entry.hash, c.entry.at)
            for c in changes
        ),
    )


def _case_columns(change: Change) -> tuple[Any, ...]:
    row = change.after.row
    return (
        change.after.id, row.phase, row.stopped, row.due_on, row.submitted_on, row.accepted_on,
        change.after.facts.accepted_by, row.closed_on, row.lapse_on,
    )  # fmt: skip


def task_columns(case_id: int, row: Any, unit: int) -> tuple[Any, ...]:
    return (
        case_id,
        row.item,
        row.kind,
        row.unit_role,
        unit,
        row.status,
        row.ready_on,
        row.due_on,
        row.decided_on,
    )


def columns(width: int, rows: Any) -> list[list[Any]]:
    columns: list[list[Any]] = [[] for _ in range(width)]
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    return columns
