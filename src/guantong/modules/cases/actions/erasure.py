"""What lapsed is erased: forms never handed in, files nobody handed in, keys of closed cases, views of pages.

Rows go first and files after them, so that no row ever names a file that is not there. `apply=False` only counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from ..queries.drafts import path_of

DRAFTS = "cases_draft WHERE saved_at < %s"
KEYS = "cases_submission AS u USING cases_case AS k WHERE k.id = u.case_id AND k.closed_on < %s::timestamptz::date"
SEEN = "cases_seen WHERE day < %s::timestamptz::date"
# A file in a form that its owner has begun is not loose, however long ago it was uploaded.
LOOSE = """
SELECT d.id, d.sm3 FROM cases_document d
WHERE d.case_id IS NULL AND d.stored_at < %s
  AND NOT EXISTS (SELECT 1 FROM cases_draft f WHERE f.owner_id = d.owner_id AND strpos(f.data::text, d.sm3) > 0)
ORDER BY d.id"""
OURS = re.compile(r"[0-9a-f]{64}(\.[0-9a-f]{16})?")
# A younger file without a row may be on its way in.
ORPHANED = timedelta(days=1)


def erase_lapsed(kind: str, *, before: datetime, wall: datetime, apply: bool) -> int:
    """Erase the records of one kind that lapsed before a moment, or only count them; return how many.

    `wall` is the real time, by which the machine dates its files whatever day a demonstration plays on.
    """
    return _KINDS[kind](before, wall, apply)


def _rows(what: str) -> Callable[[datetime, datetime, bool], int]:
    def erase(before: datetime, wall: datetime, apply: bool) -> int:
        counted = what.replace(" AS u USING ", " AS u, ")
        with connection.cursor() as cursor:
            if apply:
                cursor.execute(f"DELETE FROM {what}", [before])
                return int(cursor.rowcount)
            cursor.execute(f"SELECT count(*) FROM {counted}", [before])
            return int(cursor.fetchone()[0])

    return erase


def _documents(before: datetime, wall: datetime, apply: bool) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOOSE, [before])
        loose = cursor.fetchall()
        if apply:
            cursor.execute("DELETE FROM cases_document WHERE id = ANY(%s)", [[row[0] for row in loose]])
    if apply:
        for path in orphans(wall - ORPHANED):
            path.unlink(missing_ok=True)
    return len(loose)


def orphans(before: datetime) -> list[Path]:
    """Return the files older than a moment that no row names: those of erased rows, and what a failing machine left."""
    top = Path(settings.MEDIA_ROOT)
    old = before.timestamp()
    there = [path for path in top.rglob("*") if OURS.fullmatch(path.name) and path.is_file()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT sm3 FROM cases_document WHERE sm3 = ANY(%s)", [[path.name for path in there]]
        )
        named = {row[0] for row in cursor.fetchall()}
    return [path for path in there if path.name not in named and path.stat().st_mtime < old]


_KINDS = {
    "drafts": _rows(DRAFTS),
    "loose-documents": _documents,
    "submission-keys": _rows(KEYS),
    "page-views": _rows(SEEN),
}
__all__ = ["erase_lapsed", "orphans", "path_of"]
