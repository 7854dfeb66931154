"""What an officer brings along with an approval: what the branch issues, and what had to be looked up and is not there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from django.http import QueryDict

from guantong.core.flow.index import index_of
from guantong.core.flow.model import Flow
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import FormField, Given
from guantong.core.scenario.form import field_instead
from guantong.core.scenario.language import Package
from guantong.core.scenario.values import is_empty, read_value
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.web.ui.controls import Control, control_of_field
from guantong.web.ui.desk import ISSUED, Tried
from guantong.web.ui.words import in_words, say

BY_NUMBER = "licence"  # what is issued under a number, for which one is proposed


def issued_fields(view: cases.TaskView) -> tuple[FormField, ...]:
    """Return a field for everything that the branch issues, and for every input that only the officer can bring.

    A licence or record may be left without a number; anything else that others then use has to be given.
    """
    flow = services.get_flow(view.flow)
    branch = index_of(flow).branches.get(view.item)
    if branch is None:
        return ()
    package = services.get_matter(view.scenario, view.division, view.matter_version).package
    held = {value.element for value in view.values if not is_empty(value.value)}
    sought = [
        name for name in branch.inputs if name in branch.fetched and name in branch.needs and name not in held
    ]
    return tuple(_field(package, name) for name in (*branch.yields, *sought))


def _field(package: Package, name: str) -> FormField:
    given = Given(element=name, title=Text(name), source="officer", origin="", asked_by=())
    field = field_instead(package, given)
    return msgspec.structs.replace(field, required=field.type not in (BY_NUMBER, "document"), help=None)


def issue_controls(view: cases.TaskView, fields: Iterable[FormField], tried: Tried) -> list[Control]:
    """Return the controls, with a number proposed for what is issued under one."""
    flow = services.get_flow(view.flow)
    made = []
    for field in fields:
        if field.type == "document":
            continue
        name = f"{ISSUED}{field.element}"
        value = tried.of("approve", name, proposed_number(view, flow, field))
        control = control_of_field(field, value, tried.errors.get(name, ""))
        hint = say("desk-issued-hint") if field.type == BY_NUMBER else control.hint
        made.append(msgspec.structs.replace(control, name=name, hint=hint, required=field.required))
    return made


def proposed_number(view: cases.TaskView, flow: Flow, field: FormField) -> str:
    """Return a number that no other result of any case has: place, year, case and the place of the item in the flow."""
    if field.type != BY_NUMBER or view.ready_on is None:
        return ""
    at = next(number for number, branch in enumerate(flow.branches, 1) if branch.item == view.item)
    yields = index_of(flow).branches[view.item].yields
    part = f"-{yields.index(field.element) + 1}" if field.element in yields[1:] else ""
    return f"{view.division[:6]}-{view.ready_on.year}-{view.ref.code}-{at:02d}{part}"


def read_issued(form: QueryDict, fields: Iterable[FormField]) -> dict[str, Any]:
    """Return element -> value of what was posted; refuse with one problem a field, `form.…`."""
    data, problems = {}, []
    for field in fields:
        name = f"{ISSUED}{field.element}"
        text = form.get(name, "").strip()
        try:
            if text:
                data[field.element] = read_value(field, text)
            elif field.required and name in form:
                raise Refused(Problem(code="form.missing", facts={"title": in_words(field.title)}))
        except Refused as refused:
            facts = {"title": in_words(field.title)}
            problems += [
                msgspec.structs.replace(each, where=name, facts={**each.facts, **facts})
                for each in refused.problems
            ]
    if problems:
        raise Refused(*problems)
    return data
