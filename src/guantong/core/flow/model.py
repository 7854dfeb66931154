"""What the engine runs on: the compiled flow, the state of a case, what may happen to it and what came of it.

All of it is frozen and goes to JSON and back without loss. A flow belongs to one *situation* of a scenario (one set of
items that apply): it holds no condition any more, only branches and the data edges between them.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from guantong.core.kernel.digest import sm3
from guantong.core.kernel.text import Text

# ---------------------------------------------------------------------------------------------- the compiled flow


class Input(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One element that a branch receives. `source` is one of the glossary's sources; `origin` is the sibling item
    or the resource it comes from; `owed_workdays` is set where it may be handed in later (容缺, M28). An input that is
    not `required` (an optional material) may stay empty. One that is `later` belongs to a later stage: it may be missing
    at acceptance, and the applicant is asked for it when the branch begins."""

    element: str
    source: str
    origin: str = ""
    owed_workdays: int | None = None
    required: bool = True
    later: bool = False


class Procedure(msgspec.Struct, frozen=True, kw_only=True):
    """A special procedure that a branch goes through: hearing, review, announcement, testing. Clock stopped."""

    kind: str
    workdays: int


class Branch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One item of the flow: what one unit has to do. Terms in workdays; `promised=0` is an instant case (即办件).

    `waits_for` are the items whose output it needs, `issues` the licences it grants, `yields` every element that
    exists only through its decision (the licences and what they carry that the item did not itself need).
    """

    item: str
    title: Text
    unit: str
    level: str
    promised: int
    legal: int
    inputs: tuple[Input, ...] = ()
    waits_for: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    yields: tuple[str, ...] = ()
    inspection: str = ""
    procedures: tuple[Procedure, ...] = ()
    stage: str = ""


class Inspection(msgspec.Struct, frozen=True, kw_only=True):
    """One joint visit to one place, for several items, appointed by one unit within so many workdays (M27)."""

    place: str
    title: Text
    items: tuple[str, ...]
    led_by: str
    within: int


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen plan of work. `hash` pins it: a case runs to its end on the flow it was opened with."""

    scenario: str
    situation: str
    title: Text
    lead: str
    promised: int
    branches: tuple[Branch, ...]
    inspections: tuple[Inspection, ...] = ()

    def to_json(self) -> bytes:
        return msgspec.json.encode(self, order="deterministic")

    @property
    def hash(self) -> str:
        """SM3 of the canonical JSON, 64 hexadecimal digits."""
        return sm3(self.to_json())


# ------------------------------------------------------------------------------------------------ what may happen

VERBS = {
    # applicant
    "submit": "hand in the one form (to the pre-check or to acceptance)",
    "correct": "answer a correction; pre-acceptance or inside a branch",
    "supplement": "hand in what was owed at acceptance",
    "withdraw": "take the case back",
    "rate": "rate from 1 (very dissatisfied) to 5 (very satisfied)",
    # window
    "return": "send back for correction with marked fields (window: before acceptance; officer: inside a branch)",
    "accept": "accept for all departments, with the elements still owed",
    "refuse": "refuse acceptance with grounds",
    "deliver": "hand over all results at once",
    # officer
    "approve": "decide the branch in favour",
    "reject": "decide the branch against, with grounds",
    "send_back": "send a finished sibling branch back because what it issued is wrong",
    "consult": "ask another unit",
    "answer": "answer a consultation",
    "pause": "begin a special procedure (clock stopped)",
    "suspend": "suspend the branch with a reason (clock stopped)",
    "resume": "end the special procedure or the suspension",
    "extend": "extend the branch's term once, with a reason",
    "appoint": "appoint the day of the joint inspection",
    "inspect": "record one item's finding at the joint inspection",
    # clock
    "lapse": "a day passed that has a consequence (a supplement day)",
    # a shared source
    "receive": "a source that was waited for has answered",
    "give_up": "a source that was waited for is not asked again: the officer looks it up",
}


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody wants done. Which attributes are needed depends on `do` (see `VERBS` and docs/explain/engine.md).

    `sources` says of data in `submit` where a value came from when that differs from the flow (element -> source).
    """

    do: str
    item: str = ""
    unit: str = ""
    data: dict[str, Any] = {}
    fields: tuple[str, ...] = ()
    because: str = ""
    days: int = 0
    on: date | None = None
    place: str = ""
    grade: int = 0
    target: str = ""
    owed: tuple[str, ...] = ()
    passed: bool = True
    sources: dict[str, str] = {}


class Effect(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of an event, in the past tense (`TaskOpened`, `CaseDelivered`): the journal's and the jobs' food."""

    kind: str
    item: str = ""
    unit: str = ""
    elements: tuple[str, ...] = ()
    because: str = ""
    on: date | None = None


EFFECTS = (
    "CaseSubmitted", "CorrectionAsked", "CorrectionReceived", "CaseAccepted", "CaseRefused", "SupplementOwed",
    "SupplementReceived", "SupplementLapsed", "SupplementExtended", "TaskOpened", "TaskReopened", "TaskWaiting", "TaskStopped",
    "TaskResumed", "TaskExtended", "TaskApproved", "TaskRejected", "TaskBarred", "TaskSentBack", "ConsultationAsked",
    "ConsultationAnswered", "SourceAnswered", "SourceGivenUp", "VisitAppointed", "FindingRecorded", "CaseDecided", "CaseDelivered", "CaseWithdrawn",
    "CaseRated", "RectificationOwed",
)  # fmt: skip

# ---------------------------------------------------------------------------------------------- the state of a case

PHASES = ("draft", "submitted", "correcting", "handling", "decided", "delivered", "refused", "withdrawn")
CLOSED_PHASES = ("delivered", "refused", "withdrawn")
TASK_STATUSES = (
    "waiting",
    "open",
    "correcting",
    "paused",
    "suspended",
    "approved",
    "rejected",
    "barred",
    "withdrawn",
)
DECIDED_STATUSES = ("approved", "rejected", "barred")
STOPS = ("correction", "lapse", "procedure", "suspension", "upstream")


class Datum(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The value of one element in a case. `version` grows by one with every change of the value: a decision stands
    as long as every input that it used still has the version it used."""

    value: Any
    version: int = 1
    source: str = "applicant"


class Stop(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A time in which a branch's clock stood still: the workdays d with since < d <= until do not count.

    `why` is one of `STOPS`, with the kind after a colon for a special procedure (`procedure:hearing`); `because` is
    the reason in words.
    """

    since: date
    until: date | None = None
    why: str = ""
    because: str = ""


class Consultation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    unit: str
    question: str
    asked_on: date
    answer: str = ""
    answered_on: date | None = None


class Task(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One branch in one case (子办件). `used` is what its last decision rested on: element -> version.

    `stops` are those of all rounds; `extended` workdays were granted in round `extended_in`.
    """

    status: str = "waiting"
    ready_on: date | None = None
    decided_on: date | None = None
    because: str = ""
    used: dict[str, int] = {}
    stops: tuple[Stop, ...] = ()
    extended: int = 0
    round: int = 0
    extended_in: int = 0
    consultations: tuple[Consultation, ...] = ()

    @property
    def stopped_because(self) -> str:
        """The reason in words of a stop that is running now, or empty."""
        return next((stop.because for stop in reversed(self.stops) if stop.until is None), "")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A field that the applicant is to correct, and why. `item` is empty before acceptance."""

    element: str
    because: str
    item: str = ""


class Owed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A material accepted as missing, and the day until which it is to be handed in."""

    element: str
    due_on: date
    lapsed: bool = False


class Visit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A joint inspection in a case. `findings`: item -> passed, recorded on the day of the visit.

    `held` counts the visits that took place, repeats included; `begun` says that the one appointed now is among them.
    """

    place: str
    appointed_on: date | None = None
    findings: dict[str, bool] = {}
    done_on: date | None = None
    held: int = 0
    begun: bool = False


class State(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything there is to know about a running case. `tasks` has one entry a branch, in the flow's order."""

    flow: str
    phase: str = "draft"
    data: dict[str, Datum] = {}
    tasks: dict[str, Task] = {}
    marks: tuple[Mark, ...] = ()
    owed: tuple[Owed, ...] = ()
    visits: dict[str, Visit] = {}
    submitted_on: date | None = None
    accepted_on: date | None = None
    closed_on: date | None = None
    because: str = ""
    grade: int = 0
    seq: int = 0

    def to_json(self) -> bytes:
        return msgspec.json.encode(self)


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """Now, and the calendar that says which days are workdays. The engine has no clock of its own."""

    at: datetime
    calendar: Any

    @property
    def today(self) -> date:
        return self.at.date()
