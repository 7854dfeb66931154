"""The values of a case with their titles and where they came from: all for the case, only its inputs for a branch."""

from __future__ import annotations

import msgspec

from guantong.core.flow.model import Branch, Flow
from guantong.core.kernel.text import Text
from guantong.core.scenario.dictionary import find_element
from guantong.modules.services import public as services

from ..access import Held, package_of
from ..rows import Value


class Titles(msgspec.Struct, frozen=True, kw_only=True):
    """Title and type of elements, those of the form first and in its order."""

    titles: dict[str, Text]
    types: dict[str, str]

    def of(self, element: str) -> Text:
        return self.titles.get(element, Text(element))


def titles_of(held: Held) -> Titles:
    """Return the titles of everything in the case; what no form knows (a licence at the end) is in the dictionary."""
    form = services.get_situation(held.state.flow).form
    titles = {field.element: field.title for field in form.fields}
    types = {field.element: field.type for field in form.fields}
    for given in form.given:
        titles.setdefault(given.element, given.title)
    dictionary = package_of(held).dictionary
    for name in (*titles, *held.state.data, *_yielded(held.flow)):
        found = find_element(dictionary, name) if name not in types else None
        if found is not None:
            titles.setdefault(name, found.title.text())
            types[name] = found.type
    return Titles(titles=titles, types=types)


def values_for_case(held: Held, titles: Titles) -> tuple[Value, ...]:
    """Return what the case holds, with what is still owed or marked, in the order of the form."""
    wanted = {mark.element for mark in held.state.marks} | {owed.element for owed in held.state.owed}
    present = {name for name, datum in held.state.data.items() if datum.value is not None} | wanted
    order = [name for name in titles.titles if name in present]
    order += sorted(present.difference(order))
    origins = {given.element: given.origin for branch in held.flow.branches for given in branch.inputs}
    return tuple(_value(held, titles, name, origins.get(name, "")) for name in order)


def values_for_task(held: Held, branch: Branch, seen: frozenset[str]) -> tuple[Value, ...]:
    """Return the inputs of one branch as far as the actor sees them, those without a value included."""
    titles = titles_of(held)
    return tuple(
        _value(held, titles, given.element, given.origin, given.source)
        for given in branch.inputs
        if given.element in seen
    )


def _value(held: Held, titles: Titles, element: str, origin: str, source: str = "") -> Value:
    datum = held.state.data.get(element)
    mark = next((mark.because for mark in held.state.marks if mark.element == element), "")
    owed = next((owed.due_on for owed in held.state.owed if owed.element == element), None)
    return Value(
        element=element, title=titles.of(element), type=titles.types.get(element, "text"),
        value=datum.value if datum else None, source=datum.source if datum else source,
        origin=origin, marked=mark, owed_until=owed,
    )  # fmt: skip


def _yielded(flow: Flow) -> list[str]:
    return [element for branch in flow.branches for element in (*branch.issues, *branch.yields)]
