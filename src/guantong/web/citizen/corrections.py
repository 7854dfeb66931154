"""What is handed in later: answers to a correction (only the marked fields), and materials that are still owed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guantong.core.flow.model import Event
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.compiled import FormField
from guantong.core.scenario.values import is_empty
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services

from ..ui.access import actor_of, open_to
from ..ui.moment import today
from ..ui.pages import show, summary_of
from ..ui.words import in_reason, say, show_day
from . import filling
from .mine import act, reader_of


@open_to("applicant")
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Show the marked fields with their reasons, and hand in what was corrected."""
    case = cases.get_case(by=actor_of(request), code=code, today=today())
    reasons: dict[str, str] = {}
    for mark in case.marks:
        known, why = reasons.get(mark.element), in_reason(mark.because)
        reasons[mark.element] = f"{known}{say('ui-semicolon')}{why}" if known and known != why else why
    notes = {element: say("citizen-correct-why", why=why) for element, why in reasons.items()}
    return _page(request, case, "correct", notes)


@open_to("applicant")
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is still owed with its day, and hand it in."""
    case = cases.get_case(by=actor_of(request), code=code, today=today())
    notes = {owed.element: say("citizen-owed-until", day=show_day(owed.due_on, True)) for owed in case.owed}
    return _page(request, case, "supplement", notes)


def _page(request: HttpRequest, case: cases.CaseView, verb: str, notes: Mapping[str, str]) -> HttpResponse:
    fields = _fields(case, set(notes))
    if verb not in case.can or not fields:
        return redirect("my-case", code=case.ref.code)
    reader = reader_of(request, case)
    known = {value.element: value.value for value in case.values if reader.may_see(value)}
    if request.method != "POST":
        return _show(request, case, verb, notes, fields, known)
    data, problems = filling.read_posted(fields, request, actor_of(request), known)
    given = {name: value for name, value in data.items() if not is_empty(value)}
    # A supplement may come in parts; a correction answers every mark, so that the clock starts again.
    asked = [field for field in fields if verb == "correct" or field.element in given]
    problems = (
        *problems,
        *(p for p in filling.check(asked, data) if p.where not in {q.where for q in problems}),
    )
    if not given and not problems:
        problems = tuple(Problem(code="ui.nothing_given", where=field.element) for field in fields[:1])
    if not problems:
        try:
            act(actor_of(request), case, Event(do=verb, data=given))
        except Refused as refused:
            if not all(problem.where in notes for problem in refused.problems):
                raise
            problems = filling.in_language(refused.problems, fields)
    if problems:
        return _show(request, case, verb, notes, fields, {**known, **data}, problems)
    messages.success(request, say(f"citizen-{verb}-done"))
    return redirect("my-case", code=case.ref.code)


def _fields(case: cases.CaseView, elements: set[str]) -> tuple[FormField, ...]:
    situation = services.get_situation(case.flow)
    package = services.get_matter(case.scenario, case.division, case.matter_version).package
    own = tuple(field for field in situation.form.fields if field.element in elements)
    return (*own, *filling.fields_instead(package, situation, elements - {field.element for field in own}))


def _show(
    request: HttpRequest, case: cases.CaseView, verb: str, notes: Mapping[str, str], fields: tuple[FormField, ...],
    data: Mapping[str, Any], problems: tuple[Problem, ...] = (),
) -> HttpResponse:  # fmt: skip
    package = services.get_matter(case.scenario, case.division, case.matter_version).package
    controls = filling.controls_of(package, fields, data, problems, notes)
    return show(
        request, "citizen/later.jinja", case=case, verb=verb, controls=controls, problems=summary_of(problems),
        status=400 if problems else 200,
    )  # fmt: skip
