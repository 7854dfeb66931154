"""The scenario language: the shapes people write, and nothing that the compiler can work out.

These models say what a package may contain (`guantong schema` publishes them as JSON Schema). They check shape only;
what must hold *between* the parts is in `checks/`. Where a line of YAML came from is kept by `read.py`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from guantong.core.scenario.parts import DivisionCode, ElementId, Part, Slug, TermText, Title

# ------------------------------------------------------------------------------------------------------- small words

Applicant = Literal["person", "enterprise", "institution", "government"]
Level = Literal["province", "city", "county", "town"]
ItemType = Literal[
    "permit", "payment", "confirmation", "reward", "ruling", "other-power", "public-service", "filing"
]
Serves = Literal["service", "governance"]
ElementType = Literal["text", "date", "integer", "decimal", "choice", "yes-no", "document", "licence"]
PauseKind = Literal["announcement", "hearing", "expert-review", "testing", "inspection"]
# The boards of the comprehensive window, one star each (M24).
Board = Literal["", "real-estate", "business-registration", "investment", "social-affairs", "other-affairs"]
BOARDS = tuple(board for board in get_args(Board) if board)
MaterialKind = Literal["form", "proof", "other"]


# --------------------------------------------------------------------------------------------------- one scenario


class Ask(Part):
    """One guided question. Its name is what conditions (`when`) use. `is` names the element that it answers: that is then
    asked nowhere else, and no form, register or correction may say otherwise."""

    title: Title
    type: Literal["yes-no", "integer", "decimal", "choice"]
    unit: str = ""
    min: float | None = None
    max: float | None = None
    choices: dict[str, Title] = {}
    when: str = ""
    is_: str = Field(default="", alias="is")
    help: Title | None = None


class Instead(Part):
    """Why a material need not be handed in (M38, M39): a written promise, an officer who fetches it, or no basis."""

    by: Literal["commitment", "officer", "dropped"]
    why: Title


class Material(Part):
    """One line of a department's material list: a name and the elements in it."""

    name: Title
    elements: list[ElementId] = Field(min_length=1)
    kind: MaterialKind = "other"
    law: str = ""
    when: str = ""
    copies: int = Field(default=1, ge=1)
    optional: bool = False
    owed: TermText | None = None
    instead: Instead | None = None


class Fee(Part):
    title: Title
    amount_cents: int = Field(ge=0)
    law: str = ""
    when: str = ""


class Pause(Part):
    kind: PauseKind
    term: TermText


class Item(Part):
    """One service of one department. Field names and GB/T 39554 columns are set side by side in the reference."""

    title: Title
    unit: Slug
    serves: Serves = "service"
    type: ItemType = "permit"
    basic_code: Annotated[str, Field(pattern=r"^\d{12}$")] | None = None
    level: Level = "county"
    law: list[str] = []
    subjects: list[Applicant] = []
    conditions: list[Title] = []
    when: str = ""
    stage: str = ""
    legal: TermText | None = None
    promised: TermText
    visits: int = Field(default=0, ge=0)
    visit_reason: Title | None = None
    online: bool = True
    materials: list[Material] = []
    fees: list[Fee] = []
    inspects: str = ""
    pauses: list[Pause] = []
    consults: list[Slug] = []
    issues: list[ElementId] = []
    result: Title | None = None
    board: Board = ""
    assumed: list[str] = []


class Grant(Part):
    """Permission for items to read from a resource: `to: all`, or the items by name."""

    to: list[str] | Literal["all"]
    purpose: Title
    law: str = ""
    until: date | None = None


class InspectionPlan(Part):
    title: Title
    within: TermText
    led_by: Slug


class Stage(Part):
    title: Title
    promised: TermText | None = None


class Indicator(Part):
    """A measure computed from cases or the journal; `source` says from which, and there is no other way to fill it."""

    title: Title
    measure: str
    source: str = ""
    direction: Literal["up", "down"]
    target: float | None = None
    unit: str = ""


class Published(Part):
    """A before/after figure as a source publishes it, to stand beside the computed one."""

    figure: str
    before: float | None = None
    after: float | None = None
    source: str
    note: Title | None = None


class AppliesAs(Part):
    """Who may apply. `element` is the choice by which applicants say what they are to the matter; for each answer in `persons`
    the identity number of whoever signed in has to be the one in that element. Everybody else acts under a mandate as
    guardian or hands in the document `otherwise`."""

    element: ElementId
    persons: dict[str, ElementId] = Field(min_length=1)
    otherwise: ElementId | None = None


class Scenario(Part):
    """One public matter, taken down the V: core business › module › unit (`path`), then its items.
    `also_called` is how people say it when they look for it: words for the search, shown nowhere. What opens from a
    `complaint` is handed in like an application, by persons and enterprises, but from the page that it is about: it stands
    in no list of matters."""

    scenario: Slug
    title: Title
    about: Title | None = None
    also_called: list[Title] = []
    track: Literal["administration", "industry", "livelihood"]
    path: Annotated[list[Title], Field(min_length=3, max_length=3)]
    applicant: Applicant
    applies_as: AppliesAs | None = None
    lead: Slug
    serves: Serves = "service"
    promised: TermText
    board: Board = ""
    rests_on: list[str] = []
    opens_from: Literal["application", "complaint", "rating"] = "application"
    stages: dict[str, Stage] = {}
    asks: dict[str, Ask] = {}
    inspections: dict[str, InspectionPlan] = {}
    grants: dict[str, Grant] = {}
    indicators: dict[str, Indicator] = {}
    published: list[Published] = []
    items: dict[Slug, Item] = Field(min_length=1)
    assumed: list[str] = []


class ItemOverlay(Part):
    promised: TermText | None = None
    without: list[str] = []


class Overlay(Part):
    """What a city or county makes better: fewer materials and shorter terms, nothing else (M19)."""

    overlay: Slug
    division: DivisionCode
    promised: TermText | None = None
    items: dict[Slug, ItemOverlay] = {}


# ----------------------------------------------------------------------------------- what all scenarios share


class Entity(Part):
    """Something elements are about. `is` takes over another entity's elements: `mother: {is: person}`."""

    title: Title
    is_: str = Field(default="", alias="is")


class ELicence(Part):
    """What becomes of an issued licence electronically: the code of its type (21 characters; three digits are the issuing
    unit's own numbering), how long it holds (without end if nothing is said), who holds it (an entity; else the
    applicant), and which elements of the case are printed on it besides those it carries."""

    type: Annotated[str, Field(pattern=r"^([0-9A-Z]{18})?\d{3}$")]
    valid: TermText | None = None
    holder: str = ""
    prints: list[ElementId] = []


class Element(Part):
    """One smallest datum. `held_by` names the resource that holds it; `carries` what a licence proves; `e_licence` is
    written for licences that are issued electronically."""

    title: Title
    type: ElementType = "text"
    check: Literal["", "id-number", "uscc", "phone", "postcode", "bank-account", "email"] = ""
    grade: Literal["L1", "L2", "L3", "L4"] = "L2"
    owner: str = ""
    held_by: str = ""
    carries: list[ElementId] = []
    e_licence: ELicence | None = None
    choices: dict[str, Title] = {}
    unit: str = ""
    min: float | None = None
    max: float | None = None
    max_length: int | None = None
    accepts: list[str] = []
    example: str = ""
    help: Title | None = None


class Dictionary(Part):
    """`scenarios/elements.yaml`: the one dictionary, in the order in which a person is asked."""

    entities: dict[str, Entity]
    elements: dict[ElementId, Element]


class Resource(Part):
    """A shared source: who holds what, how it is read, and what happens when it does not answer."""

    title: Title
    system: Title
    owner: Slug
    mode: Literal["api", "verify", "batch", "session"]
    interface: str
    key: str = ""
    share: Literal["unconditional", "conditional", "none"] = "conditional"
    answers_within: TermText | Literal["seconds", "minutes"] = "seconds"
    if_silent: Literal["ask-applicant", "wait"] = "ask-applicant"


class UnitRole(Part):
    """A role that each division fills with a unit of its own; `names` are patterns with `{place}`."""

    title: Title
    short: Title
    names: dict[Level, str]


class Resources(Part):
    resources: dict[Slug, Resource]


class UnitRoles(Part):
    units: dict[Slug, UnitRole]


# ------------------------------------------------------------------------------------------------------- examples


class StoryEvent(Part):
    """One event of a story; the same words as `core.flow.model.Event`, dated, with `as` for who does it."""

    on: date
    do: str
    item: str = ""
    unit: str = ""
    data: dict[str, Any] = Field(default={}, alias="with")
    fields: list[str] = []
    because: str = ""
    days: int = 0
    day: date | None = None
    place: str = ""
    grade: int = 0
    target: str = ""
    owed: list[str] = []
    passed: bool = True


class Expect(Part):
    """What must hold at the end of the story (and, with `refused`, that the last event is not allowed)."""

    phase: str = ""
    items: list[str] | None = None
    asked: list[str] = []
    not_asked: list[str] = []
    reopened: list[str] | None = None
    kept: list[str] | None = None
    due: date | None = None
    overdue: bool | None = None
    refused: str = ""
    days_used: int | None = None
    opens: str = ""


class Story(Part):
    """An executable example: answers, what the shared sources do, what happens, what must come of it."""

    story: Title
    answers: dict[str, Any] = {}
    signed_in: str = ""
    silent: list[str] = []
    division: DivisionCode | None = None
    data: dict[str, Any] = {}
    events: list[StoryEvent] = Field(min_length=1)
    expect: Expect


class Package(Part):
    """A scenario with everything it stands on, read and complete; the input of the compiler."""

    scenario: Scenario
    overlays: dict[str, Overlay] = {}
    stories: dict[str, Story] = {}
    dictionary: Dictionary
    resources: dict[str, Resource]
    units: dict[str, UnitRole]
    sources_md: str = ""
