"""How much waits for an actor's own answer: proposals to take, mandates offered. One count, asked on every page of theirs."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from guantong.core.kernel.actor import Actor

from ..models import Proposal
from ..rules.proposals import STAFF

# In two halves, so that each goes by an index of its own.
OFFERED = """
SELECT
  (SELECT count(*) FROM identity_mandate m
   WHERE m.agent_id = a.id AND m.state = 'given' AND m.until >= %(today)s)
+ (SELECT count(*) FROM identity_mandate m
   WHERE m.state = 'given' AND m.agent_key IN (a.handle, a.id_number, a.uscc) AND m.agent_key <> ''
   AND m.agent_id IS NULL AND m.agent_name = a.name AND m.principal_id <> a.id AND m.until >= %(today)s)
FROM identity_account a WHERE a.id = %(id)s"""


def count_waiting(by: Actor, now: datetime) -> int:
    if not by.account.isdecimal() or by.mandate:
        return 0
    if by.role in STAFF:
        return _proposals(by, now)
    return _offered(by, now) if by.role == "applicant" else 0


def _proposals(by: Actor, now: datetime) -> int:
    """Those of one's unit and role that one may take: nobody takes their own, nor that of their other account."""
    if not by.unit.isdecimal():
        return 0
    theirs = Proposal.objects.filter(unit=int(by.unit), role=by.role, state="open", until__gt=now)
    own = [int(account) for account in (by.account, *by.bound) if account.isdecimal()]
    return theirs.exclude(proposer__in=own).count()


def _offered(by: Actor, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(OFFERED, {"id": int(by.account), "today": now.date()})
        row = cursor.fetchone()
    return int(row[0]) if row else 0
