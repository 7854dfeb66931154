"""What the desks of window, officer and manager share: trying an event and showing a refusal at its form, lists with filters."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from guantong.core.flow.model import Event
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.values import is_empty
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services

from .access import actor_of
from .controls import plain
from .errors import status_of
from .moment import now
from .pages import by_field, summary_of
from .words import answer_words, explain, in_words, say, show_day, show_moment

DAYS = {"since", "due", "day"}  # the facts of a problem that are a day
COLOURS = ("red", "amber", "green", "grey")
Draw = Callable[..., HttpResponse]


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What was tried and refused: the verb, what was typed, what is wrong, and what others did meanwhile."""

    do: str = ""
    form: QueryDict = QueryDict()
    problems: tuple[Problem, ...] = ()
    meanwhile: tuple[cases.HistoryLine, ...] = ()
    possible: str = ""

    def of(self, do: str, name: str, otherwise: str = "") -> str:
        """Return what was typed into a field of the form of `do`."""
        return self.form.get(name, otherwise) if self.do == do else otherwise

    def ticked(self, do: str, name: str, value: str) -> bool:
        return self.do == do and value in self.form.getlist(name)

    def texts(self, do: str) -> tuple[str, ...]:
        """Return what stands in the way of `do`, in words."""
        return tuple(explain(problem) for problem in self.problems) if self.do == do else ()

    @property
    def errors(self) -> dict[str, str]:
        """Return the problem of each field."""
        return by_field(self.problems)


def new_key() -> str:
    """Return a key for a form, so that the same form sent twice does one thing."""
    return uuid.uuid4().hex


def do(request: HttpRequest, case_id: int, read: Callable[[], Event], draw: Draw, then: str) -> HttpResponse:
    """Try the posted event. Done: back to `then` with a note. Refused: the same page with what is wrong at its form."""
    try:
        event = read()
        cases.act_on_case(
            by=actor_of(request), case_id=case_id, event=event, now=now(),
            version=version_of(request), key=request.POST.get("key", "")[:80],
        )  # fmt: skip
    except Refused as refused:
        if refused.code == "cases.not_found":
            raise
        problems = tuple(map(_readable, refused.problems))
        return draw(request, problems=problems, status=status_of(refused.code))
    messages.success(request, say("desk-done", verb=verb_words(event.do)))
    return redirect(then)


def tried(
    request: HttpRequest,
    problems: tuple[Problem, ...],
    can: Iterable[str],
    history: Iterable[cases.HistoryLine],
) -> dict[str, Any]:
    """Return what a page needs to show a refusal: `tried`, and `problems` as links to the form that they belong to."""
    if not problems:
        return {"tried": Tried(), "problems": []}
    can, form = tuple(can), request.POST
    do, seen = form.get("do", ""), version_of(request) or 0
    stale = any(problem.code == "cases.stale" for problem in problems)
    made = Tried(
        do=do, form=form, problems=problems, possible=say("ui-comma").join(verb_words(verb) for verb in can),
        meanwhile=tuple(line for line in history if stale and seen and line.version > seen),
    )  # fmt: skip
    fields = {name for name in form if name.startswith(ISSUED)}
    target = f"form-{do}" if do in can else ""
    return {
        "tried": made,
        "problems": [(field or target, text) for field, text in summary_of(problems, fields)],
    }


def said(view: cases.CaseView | cases.TaskView | cases.CaseFile) -> dict[str, str]:
    """Return element -> words for the values that are not read as they are stored: choices, days, amounts with units."""
    dictionary = services.get_matter(view.scenario, view.division, view.matter_version).package.dictionary
    found = {}
    for value in view.values:
        about = find_element(dictionary, value.element)
        if about is None or is_empty(value.value) or isinstance(value.value, bool | dict):
            continue
        if value.value in about.choices:
            found[value.element] = in_words(about.choices[value.value])
        elif about.type == "date":
            found[value.element] = _day(str(value.value))
        elif about.unit:
            found[value.element] = f"{plain(value.value)} {about.unit}"
    return found


def answers_of(view: cases.CaseView | cases.TaskView) -> list[tuple[str, str]]:
    """Return the guided questions with their answers, both in words."""
    return [(in_words(answer.title), answer_words(answer)) for answer in view.answers]


def _day(text: str) -> str:
    try:
        return show_day(date.fromisoformat(text))
    except ValueError:
        return text


ISSUED = "data."  # the beginning of the names of fields that hold what a branch issues


def verb_words(verb: str) -> str:
    return say(f"flow-verb-{verb.replace('_', '-')}")


def told(problems: Iterable[Problem]) -> list[str]:
    """Return problems in words, their days as people write them."""
    return [explain(_readable(problem)) for problem in problems]


def _readable(problem: Problem) -> Problem:
    """Return the problem with its time and its days as people write them."""
    facts = dict(problem.facts)
    for name in DAYS & facts.keys():
        facts[name] = _day(str(facts[name]))
    if isinstance(at := facts.get("at"), str):
        facts["at"] = show_moment(datetime.fromisoformat(at))
    return msgspec.structs.replace(problem, facts=facts)


def version_of(request: HttpRequest) -> int | None:
    """Return the version of the case that the posted form was shown of."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def number_of(request: HttpRequest, name: str) -> int:
    """Return a number that a filter names, 0 for none or for nonsense."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0


def again(request: HttpRequest, **changes: Any) -> str:
    """Return the address of this list with some of its filters changed (an empty value takes one away)."""
    query = {name: value for name, value in request.GET.items() if value and name != "after"}
    query.update({name: str(value) for name, value in changes.items()})
    return "?" + urlencode({name: value for name, value in query.items() if value})


def colour_tabs(request: HttpRequest, counts: cases.Counts) -> list[tuple[str, str, str, int]]:
    """Return a tab for each colour with its number, as `parts.tabs` takes them; those that are empty stay, at 0."""
    tabs = [("", say("desk-colour-all"), again(request, colour=""), counts.all)]
    for each in COLOURS:
        tabs.append((each, say(f"flow-colour-{each}"), again(request, colour=each), getattr(counts, each)))
    return tabs


def listed(fetch: Callable[[], cases.Rows]) -> tuple[cases.Rows, tuple[Problem, ...]]:
    """Return one page of a list; where a filter is wrong, no rows and what is wrong, to be said above the empty list."""
    try:
        return fetch(), ()
    except Refused as refused:
        if refused.code.endswith("wrong_role"):
            raise
        return cases.Rows(rows=()), refused.problems


def wanted_of(request: HttpRequest, *names: str) -> dict[str, Any]:
    """Return the filters of a list by name, empty where not set."""
    return {name: request.GET.get(name, "") for name in (*names, "after")}


def narrowed(wanted: dict[str, Any]) -> bool:
    """Return whether any filter is set; the place in the list is none."""
    return any(value for name, value in wanted.items() if name != "after")


def pages(request: HttpRequest, rows: cases.Rows) -> dict[str, str]:
    """Return the addresses of the next page and of the first one, empty where there is none."""
    return {
        "next": again(request, after=rows.next) if rows.next else "",
        "first": again(request) if request.GET.get("after") else "",
    }
