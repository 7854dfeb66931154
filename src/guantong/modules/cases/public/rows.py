"""The frozen rows that pages get of cases. No row of the database leaves the module."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from guantong.core.flow.model import Mark, Owed
from guantong.core.kernel.problem import Problem
from guantong.core.kernel.text import Text
from guantong.modules.licences.public import LicenceRow, OutOfForce

from ..rules.file_names import fitting_name


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    pass


class CaseRef(_Row, frozen=True, kw_only=True):
    """What one needs to come back to a case. `code` is the tracking code on the receipt (一码全知, M31)."""

    id: int
    code: str
    version: int
    phase: str


class DraftView(_Row, frozen=True, kw_only=True):
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
    kind: str = "branch"
    decided_on: date | None = None


class Counts(_Row, frozen=True, kw_only=True):
    """How many of a list there are, in all and by colour."""

    all: int
    red: int
    amber: int
    green: int
    grey: int


class Measure(_Row, frozen=True, kw_only=True):
    """What became of the delivered cases of one matter. `workdays` and `grades` are (value, how many cases), the
    workdays from acceptance to the last decision, `median` theirs; `visits` the joint inspections held, repeats
    included."""

    scenario: str
    title: Text
    cases: int
    in_time: int
    visits: int
    workdays: tuple[tuple[int, int], ...]
    grades: tuple[tuple[int, int], ...]
    median: float | None

    @property
    def rated(self) -> int:
        return sum(count for _, count in self.grades)

    @property
    def late(self) -> int:
        return self.cases - self.in_time


class MeasuredCase(_Row, frozen=True, kw_only=True):
    """One delivered case behind a measure."""

    id: int
    code: str
    title: Text
    accepted_on: date | None
    due_on: date | None
    decided_on: date | None
    delivered_on: date | None
    workdays: int | None
    visits: int
    grade: int


class Awaited(_Row, frozen=True, kw_only=True):
    """An element that a shared source should have given and has not. Nobody asks the applicant for it; the officer of the
    item may bring it along with the approval."""

    element: str
    title: Text
    system: Text


class Tries(_Row, frozen=True, kw_only=True):
    """How often the sources of what is awaited have been asked again, of how many times, when last and from when on next.
    Without `next_at` nobody asks any more."""

    tried: int
    most: int
    last_at: datetime | None
    next_at: datetime | None


class Rectification(_Row, frozen=True, kw_only=True):
    """What a bad rating opened (差评整改), as anybody who may see the rated case is told: its state, not its content.
    `over`: struck off; `now` are the items that somebody has in hand."""

    id: int
    code: str
    title: Text
    phase: str
    due_on: date | None
    colour: str
    over: bool
    now: tuple[Text, ...]


class Rating(_Row, frozen=True, kw_only=True):
    """One rated case, with what its rating opened."""

    id: int
    code: str
    title: Text
    grade: int
    delivered_on: date | None
    rectifications: tuple[Rectification, ...]


class RatingCounts(_Row, frozen=True, kw_only=True):
    """How many ratings there are: all, bad ones (graded 1 or 2), those with a rectification that is open, late, over."""

    all: int
    bad: int
    open: int
    late: int
    over: int


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


class FieldOpeningLine(_Row, frozen=True, kw_only=True):
    """A graded element of somebody's case that a member of staff was allowed to read, by a second one of the same unit."""

    case_id: int
    code: str
    element: Text
    unit: str
    because: str
    at: datetime
    until: datetime


class Answer(_Row, frozen=True, kw_only=True):
    """One answer to a guided question. `choice` is the title of what was chosen; `element` is set where the answer is the
    value of an element as well."""

    name: str
    title: Text
    value: Any
    unit: str = ""
    choice: Text | None = None
    element: str = ""


class HistoryLine(_Row, frozen=True, kw_only=True):
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


class Result(_Row, frozen=True, kw_only=True):
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


class CaseView(_Row, frozen=True, kw_only=True):
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


class TaskView(_Row, frozen=True, kw_only=True):
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

    @property
    def sent_as(self) -> str:
        """The name under which the file leaves: with the ending of what it is."""
        return fitting_name(self.name, self.kind, self.sm3)


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
