"""What a case is told in: steps, values, answers, results, history, and sources that are waited for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from guantong.core.kernel.text import Text

from .row import Row


class Awaited(Row, frozen=True, kw_only=True):
    """An element that a shared source should have given and has not. Nobody asks the applicant for it; the officer of the
    item may bring it along with the approval."""

    element: str
    title: Text
    system: Text


class Tries(Row, frozen=True, kw_only=True):
    """How often the sources of what is awaited have been asked again, of how many times, when last and from when on next.
    Without `next_at` nobody asks any more."""

    tried: int
    most: int
    last_at: datetime | None
    next_at: datetime | None


class Step(Row, frozen=True, kw_only=True):
    """One branch as a tracking page shows it: no personal data, no content."""

    item: str
    title: Text
    unit: str
    status: str
    waits_for: tuple[Text, ...]
    ready_on: date | None
    due_on: date | None
    decided_on: date | None
    stopped_because: str = ""


class Value(Row, frozen=True, kw_only=True):
    """One element with its value, and where it came from. `marked` holds the reason when it is to be corrected; `masked`
    says that staff see it `partly` or not at all (`hidden`), `opened_until` that a second person opened it until then."""

    element: str
    title: Text
    type: str
    value: Any
    source: str
    origin: str = ""
    marked: str = ""
    owed_until: date | None = None
    masked: str = ""
    opened_until: datetime | None = None


class FieldOpeningLine(Row, frozen=True, kw_only=True):
    """A graded element of somebody's case that a member of staff was allowed to read, by a second one of the same unit."""

    case_id: int
    code: str
    element: Text
    unit: str
    because: str
    at: datetime
    until: datetime


class Answer(Row, frozen=True, kw_only=True):
    """One answer to a guided question. `choice` is the title of what was chosen; `element` is set where the answer is the
    value of an element as well."""

    name: str
    title: Text
    value: Any
    unit: str = ""
    choice: Text | None = None
    element: str = ""


class HistoryLine(Row, frozen=True, kw_only=True):
    """One journal entry in words: who (unit, never a private person's name to outsiders), what, when, why.

    `mandate` is the number of the mandate that somebody acted under and `agent_kind` its kind; `agent` is who it was, told
    to the principal and to the agent alone.
    """

    at: datetime
    actor: str
    unit: str
    do: str
    item: Text | None
    because: str
    version: int = 0
    mandate: str = ""
    agent_kind: str = ""
    agent: str = ""


class Result(Row, frozen=True, kw_only=True):
    """What one item ended with: a licence or other result, or a refusal with its grounds.

    `barred`: neither; what it needed of `waits_for` will not come. Nobody decided, so there is no appeal either.
    """

    item: str
    title: Text
    approved: bool
    because: str
    issues: tuple[Text, ...]
    decided_on: date | None
    barred: bool = False
    waits_for: tuple[Text, ...] = ()
