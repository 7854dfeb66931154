"""Rows of lists: cases, tasks, forms begun and files; how many there are of what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from guantong.core.kernel.text import Text

from ..rules.file_names import fitting_name
from .row import Row


class CaseRef(Row, frozen=True, kw_only=True):
    """What one needs to come back to a case. `code` is the tracking code on the receipt (一码全知, M31)."""

    id: int
    code: str
    version: int
    phase: str


class DraftView(Row, frozen=True, kw_only=True):
    """A form begun and not yet handed in. `holder` is the number that somebody showed at the window, if it was begun there."""

    id: int
    scenario: str
    title: Text
    division: str
    answers: dict[str, Any]
    data: dict[str, Any]
    saved_at: datetime
    holder: str = ""
    holder_name: str = ""
    because: str = ""


class CaseLine(Row, frozen=True, kw_only=True):
    """One case in a list. `colour` is green, amber (due within 2 workdays), red (overdue) or grey (stopped, closed)."""

    id: int
    code: str
    title: Text
    applicant: str
    phase: str
    division: str
    submitted_on: date | None
    accepted_on: date | None
    due_on: date | None
    closed_on: date | None
    colour: str


class TaskLine(Row, frozen=True, kw_only=True):
    """One branch of one case in a unit's work list."""

    case_id: int
    code: str
    title: Text
    item: str
    item_title: Text
    applicant: str
    status: str
    ready_on: date | None
    due_on: date | None
    colour: str
    unit: str
    kind: str = "branch"
    decided_on: date | None = None


class Counts(Row, frozen=True, kw_only=True):
    """How many of a list there are, in all and by colour."""

    all: int
    red: int
    amber: int
    green: int
    grey: int


class Rows(Row, frozen=True, kw_only=True):
    """One page of a list, by key, so that page 10,000 costs what page 1 costs. `next` is the cursor, or empty."""

    rows: tuple[Any, ...]
    next: str = ""


class DocumentView(Row, frozen=True, kw_only=True):
    """An uploaded file. `value` is what a document element of a form holds; `path` is where its bytes lie."""

    sm3: str
    name: str
    size: int
    kind: str
    path: str

    @property
    def value(self) -> dict[str, Any]:
        return {"name": self.name, "sha": self.sm3, "size": self.size, "type": self.kind}

    @property
    def sent_as(self) -> str:
        """The name under which the file leaves: with the ending of what it is."""
        return fitting_name(self.name, self.kind, self.sm3)


class UnitLoad(Row, frozen=True, kw_only=True):
    """Open and overdue of one unit, computed now; each number opens to its rows by `unit_id` and `colour`."""

    unit_id: int
    unit: str
    open: int
    amber: int
    overdue: int
    stopped: int
    decided: int
    on_time: int
