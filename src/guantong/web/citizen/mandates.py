"""Acting for others: what was given and what is held, giving, claiming with proof, answering, ending, switching."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services
from guantong.modules.sharing import public as sharing

from ..ui import acting
from ..ui.access import actor_of, oneself, open_to
from ..ui.controls import Control
from ..ui.limits import limited
from ..ui.moment import now, today
from ..ui.pages import by_field, show, summary_of
from ..ui.preferences import division_of
from ..ui.words import in_words, say

COUNTY_DIGITS = 6
DAYS = 90  # what the form proposes; both sides can end a mandate at any time
LONG = 200
CONFIRM = "confirm"
CLAIMED = tuple(reversed(identity.PROVEN_KINDS))  # children first: most who come here are parents
ACTS: dict[str, Callable[..., identity.MandateRow]] = {
    "accept": identity.accept_mandate,
    "refuse": identity.refuse_mandate,
}


@open_to("applicant")
def mandates(request: HttpRequest) -> HttpResponse:
    """List what others gave to this person, and what this person (or the company they represent) gave to others."""
    held = identity.mandates_held(by=oneself(request))
    given = identity.mandates_given(by=actor_of(request))
    return show(
        request, "citizen/mandates.jinja", today=today(), matters=_titles(), given=given,
        offered=[row for row in held if row.open_to_answer(today())],
        held=[row for row in held if row.state == "accepted" and row.until >= today()],
        past=[row for row in held if row.state in ("ended", "refused") or row.until < today()],
        may_give=not actor_of(request).mandate or any(row.kind == "legal_representative" for row in given),
    )  # fmt: skip


@open_to("applicant")
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Act under a mandate from now on, or as oneself again."""
    number = request.POST.get("mandate", "")
    if not number.isdecimal():
        acting.act_for(request, 0)
        messages.success(request, say("mandates-oneself-again"))
        return redirect("my-mandates")
    actor = identity.acting(by=oneself(request), mandate_id=int(number[:18]), today=today())
    acting.act_for(request, int(actor.mandate))
    return redirect("my-cases")


@open_to("applicant")
def give(request: HttpRequest) -> HttpResponse:
    """Ask whom to give a mandate, for what and how long; give it."""
    kind = "runner" if request.GET.get("kind") == "runner" else "agent"
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            row = _give(request, kind)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, say("mandates-given-done", name=row.agent_name))
            return redirect("my-mandates")
    return show(
        request, "citizen/mandate_give.jinja", kind=kind, controls=_give_controls(request, kind, problems),
        matters=_titles(), chosen=request.POST.getlist("scope"), everything=request.POST.get("every", "") == "yes",
        problems=summary_of(problems), status=400 if problems else 200,
    )  # fmt: skip


def _give(request: HttpRequest, kind: str) -> identity.MandateRow:
    form, problems = request.POST, []
    known = set(_titles())
    scope = [each for each in form.getlist("scope") if each in known]
    if not scope and form.get("every") != "yes":
        problems.append(Problem(code="ui.mandate_scope", where="scope"))
    if kind == "agent":
        problems += [
            Problem(code="identity.mandate_agent_missing", where=name)
            for name in ("agent_name", "agent_key")
            if not form.get(name, "").strip()
        ]
    since, until = read_day(form.get("since", ""), "since"), read_day(form.get("until", ""), "until")
    problems += [day for day in (since, until) if isinstance(day, Problem)]
    if isinstance(since, Problem) or isinstance(until, Problem) or problems:
        raise Refused(*problems)
    runner = form.get("runner", "")
    return identity.give_mandate(
        by=actor_of(request), kind=kind, agent_key=form.get("agent_key", "")[:LONG], agent_name=form.get("agent_name", "")[:LONG],
        runner=int(runner) if runner.isdecimal() and len(runner) < 18 else 0, scope=() if form.get("every") == "yes" else scope,
        since=since, until=until, because=form.get("because", "")[:LONG], now=now(),
    )  # fmt: skip


def _give_controls(request: HttpRequest, kind: str, problems: tuple[Problem, ...]) -> list[Control]:
    form, wrong = request.POST, by_field(problems)

    def control(name: str, value: str = "", **more: object) -> Control:
        return Control(
            name=name, label=say(f"mandates-field-{name.replace('_', '-')}"), value=form.get(name, value),
            error=wrong.get(name, ""), **more,  # type: ignore[arg-type]
        )  # fmt: skip

    whom = [control("runner", kind="select", choices=_runners(request))] if kind == "runner" else [
        control("agent_name", max_length=LONG),
        control("agent_key", hint=say("mandates-field-agent-key-hint"), max_length=LONG),
    ]  # fmt: skip
    return [
        *whom,
        control("since", today().isoformat(), kind="date", narrow=True),
        control("until", (today() + timedelta(days=DAYS)).isoformat(), kind="date", narrow=True),
        control("because", required=False, max_length=LONG),
    ]  # fmt: skip


def _runners(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Return the runners of the county that the person chose, with the unit each runs for."""
    division = division_of(request)
    if division is None:
        return ()
    rows = identity.runners_in(division.code[:COUNTY_DIGITS])
    return tuple(
        (str(row.account), say("mandates-runner", name=row.name, unit=unit_name(row.unit))) for row in rows
    )


@open_to("applicant")
@limited("claim", "POST")
def claim(request: HttpRequest) -> HttpResponse:
    """Ask for whom one is guardian or legal representative; let the register say whether that is so."""
    problems: tuple[Problem, ...] = ()
    form = request.POST
    kind = form.get("kind", "") or request.GET.get("kind", "")
    if request.method == "POST":
        try:
            if kind not in CLAIMED:
                raise Refused(Problem(code="ui.mandate_kind", where="kind"))
            row = sharing.claim_mandate(
                by=oneself(request), kind=kind, number=form.get("principal_number", "")[:LONG],
                name=form.get("principal_name", "").strip()[:LONG], now=now(),
            )  # fmt: skip
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, say("mandates-claimed-done", name=row.principal_name))
            return redirect("my-mandates")
    wrong = by_field(problems)
    kinds = tuple((each, say(f"mandates-claim-{each.replace('_', '-')}")) for each in CLAIMED)
    controls = [
        Control(name="kind", label=say("mandates-field-kind"), kind="radio", choices=kinds, value=kind, error=wrong.get("kind", "")),
        Control(name="principal_name", label=say("mandates-field-principal-name"), value=form.get("principal_name", ""), max_length=LONG),
        Control(
            name="principal_number", label=say("mandates-field-principal-number"), value=form.get("principal_number", ""),
            hint=say("mandates-field-number-hint"), error=wrong.get("principal_number", ""), max_length=LONG,
        ),
    ]  # fmt: skip
    known = {"kind", "principal_name", "principal_number"}
    return show(
        request, "citizen/mandate_claim.jinja", controls=controls, problems=summary_of(problems, known),
        status=400 if problems else 200,
    )  # fmt: skip


@open_to("applicant")
def end(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Ask whether the mandate is really to end; end it at once."""
    by = actor_of(request) if actor_of(request).mandate else oneself(request)
    row = _mine(request, mandate_id)
    if request.method == "POST":
        because = request.POST.get("because", "")[:LONG]
        identity.end_mandate(by=by, mandate_id=mandate_id, because=because, now=now())
        messages.success(request, say("mandates-ended-done"))
        return redirect("my-mandates")
    why = Control(name="because", label=say("mandates-field-end-because"), required=False, max_length=LONG)
    return show(request, "citizen/mandate_end.jinja", row=row, why=why, matters=_titles())


@open_to("applicant")
@require_POST
def answer(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Accept or refuse a mandate that somebody gave; or confirm, as its principal, one that was recorded at a window."""
    act = ACTS.get(request.POST.get("do", ""))
    _mine(request, mandate_id)
    if request.POST.get("do") == CONFIRM:
        row = identity.confirm_mandate(by=actor_of(request), mandate_id=mandate_id, now=now())
        messages.success(request, say("mandates-confirmed-done", name=row.agent_name))
        return redirect("my-mandates")
    if act is None:
        return redirect("my-mandates")
    row = act(by=oneself(request), mandate_id=mandate_id, now=now())
    messages.success(request, say(f"mandates-{row.state}-done", name=row.principal_name))
    return redirect("my-mandates")


def _mine(request: HttpRequest, mandate_id: int) -> identity.MandateRow:
    rows: Iterable[identity.MandateRow] = (
        *identity.mandates_given(by=actor_of(request)),
        *identity.mandates_held(by=oneself(request)),
    )
    found = next((row for row in rows if row.id == mandate_id), None)
    if found is None:
        raise Refused(Problem(code="identity.no_mandate", facts={"mandate": mandate_id}))
    return found


def read_day(text: str, where: str) -> date | Problem:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return Problem(code="desk.bad_day", where=where, facts={"value": text[:20]})


def _titles() -> dict[str, str]:
    """Return scenario -> title of the matters that one can apply for."""
    return {card.scenario: in_words(card.title) for card in services.list_matters()}


def unit_name(unit: int) -> str:
    try:
        return orgs.get_unit(unit).name
    except Refused:
        return ""
