"""Due days that were not known when they were last worked out, because their year had no official notice yet.

Rows are projections: what a state and the calendar say. A new notice changes no case, so nothing is journaled.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.calendar import load_calendar

from .. import access, rules

UNKNOWN = """
SELECT k.id FROM cases_case k
WHERE k.closed_on IS NULL AND k.accepted_on IS NOT NULL
  AND (k.due_on IS NULL OR EXISTS (
    SELECT 1 FROM cases_task t WHERE t.case_id = k.id AND t.ready_on IS NOT NULL AND t.due_on IS NULL AND t.decided_on IS NULL))
ORDER BY k.id LIMIT %s"""


def work_out_due_days(*, now: datetime, limit: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(UNKNOWN, [limit])
        unknown = [row[0] for row in cursor.fetchall()]
    return sum(_work_out(case_id, now) for case_id in unknown)


def _work_out(case_id: int, now: datetime) -> bool:
    """Write the days of one case, and return whether its due day is known now."""
    calendar, today = load_calendar(), now.date()
    with transaction.atomic(), connection.cursor() as cursor:
        held = access.hold_case(SYSTEM, case_id, lock=True)
        due_on = rules.case_row(held.flow, held.state, calendar, today).due_on
        cursor.execute("UPDATE cases_case SET due_on = %s WHERE id = %s", [due_on, case_id])
        for row in rules.task_rows(held.flow, held.state, calendar, today).values():
            cursor.execute(
                "UPDATE cases_task SET due_on = %s WHERE case_id = %s AND item = %s AND kind = %s AND unit_role = %s",
                [row.due_on, case_id, row.item, row.kind, row.unit_role],
            )
    return due_on is not None
