"""Who of the staff looked: at pages and files of cases, at masked values, at licences; each with fields and legal basis.

Neither is stored: what a page shows follows from the part that the unit has in the case, and the law from the items of that
part, both by the situation that the case was opened under.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cached_property, lru_cache

from django.db import connection
from django.db.models import Q

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import say
from guantong.core.scenario.compiled import Situation
from guantong.modules.services import public as services

from .. import access
from ..access import Held
from ..models import FieldOpening, Seen
from .named import elements_about

LANGUAGE = "zh"  # titles of laws are cited as they are
Span = tuple[datetime, datetime]


class Looked:
    """What one page showed: the elements, the items in whose handling, and their legal basis."""

    def __init__(self, held: Held, elements: Collection[str], items: Iterable[str]) -> None:
        self.elements = tuple(name for name in held.state.data if name in elements)
        self.items = tuple(items)
        self._held = held

    @cached_property
    def law(self) -> str:
        """The laws by which the items ask for these elements; where none is named, those that the items rest on."""
        form = _situation(self._held.state.flow).form
        asked_by = [(field.element, field.asked_by) for field in form.fields]
        asked_by += [(given.element, given.asked_by) for given in form.given]
        asked = (
            asker.law
            for element, askers in asked_by
            if element in self.elements
            for asker in askers
            if asker.item in self.items
        )
        known = access.package_of(self._held).scenario.items
        rest = (law for item in self.items if item in known for law in known[item].law)
        return _joined(asked) or _joined(rest)

    @property
    def item(self) -> Text:
        titles = {branch.item: branch.title for branch in self._held.flow.branches}
        found = [titles[item] for item in self.items if item in titles]
        return Text(*(say("ui-comma", to).join(title.in_(to) for title in found) for to in ("zh", "en")))


class Looks:
    """The openings of cases in which somebody has data, because the case is theirs or names them. Loads each case once."""

    def __init__(self, by: Actor, numbers: Collection[str]) -> None:
        self.account, self.numbers = int(by.account), list(numbers)
        self._held: dict[int, Held] = {}
        self._pages: dict[tuple[int, str, str], Looked] = {}

    def seen(self, span: Span | None, most: int, seen_id: int = 0) -> list[Seen]:
        rows = Seen.objects.filter(self._mine()).order_by("-pk")
        rows = rows.filter(at__gte=span[0], at__lt=span[1]) if span else rows.filter(pk=seen_id)
        found = list(rows[:most])
        self._load({row.case_id for row in found})
        return found

    def opened(self, span: Span | None, most: int, opening_id: int = 0) -> list[FieldOpening]:
        """Return the openings of masked values of one's own. In a case of somebody else, those that are about oneself."""
        named = Seen.objects.filter(keys__overlap=self.numbers).values("case_id") if self.numbers else []
        rows = FieldOpening.objects.filter(
            Q(case__applicant_id=self.account) | Q(case_id__in=named)
        ).order_by("-pk")
        rows = (
            rows.filter(opened_at__gte=span[0], opened_at__lt=span[1]) if span else rows.filter(pk=opening_id)
        )
        found = list(rows[:most])
        self._load({row.case_id for row in found})
        return [row for row in found if self.told(row.case_id, [row.element])]

    def of_page(self, row: Seen) -> Looked:
        """Return what somebody of a unit saw in a case, as far as it is about the person who asks now."""
        same = (row.case_id, row.role, row.unit)
        if same not in self._pages:
            held = self._held[row.case_id]
            who = Actor(account=row.account, role=row.role, unit=row.unit, division=held.facts.division)
            items = _items_of(held, row.unit) if row.role == "officer" else _all_items(held)
            self._pages[same] = Looked(held, self.told(held.id, access.elements_seen(who, held)), items)
        return self._pages[same]

    def of_opening(self, row: FieldOpening) -> Looked:
        held = self._held[row.case_id]
        return Looked(held, (row.element,), _items_of(held, str(row.unit)) or _all_items(held))

    def told(self, case_id: int, elements: Iterable[str]) -> Collection[str]:
        """Return the elements that are told of: in one's own case all, in another's those about oneself."""
        held = self._held[case_id]
        if held.facts.applicant == str(self.account):
            return frozenset(elements)
        return elements_about(held, elements, self.numbers)

    def _mine(self) -> Q:
        own = Q(case__applicant_id=self.account)
        return own | Q(keys__overlap=self.numbers) if self.numbers else own

    def _load(self, case_ids: set[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"{access.HELD} k.id = ANY(%s)", [list(case_ids - self._held.keys())])
            self._held |= {held.id: held for held in map(access.held_of, cursor.fetchall())}


def law_of_item(case_id: int, item: str) -> str:
    """Return what an item rests on, by the package that the case was opened under; empty where there is none any more."""
    with connection.cursor() as cursor:
        cursor.execute(f"{access.HELD} k.id = %s", [case_id])
        row = cursor.fetchone()
    if row is None:
        return ""
    about = access.package_of(access.held_of(row)).scenario.items.get(item)
    return _joined(about.law) if about else ""


def _items_of(held: Held, unit: str) -> list[str]:
    own = {item for (item, kind, _), each in held.units.items() if str(each) == unit and kind != "visit"}
    return [branch.item for branch in held.flow.branches if branch.item in own]


def _all_items(held: Held) -> list[str]:
    return [branch.item for branch in held.flow.branches]


def _joined(laws: Iterable[str]) -> str:
    return say("ui-semicolon", LANGUAGE).join(dict.fromkeys(law for law in laws if law))


@lru_cache(maxsize=64)
def _situation(flow_hash: str) -> Situation:
    return services.get_situation(flow_hash)
