"""The words that a picture, a guide and a checklist share: what units, elements, stages and resources are called."""

from __future__ import annotations

import msgspec

from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import say
from guantong.core.scenario.compiled import Asker, Situation
from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.language import Package
from guantong.core.scenario.parts import Term


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """Titles by identifier. What has no title is shown by its identifier, so nothing is ever left out."""

    units: dict[str, Text] = {}
    elements: dict[str, Text] = {}
    stages: dict[str, Text] = {}
    resources: dict[str, Text] = {}
    items: dict[str, Text] = {}

    def unit(self, role: str, language: str = "zh") -> str:
        return _said(self.units, role, language)

    def element(self, element: str, language: str = "zh") -> str:
        return _said(self.elements, element, language)

    def stage(self, stage: str, language: str = "zh") -> str:
        return _said(self.stages, stage, language)

    def resource(self, resource: str, language: str = "zh") -> str:
        return _said(self.resources, resource, language)

    def item(self, item: str, language: str = "zh") -> str:
        return _said(self.items, item, language)


def term_in_words(term: Term, language: str) -> str:
    """Return a term as it is written, in its own unit: a law's 30 days are never shown as workdays."""
    return say(f"term-{term.unit.replace(' ', '-')}", language, count=term.amount)


def _said(titles: dict[str, Text], key: str, language: str) -> str:
    return titles[key].in_(language) if key in titles else key


def material_name(package: Package, asker: Asker, language: str) -> str:
    """Return what the department that asks calls the material, in the reader's language if it is written in it."""
    item = package.scenario.items.get(asker.item)
    for material in item.materials if item else ():
        if material.name.zh == asker.material:
            return material.name.text().in_(language)
    return asker.material


def names_of(package: Package, situation: Situation, *, short: bool = True) -> Names:
    """Return the names of everything that a situation of the package speaks of; units by their short names, or in full."""
    elements = {field.element: field.title for field in situation.form.fields}
    elements |= {given.element: given.title for given in situation.form.given}
    issued = (element for item in situation.items for element in package.scenario.items[item].issues)
    for element in (*issued, *(edge.element for edge in situation.plan.edges)):
        found = find_element(package.dictionary, element)
        if element not in elements and found is not None:
            elements[element] = found.title.text()
    return Names(
        units={role: (unit.short if short else unit.title).text() for role, unit in package.units.items()},
        elements=elements,
        stages={key: stage.title.text() for key, stage in package.scenario.stages.items()},
        resources={key: resource.title.text() for key, resource in package.resources.items()},
        items={key: item.title.text() for key, item in package.scenario.items.items()},
    )
