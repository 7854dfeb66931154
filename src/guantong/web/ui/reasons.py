"""Who needs an element and why, and who gives what nobody is asked for: the same words wherever they are shown."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from guantong.core.scenario.compiled import Asker, FormField, Given
from guantong.core.scenario.language import Package
from guantong.modules.services.public import Matter

from .words import in_words, say


class Spared(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a person does not have to hand in: what, who gives it, why."""

    title: str
    giver: str
    because: str
    source: str


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Fields about one thing (a person, a company, premises), in the order of the form."""

    key: str
    title: str
    fields: tuple[FormField, ...]


def unit_of(package: Package, role: str) -> str:
    """Return the short name of the unit role, the role itself when nobody named it."""
    return in_words(package.units[role].short) if role in package.units else role


def why_of(package: Package, askers: Iterable[Asker]) -> tuple[tuple[str, str, str], ...]:
    """Return (unit and item, material, law) for everybody who needs an element."""
    found = []
    for asker in askers:
        item = package.scenario.items.get(asker.item)
        who = (
            say("ui-who", unit=unit_of(package, item.unit), item=in_words(item.title)) if item else asker.item
        )
        material = (
            next((m.name for m in item.materials if m.name.zh == asker.material), None) if item else None
        )
        found.append((who, in_words(material) if material else asker.material, asker.law))
    return tuple(found)


def spared_of(package: Package, given: Iterable[Given]) -> tuple[Spared, ...]:
    """Return what need not be handed in, with who gives it."""
    return tuple(
        Spared(title=in_words(one.title), giver=_giver(package, one), because=in_words(one.because), source=one.source)
        for one in given
    )  # fmt: skip


def _giver(package: Package, given: Given) -> str:
    facts = {"origin": given.origin}
    if given.source == "sibling" and given.origin in package.scenario.items:
        facts["origin"] = in_words(package.scenario.items[given.origin].title)
    elif given.source in ("shared", "licence") and given.origin in package.resources:
        resource = package.resources[given.origin]
        facts = {"origin": in_words(resource.title), "unit": unit_of(package, resource.owner)}
    facts.setdefault("unit", "")
    return say(f"ui-given-{given.source}", **facts)


def accounts_for(matter: Matter) -> tuple[str, ...]:
    """Return which accounts can apply: `person`, `enterprise`. What a company to be needs, a person can begin as well;
    where the sign-in has to vouch for the enterprise, only its own account can."""
    if matter.package.scenario.opens_from == "complaint":
        return ("enterprise", "person")
    if matter.package.scenario.applicant == "person":
        return ("person",)
    vouched = any(
        request.mode == "session" and request.element.startswith("enterprise.")
        for situation in matter.compiled.situations
        for request in situation.requests
    )
    return ("enterprise",) if vouched else ("enterprise", "person")


def group_fields(package: Package, fields: Iterable[FormField]) -> tuple[Group, ...]:
    """Return the fields by what they are about, documents at the end of each group as the form has them."""
    groups: dict[str, list[FormField]] = {}
    for field in fields:
        groups.setdefault(field.entity, []).append(field)
    entities = package.dictionary.entities
    return tuple(
        Group(key=key, title=in_words(entities[key].title) if key in entities else key, fields=tuple(found))
        for key, found in groups.items()
    )
