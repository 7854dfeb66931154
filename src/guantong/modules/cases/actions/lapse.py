"""Supplement days that passed (容缺, M28): recorded case by case, so one that cannot be does not hold up the rest."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused

from .act import act_on_case


def lapse_due(*, now: datetime, limit: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM cases_case WHERE lapse_on IS NOT NULL AND lapse_on < %s ORDER BY lapse_on, id LIMIT %s",
            [now.date(), limit],
        )
        due = [row[0] for row in cursor.fetchall()]
    done = 0
    for case_id in due:
        try:
            act_on_case(by=SYSTEM, case_id=case_id, event=Event(do="lapse"), now=now)
        except Refused as refused:
            if not refused.code.startswith("flow."):
                raise
            # Supplemented or closed since it was listed.
        else:
            done += 1
    return done
