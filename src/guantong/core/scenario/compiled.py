"""What the compiler derives and nobody writes by hand: form, plan, data requests, figures, for each situation.

A *situation* (情形) is one set of items, materials and fees that apply together; the answers to the guided questions
choose it. Everything here is frozen, ordered and goes to canonical JSON: same package in, same bytes out.
"""

from __future__ import annotations

from typing import Any

import msgspec

from guantong.core.flow.model import Flow
from guantong.core.kernel.digest import sm3
from guantong.core.kernel.text import Text


class _Frozen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """`gc=False`: nothing here can refer to itself, so the collector need not look (a third of the compiler's time)."""


class Asker(_Frozen, frozen=True, kw_only=True):
    """Who needs an element, in which of its materials, and by which law."""

    item: str
    material: str
    law: str = ""


class FormField(_Frozen, frozen=True, kw_only=True):
    """One field of the one form (一表). Asked once, whoever needs it (`asked_by`, never empty).

    `type` is the element's type (`text`, `date`, `integer`, `decimal`, `choice`, `yes-no`, `document`, `licence`);
    `owed_workdays` is set only where every asker lets it be owed, to the shortest of their terms. `needed_from_stage` is
    set where only items of later stages ask: then it is not `required` when the form is handed in, but is asked for
    when the first of these items begins; `stage_title` is that stage's title.
    """

    element: str
    entity: str
    title: Text
    type: str
    asked_by: tuple[Asker, ...]
    check: str = ""
    choices: dict[str, Text] = {}
    unit: str = ""
    min: float | None = None
    max: float | None = None
    max_length: int | None = None
    accepts: tuple[str, ...] = ()
    example: str = ""
    help: Text | None = None
    grade: str = "L2"
    required: bool = True
    owed_workdays: int | None = None
    needed_from_stage: str = ""
    stage_title: Text | None = None


class Given(_Frozen, frozen=True, kw_only=True):
    """An element that nobody has to hand in. `source`: sibling, shared, licence, commitment, officer or dropped;
    `origin`: the sibling item, the resource, or empty."""

    element: str
    title: Text
    source: str
    origin: str
    asked_by: tuple[Asker, ...]
    grant: str = ""
    because: Text | None = None


class Form(_Frozen, frozen=True, kw_only=True):
    """The one form: what is asked, in the order a person can follow, and what is not asked any more and why."""

    fields: tuple[FormField, ...]
    given: tuple[Given, ...]


class Edge(_Frozen, frozen=True, kw_only=True):
    """`after` waits for `before` because it needs `element`, which only `before` can give."""

    before: str
    after: str
    element: str


class PlanItem(_Frozen, frozen=True, kw_only=True):
    """One item in the plan. Offsets in workdays from the day of acceptance; `slack` 0 means on the longest path.

    `start`/`finish` are the promise's own days (special procedures not counted); `calendar_start`/`calendar_finish`
    count the special procedures as well. A joint visit lies between them and lengthens nothing.
    """

    item: str
    title: Text
    unit: str
    start: int
    finish: int
    slack: int
    calendar_finish: int
    stage: str = ""
    calendar_start: int = 0

    @property
    def used_up(self) -> int:
        """The day on which its promised term is used up when its own special procedures come last."""
        return self.calendar_start + self.finish - self.start


class PlanVisit(_Frozen, frozen=True, kw_only=True):
    """One joint visit: from `start` (workdays from acceptance, special procedures counted) within `within` workdays."""

    place: str
    title: Text
    items: tuple[str, ...]
    led_by: str
    within: int
    start: int


class Plan(_Frozen, frozen=True, kw_only=True):
    """The parallel plan. `longest` is the longest path over data edges, in promised workdays; `critical` is it. `promised` is the
    joint promise, 0 where all items are instant cases (即办件)."""

    items: tuple[PlanItem, ...]
    edges: tuple[Edge, ...]
    visits: tuple[PlanVisit, ...]
    critical: tuple[str, ...]
    longest: int
    calendar_longest: int
    promised: int


class DataRequest(_Frozen, frozen=True, kw_only=True):
    """One element that an item reads instead of asking (M02): holder, owner, mode, interface, and what if silent."""

    element: str
    item: str
    resource: str
    system: Text
    owner: str
    mode: str
    interface: str
    grant: str
    law: str
    key: str
    answers_within: str
    if_silent: str


class Row(_Frozen, frozen=True, kw_only=True):
    """One row behind a figure: what was counted, and how much it counts for. `item` and `why` say where from."""

    label: Text
    item: str = ""
    amount: int = 1
    why: Text | None = None


class Figure(_Frozen, frozen=True, kw_only=True):
    """One before/after figure; `before` and `after` are the sums of their rows' amounts (or, for workdays after,
    of the rows on the longest path). `published` is what a source says, beside it."""

    name: str
    before: int
    after: int
    rows_before: tuple[Row, ...]
    rows_after: tuple[Row, ...]


class Fee(_Frozen, frozen=True, kw_only=True):
    item: str
    title: Text
    amount_cents: int
    law: str = ""


class Situation(_Frozen, frozen=True, kw_only=True):
    """One derived set of what applies, with everything that follows from it. `key` names it within the scenario;
    `answers` is one example of answers that lead here."""

    key: str
    answers: dict[str, Any]
    items: tuple[str, ...]
    form: Form
    plan: Plan
    requests: tuple[DataRequest, ...]
    figures: tuple[Figure, ...]
    fees: tuple[Fee, ...]
    flow: Flow


class Compiled(_Frozen, frozen=True, kw_only=True):
    """A compiled scenario. `situations` are ordered with the widest first: its figures are the headline."""

    scenario: str
    title: Text
    division: str
    situations: tuple[Situation, ...]

    def to_json(self) -> bytes:
        return msgspec.json.encode(self, order="deterministic")

    @property
    def hash(self) -> str:
        return sm3(self.to_json())

    @property
    def promised(self) -> int:
        """The longest joint promise of any situation, in workdays; 0 where everything is done at once."""
        return max((situation.plan.promised for situation in self.situations), default=0)

    @property
    def partly_instant(self) -> bool:
        """Whether some situations are done at once, and others take days."""
        return self.promised > min((situation.plan.promised for situation in self.situations), default=0) == 0
