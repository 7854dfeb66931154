"""Checks of who may apply (`applies_as`): what it names exists and can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from guantong.core.scenario.checks.registry import Found, check, unknown
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.lines import Steps

STEPS: Steps = ("scenario", "applies_as")


@check("S414")
def applicant_by_unknown_element(view: View) -> Iterator[Found]:
    """Who may apply is said by an element that no item asks for: nobody could answer it, nothing could be compared."""
    asked = sorted({element for item in view.items for element in view.asks_for(item)})
    for steps, element in _named(view):
        if element not in asked:
            yield unknown(steps, element, asked)


@check("S415")
def applicant_of_unknown_choice(view: View) -> Iterator[Found]:
    """Who may apply names an answer that the element does not offer."""
    part = view.scenario.applies_as
    about = view.element(part.element) if part else None
    if part is not None and about is not None and about.type == "choice":
        for word in part.persons:
            if word not in about.choices:
                yield unknown((*STEPS, "persons", word), word, about.choices)


@check("S416")
def applicant_not_comparable(view: View) -> Iterator[Found]:
    """Who may apply is said by what cannot be compared: the element is not a choice, a person's not an identity number,
    `otherwise` not a document, an answer is without a person and without `otherwise`, or no person applies."""
    part = view.scenario.applies_as
    if part is None:
        return
    if view.scenario.applicant != "person":
        yield Found(("scenario", "applicant"), {"element": part.element, "wanted": "applicant: person"})
    about = view.element(part.element)
    if about is not None and about.type != "choice":
        yield Found((*STEPS, "element"), {"element": part.element, "wanted": "type: choice"})
    for word, person in part.persons.items():
        number = view.element(person)
        if number is not None and number.check != "id-number":
            yield Found((*STEPS, "persons", word), {"element": person, "wanted": "check: id-number"})
    paper = view.element(part.otherwise) if part.otherwise else None
    if paper is not None and paper.type != "document":
        yield Found((*STEPS, "otherwise"), {"element": part.otherwise, "wanted": "type: document"})
    left = [word for word in about.choices if word not in part.persons] if about else []
    if left and not part.otherwise:
        yield Found(
            (*STEPS, "persons"), {"element": part.element, "wanted": f"otherwise ({', '.join(left)})"}
        )


def _named(view: View) -> Iterator[tuple[Steps, str]]:
    part = view.scenario.applies_as
    if part is None:
        return
    yield (*STEPS, "element"), part.element
    for word, person in part.persons.items():
        yield (*STEPS, "persons", word), person
    if part.otherwise:
        yield (*STEPS, "otherwise"), part.otherwise
