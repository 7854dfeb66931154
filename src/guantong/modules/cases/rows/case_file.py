"""A closed case with everything that belongs to it, as it is archived."""

from __future__ import annotations

from datetime import date

import msgspec

from guantong.core.kernel.text import Text
from guantong.modules.journal.public import Entry

from .parts import Value


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
