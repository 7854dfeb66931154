"""Reads of the trace. What resources hold is read in `actions.py` alone, because reading it is itself recorded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from .models import Read
from .rows import ReadRow


def _row(row: Read) -> ReadRow:
    return ReadRow(
        at=row.at,
        resource=row.resource,
        elements=tuple(row.elements),
        item=row.item,
        case_chain=row.case_chain,
        unit=row.unit,
        law=row.law,
        purpose=row.purpose,
        answered=row.answered,
        id=row.pk,
        account=row.account,
    )


def reads_about(key: str, before: int, limit: int) -> tuple[ReadRow, ...]:
    rows = Read.objects.filter(key=key)
    if before:
        rows = rows.filter(pk__lt=before)
    return tuple(_row(row) for row in rows.order_by("-pk")[:limit])


def reads_between(keys: Collection[str], since: datetime, until: datetime, limit: int) -> tuple[ReadRow, ...]:
    rows = Read.objects.filter(key__in=[key for key in keys if key], at__gte=since, at__lt=until)
    return tuple(_row(row) for row in rows.order_by("-pk")[:limit])


def years_of(keys: Collection[str]) -> tuple[int, ...]:
    rows = Read.objects.filter(key__in=[key for key in keys if key])
    return tuple(sorted({at.year for at in rows.datetimes("at", "year")}, reverse=True))


def read_about(keys: Collection[str], read_id: int) -> ReadRow | None:
    row = Read.objects.filter(pk=read_id, key__in=[key for key in keys if key]).first()
    return _row(row) if row else None


def reads_of(case_chain: str) -> tuple[ReadRow, ...]:
    return tuple(_row(row) for row in Read.objects.filter(case_chain=case_chain).order_by("pk"))
