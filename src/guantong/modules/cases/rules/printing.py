"""What a licence says, from a case and its dictionary: whom it is given to, and what is printed on it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import say
from guantong.core.scenario.dictionary import find_element, title_of
from guantong.core.scenario.language import Dictionary, Element

# Under which entity an applicant of each kind appears; the first one with a name is meant.
APPLICANTS = {
    "person": ("applicant",),
    "enterprise": ("company", "enterprise"),
    "institution": ("institution", "enterprise"),
    "government": (),
}
NOT_PRINTED = ("document", "licence")


class HeldBy(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a licence, and which elements say so (they are not printed a second time)."""

    name: str
    code: str = ""
    code_type: str = "none"
    elements: tuple[str, ...] = ()


def holder_of(entities: Sequence[str], values: Mapping[str, Any], otherwise: str) -> HeldBy:
    """Return the first of these entities that has a name in the case; a holder without code, called `otherwise`, if none."""
    for entity in entities:
        name = values.get(f"{entity}.name")
        if not name:
            continue
        for part, code_type in (("uscc", "uscc"), ("id_number", "id-number")):
            element = f"{entity}.{part}"
            if isinstance(code := values.get(element), str) and code:
                elements = (f"{entity}.name", element)
                return HeldBy(name=str(name), code=code, code_type=code_type, elements=elements)
        return HeldBy(name=str(name), elements=(f"{entity}.name",))
    return HeldBy(name=otherwise)


def printed_on(
    element: Element, dictionary: Dictionary, values: Mapping[str, Any], without: Sequence[str]
) -> tuple[tuple[str, Text, str], ...]:
    """Return (element, title, value) of what the licence carries and prints, in that order, of what the case has."""
    prints = element.e_licence.prints if element.e_licence else []
    lines: list[tuple[str, Text, str]] = []
    for name in dict.fromkeys((*element.carries, *prints)):
        about = find_element(dictionary, name)
        if about is None or name in without or about.type in NOT_PRINTED:
            continue
        if value := _printed(about, values.get(name)):
            lines.append((name, title_of(dictionary, name), value))
    return tuple(lines)


def number_of(value: Any, code: str, place: int) -> str:
    """Return the number of a licence: as the officer typed it, else the case's code and the place of the result in it."""
    return value.strip() if isinstance(value, str) and value.strip() else f"{code}-{place:02d}"


def _printed(about: Element, value: Any) -> str:
    if value in (None, ""):
        return ""
    if about.type == "choice":
        return about.choices[value].zh if value in about.choices else str(value)
    if isinstance(value, bool):
        return say("ui-yes" if value else "ui-no")
    number = str(value).removesuffix(".0") if isinstance(value, float) else str(value)
    return f"{number} {about.unit}" if about.unit else number
