"""One decided change written alone, the most common write of all: the statement of `write`, without sets of rows.

It stores what that one stores (a test compares them), for two thirds of the server's work: nothing is unpacked and joined
where there is one row. Keys and documents are rare beside a change and go the other way.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from guantong.modules.journal import public as journal

from .decide import Change
from .prepared import execute

STATE = f"""
WITH moved AS (
  UPDATE cases_state
  SET version = %s::int, state = %s::json, head_seq = %s::int, head_hash = %s::bytea, changed_at = %s::timestamptz
  WHERE case_id = %s::bigint AND version = %s::int
  RETURNING case_id AS id
), written AS (
  INSERT INTO journal_entry ({journal.COLUMNS})
  SELECT %s::text, %s::int, %s::timestamptz, %s::text, %s::text, %s::text, %s::text, %s::text, %s::json, %s::bytea, %s::bytea
  FROM moved
)"""

LISTED = """, listed AS (
  UPDATE cases_case AS k
  SET phase = %s::text, stopped = %s::bool, due_on = %s::date, submitted_on = %s::date, accepted_on = %s::date,
      accepted_by = %s::text, closed_on = %s::date, lapse_on = %s::date,
      visits = %s::int, grade = %s::int
  FROM moved WHERE k.id = moved.id
)"""

TASK = "(%s::text, %s::text, %s::text, %s::bigint, %s::text, %s::date, %s::date, %s::date)"
TASKED = """, tasked AS (
  INSERT INTO cases_task (case_id, item, kind, unit_role, unit_id, status, ready_on, due_on, decided_on)
  SELECT moved.id, task.* FROM moved, (VALUES {rows}) AS task
  ON CONFLICT (case_id, item, kind, unit_role) DO UPDATE
  SET status = EXCLUDED.status, ready_on = EXCLUDED.ready_on, due_on = EXCLUDED.due_on, decided_on = EXCLUDED.decided_on
)"""
LARGEST = 8  # tasks; each number of them is a statement of its own to prepare

_encode = msgspec.json.Encoder().encode


def fits(change: Change) -> bool:
    """Say whether the change is one that can be written so."""
    return not change.key and not change.documents and len(change.tasks) <= LARGEST


def write_one(change: Change) -> bool:
    """Write one change; False when its case had moved on."""
    after, entry, row = change.after, change.entry, change.after.row
    values: list[Any] = [
        after.version, _encode(after.state).decode(), entry.seq, entry.hash, entry.at, after.id, change.before.version,
        *journal.row_of(entry),
    ]  # fmt: skip
    if change.row is not None:
        values += (
            row.phase, row.stopped, row.due_on, row.submitted_on, row.accepted_on, after.facts.accepted_by, row.closed_on,
            row.lapse_on, row.visits, row.grade,
        )  # fmt: skip
    for task, unit in change.tasks:
        values += (
            task.item, task.kind, task.unit_role, unit, task.status, task.ready_on, task.due_on, task.decided_on,
        )  # fmt: skip
    return bool(execute(_statement(change.row is not None, len(change.tasks)), values))


@cache
def _statement(listed: bool, tasks: int) -> str:
    tasked = TASKED.format(rows=", ".join([TASK] * tasks)) if tasks else ""
    return STATE + LISTED * listed + tasked + " SELECT id FROM moved"
