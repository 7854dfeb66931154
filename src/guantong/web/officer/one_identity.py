"""The window's page for one identity (一证通办): the matters, the card, what will be read, and what was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.web.ui import desk
from guantong.web.ui.access import actor_of, open_to
from guantong.web.ui.card import LONGEST, card_controls
from guantong.web.ui.controls import control_of_ask
from guantong.web.ui.errors import status_of
from guantong.web.ui.moment import now, today
from guantong.web.ui.pages import by_field, show, summary_of
from guantong.web.ui.reasons import spared_of, unit_of
from guantong.web.ui.words import in_words, say

ASK = "ask."


@open_to("clerk")
@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """The matters of which some item runs on one identity."""
    found: dict[str, list[services.IdentityItem]] = {}
    for one in services.identity_items():
        found.setdefault(one.scenario, []).append(one)
    return show(request, "officer/one_id_matters.jinja", matters=list(found.values()))


@open_to("clerk")
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest, scenario: str) -> HttpResponse:
    """The card of whoever stands at the window, and what they want; opens their case and reads."""
    by = actor_of(request)
    matter = services.get_matter(scenario, by.division)
    if not any(one.scenario == scenario for one in services.identity_items()):
        raise Refused(Problem(code="services.not_published", facts={"scenario": scenario}))
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        form = request.POST
        try:
            ref = cases.open_on_one_identity(
                by=by, scenario=scenario, answers=_answers(matter, form), number=form.get("number", "")[:LONGEST],
                name=form.get("name", "")[:LONGEST], present=form.get("present") == "yes",
                because=form.get("because", "")[:LONGEST], key=form.get("key", "")[:80], now=now(),
            )  # fmt: skip
        except Refused as refused:
            problems = refused.problems
        else:
            return redirect("one-id-done", case_id=ref.id)
    wrong = by_field(problems)
    asks = [
        control_of_ask(ASK + name, ask, _typed(request, ASK + name), wrong.get(name, ""))
        for name, ask in matter.package.scenario.asks.items()
    ]
    who = "person" if matter.package.scenario.applicant == "person" else "enterprise"
    controls = card_controls(who, lambda name: _typed(request, name), wrong)
    fields = {control.name for control in (*asks, *controls)}
    placed = tuple(_placed(problem, fields) for problem in problems)
    return show(
        request, "officer/one_id.jinja", status=status_of(problems[0].code) if problems else 200, matter=matter, asks=asks,
        controls=controls, problems=summary_of(placed, fields), key=desk.new_key(), most=cases.MOST_LOOKUPS_A_DAY,
        reads=_reads(matter),
    )  # fmt: skip


@open_to("clerk")
@require_safe
def done(request: HttpRequest, case_id: int) -> HttpResponse:
    """What was read for the case, and the proofs on its file."""
    by = actor_of(request)
    view = cases.get_case(by=by, case_id=case_id, today=today(), now=now())
    open_steps = [step for step in view.steps if step.status == "open"]
    at_once = {one.item for one in services.identity_items() if one.scenario == view.scenario and one.instant}
    return show(
        request, "officer/one_id_done.jinja", case=view, proofs=cases.lookup_proofs(by=by, case_id=case_id),
        units=[step.unit for step in open_steps], instant=all(step.item in at_once for step in open_steps),
    )  # fmt: skip


@open_to("clerk", "officer", "manager", "applicant")
@require_safe
def proof(request: HttpRequest, case_id: int, number: int) -> HttpResponse:
    """One proof of a lookup as PDF."""
    drawn = cases.draw_lookup_proof(by=actor_of(request), case_id=case_id, number=number, now=now())
    response = HttpResponse(drawn, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="lookup-{case_id}-{number}.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _answers(matter: services.Matter, form: Mapping[str, str]) -> dict[str, Any]:
    return {name: form.get(ASK + name, "") for name in matter.package.scenario.asks}


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")[:LONGEST] if request.method == "POST" else ""


def _placed(problem: Problem, fields: set[str]) -> Problem:
    """A wrong answer belongs to the field of its question."""
    where = ASK + problem.where if ASK + problem.where in fields else problem.where
    return msgspec.structs.replace(problem, where=where)


def _reads(matter: services.Matter) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return for each item that runs on one identity: item, unit, and what is read from whom."""
    package = matter.package
    cards = {name for name, resource in package.resources.items() if resource.mode == "session"}
    found = []
    on_one = {one.item for one in services.identity_items() if one.scenario == matter.compiled.scenario}
    for name, item in package.scenario.items.items():
        situation = next((one for one in matter.compiled.situations if name in one.items), None)
        if situation is None or name not in on_one:
            continue
        given = [
            one
            for one in situation.form.given
            if one.source in ("shared", "licence") and any(asker.item == name for asker in one.asked_by)
        ]
        rows = [
            (said.title, say("one-id-card") if one.origin in cards else said.giver)
            for one, said in zip(given, spared_of(package, given), strict=True)
        ]
        found.append((in_words(item.title), unit_of(package, item.unit), rows))
    return found
