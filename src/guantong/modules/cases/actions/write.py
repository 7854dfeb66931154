"""Decided changes written: one statement for any number of cases, all of it or, for a case that moved on, nothing.

The statement changes a state only where it still has the version that was decided upon; the journal entry, the list
row, the tasks and the key follow from that one condition. Columns that do not change are left out of the statement,
each shape of it is prepared once a connection.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from guantong.modules.journal import public as journal

from ..rules import TaskRow
from .decide import Change
from .prepared import execute
from .write_one import fits, write_one

__all__ = ["TASKS", "TASK_COLUMNS", "as_json", "execute", "task_row", "write", "write_many"]

# Sets of rows travel as JSON text, one parameter a set: encoded and bound several times faster than arrays, whose
# every quote the driver has to escape. `body` and `state` go through unread; a body's bytes are what was hashed.
# That the chain is the case's own is true of every change; saying so tells the planner to expect one row, and so to go
# by the key. A plan made while the tables are small would otherwise read them whole when they are not small any more.
STATE = f"""
WITH moved AS (
  UPDATE cases_state AS s
  SET version = change.was + 1, state = change.state, head_seq = change.seq, head_hash = decode(change.hash, 'hex'), changed_at = change.at
  FROM json_to_recordset(%s::json) AS change (
    id bigint, was int, state json, chain text, seq int, at timestamptz, account text, role text, unit text, mandate text,
    kind text, body json, previous text, hash text)
  WHERE s.case_id = change.id AND s.version = change.was AND change.chain = 'case:' || change.id
  RETURNING change.id, change.chain, change.seq, change.at, change.account, change.role, change.unit, change.mandate, change.kind, change.body,
    decode(change.previous, 'hex') AS previous, head_hash AS hash
), written AS (
  INSERT INTO journal_entry ({journal.COLUMNS}) SELECT {journal.COLUMNS} FROM moved
)"""

LISTED = """, listed AS (
  UPDATE cases_case AS k
  SET phase = row.phase, stopped = row.stopped, due_on = row.due_on, submitted_on = row.submitted_on,
      accepted_on = row.accepted_on, accepted_by = row.accepted_by, closed_on = row.closed_on, lapse_on = row.lapse_on,
      visits = row.visits, grade = row.grade
  FROM json_to_recordset(%s::json) AS row (
    id bigint, phase text, stopped bool, due_on date, submitted_on date, accepted_on date, accepted_by text, closed_on date,
    lapse_on date, visits int, grade int)
  WHERE k.id = row.id AND row.id IN (SELECT id FROM moved)
)"""

TASK_COLUMNS = "case_id, item, kind, unit_role, unit_id, status, ready_on, due_on, decided_on"
TASKS = f"""SELECT {TASK_COLUMNS} FROM json_to_recordset(%s::json) AS task (
    case_id bigint, item text, kind text, unit_role text, unit_id bigint, status text, ready_on date, due_on date,
    decided_on date)"""

TASKED = f""", tasked AS (
  INSERT INTO cases_task ({TASK_COLUMNS}) {TASKS}
  WHERE task.case_id IN (SELECT id FROM moved)
  ON CONFLICT (case_id, item, kind, unit_role) DO UPDATE
  SET status = EXCLUDED.status, ready_on = EXCLUDED.ready_on, due_on = EXCLUDED.due_on, decided_on = EXCLUDED.decided_on
)"""

KEYED = """, keyed AS (
  INSERT INTO cases_submission (account, key, case_id, version)
  SELECT account, key, case_id, version
  FROM json_to_recordset(%s::json) AS used (account text, key text, case_id bigint, version int)
  WHERE used.case_id IN (SELECT id FROM moved)
  ON CONFLICT DO NOTHING
)"""

# What is handed in later belongs to the case from then on, as what came with the form: whoever sees the element may
# open it.
ATTACHED = """, attached AS (
  UPDATE cases_document AS d SET case_id = given.case_id
  FROM json_to_recordset(%s::json) AS given (case_id bigint, owner_id bigint, sm3 text)
  WHERE d.owner_id = given.owner_id AND d.sm3 = given.sm3 AND d.case_id IS NULL
    AND given.case_id IN (SELECT id FROM moved)
)"""

_encode = msgspec.json.Encoder().encode


def write(changes: Sequence[Change]) -> frozenset[int]:
    """Write changes of different cases in one statement and return the cases that were still as decided upon."""
    if len(changes) == 1 and fits(changes[0]):
        return frozenset([changes[0].after.id]) if write_one(changes[0]) else frozenset()
    return write_many(changes)


def write_many(changes: Sequence[Change]) -> frozenset[int]:
    """Write any number of changes as sets of rows."""
    sets = (
        [_listed(change) for change in changes if change.row is not None],
        [task_row(change.after.id, row, unit) for change in changes for row, unit in change.tasks],
        [_keyed(change) for change in changes if change.key],
        [_attached(change, sm3) for change in changes for sm3 in change.documents],
    )
    values = [as_json([_new(change) for change in changes]), *(as_json(rows) for rows in sets if rows)]
    rows = execute(_statement(*map(bool, sets)), values)
    return frozenset(row[0] for row in rows)


@cache
def _statement(listed: bool, tasked: bool, keyed: bool, attached: bool) -> str:
    parts = (LISTED * listed, TASKED * tasked, KEYED * keyed, ATTACHED * attached)
    return STATE + "".join(parts) + " SELECT id FROM moved"


def as_json(rows: Any) -> str:
    return _encode(rows).decode()


def _new(change: Change) -> dict[str, Any]:
    entry = change.entry
    return {
        "id": change.after.id, "was": change.before.version, "state": change.after.state, "chain": entry.chain,
        "seq": entry.seq, "at": entry.at, "account": entry.account, "role": entry.role, "unit": entry.unit,
        "mandate": entry.mandate, "kind": entry.kind, "body": msgspec.Raw(entry.body),
        "previous": entry.previous.hex(), "hash": entry.hash.hex(),
    }  # fmt: skip


def _listed(change: Change) -> dict[str, Any]:
    facts = change.after.facts
    return {
        "id": change.after.id,
        "accepted_by": facts.accepted_by,
        **msgspec.structs.asdict(change.after.row),
    }


def task_row(case_id: int, row: TaskRow, unit: int) -> dict[str, Any]:
    return {"case_id": case_id, "unit_id": unit, **msgspec.structs.asdict(row)}


def _keyed(change: Change) -> dict[str, Any]:
    return {
        "account": change.account, "key": change.key, "case_id": change.after.id, "version": change.after.version,
    }  # fmt: skip


def _attached(change: Change, sm3: str) -> dict[str, Any]:
    return {"case_id": change.after.id, "owner_id": int(change.account), "sm3": sm3}
