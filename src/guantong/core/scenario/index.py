"""One package with its dictionary, lists and grants looked up once: what every step of the compiler asks again and again.

Nothing here belongs to a situation, so one index serves all situations of a package.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import Asker, FormField, Plan
from guantong.core.scenario.dictionary import find_element, holder_of, lineage, split_id, title_of
from guantong.core.scenario.language import Element, Material, Package, Resource

DOCUMENTS = ("document", "licence")


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One element on one line of one department's list. `via` is the element that it is only the key of."""

    element: str
    item: str
    material: Material
    asker: Asker
    via: str = ""


class Index:
    """One package, with its dictionary looked up once. Everything in it belongs to the package, not to a situation."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.scenario = package.scenario
        self.entity_place = {name: i for i, name in enumerate(package.dictionary.entities)}
        self.element_place = {name: i for i, name in enumerate(package.dictionary.elements)}
        self._known: dict[str, Element] = {}
        self._lines: dict[tuple[str, int], tuple[Line, ...]] = {}
        self.title = lru_cache(maxsize=None)(self._title)
        self.resource_of = lru_cache(maxsize=None)(self._resource_of)
        self.material_title = lru_cache(maxsize=None)(self._material_title)
        self.fields: dict[Any, FormField] = {}
        self.plans: dict[Any, Plan] = {}
        self.order = lru_cache(maxsize=None)(self._order)
        self._item_titles = {name: item.title.text() for name, item in package.scenario.items.items()}
        self._unit_titles = {name: unit.short.text() for name, unit in package.units.items()}

    def item_title(self, item: str) -> Text:
        return self._item_titles[item]

    def _material_title(self, item: str, position: int) -> Text:
        return self.scenario.items[item].materials[position].name.text()

    def unit_title(self, unit: str) -> Text:
        """Return the short name of a unit role; the role itself when the package does not describe it."""
        return self._unit_titles.get(unit) or Text(unit)

    def element(self, element_id: str) -> Element:
        """Return an element, found along `is`; refuse one that the dictionary does not have."""
        if element_id not in self._known:
            found = find_element(self.package.dictionary, element_id)
            if found is None:
                raise Refused(
                    Problem(code="compile.no_element", where=element_id, facts={"element": element_id})
                )
            self._known[element_id] = found
        return self._known[element_id]

    def _title(self, element_id: str) -> Text:
        """Return the title; an element taken over along `is` says of whom it is (the mother's name)."""
        self.element(element_id)
        return title_of(self.package.dictionary, element_id)

    def _order(self, element_id: str) -> tuple[bool, int, int, str]:
        """Sort key of the form: documents last, then as the dictionary orders entities and elements."""
        entity, name = split_id(element_id)
        mark = element_id[len(entity)]
        written = (f"{e}{mark}{name}" for e in lineage(self.package.dictionary, entity))
        place = next(
            (self.element_place[w] for w in written if w in self.element_place), len(self.element_place)
        )
        last = self.element(element_id).type in DOCUMENTS
        return last, self.entity_place.get(entity, len(self.entity_place)), place, element_id

    def lines(self, item: str, position: int) -> tuple[Line, ...]:
        """Return the lines of one material, one for each element."""
        if (item, position) not in self._lines:
            about = self.scenario.items[item]
            material = about.materials[position]
            law = material.law or (about.law[0] if about.law else "")
            asker = Asker(item=item, material=material.name.zh, law=law)
            self._lines[item, position] = tuple(
                Line(element=element, item=item, material=material, asker=asker)
                for element in dict.fromkeys(material.elements)
            )
        return self._lines[item, position]

    def _resource_of(self, element_id: str) -> tuple[str, Resource] | None:
        """Return the resource that holds the element and shares it at all."""
        name = holder_of(self.element(element_id))
        resource = self.package.resources.get(name)
        return (name, resource) if resource is not None and resource.share != "none" else None

    def granted(self, resource: str, items: Iterable[str]) -> bool:
        grant = self.scenario.grants.get(resource)
        return grant is not None and (grant.to == "all" or set(items) <= set(grant.to))

    def key_of(self, element_id: str, resource: Resource) -> str | None:
        """Return the element by which the resource finds this one: of the same entity where that has it
        (`mother.name` is found by `mother.id_number`), else as written; None when there is no such datum."""
        entity = split_id(element_id)[0]
        dictionary = self.package.dictionary
        whose, _, name = resource.key.rpartition(".")
        wanted = f"{entity}.{name}" if not whose or whose in lineage(dictionary, entity) else resource.key
        found = find_element(dictionary, wanted)
        return wanted if found is not None and found.type not in DOCUMENTS else None
