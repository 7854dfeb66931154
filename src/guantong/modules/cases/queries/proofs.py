"""What a backup has to hold and a restore to prove: the files that rows name, and that each state ends its chain."""

from __future__ import annotations

from django.db import connection

from ..models import Document

LOOSE = """
SELECT s.case_id FROM cases_state s
WHERE NOT EXISTS (
    SELECT 1 FROM journal_entry e
    WHERE e.chain = 'case:' || s.case_id AND e.seq = s.head_seq AND e.hash = s.head_hash)
  OR EXISTS (SELECT 1 FROM journal_entry e WHERE e.chain = 'case:' || s.case_id AND e.seq = s.head_seq + 1)
ORDER BY s.case_id LIMIT 1000"""


def stored_files() -> tuple[str, ...]:
    """Return the hash of every uploaded file that a row names."""
    return tuple(Document.objects.order_by("sm3").values_list("sm3", flat=True).distinct())


def check_heads() -> tuple[int, tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_state")
        number = int(cursor.fetchone()[0])
        cursor.execute(LOOSE)
        return number, tuple(row[0] for row in cursor.fetchall())
