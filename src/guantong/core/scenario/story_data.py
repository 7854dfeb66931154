"""What a story hands in: samples for every field, the story's own words over them, and what the sources give.

Nothing here runs anything; both runners of stories (in memory, in the database) start from the same `Opening`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from guantong.core.kernel.problem import Problem
from guantong.core.scenario.answered import answered_elements, check_typed
from guantong.core.scenario.answers import normalise_answers
from guantong.core.scenario.applying import check_applicant, number_fitting
from guantong.core.scenario.compiled import FormField, Given, Situation
from guantong.core.scenario.form import field_instead
from guantong.core.scenario.language import Package, Story
from guantong.core.scenario.samples import sample_document, sample_value

READ = ("shared", "licence")  # sources that a system answers for; the others need no value


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """A case about to be opened by an applicant.

    `data` is what the applicant hands in (fields asked because a source stayed silent included), `given` what the
    sources answer; `sources` says where each given value comes from. `silent` are the resources that do not answer.
    `fields` are all fields of the form as this applicant sees it; `disagreeing` is what contradicts the answers,
    or the applicant: `number` is the identity number of who signs in, where one is compared.
    """

    scenario: str
    division: str
    situation: Situation
    answers: dict[str, Any]
    fields: tuple[FormField, ...]
    data: dict[str, Any]
    given: dict[str, Any]
    sources: dict[str, str]
    silent: tuple[str, ...]
    on: date
    disagreeing: tuple[Problem, ...] = ()
    number: str = ""

    def field(self, element: str) -> FormField | None:
        return next((field for field in self.fields if field.element == element), None)


def make_opening(package: Package, situation: Situation, story: Story, division: str = "") -> Opening:
    """Return what the story's applicant hands in on the day of the first event.

    Every field gets a sample, or the answer of the question that asked it; `data` of the story and of its first event
    lie over the samples (null leaves a field blank). What belongs to a later stage, and what the story says is owed at acceptance, is left out unless the story
    gives it.
    """
    asks = package.scenario.asks
    answers = normalise_answers(asks, story.answers)
    answered = answered_elements(asks, answers)
    read = tuple(given for given in situation.form.given if given.source in READ)
    silent = tuple(given for given in read if given.origin in story.silent)
    asked = (given for given in silent if package.resources[given.origin].if_silent == "ask-applicant")
    instead = (field_instead(package, given) for given in asked if given.element not in answered)
    fields = (*situation.form.fields, *instead)
    first = story.events[0]
    said = {**story.data, **(first.data if first.do == "submit" else {})}
    owed = {element for event in story.events if event.do == "accept" for element in event.owed}
    data = {
        field.element: sample_value(field.element, field)
        for field in fields
        if field.element not in owed and not field.needed_from_stage
    }
    on_form = {field.element for field in fields} | {given.element for given in silent}
    data |= {element: value for element, value in answered.items() if element in on_form}
    by_element = {field.element: field for field in fields}
    data |= {element: value_for(by_element.get(element), value) for element, value in said.items()}
    answering = [given for given in read if given not in silent]
    given = {each.element: answered.get(each.element, _answer(package, each)) for each in answering}
    together = {**given, **{element: value for element, value in data.items() if value is not None}}
    number = story.signed_in or number_fitting(package, together)
    return Opening(
        scenario=package.scenario.scenario,
        division=story.division or division,
        situation=situation,
        answers=dict(story.answers),
        fields=fields,
        data={element: value for element, value in data.items() if value is not None},
        given=given,
        sources={each.element: each.source for each in answering},
        silent=tuple(story.silent),
        on=first.on,
        disagreeing=(*check_typed(asks, answers, data), *check_applicant(package, together, number)),
        number=number,
    )


def value_for(field: FormField | None, written: Any) -> Any:
    """Return a written value as a form holds it: a path stands for a document, a date for its ISO form."""
    if isinstance(written, date):
        return written.isoformat()
    if field is not None and field.type == "document" and isinstance(written, str):
        return sample_document(written)
    return written


def fresh_values(opening: Opening, elements: Mapping[str, None], seed: int) -> dict[str, Any]:
    """Return new samples for elements, different from those handed in before for a new seed."""
    fields = {field.element: field for field in opening.fields}
    return {
        element: sample_value(element, fields[element], seed) for element in elements if element in fields
    }


def _answer(package: Package, given: Given) -> Any:
    field = field_instead(package, given)
    return sample_value(given.element, field)
