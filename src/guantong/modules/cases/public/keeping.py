"""The part of the door for keeping what is stored: what a backup holds and a restore proves, what lapses, what is archived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import msgspec

from guantong.core.kernel.text import Text
from guantong.modules.journal.public import Entry

from .rows import Value


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """All of a closed case. `state` is its JSON as stored, `documents` are (name, SM3), `units` number -> name,
    `items` item -> title."""

    id: int
    code: str
    title: Text
    scenario: str
    flow: str
    division: str
    applicant: str
    phase: str
    submitted_on: date | None
    accepted_on: date | None
    closed_on: date | None
    answers: dict[str, object]
    values: tuple[Value, ...]
    state: str
    entries: tuple[Entry, ...]
    documents: tuple[tuple[str, str], ...]
    units: dict[str, str]
    items: dict[str, Text]
    matter_version: int = 0


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
