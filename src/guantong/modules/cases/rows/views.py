"""One case as a page shows it: to the applicant, the desks, and whoever holds its code."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from guantong.core.flow.model import Mark, Owed
from guantong.core.kernel.problem import Problem
from guantong.core.kernel.text import Text
from guantong.modules.licences.public import LicenceRow, OutOfForce

from .lists import CaseRef
from .measured import Rectification
from .parts import Answer, Awaited, HistoryLine, Result, Step, Tries, Value
from .row import Row


class Tracking(Row, frozen=True, kw_only=True):
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


class CaseView(Row, frozen=True, kw_only=True):
    """A case as its applicant, a clerk or a manager sees it. `can` are the verbs open to this actor now. `matter_version`
    is the published version that the case was opened under."""

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
    answers: tuple[Answer, ...] = ()
    rectifications: tuple[Rectification, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    tries: Tries | None = None
    licences: tuple[LicenceRow, ...] = ()
    matter_version: int = 0
    out_of_force: tuple[OutOfForce, ...] = ()


class TaskView(Row, frozen=True, kw_only=True):
    """One branch as an officer of its unit sees it: only the elements that this item needs (`values`).

    `kind` is the actor's part in it: `branch`, `consult` (asked for an opinion: no element of grade L3 or L4) or
    `visit` (appoints the day; `item` is the place, no elements). `findings` are (item, passed or not yet) of the visit.
    `answers` are those that decide about this item; `why_not` says to its unit why it cannot be approved now.
    """

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
    flow: str = ""
    division: str = ""
    kind: str = "branch"
    asked_as: str = ""
    findings: tuple[tuple[Text, bool | None], ...] = ()
    answers: tuple[Answer, ...] = ()
    why_not: tuple[Problem, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    tries: Tries | None = None
    matter_version: int = 0
    out_of_force: tuple[OutOfForce, ...] = ()
