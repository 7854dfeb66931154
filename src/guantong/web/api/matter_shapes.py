"""Matters, situations and divisions as the interface gives them."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from .shapes import Data, Division, Given, Shape, Text


class DivisionShape(Shape):
    """An administrative division (GB/T 2260, 12 digits); `parent` is the code of the one above."""

    code: str
    name: str
    level: str
    parent: str


class Divisions(Shape):
    items: list[DivisionShape]


class DivisionPath(DivisionShape):
    """A division, with those above it from the province down."""

    path: list[DivisionShape]


class MatterCard(Shape):
    """One matter as a list shows it. `promised` in workdays, `lead` the role of the unit that leads."""

    scenario: str
    title: Text
    about: Text
    track: str
    applicant: str
    items: int
    promised: int
    lead: str


class Matters(Shape):
    """One page; `next` goes into `after` for the next one, empty at the end."""

    items: list[MatterCard]
    next: str


class AskShape(Shape):
    """One guided question. `when` is the condition under which it is asked at all; `answers` what a choice may be."""

    name: str
    title: Text
    type: str
    unit: str
    min: float | None
    max: float | None
    answers: dict[str, Text]
    when: str
    help: Text | None


class MatterShape(Shape):
    """A published matter as it is valid in one division, with the questions that decide what applies."""

    scenario: str
    version: int
    division: str
    title: Text
    about: Text
    track: str
    applicant: str
    accounts: list[str]
    lead: str
    promised: int
    situations: int
    asks: list[AskShape]


class Asking(Given):
    """Where somebody applies, and the answers to the matter's questions (name -> answer)."""

    division: Division | None = None
    answers: Data = Field(default={})


class UnitShape(Shape):
    role: str
    title: Text


class ItemShape(Shape):
    """One item that applies: who decides it, by when (workdays), after which others, what it issues, by which law."""

    item: str
    title: Text
    unit: UnitShape
    promised: int
    legal: int
    waits_for: list[str]
    issues: list[str]
    laws: list[str]


class MeasureShape(Shape):
    """What replaces a material: a source, the item that issues it, another material, or a commitment."""

    way: str
    title: Text
    unit: str
    law: str


class MaterialShape(Shape):
    """One line of a department's list and what becomes of it: `kept` is asked, all other ways are not."""

    item: str
    material: Text
    way: str
    asks: list[str]
    measures: list[MeasureShape]


class SparedShape(Shape):
    """An element that nobody has to hand in, with the source that gives it."""

    element: str
    title: Text
    source: str
    origin: str


class PlanItemShape(Shape):
    """Offsets in workdays from acceptance; `slack` 0 lies on the longest path."""

    item: str
    title: Text
    unit: str
    start: int
    finish: int
    slack: int
    stage: str


class EdgeShape(Shape):
    """`after` waits for `before` because it needs `element`."""

    before: str
    after: str
    element: str


class VisitShape(Shape):
    place: str
    title: Text
    items: list[str]
    led_by: str
    within: int


class PlanShape(Shape):
    items: list[PlanItemShape]
    edges: list[EdgeShape]
    visits: list[VisitShape]
    critical: list[str]
    longest: int
    promised: int


class RowShape(Shape):
    label: Text
    item: str
    amount: int


class FigureShape(Shape):
    """One before/after figure with the rows that it is the sum of."""

    name: str
    before: int
    after: int
    rows_before: list[RowShape]
    rows_after: list[RowShape]


class FeeShape(Shape):
    item: str
    title: Text
    amount_cents: int
    law: str


class SituationShape(Shape):
    """Everything that follows from the answers. `form` is a JSON Schema of the data to hand in."""

    situation: str
    flow: str
    items: list[ItemShape]
    materials: list[MaterialShape]
    form: dict[str, Any]
    spared: list[SparedShape]
    plan: PlanShape
    figures: list[FigureShape]
    fees: list[FeeShape]


class GuideShape(Shape):
    """The guide in the language asked, as Markdown and as its parts."""

    language: str
    markdown: str
    parts: dict[str, Any]
