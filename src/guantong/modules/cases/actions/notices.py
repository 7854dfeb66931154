"""Notices ticked off. Not journaled: it is a bookmark of one's own, and nothing follows from it."""

from __future__ import annotations

from datetime import datetime

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused

from ..models import NoticeMark


def tick_off(*, by: Actor, seen_until: datetime, now: datetime) -> None:
    if by.role != "applicant":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "tick_off", "item": ""}))
    row, made = NoticeMark.objects.get_or_create(
        account=by.account, principal=by.principal, defaults={"until": min(seen_until, now)}
    )
    if not made:
        # Two pages may be open: the older one takes nothing back.
        NoticeMark.objects.filter(pk=row.pk, until__lt=seen_until).update(until=min(seen_until, now))
