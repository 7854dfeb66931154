"""Who may apply (`applies_as`): what somebody is to the matter, against the number that the sign-in vouches for. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guantong.core.kernel.problem import Problem
from guantong.core.kernel.text import Text
from guantong.core.scenario.dictionary import find_element, title_of
from guantong.core.scenario.language import Package


def check_applicant(
    package: Package, data: Mapping[str, Any], number: str, *, guardian: bool = False
) -> tuple[Problem, ...]:
    """Return why the applicant with this identity number may not apply as what the form says, nothing when they may.
    `guardian`: they act under a mandate as guardian. Codes: form.not_the_applicant, form.not_proven."""
    part = package.scenario.applies_as
    said = data.get(part.element) if part else None
    if part is None or not isinstance(said, str) or not said:
        return ()  # that something is missing is said by the form itself
    facts = {"said": _said(package, part.element, said)}
    if (person := part.persons.get(said)) is not None:
        given = data.get(person)
        if given and number and str(given).strip().upper() == number.upper():
            return ()
        facts["title"] = title_of(package.dictionary, person)
        return (Problem(code="form.not_the_applicant", where=person, facts=facts),)
    if guardian or (part.otherwise and data.get(part.otherwise)):
        return ()
    where = part.otherwise or part.element
    facts["title"] = title_of(package.dictionary, where)
    return (Problem(code="form.not_proven", where=where, facts=facts),)


def can_be_checked(package: Package, data: Mapping[str, Any]) -> bool:
    """Return whether `data` hold all that `check_applicant` compares: no person's register is read before it was asked."""
    part = package.scenario.applies_as
    said = data.get(part.element) if part else None
    person = part.persons.get(said) if part and isinstance(said, str) else None
    return part is not None and bool(said) and (person is None or bool(data.get(person)))


def concerns_applicant(package: Package, data: Mapping[str, Any]) -> bool:
    """Return whether a correction touches what `check_applicant` compares."""
    part = package.scenario.applies_as
    return part is not None and not data.keys().isdisjoint(
        {part.element, part.otherwise, *part.persons.values()}
    )


def fitted_to(package: Package, data: Mapping[str, Any], number: str) -> dict[str, Any]:
    """Return invented data of a form so that somebody with this number may hand them in as what they say."""
    part = package.scenario.applies_as
    person = part.persons.get(str(data.get(part.element))) if part else None
    return {**data, person: number} if person and number else dict(data)


def number_fitting(package: Package, data: Mapping[str, Any]) -> str:
    """Return the identity number with which somebody may apply as what the form says; empty where none is compared."""
    part = package.scenario.applies_as
    person = part.persons.get(str(data.get(part.element))) if part else None
    return str(data.get(person) or "") if person else ""


def _said(package: Package, element: str, word: str) -> Text:
    about = find_element(package.dictionary, element)
    choice = about.choices.get(word) if about else None
    return choice.text() if choice else Text(word)
