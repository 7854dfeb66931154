"""How many workdays the departments took for a case: from acceptance to the last decision, stops not counted."""

from __future__ import annotations

from datetime import date

from guantong.core.flow.deadlines import due_why
from guantong.core.flow.model import Flow, State
from guantong.core.kernel.calendar import Calendar

OWN = ("flow-clock-promise", "flow-clock-extension", "flow-clock-slack")


def used_workdays(flow: Flow, state: State, accepted_on: date, decided_on: date, calendar: Calendar) -> int:
    """Return the workdays from acceptance to the last decision, less those by which stops moved the due day.

    A stop beside the longest path moves nothing, and what an extension granted was working time (ADR 3).
    """
    rows = due_why(flow, state, calendar, decided_on)
    stopped = sum(days for label, days in rows if label not in OWN)
    moved = sum(days for _, days in rows) - flow.promised
    took = calendar.count_workdays(accepted_on, decided_on)
    return max(0, took - max(0, min(stopped, moved)))
