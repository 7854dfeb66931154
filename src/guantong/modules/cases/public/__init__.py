"""The door of `cases`: open a case, do something in it, and the views that pages show of it.

Every function takes the actor. What the actor may not see does not exist for them: `cases.not_found`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import Actor

from ..rows.case_file import CaseFile
from ..rows.indicators import Computed, IndicatorRow, Month, Period
from ..rows.lists import CaseLine, CaseRef, Counts, DocumentView, DraftView, Rows, TaskLine, UnitLoad
from ..rows.measured import Measure, MeasuredCase, Rating, RatingCounts, Rectification
from ..rows.parts import Answer, Awaited, FieldOpeningLine, HistoryLine, Result, Step, Tries, Value
from ..rows.uses import DataUse, LookupProofLine, MyData, PapersSaved
from ..rows.views import CaseView, TaskView, Tracking
from .at_window import begin_at_window, hand_in_at_window, kind_of_number, masked_number
from .copies import OpenCase, make_copy, open_cases
from .due import ask_again_due, issue_licences_due, lapse_due, work_out_due_days
from .indicators import computed, indicator_rows, told_to_all
from .keeping import case_file, check_heads, closed_before, erase_lapsed, path_of_file, stored_files
from .measured import measured_cases, measures, rating_counts, ratings
from .my_data import FIXED_ELEMENTS, begin_objection, data_use, my_data, papers_saved, record_seen
from .notices import Notice, deliver_notices, notice_address, notices, set_address, tick_off
from .one_identity import (
    MOST_LOOKUPS_A_DAY,
    claim_cases,
    draw_lookup_proof,
    lookup_proofs,
    open_on_one_identity,
)
from .openings import field_openings, open_field, opening_subject, propose_opening
from .precheck import look_through, standing_look

__all__ = [
    "FIXED_ELEMENTS",
    "MOST_LOOKUPS_A_DAY",
    "Answer",
    "Awaited",
    "CaseFile",
    "CaseLine",
    "CaseRef",
    "CaseView",
    "Computed",
    "Counts",
    "DataUse",
    "DocumentView",
    "DraftView",
    "FieldOpeningLine",
    "HistoryLine",
    "IndicatorRow",
    "LookupProofLine",
    "Measure",
    "MeasuredCase",
    "Month",
    "MyData",
    "Notice",
    "OpenCase",
    "PapersSaved",
    "Period",
    "Rating",
    "RatingCounts",
    "Rectification",
    "Result",
    "Rows",
    "Step",
    "TaskLine",
    "TaskView",
    "Tracking",
    "Tries",
    "UnitLoad",
    "Value",
    "act_on_case",
    "ask_again_due",
    "begin_at_window",
    "begin_objection",
    "case_counts",
    "case_file",
    "check_heads",
    "claim_cases",
    "closed_before",
    "computed",
    "data_use",
    "delete_draft",
    "deliver_notices",
    "draw_lookup_proof",
    "erase_lapsed",
    "field_openings",
    "get_case",
    "get_document",
    "get_draft",
    "get_task",
    "hand_in_at_window",
    "indicator_rows",
    "issue_licences_due",
    "kind_of_number",
    "lapse_due",
    "list_cases",
    "list_tasks",
    "look_through",
    "lookup_proofs",
    "make_copy",
    "masked_number",
    "measured_cases",
    "measures",
    "my_cases",
    "my_data",
    "my_drafts",
    "notice_address",
    "notices",
    "open_cases",
    "open_field",
    "open_on_one_identity",
    "opening_subject",
    "papers_saved",
    "path_of_file",
    "propose_opening",
    "queue_counts",
    "rating_counts",
    "ratings",
    "record_seen",
    "save_document",
    "save_draft",
    "set_address",
    "standing_look",
    "stored_files",
    "submit_case",
    "tick_off",
    "told_to_all",
    "track_case",
    "unit_loads",
    "window_queue",
    "work_counts",
    "work_list",
    "work_out_due_days",
]


# ------------------------------------------------------------------------------------------------------------ writes


def save_draft(
    *,
    by: Actor,
    scenario: str,
    division: str,
    answers: Mapping[str, Any],
    data: Mapping[str, Any],
    draft_id: int | None = None,
    now: datetime | None = None,
) -> int:
    """Record what has been filled in so far and return the draft's id. Nothing is checked yet; nothing is lost."""
    from .. import actions

    return actions.save_draft(
        by=by, scenario=scenario, division=division, answers=answers, data=data, draft_id=draft_id, now=now
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
    should have given and did not: ask for it and submit again with it in `data`; `form.source_unknown` when the source
    answered that it holds nothing by the key, which stands in the field `facts["key"]`: let it be compared first).
    """
    from .. import actions

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
    """Do one thing in a case: recall it, decide, and write state, journal and rows in one statement, where nobody was faster.

    `version` is what the actor saw; when somebody was faster, refuse `cases.stale`. Other refusals come from
    the engine (`flow.…`) and from `rules.py` (`cases.not_yours` …).
    """
    from .. import actions

    return actions.act_on_case(by=by, case_id=case_id, event=event, now=now, version=version, key=key)


def delete_draft(*, by: Actor, draft_id: int) -> None:
    """Delete the actor's own draft; refuse `cases.not_found`."""
    from .. import actions

    actions.delete_draft(by=by, draft_id=draft_id)


def save_document(*, by: Actor, name: str, content: bytes, now: datetime) -> DocumentView:
    """Store an uploaded file; its `value` goes into the form. It is on disk before this returns.

    Refuse `cases.document_type` (by content, never by name) and `cases.document_size`.
    """
    from .. import actions

    return actions.save_document(by=by, name=name, content=content, now=now)


# ------------------------------------------------------------------------------------------------------------- reads


def my_drafts(*, by: Actor) -> tuple[DraftView, ...]:
    from .. import queries

    return queries.my_drafts(by=by)


def get_draft(*, by: Actor, draft_id: int) -> DraftView:
    from .. import queries

    return queries.get_draft(by=by, draft_id=draft_id)


def get_document(*, by: Actor, sm3: str, case_id: int = 0, now: datetime | None = None) -> DocumentView:
    """Return a document of one's own, or one in a case as far as the actor sees the element that holds it. With `now`, that
    staff took it from a case is noted."""
    from .. import actions, queries

    found = queries.get_document(by=by, sm3=sm3, case_id=case_id, now=now)
    if now is not None and case_id:
        actions.record_seen(by=by, case_id=case_id, now=now)
    return found


def my_cases(*, by: Actor, after: str = "", limit: int = 20, today: date | None = None) -> Rows:
    """Return the actor's own cases, newest first, as `CaseLine`; without `today` all are grey."""
    from .. import queries

    return queries.my_cases(by=by, after=after, limit=limit, today=today)


def get_case(
    *, by: Actor, case_id: int = 0, code: str = "", today: date, now: datetime | None = None
) -> CaseView:
    """Return the case for its applicant, for a clerk or manager in whose division it lies. Staff see graded values masked;
    `now` counts what a second person opened for them. With it, that staff opened the case is noted (once a day)."""
    from .. import actions, queries

    view = queries.get_case(by=by, case_id=case_id, code=code, today=today, now=now)
    if now is not None:
        actions.record_seen(by=by, case_id=view.ref.id, now=now)
    return view


def get_task(*, by: Actor, case_id: int, item: str, today: date, now: datetime | None = None) -> TaskView:
    """Return one branch for an officer of its unit (or its manager); values and `now` as in `get_case`."""
    from .. import actions, queries

    view = queries.get_task(by=by, case_id=case_id, item=item, today=today, now=now)
    if now is not None:
        actions.record_seen(by=by, case_id=case_id, now=now)
    return view


def track_case(*, code: str, today: date) -> Tracking:
    """Return what the holder of a tracking code may see: steps and days, never personal data. No sign-in."""
    from .. import queries

    return queries.track_case(code=code, today=today)


def window_queue(
    *, by: Actor, today: date, phase: str = "submitted", words: str = "", after: str = "", limit: int = 30
) -> Rows:
    """Return the cases at the clerk's window (division and boards), oldest first, as `CaseLine`. With `words` (a
    tracking code or a name) the phase may be empty: then all that the window has and had are searched."""
    from .. import queries

    return queries.window_queue(by=by, today=today, phase=phase, words=words, after=after, limit=limit)


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
    from .. import queries

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
    from .. import queries

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
    from .. import queries

    return queries.unit_loads(by=by, today=today)


def list_tasks(
    *,
    by: Actor,
    today: date,
    unit_id: int = 0,
    colour: str = "",
    end: str = "",
    words: str = "",
    after: str = "",
    limit: int = 30,
) -> Rows:
    """Return the tasks behind a number of `unit_loads`, as `TaskLine`: open ones by due day, or with `end` (`done`,
    `in-time`, `late`) those decided in this calendar year. Without `unit_id`, of all units of the manager's division."""
    from .. import queries

    return queries.list_tasks(
        by=by, today=today, unit_id=unit_id, colour=colour, end=end, words=words, after=after, limit=limit
    )


def work_counts(*, by: Actor, today: date) -> Counts:
    """Return the open tasks of the officer's unit by colour."""
    from .. import queries

    return queries.work_counts(by=by, today=today)


def queue_counts(*, by: Actor) -> dict[str, int]:
    """Return how many cases stand at the clerk's window in each phase."""
    from .. import queries

    return queries.queue_counts(by=by)


def case_counts(*, by: Actor, today: date) -> Counts:
    """Return the cases of the manager's division that are not closed, by colour."""
    from .. import queries

    return queries.case_counts(by=by, today=today)
