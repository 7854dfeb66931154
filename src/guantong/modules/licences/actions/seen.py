"""The note that somebody of the staff looked at a licence, for its holder; and erasing what lapsed of these notes."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils.timezone import localtime

from guantong.core.kernel.actor import Actor
from guantong.modules.journal.public import append

from .. import access
from ..models import Seen

SEEN = """
INSERT INTO licences_seen (licence_id, day, account, unit, role, at) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (licence_id, day, account) DO NOTHING"""


def record_seen(*, by: Actor, identifier: str, now: datetime) -> None:
    """Record that a member of staff opened a licence: once a day for each of them. Nothing for its holder."""
    if by.role == "applicant":
        return
    licence_id = access.licence_for(by, identifier).pk
    with connection.cursor() as cursor:
        cursor.execute(SEEN, [licence_id, localtime(now).date(), by.account, by.unit, by.role, now])
        first = cursor.rowcount == 1
    if first:
        append(
            chain=f"seen:licence:{licence_id}", kind="DataSeen", body={"licence": licence_id}, by=by, at=now
        )


def erase_seen(*, before: datetime, apply: bool) -> int:
    lapsed = Seen.objects.filter(day__lt=localtime(before).date())
    return lapsed.delete()[0] if apply else lapsed.count()
