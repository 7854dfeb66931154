"""Cases, tasks and drafts as the interface gives them, and what may be done with them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from .licence_shapes import LicenceShape
from .shapes import Data, Detail, Digest, Division, Element, Given, Prose, Shape, Slug, Text

Version = Annotated[int, Field(ge=1, le=2**53)]
Elements = Annotated[list[Element], Field(max_length=200)]
Colour = Literal["", "green", "amber", "red", "grey"]
WINDOW_VERBS = Literal["return", "accept", "refuse", "extend", "deliver"]
TASK_VERBS = Literal[
    "approve", "reject", "return", "send_back", "consult", "answer", "pause", "suspend", "resume", "extend", "appoint", "inspect",
]  # fmt: skip


class CaseRef(Shape):
    """What one needs to come back to a case. `code` is the tracking code."""

    id: int
    code: str
    version: int
    phase: str


class CaseLine(Shape):
    """One case in a list. `colour`: green, amber (due within two workdays), red (overdue), grey (no clock runs)."""

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


class CaseLines(Shape):
    """One page; `next` goes into `after` for the next one, empty at the end."""

    items: list[CaseLine]
    next: str


class TaskLine(Shape):
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
    kind: str


class TaskLines(Shape):
    items: list[TaskLine]
    next: str


class StepShape(Shape):
    """One branch of a case: no personal data, no content."""

    item: str
    title: Text
    unit: str
    status: str
    waits_for: list[Text]
    ready_on: date | None
    due_on: date | None
    decided_on: date | None


class TrackingShape(Shape):
    """What whoever holds the code may see."""

    code: str
    title: Text
    phase: str
    division: str
    submitted_on: date | None
    accepted_on: date | None
    due_on: date | None
    closed_on: date | None
    steps: list[StepShape]
    to_correct: int
    owed: int
    visit_on: date | None
    as_of: datetime


class ValueShape(Shape):
    """One element. `hidden`: the value is not this reader's to see, and `told` says what may be said of it; `masked`: staff
    see it `partly` or not at all (`hidden`) until a second person opens it."""

    element: str
    title: Text
    type: str
    value: Any
    source: str
    origin: str
    marked: str
    owed_until: date | None
    hidden: bool = False
    told: str = ""
    masked: str


class AnswerShape(Shape):
    """One answer to a guided question; `choice` is the title of what was chosen."""

    name: str
    title: Text
    value: Any
    unit: str
    choice: Text | None


class MarkShape(Shape):
    element: str
    because: str
    item: str


class OwedShape(Shape):
    element: str
    due_on: date
    lapsed: bool


class ResultShape(Shape):
    """What one item ended with. `barred`: nobody decided, because what it needed will not come."""

    item: str
    title: Text
    approved: bool
    because: str
    issues: list[Text]
    decided_on: date | None
    barred: bool


class LineOfHistory(Shape):
    at: datetime
    actor: str
    unit: str
    do: str
    item: Text | None
    because: str


class CaseShape(Shape):
    """One case. `can` are the verbs open to the caller now; `ref.version` is what to send back with an act."""

    ref: CaseRef
    title: Text
    scenario: str
    applicant: str
    division: str
    submitted_on: date | None
    accepted_on: date | None
    due_on: date | None
    closed_on: date | None
    because: str
    colour: str
    grade: int
    values: list[ValueShape]
    marks: list[MarkShape]
    owed: list[OwedShape]
    steps: list[StepShape]
    results: list[ResultShape]
    history: list[LineOfHistory]
    can: list[str]
    answers: list[AnswerShape]
    licences: list[LicenceShape]


class ConsultationShape(Shape):
    unit: str
    question: str
    asked_on: date
    answer: str
    answered_on: date | None


class FindingShape(Shape):
    title: Text
    passed: bool | None


class TaskShape(Shape):
    """One branch with the elements that its item needs and no others. `kind`: branch, consult or visit. `why_not` says to its
    unit what stands in the way of approving it now."""

    ref: CaseRef
    title: Text
    scenario: str
    item: str
    item_title: Text
    unit: str
    kind: str
    status: str
    round: int
    ready_on: date | None
    due_on: date | None
    colour: str
    values: list[ValueShape]
    steps: list[StepShape]
    history: list[LineOfHistory]
    visit_place: str
    visit_on: date | None
    consultations: list[ConsultationShape]
    findings: list[FindingShape]
    can: list[str]
    answers: list[AnswerShape]
    why_not: list[Detail]


class DraftLine(Shape):
    id: int
    scenario: str
    title: Text
    division: str
    saved_at: datetime


class DraftLines(Shape):
    items: list[DraftLine]


class DraftShape(DraftLine):
    """A form begun. `form` is the JSON Schema of `data`, as the matter is published now."""

    answers: dict[str, Any]
    data: dict[str, Any]
    form: dict[str, Any]


class NewDraft(Given):
    scenario: Slug
    division: Division
    answers: Data = Field(default={})
    data: Data = Field(default={})


class ChangedDraft(Given):
    """All of the data as it is to stand; without `answers` those given before."""

    answers: Data | None = None
    data: Data


class Checked(Shape):
    """Everything that stands in the way of handing in; nothing when the form is ready."""

    problems: list[Detail]


class Submission(Given):
    """`confirmed` says that everything in the form is true, as the page asks it of a person."""

    confirmed: Literal[True]


class Deed(Given):
    """`version` is that of the case as the caller saw it: when somebody was faster, nothing is done (409)."""

    version: Version | None = None
    because: Prose = ""


class HandedIn(Deed):
    """element -> value: of the marked fields for a correction, of what is owed for a supplement."""

    data: Annotated[Data, Field(min_length=1)]


class Rating(Deed):
    """From 1 (very dissatisfied) to 5 (very satisfied)."""

    grade: Annotated[int, Field(ge=1, le=5)]


class WindowAct(Deed):
    """What a clerk does. `fields` with `reasons` are marked on return, `owed` may follow, `days` lengthen a supplement day."""

    do: WINDOW_VERBS
    fields: Elements = Field(default=[])
    reasons: dict[Element, Prose] = Field(default={})
    owed: Elements = Field(default=[])
    days: Annotated[int, Field(ge=0, le=999)] = 0


class TaskAct(Deed):
    """What an officer does. `data` is what an approval issues, `target` the sibling sent back or the unit asked,
    `on` the day of a visit, `passed` its finding."""

    do: TASK_VERBS
    fields: Elements = Field(default=[])
    reasons: dict[Element, Prose] = Field(default={})
    days: Annotated[int, Field(ge=0, le=999)] = 0
    on: date | None = None
    target: Slug | None = None
    passed: bool | None = None
    data: Data = Field(default={})


class DocumentShape(Shape):
    """An uploaded file. `value` goes into the form; `sm3` (GB/T 32905) names the content."""

    sm3: Digest
    name: str
    size: int
    kind: str
    value: dict[str, Any]


class ReadShape(Shape):
    """One read of one's data: which resource and elements, for which case and item, by which unit, on which law."""

    id: int
    at: datetime
    resource: str
    elements: list[str]
    item: str
    case_chain: str
    unit: str
    law: str
    purpose: str
    answered: bool


class Reads(Shape):
    """One page; `next` goes into `after` for the next one, empty at the end."""

    items: list[ReadShape]
    next: str


class SessionShape(Shape):
    """Who calls. A browser sends `csrf_token` as `X-CSRFToken` with everything that changes something."""

    signed_in: bool
    role: str
    name: str
    unit: str
    division: str
    assurance: str
    csrf_token: str
