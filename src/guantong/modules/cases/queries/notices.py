"""What happened in one's cases and with one's licences since one last ticked it off, from the chains themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from django.db import connection
from django.utils.timezone import get_current_timezone, localtime

from guantong.core.kernel.actor import Actor
from guantong.modules.journal.public import case_chain, entries_of
from guantong.modules.licences.public import my_licences

from .. import access, rules
from ..models import NoticeAddress, NoticeMark
from ..public.notices import Notice
from .names import title_in
from .values import titles_of

MOST_CASES = 20
MOST = 30


def notices(*, by: Actor, now: datetime) -> tuple[Notice, ...]:
    if by.role != "applicant":
        return ()
    row = NoticeMark.objects.filter(account=by.account, principal=by.principal).first()
    since = rules.told_since(row.until if row else None, now)
    return happened(by, since, now, most_cases=MOST_CASES)[:MOST]


def happened(by: Actor, since: datetime, now: datetime, *, most_cases: int | None) -> tuple[Notice, ...]:
    """Return all that has to be told since a moment, the newest first; of the cases that changed last, or of all."""
    found = [*_of_cases(by, since, most_cases), *_of_licences(by, since, now)]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _of_cases(by: Actor, since: datetime, most: int | None) -> Iterator[Notice]:
    condition, *values = access.visible(by)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT k.id FROM cases_case k JOIN cases_state s ON s.case_id = k.id WHERE {condition} AND s.changed_at > %s"
            " ORDER BY s.changed_at DESC, k.id DESC LIMIT %s",
            [*values, since, most],
        )  # fmt: skip
        changed = [row[0] for row in cursor.fetchall()]
    for case_id in changed:
        held = access.hold_case(by, case_id)
        titles = titles_of(held)
        for entry in entries_of(case_chain(case_id)):
            if entry.at <= since or not rules.is_told(entry.kind, entry.role):
                continue
            facts = entry.facts()
            event = facts.get("event") or facts.get("look") or {}
            item = event.get("item", "")
            yield Notice(
                kind=entry.kind, at=entry.at, code=held.code, title=held.flow.title, item=title_in(held.flow, item) if item else None,
                because=event.get("because", ""), fields=tuple(titles.of(name) for name in event.get("fields", ())),
            )  # fmt: skip


def _of_licences(by: Actor, since: datetime, now: datetime) -> Iterator[Notice]:
    first, today = localtime(since).date(), localtime(now).date()
    for row in my_licences(by=by):
        days = {"licence": row.issued_on}
        if row.valid_until is not None and row.state == "valid":
            days["expiring"] = rules.expiry_told_on(row.valid_until)
        for kind, day in days.items():
            if first <= day <= today:
                at = datetime.combine(day, time(), get_current_timezone())
                yield Notice(
                    kind=kind, at=at, code=row.case_code, title=row.name, identifier=row.identifier, until=row.valid_until
                )  # fmt: skip


def notice_address(*, by: Actor) -> str:
    if by.role != "applicant" or by.mandate:
        return ""
    return NoticeAddress.objects.filter(account=by.account).values_list("address", flat=True).first() or ""
