"""Looking things up in the one dictionary: an element by its id, along `is`, and who holds it.

`mother.id_number` is an element when the dictionary has it, or when `mother` *is* a person and `person.id_number` is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from guantong.core.kernel.text import Text
from guantong.core.scenario.language import Dictionary, Element


def split_id(element_id: str) -> tuple[str, str]:
    """Return entity and name of an element.

    >>> split_id("licence/business"), split_id("legal_rep.id_number")
    (('licence', 'business'), ('legal_rep', 'id_number'))
    """
    at = min(i for i in (element_id.find("."), element_id.find("/")) if i >= 0)
    return element_id[:at], element_id[at + 1 :]


def lineage(dictionary: Dictionary, entity: str) -> Iterator[str]:
    """Return the entity and everything it *is*, nearest first; a cycle ends where it closes."""
    seen: set[str] = set()
    while entity and entity not in seen:
        yield entity
        seen.add(entity)
        known = dictionary.entities.get(entity)
        entity = known.is_ if known else ""


def find_element(dictionary: Dictionary, element_id: str) -> Element | None:
    """Return the element, its own or one taken over along `is`; None when nobody defined it."""
    if found := dictionary.elements.get(element_id):
        return found
    entity, name = split_id(element_id)
    mark = element_id[len(entity)]
    for ancestor in lineage(dictionary, entity):
        if found := dictionary.elements.get(f"{ancestor}{mark}{name}"):
            return found
    return None


def title_of(dictionary: Dictionary, element_id: str) -> Text:
    """Return the title of an element; one taken over along `is` says of whom it is (the mother's name)."""
    found = find_element(dictionary, element_id)
    title = found.title.text() if found else Text(element_id)
    about = dictionary.entities.get(split_id(element_id)[0])
    if element_id in dictionary.elements or about is None:
        return title
    in_english = f"{about.title.en}: {title.en}" if about.title.en and title.en else ""
    return Text(about.title.zh + title.zh, in_english)


def known_ids(dictionary: Dictionary) -> list[str]:
    """Return every id that `find_element` answers, written and taken over, in the dictionary's order."""
    ids = list(dictionary.elements)
    for entity, about in dictionary.entities.items():
        if not about.is_:
            continue
        for ancestor in list(lineage(dictionary, entity))[1:]:
            for written in dictionary.elements:
                if split_id(written)[0] == ancestor:
                    ids.append(entity + written[len(ancestor) :])
    return list(dict.fromkeys(ids))


def holder_of(element: Element) -> str:
    """Return the resource that holds the element (`population` of `population.id_number`), empty when none does."""
    return element.held_by.split(".", 1)[0]
