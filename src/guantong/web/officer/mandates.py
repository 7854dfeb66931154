"""At the window: mandates that a clerk records from papers, and ends at somebody's wish."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity
from guantong.modules.services import public as services

from ..ui.access import actor_of, open_to
from ..ui.controls import Control
from ..ui.moment import now, today
from ..ui.pages import by_field, show, summary_of
from ..ui.words import in_words, say

KINDS = (*identity.GIVEN_KINDS, *identity.PROVEN_KINDS)
DAYS = 90
LONG = 200
FIELDS = (
    "kind", "principal_name", "principal_number", "agent_name", "agent_number", "since", "until", "papers", "scope",
)  # fmt: skip


@open_to("clerk")
@require_http_methods(["GET", "HEAD", "POST"])
def mandates(request: HttpRequest) -> HttpResponse:
    """Record a mandate whose papers were seen, or end one."""
    problems: tuple[Problem, ...] = ()
    ending = request.POST.get("do") == "end"
    if request.method == "POST":
        try:
            messages.success(request, _end(request) if ending else _record(request))
        except Refused as refused:
            problems = refused.problems
        else:
            return redirect("window-mandates")
    return show(
        request, "officer/mandates.jinja", controls=_controls(request, () if ending else problems),
        ending=_end_controls(request, problems if ending else ()), problems=summary_of(_placed(problems), {*FIELDS, "mandate", "end_why"}),
        matters={card.scenario: in_words(card.title) for card in services.list_matters()},
        chosen=request.POST.getlist("scope"), status=400 if problems else 200,
    )  # fmt: skip


def _placed(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The reason of a new mandate is the field of the papers."""
    return tuple(
        msgspec.structs.replace(problem, where="papers") if problem.where == "because" else problem
        for problem in problems
    )


def _record(request: HttpRequest) -> str:
    form = request.POST
    kind = form.get("kind", "")
    if kind not in KINDS:
        raise Refused(Problem(code="ui.mandate_relation", where="kind"))
    row = identity.mandate_at_window(
        by=actor_of(request), kind=kind,
        principal_number=form.get("principal_number", "")[:LONG], principal_name=form.get("principal_name", "")[:LONG],
        agent_number=form.get("agent_number", "")[:LONG], agent_name=form.get("agent_name", "")[:LONG],
        since=_day(form.get("since", ""), "since"), until=_day(form.get("until", ""), "until"),
        scope=form.getlist("scope"), papers=form.get("papers", "")[:LONG], now=now(),
    )  # fmt: skip
    return say("mandates-window-done", number=row.id, name=row.agent_name)


def _end(request: HttpRequest) -> str:
    number = request.POST.get("mandate", "").strip()
    if not number.isdecimal() or len(number) > 15:
        raise Refused(Problem(code="identity.no_mandate", where="mandate", facts={"mandate": number[:20]}))
    because = request.POST.get("end_why", "")[:LONG]
    identity.end_mandate(by=actor_of(request), mandate_id=int(number), because=because, now=now())
    return say("mandates-window-ended", number=int(number))


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(Problem(code="desk.bad_day", where=where, facts={"value": text[:20]})) from None


def _controls(request: HttpRequest, problems: tuple[Problem, ...]) -> list[Control]:
    form, wrong = request.POST, by_field(_placed(problems))
    kinds = tuple((each, say(f"mandates-kind-{each.replace('_', '-')}")) for each in KINDS)

    def control(name: str, label: str, value: str = "", **more: object) -> Control:
        return Control(
            name=name, label=say(f"mandates-field-{label}"), value=form.get(name, value), error=wrong.get(name, ""),
            **more,  # type: ignore[arg-type]
        )  # fmt: skip

    return [
        control("kind", "window-kind", kind="radio", choices=kinds),
        control("principal_name", "window-principal-name", max_length=LONG),
        control("principal_number", "window-principal-number", max_length=LONG),
        control("agent_name", "agent-name", max_length=LONG),
        control("agent_number", "agent-number", max_length=LONG),
        control("since", "since", today().isoformat(), kind="date", narrow=True),
        control("until", "until", (today() + timedelta(days=DAYS)).isoformat(), kind="date", narrow=True),
        control("papers", "papers", hint=say("mandates-field-papers-hint"), max_length=LONG),
    ]


def _end_controls(request: HttpRequest, problems: tuple[Problem, ...]) -> list[Control]:
    form, wrong = request.POST, by_field(problems)
    return [
        Control(name="mandate", label=say("mandates-field-mandate"), value=form.get("mandate", ""), error=wrong.get("mandate", ""), keypad="numeric", narrow=True),
        Control(name="end_why", label=say("mandates-field-end-why"), value=form.get("end_why", ""), error=wrong.get("because", ""), max_length=LONG),
    ]  # fmt: skip
