"""Licences that a running case relies on and that cannot be used now: its officers should know before they decide."""

from __future__ import annotations

from collections.abc import Collection

from guantong.core.flow.model import CLOSED_PHASES
from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.dispositions import IDENTITY_CHECKS
from guantong.modules.identity.public import number_of
from guantong.modules.licences.public import OutOfForce, out_of_force

from ..access import Held, package_of

OVER = (*CLOSED_PHASES, "decided")


def relied_on(held: Held, elements: Collection[str]) -> tuple[OutOfForce, ...]:
    """Return the licences among these elements of the case that are suspended or have ended, read or typed alike."""
    if held.state.phase in OVER:
        return ()
    dictionary = package_of(held).dictionary
    said = {name: datum.value for name, datum in held.state.data.items() if isinstance(datum.value, str)}
    about = {name: find_element(dictionary, name) for name in said}
    numbers = {
        name: said[name] for name, one in about.items() if one and one.type == "licence" and name in elements
    }
    if not numbers:
        return ()
    codes = {said[name] for name, one in about.items() if one and one.check in IDENTITY_CHECKS}
    own = number_of(held.facts.applicant) if held.facts.applicant else ""
    return out_of_force(numbers, {*codes, own} - {""})
