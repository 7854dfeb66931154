"""What the guide consists of: words in one language, terms in workdays, money in cents; every page and paper is set from it."""

from __future__ import annotations

import re

import msgspec


def key_of(field: str) -> str:
    """Return the key that a word of `assumed` is about: `materials.X` and `materials[2]` are about `materials`."""
    return re.split(r"[.\[/]", field, maxsplit=1)[0]


class _Frozen(msgspec.Struct, frozen=True, kw_only=True):
    pass


class GuideItem(_Frozen, frozen=True, kw_only=True):
    """One item that applies. `decided_by` are the questions on which it depends (none: it always applies), `why` the
    answers to them; `waits_for` is what it needs first; `code` is the implementing code where the unit is known; `visit` why somebody has to come, empty when nobody has to.
    `assumed` are the keys of the package that are our assumption, `assumed_words` the same in words."""

    item: str
    title: str
    unit: str
    serves: str
    subjects: tuple[str, ...]
    online: bool
    basic_code: str
    code: str
    decided_by: tuple[str, ...]
    why: tuple[str, ...]
    promised: int
    legal: str
    visit: str
    procedures: tuple[str, ...]
    waits_for: tuple[str, ...]
    laws: tuple[str, ...]
    conditions: tuple[str, ...]
    results: tuple[str, ...]
    assumed: tuple[str, ...]
    assumed_words: tuple[str, ...]

    @property
    def guesses(self) -> frozenset[str]:
        """The keys of the item of which at least a part is assumed: `materials.X` is about `materials`."""
        return frozenset(key_of(field) for field in self.assumed)


class GuideNeed(_Frozen, frozen=True, kw_only=True):
    """One thing to fill in or hand in: asked once, for these items. `owed_workdays`: it may follow later; `stage`: it is
    needed only when that stage begins. `group` is what it is about; `assumed`: no published list asks for it."""

    element: str
    title: str
    group: str
    document: bool
    required: bool
    for_items: tuple[str, ...]
    laws: tuple[str, ...]
    owed_workdays: int | None
    accepts: tuple[str, ...]
    help: str
    stage: str = ""
    assumed: bool = False


class GuideSpared(_Frozen, frozen=True, kw_only=True):
    """One thing that need not be handed in, and in words who gives it instead."""

    element: str
    title: str
    source: str
    why: str
    for_items: tuple[str, ...]


class GuideMaterial(_Frozen, frozen=True, kw_only=True):
    """One line of a department's list and what becomes of it: `way` is a word of `dispositions.WAYS`."""

    material: str
    item: str
    way: str
    measure: str


class GuideFee(_Frozen, frozen=True, kw_only=True):
    title: str
    item: str
    amount_cents: int
    law: str
    assumed: bool = False


class GuideClause(_Frozen, frozen=True, kw_only=True):
    """One sentence of a policy on which the matter rests: the document, the place in it, what it says in our words (empty
    where nobody wrote them down)."""

    clause: str
    document: str
    place: str
    says: str


class Guide(_Frozen, frozen=True, kw_only=True):
    """The guide to one situation of one matter, in one language. Terms in workdays, money in cents of a yuan.

    `visits` are the occasions on which the applicant meets an office, with the reason of each.
    """

    scenario: str
    situation: str
    language: str
    title: str
    about: str
    applicant: str
    serves: str
    lead: str
    rests_on: tuple[GuideClause, ...]
    answers: tuple[tuple[str, str], ...]
    items: tuple[GuideItem, ...]
    needs: tuple[GuideNeed, ...]
    spared: tuple[GuideSpared, ...]
    materials: tuple[GuideMaterial, ...]
    fees: tuple[GuideFee, ...]
    promised: int
    longest: int
    lived: int
    visits: tuple[str, ...]
    inspections: tuple[str, ...]
    results: tuple[str, ...]
    laws: tuple[str, ...]
    assumed: tuple[str, ...]
    assumed_words: tuple[str, ...]

    @property
    def guesses(self) -> frozenset[str]:
        return frozenset(key_of(field) for field in self.assumed)

    @property
    def documents(self) -> tuple[GuideNeed, ...]:
        return tuple(need for need in self.needs if need.document)

    @property
    def filled(self) -> dict[str, tuple[GuideNeed, ...]]:
        """What is filled in, by what it is about, in the order of the form."""
        groups: dict[str, list[GuideNeed]] = {}
        for need in self.needs:
            if not need.document:
                groups.setdefault(need.group, []).append(need)
        return {group: tuple(needs) for group, needs in groups.items()}

    @property
    def total_cents(self) -> int:
        return sum(fee.amount_cents for fee in self.fees)
