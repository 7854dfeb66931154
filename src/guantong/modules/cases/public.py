"""The door of `cases`: open a case, do something in it, and the views that pages show of it.

Every function takes the actor. What the actor may not see does not exist for them: `cases.not_found`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from guantong.core.flow.model import Event, Mark, Owed
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    pass


class CaseRef(_Row, frozen=True, kw_only=True):
    """What one needs to come back to a case. `code` is the tracking code on the receipt (一码全知, M31)."""

    id: int
    code: str
    version: int
    phase: str


class DraftView(_Row, frozen=True, kw_only=True):
    """A form begun and not yet handed in."""

    id: int
    scenario: str
    title: Text
    division: str
    answers: dict[str, Any]
    data: dict[str, Any]
    saved_at: datetime


class CaseLine(_Row, frozen=True, kw_only=True):
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


class TaskLine(_Row, frozen=True, kw_only=True):
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


class Rows(_Row, frozen=True, kw_only=True):
    """One page of a list, by key, so that page 10,000 costs what page 1 costs. `next` is the cursor, or empty."""

    rows: tuple[Any, ...]
    next: str = ""


class Step(_Row, frozen=True, kw_only=True):
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


class Tracking(_Row, frozen=True, kw_only=True):
    """What anybody who holds the code may see."""

    code: str
    title: Text
    phase: str
    division: str
    submitted_on: date | None
    accepted_on: date | None
    due_on: date | None
    closed_on: date | None
    steps: tuple[Step, ...]
    to_correct: int
    owed: int
    visit_on: date | None
    as_of: datetime


class Value(_Row, frozen=True, kw_only=True):
    """One element with its value, and where it came from. `marked` holds the reason when it is to be corrected."""

    element: str
    title: Text
    type: str
    value: Any
    source: str
    origin: str = ""
    marked: str = ""
    owed_until: date | None = None


class HistoryLine(_Row, frozen=True, kw_only=True):
    """One journal entry in words: who (unit, never a private person's name to outsiders), what, when, why."""

    at: datetime
    actor: str
    unit: str
    do: str
    item: Text | None
    because: str


class Result(_Row, frozen=True, kw_only=True):
    """What one item ended with: a licence or other result, or a refusal with its grounds."""

    item: str
    title: Text
    approved: bool
    because: str
    issues: tuple[Text, ...]
    decided_on: date | None


class CaseView(_Row, frozen=True, kw_only=True):
    """A case as its applicant, a clerk or a manager sees it. `can` are the verbs open to this actor now."""

    ref: CaseRef
    title: Text
    scenario: str
    flow: str
    applicant: str
    division: str
    submitted_on: date | None
    accepted_on: date | None
    due_on: date | None
    due_why: tuple[tuple[str, int], ...]
    closed_on: date | None
    because: str
    colour: str
    grade: int
    values: tuple[Value, ...]
    marks: tuple[Mark, ...]
    owed: tuple[Owed, ...]
    steps: tuple[Step, ...]
    results: tuple[Result, ...]
    history: tuple[HistoryLine, ...]
    can: tuple[str, ...]


class TaskView(_Row, frozen=True, kw_only=True):
    """One branch as an officer of its unit sees it: only the elements that this item needs (`values`)."""

    ref: CaseRef
    title: Text
    scenario: str
    item: str
    item_title: Text
    unit: str
    status: str
    round: int
    ready_on: date | None
    due_on: date | None
    due_why: tuple[tuple[str, int], ...]
    colour: str
    values: tuple[Value, ...]
    steps: tuple[Step, ...]
    history: tuple[HistoryLine, ...]
    visit_place: str
    visit_on: date | None
    consultations: tuple[Any, ...]
    can: tuple[str, ...]


class DocumentView(_Row, frozen=True, kw_only=True):
    """An uploaded file. `value` is what a document element of a form holds; `path` is where its bytes lie."""

    sm3: str
    name: str
    size: int
    kind: str
    path: str

    @property
    def value(self) -> dict[str, Any]:
        return {"name": self.name, "sha": self.sm3, "size": self.size, "type": self.kind}


class UnitLoad(_Row, frozen=True, kw_only=True):
    """Open and overdue of one unit, computed now; each number opens to its rows by `unit_id` and `colour`."""

    unit_id: int
    unit: str
    open: int
    amber: int
    overdue: int
    stopped: int
    decided: int
    on_time: int


# ------------------------------------------------------------------------------------------------------------ writes


def save_draft(
    *,
    by: Actor,
    scenario: str,
    division: str,
    answers: Mapping[str, Any],
    data: Mapping[str, Any],
    draft_id: int | None = None,
) -> int:
    """Record what has been filled in so far and return the draft's id. Nothing is checked yet; nothing is lost."""
    from . import actions

    return actions.save_draft(
        by=by, scenario=scenario, division=division, answers=answers, data=data, draft_id=draft_id
    )


def submit_case(
    *,
    by: Actor,
    scenario: str,
    division: str,
    answers: Mapping[str, Any],
    data: Mapping[str, Any],
    key: str,
    draft_id: int | None = None,
    now: datetime,
) -> CaseRef:
    """Open a case from the one form and return its reference.

    `key` is the idempotency key of the form: handing in twice with the same key returns the same case. Refuse with one
    problem a field (`form.missing`, `form.invalid`, `form.source_silent` for an element that a shared source
    should have given and did not: ask for it and submit again with it in `data`).
    """
    from . import actions

    return actions.submit_case(
        by=by,
        scenario=scenario,
        division=division,
        answers=answers,
        data=data,
        key=key,
        draft_id=draft_id,
        now=now,
    )


def act_on_case(
    *, by: Actor, case_id: int, event: Event, now: datetime, version: int | None = None, key: str = ""
) -> CaseRef:
    """Do one thing in a case: load and lock, decide, save, journal, in one transaction.

    `version` is what the actor saw; when somebody was faster, refuse `cases.stale`. Other refusals come from
    the engine (`flow.…`) and from `rules.py` (`cases.not_yours` …).
    """
    from . import actions

    return actions.act_on_case(by=by, case_id=case_id, event=event, now=now, version=version, key=key)


def delete_draft(*, by: Actor, draft_id: int) -> None:
    """Delete the actor's own draft; refuse `cases.not_found`."""
    from . import actions

    actions.delete_draft(by=by, draft_id=draft_id)


def save_document(*, by: Actor, name: str, content: bytes, now: datetime) -> DocumentView:
    """Store an uploaded file; its `value` goes into the form. It is on disk before this returns.

    Refuse `cases.document_type` (by content, never by name) and `cases.document_size`.
    """
    from . import actions

    return actions.save_document(by=by, name=name, content=content, now=now)


def lapse_due(*, now: datetime, limit: int = 1000) -> int:
    """Record for every case whose supplement day has passed that it has; return how many. Run it each morning."""
    from . import actions

    return actions.lapse_due(now=now, limit=limit)


# ------------------------------------------------------------------------------------------------------------- reads


def my_drafts(*, by: Actor) -> tuple[DraftView, ...]:
    from . import queries

    return queries.my_drafts(by=by)


def get_draft(*, by: Actor, draft_id: int) -> DraftView:
    from . import queries

    return queries.get_draft(by=by, draft_id=draft_id)


def get_document(*, by: Actor, sm3: str, case_id: int = 0) -> DocumentView:
    """Return a document of one's own, or one in a case as far as the actor sees the element that holds it."""
    from . import queries

    return queries.get_document(by=by, sm3=sm3, case_id=case_id)


def my_cases(*, by: Actor, after: str = "", limit: int = 20, today: date | None = None) -> Rows:
    """Return the actor's own cases, newest first, as `CaseLine`; without `today` all are grey."""
    from . import queries

    return queries.my_cases(by=by, after=after, limit=limit, today=today)


def get_case(*, by: Actor, case_id: int = 0, code: str = "", today: date) -> CaseView:
    """Return the case for its applicant, for a clerk or manager in whose division it lies."""
    from . import queries

    return queries.get_case(by=by, case_id=case_id, code=code, today=today)


def get_task(*, by: Actor, case_id: int, item: str, today: date) -> TaskView:
    """Return one branch for an officer of its unit (or its manager)."""
    from . import queries

    return queries.get_task(by=by, case_id=case_id, item=item, today=today)


def track_case(*, code: str, today: date) -> Tracking:
    """Return what the holder of a tracking code may see: steps and days, never personal data. No sign-in."""
    from . import queries

    return queries.track_case(code=code, today=today)


def window_queue(
    *, by: Actor, today: date, phase: str = "submitted", after: str = "", limit: int = 30
) -> Rows:
    """Return the cases at the clerk's window (division and boards), oldest first, as `CaseLine`."""
    from . import queries

    return queries.window_queue(by=by, today=today, phase=phase, after=after, limit=limit)


def work_list(
    *,
    by: Actor,
    today: date,
    status: str = "",
    colour: str = "",
    words: str = "",
    after: str = "",
    limit: int = 30,
) -> Rows:
    """Return the open tasks of the officer's unit by due day, as `TaskLine`."""
    from . import queries

    return queries.work_list(
        by=by, today=today, status=status, colour=colour, words=words, after=after, limit=limit
    )


def list_cases(
    *,
    by: Actor,
    today: date,
    phase: str = "",
    colour: str = "",
    unit_id: int = 0,
    scenario: str = "",
    words: str = "",
    after: str = "",
    limit: int = 30,
) -> Rows:
    """Return the cases in the manager's division, newest first, as `CaseLine`; `words` is a tracking code or a name."""
    from . import queries

    return queries.list_cases(
        by=by,
        today=today,
        phase=phase,
        colour=colour,
        unit_id=unit_id,
        scenario=scenario,
        words=words,
        after=after,
        limit=limit,
    )


def unit_loads(*, by: Actor, today: date) -> tuple[UnitLoad, ...]:
    """Return open, amber, overdue and stopped tasks by unit in the manager's division; decided in this calendar year."""
    from . import queries

    return queries.unit_loads(by=by, today=today)
