"""Checks of the one dictionary and of the words that point into it."""

from __future__ import annotations

from collections.abc import Iterator

from guantong.core.scenario.checks.paths import find_cycles
from guantong.core.scenario.checks.registry import Found, check, unknown
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.dictionary import holder_of, split_id


@check("S101")
def unknown_element(view: View) -> Iterator[Found]:
    """A material or a result names an element that the dictionary does not have."""
    for steps, _, material in view.materials():
        for at, element in enumerate(material.elements):
            if view.element(element) is None:
                yield unknown((*steps, "elements", at), element, view.element_ids)
    for name, item in view.items.items():
        for at, element in enumerate(item.issues):
            if view.element(element) is None:
                yield unknown(("scenario", "items", name, "issues", at), element, view.element_ids)


@check("S102")
def unknown_carried_element(view: View) -> Iterator[Found]:
    """A licence carries an element that the dictionary does not have."""
    for name, element in view.dictionary.elements.items():
        for at, carried in enumerate(element.carries):
            if view.element(carried) is None:
                yield unknown(
                    ("dictionary", "elements", name, "carries", at), carried, view.element_ids, element=name
                )


@check("S103")
def unknown_entity(view: View) -> Iterator[Found]:
    """An element is about an entity that the dictionary does not have."""
    for name in view.dictionary.elements:
        entity, _ = split_id(name)
        if entity not in view.dictionary.entities:
            yield unknown(("dictionary", "elements", name), entity, view.dictionary.entities, element=name)


@check("S104")
def unknown_kin(view: View) -> Iterator[Found]:
    """An entity *is* another one that the dictionary does not have."""
    entities = view.dictionary.entities
    for name, entity in entities.items():
        if entity.is_ and entity.is_ not in entities:
            yield unknown(("dictionary", "entities", name, "is"), entity.is_, entities, entity=name)


@check("S105")
def circular_entities(view: View) -> Iterator[Found]:
    """An entity is, over others, itself."""
    kin = {name: [entity.is_] for name, entity in view.dictionary.entities.items() if entity.is_}
    for cycle in find_cycles(kin):
        yield Found(("dictionary", "entities", cycle[0], "is"), {"cycle": " → ".join([*cycle, cycle[0]])})


@check("S106")
def unknown_holder(view: View) -> Iterator[Found]:
    """An element is held by a resource that does not exist."""
    for name, element in view.dictionary.elements.items():
        if element.held_by and holder_of(element) not in view.package.resources:
            steps = ("dictionary", "elements", name, "held_by")
            yield unknown(steps, holder_of(element), view.package.resources, element=name)


@check("S107", "warning")
def unnamed_field(view: View) -> Iterator[Found]:
    """An element says which resource holds it, but not in which field."""
    for name, element in view.dictionary.elements.items():
        if element.held_by and not element.held_by.partition(".")[2]:
            yield Found(
                ("dictionary", "elements", name, "held_by"), {"element": name, "resource": element.held_by}
            )


@check("S108")
def element_without_owner(view: View) -> Iterator[Found]:
    """A resource holds an element, but no unit answers for its being right."""
    for name, element in view.dictionary.elements.items():
        if element.held_by and not element.owner and element.type != "licence":
            yield Found(
                ("dictionary", "elements", name), {"element": name, "possible": ", ".join(view.package.units)}
            )


@check("S109")
def licence_without_owner(view: View) -> Iterator[Found]:
    """A licence that is issued or held belongs to no unit: nobody could verify or revoke it."""
    for name, element in view.dictionary.elements.items():
        given = name in view.issuers or element.held_by
        if element.type == "licence" and given and not element.owner:
            yield Found(
                ("dictionary", "elements", name), {"element": name, "possible": ", ".join(view.package.units)}
            )


@check("S110")
def choice_element_without_choices(view: View) -> Iterator[Found]:
    """An element of type choice has no choices, or one of another type has some."""
    for name, element in view.dictionary.elements.items():
        if (element.type == "choice") != bool(element.choices):
            yield Found(("dictionary", "elements", name), {"element": name, "type": element.type})


@check("S111")
def reversed_range(view: View) -> Iterator[Found]:
    """A smallest value is larger than the largest one."""
    for name, element in view.dictionary.elements.items():
        if element.min is not None and element.max is not None and element.min > element.max:
            yield Found(("dictionary", "elements", name, "min"), {"min": element.min, "max": element.max})
    for name, ask in view.scenario.asks.items():
        if ask.min is not None and ask.max is not None and ask.min > ask.max:
            yield Found(("scenario", "asks", name, "min"), {"min": ask.min, "max": ask.max})


@check("S112")
def e_licence_of_no_licence(view: View) -> Iterator[Found]:
    """Something that is no licence is to become an e-licence, or two licences have the same type."""
    seen: dict[str, str] = {}
    for name, element in view.dictionary.elements.items():
        if element.e_licence is None:
            continue
        other = seen.setdefault(element.e_licence.type, name)
        if element.type != "licence" or other != name:
            facts = {
                "element": name,
                "type": element.e_licence.type,
                "other": other if other != name else "-",
            }
            yield Found(("dictionary", "elements", name, "e_licence"), facts)


@check("S113")
def unknown_on_e_licence(view: View) -> Iterator[Found]:
    """An e-licence is held by an entity, or prints an element, that the dictionary does not have."""
    for name, element in view.dictionary.elements.items():
        if element.e_licence is None:
            continue
        steps = ("dictionary", "elements", name, "e_licence")
        holder, entities = element.e_licence.holder, view.dictionary.entities
        if holder and holder not in entities:
            yield unknown((*steps, "holder"), holder, entities, element=name)
        for at, printed in enumerate(element.e_licence.prints):
            if view.element(printed) is None:
                yield unknown((*steps, "prints", at), printed, view.element_ids, element=name)


@check("S114")
def e_licence_for_hours(view: View) -> Iterator[Found]:
    """The term of an e-licence is not in whole months."""
    for name, element in view.dictionary.elements.items():
        valid = element.e_licence.valid if element.e_licence else None
        if valid is not None and (valid.unit != "month" or not valid.amount):
            yield Found(
                ("dictionary", "elements", name, "e_licence", "valid"), {"element": name, "term": str(valid)}
            )
