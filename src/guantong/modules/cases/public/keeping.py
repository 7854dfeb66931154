"""The part of the door for keeping what is stored: what a backup holds and a restore proves, what lapses, what is archived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from ..rows import CaseFile


def stored_files() -> tuple[str, ...]:
    """Return the hash of every uploaded file that a row names: what a backup must hold."""
    from .. import queries

    return queries.stored_files()


def check_heads() -> tuple[int, tuple[int, ...]]:
    """Return how many cases there are, and those whose state does not end where their chain in the journal does."""
    from .. import queries

    return queries.check_heads()


def erase_lapsed(kind: str, *, before: datetime, wall: datetime, apply: bool) -> int:
    """Erase the records of one kind (`drafts`, `loose-documents`, `submission-keys`, `page-views`) that lapsed before a
    moment, or only count them; return how many."""
    from .. import actions

    return actions.erase_lapsed(kind, before=before, wall=wall, apply=apply)


def closed_before(day: date) -> Iterator[tuple[int, int]]:
    """Yield the cases that were closed before a day, each with the number of its last entry in the journal."""
    from .. import queries

    return queries.closed_before(day)


def case_file(case_id: int) -> CaseFile:
    """Return everything about one case, for its archive."""
    from .. import queries

    return queries.case_file(case_id)


def path_of_file(sm3: str) -> Path:
    """Return where the bytes of an uploaded file lie."""
    from ..queries.drafts import path_of

    return path_of(sm3)
