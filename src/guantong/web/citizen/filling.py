"""The one form while it is being filled in: its fields, what was posted, what is wrong, how each value is shown.

A field of the form; or, where a shared source stayed silent, a field for what it should have given. Such an element is
in the draft's data from then on, empty at first: that is how the draft remembers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from django.http import HttpRequest

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.answered import answered_elements
from guantong.core.scenario.answers import normalise_answers
from guantong.core.scenario.compiled import FormField, Situation
from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.form import field_instead
from guantong.core.scenario.language import Element, Package
from guantong.core.scenario.values import check_form, is_empty, read_value
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.modules.services.public import Matter

from ..ui.controls import Control, control_of_field, plain
from ..ui.files import keep_file
from ..ui.pages import by_field
from ..ui.reasons import Group, group_fields, why_of
from ..ui.words import in_words, say, show_day, show_size
from .registers import key_names


class Filling(msgspec.Struct, frozen=True, kw_only=True):
    """A draft with everything its form is made of. `silent` are the elements that no source gave, `fixed` those that a
    guided question has asked already: they are shown with the answers and have no field."""

    draft: cases.DraftView
    matter: Matter
    situation: Situation
    fields: tuple[FormField, ...]
    silent: frozenset[str]
    fixed: dict[str, Any] = {}

    @property
    def groups(self) -> tuple[Group, ...]:
        return group_fields(self.matter.package, self.fields)


def filling_of(draft: cases.DraftView) -> Filling:
    """Return the draft with its form, as the matter is published now."""
    matter = services.get_matter(draft.scenario, draft.division)
    situation = services.situation_for(matter, draft.answers)
    asks = matter.package.scenario.asks
    fixed = answered_elements(asks, normalise_answers(asks, draft.answers))
    asked = {field.element for field in situation.form.fields}
    silent = fields_instead(matter.package, situation, set(draft.data) - asked - fixed.keys())
    return Filling(
        draft=draft, matter=matter, situation=situation,
        fields=(*silent, *(field for field in situation.form.fields if field.element not in fixed)),
        silent=frozenset(field.element for field in silent), fixed=fixed,
    )  # fmt: skip


def fields_instead(package: Package, situation: Situation, elements: set[str]) -> tuple[FormField, ...]:
    """Return a field for each of these elements that a source should have given."""
    return tuple(
        {
            given.element: field_instead(package, given)
            for given in situation.form.given
            if given.element in elements and given.source not in ("sibling", "dropped")
        }.values()
    )


def looked_up_by(situation: Situation, key: str) -> frozenset[str]:
    """Return the elements that are found in a register by this key, needed by somebody and asked when nobody gives them."""
    needed = {
        given.element for branch in situation.flow.branches for given in branch.inputs if given.required
    }
    return frozenset(
        request.element
        for request in situation.requests
        if key in key_names(request) and request.element in needed and request.if_silent == "ask-applicant"
    )


def without_outdated(found: Filling, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data without what was asked only because a register did not know the number that stood here before."""
    before = found.draft.data
    changed = {name for name, value in data.items() if name in before and before[name] != value}
    outdated = {element for key in changed for element in looked_up_by(found.situation, key)} & found.silent
    return {name: value for name, value in data.items() if name not in outdated}


def read_posted(
    fields: Iterable[FormField], request: HttpRequest, by: Actor, known: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return what was posted, as values where they can be read and as typed where not, and what is wrong with it."""
    data: dict[str, Any] = {}
    problems: list[Problem] = []
    removed = set(request.POST.getlist("remove"))
    for field in fields:
        name = field.element
        try:
            if name in cases.FIXED_ELEMENTS:
                data[name] = known.get(name, "")
                if request.POST.get(name, data[name]) != data[name]:
                    problems.append(Problem(code="cases.fixed_element", where=name))
            elif field.type == "document":
                data[name] = "" if name in removed else known.get(name, "")
                if upload := request.FILES.get(name):
                    data[name] = keep_file(upload, field, by)
            else:
                typed = data[name] = request.POST.get(name, "")
                data[name] = read_value(field, typed) if typed.strip() else ""
        except Refused as refused:
            problems += refused.problems
    return {name: value for name, value in data.items() if value is not None}, in_language(problems, fields)


def check(fields: Iterable[FormField], data: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return everything that stands in the way of handing in; what may be owed may be missing."""
    fields = tuple(fields)
    owed = [field.element for field in fields if field.owed_workdays is not None]
    return in_language(check_form(fields, data, owed), fields)


def in_language(problems: Iterable[Problem], fields: Iterable[FormField]) -> tuple[Problem, ...]:
    """Return the problems with the title of their field in the language of the page."""
    titles = {field.element: in_words(field.title) for field in fields}
    return tuple(
        msgspec.structs.replace(problem, facts={**problem.facts, "title": titles[problem.where]})
        if problem.where in titles
        else problem
        for problem in problems
    )


def controls_of(
    package: Package,
    fields: Iterable[FormField],
    data: Mapping[str, Any],
    problems: tuple[Problem, ...] = (),
    notes: Mapping[str, str] | None = None,
) -> list[Control]:
    """Return the controls of fields, with values, errors, and who needs each."""
    wrong, notes = by_field(problems), notes or {}
    made = [
        control_of_field(
            field, data.get(field.element), wrong.get(field.element, ""), why_of(package, field.asked_by),
            notes.get(field.element) or _note(field),
        )
        for field in fields
    ]  # fmt: skip
    return [fixed(control) if control.name in cases.FIXED_ELEMENTS else control for control in made]


def fixed(control: Control) -> Control:
    """Return the control of what the system fills in: it is shown, and asked of nobody."""
    hint = say("my-data-number-fixed" if control.value else "my-data-number-missing")
    return msgspec.structs.replace(control, kind="fixed", hint=hint)


def _note(field: FormField) -> str:
    if field.needed_from_stage:
        return say("citizen-from-stage", stage=in_words(field.stage_title))
    return say("citizen-may-owe", count=field.owed_workdays) if field.owed_workdays is not None else ""


def shown(field: FormField, value: Any) -> str:
    """Return a value as a summary shows it."""
    if is_empty(value) and field.needed_from_stage:
        return say("citizen-later-stage", stage=in_words(field.stage_title))
    if is_empty(value):
        return (
            say("citizen-later", count=field.owed_workdays)
            if field.owed_workdays is not None
            else say("ui-none")
        )
    return shown_value(field.type, value, field)


def described(package: Package, situation: Situation, element: str) -> FormField | Element | None:
    """Return what says how an element is shown: its field, or its entry in the dictionary when nobody fills it in."""
    field = next((field for field in situation.form.fields if field.element == element), None)
    return field or find_element(package.dictionary, element)


def shown_value(kind: str, value: Any, field: FormField | Element | None = None) -> str:
    """Return a value of one type in words; with its field also a choice by its title."""
    if isinstance(value, Mapping):
        return f"{value.get('name', '')} ({show_size(int(value.get('size') or 0))})"
    if isinstance(value, bool):
        return say("ui-yes") if value else say("ui-no")
    if field is not None and isinstance(value, str) and value in field.choices:
        return in_words(field.choices[value])
    if kind == "date":
        from datetime import date

        try:
            return show_day(date.fromisoformat(str(value)))
        except ValueError:
            return str(value)
    return f"{plain(value)} {field.unit if field else ''}".strip()
