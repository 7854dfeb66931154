"""Reads of the trace. What resources hold is read in `actions.py` alone, because reading it is itself recorded."""

from __future__ import annotations

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
    )


def reads_about(key: str, before: int, limit: int) -> tuple[ReadRow, ...]:
    rows = Read.objects.filter(key=key)
    if before:
        rows = rows.filter(pk__lt=before)
    return tuple(_row(row) for row in rows.order_by("-pk")[:limit])


def reads_of(case_chain: str) -> tuple[ReadRow, ...]:
    return tuple(_row(row) for row in Read.objects.filter(case_chain=case_chain).order_by("pk"))
