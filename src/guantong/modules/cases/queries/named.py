"""Who is named in a case by number, and which of its elements are about them: the elements of the entity that bears the number.

Staff who open a case see the data of everybody in it, not of the applicant alone: a child's parents, a legal representative.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from guantong.core.kernel.actor import Actor
from guantong.core.scenario.dictionary import split_id
from guantong.core.scenario.dispositions import IDENTITY_CHECKS

from .. import access
from ..access import Held


def numbers_in(held: Held) -> dict[str, frozenset[str]]:
    """Return identity number or credit code -> the entities of the case that bear it."""
    found: dict[str, frozenset[str]] = {}
    for name, datum in held.state.data.items():
        about = access.element_of(held, name)
        if (
            about is not None
            and about.check in IDENTITY_CHECKS
            and isinstance(datum.value, str)
            and datum.value
        ):
            found[datum.value] = found.get(datum.value, frozenset()) | {split_id(name)[0]}
    return found


def numbers_shown(by: Actor, held: Held) -> tuple[str, ...]:
    """Return the numbers of everybody about whom the actor sees anything in the case."""
    seen = {split_id(name)[0] for name in access.elements_seen(by, held)}
    return tuple(sorted(number for number, entities in numbers_in(held).items() if entities & seen))


def elements_about(held: Held, elements: Iterable[str], numbers: Collection[str]) -> frozenset[str]:
    """Return those elements that are about whoever has one of these numbers."""
    named = numbers_in(held)
    entities = frozenset[str]().union(*(named.get(number, frozenset()) for number in numbers))
    return frozenset(name for name in elements if split_id(name)[0] in entities)
