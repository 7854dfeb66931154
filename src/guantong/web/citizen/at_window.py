"""The one form filled in by a clerk for whoever stands at the window (M22, M25): choose the matter, write down the card, then the
pages that an applicant has online, and a receipt to print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services

from ..ui.access import actor_of, open_to
from ..ui.card import LONGEST, card_controls
from ..ui.controls import Control, control_of_ask
from ..ui.errors import status_of
from ..ui.moment import now, today
from ..ui.pages import by_field, show, summary_of
from ..ui.places import place_of
from ..ui.reasons import accounts_for
from . import drafts
from .answers import BEGUN
from .filling import Filling
from .mine import qr_of

ASK = "ask."
APPLIED_FOR = ("application", "complaint")


def _hand_in(by: Actor, found: Filling, data: Mapping[str, Any], key: str) -> cases.CaseRef:
    return cases.hand_in_at_window(by=by, draft_id=found.draft.id, key=key, now=now())


def _again(by: Actor, draft_id: int, key: str) -> cases.CaseRef:
    return cases.hand_in_at_window(by=by, draft_id=draft_id, key=key, now=now())


AT_WINDOW = drafts.Way(
    home="window-apply", questions="window-begin", form="window-form", check="window-check", delete="window-delete",
    receipt="window-receipt", hand_in=_hand_in, again=_again, window=True,
)  # fmt: skip


@open_to("clerk")
@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """The matters of the clerk's boards, and the forms that they began here and have not handed in."""
    by = actor_of(request)
    found = [card for card in services.list_matters() if _is_theirs(by, card.scenario)]
    return show(request, "citizen/window_matters.jinja", matters=found, drafts=cases.my_drafts(by=by))


@open_to("clerk")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, scenario: str) -> HttpResponse:
    """Ask the guided questions and for the card; begin the form, or change the answers of one begun before."""
    by = actor_of(request)
    if not _is_theirs(by, scenario):
        raise Refused(Problem(code="services.not_published", facts={"scenario": scenario}))
    matter = services.get_matter(scenario, by.division)
    before = _before(by, scenario, (request.POST or request.GET).get(BEGUN, ""))
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            return redirect("window-form", draft_id=_begin(request, by, matter, before))
        except Refused as refused:
            problems = refused.problems
    wrong, typed = by_field(problems), _typed(request, before)
    asks = [
        control_of_ask(ASK + name, ask, typed(ASK + name), wrong.get(name, ""))
        for name, ask in matter.package.scenario.asks.items()
    ]
    controls = card_controls(_whose(matter), typed, wrong)
    fields = {control.name for control in (*asks, *controls)}
    return show(
        request, "citizen/window_begin.jinja", status=status_of(problems[0].code) if problems else 200, matter=matter,
        asks=asks, controls=controls, begun=before.id if before else "", problems=_summary(problems, asks, fields),
        most=cases.MOST_LOOKUPS_A_DAY,
    )  # fmt: skip


@open_to("clerk")
def form(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Show the form that an applicant fills in online; save it, or go on to the check."""
    return drafts.form_page(request, draft_id, AT_WINDOW)


@open_to("clerk")
def check(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Show everything once more, to be read together with whoever applies; hand it in."""
    return drafts.check_page(request, draft_id, AT_WINDOW)


@open_to("clerk")
def delete(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Ask whether the form begun is to be deleted; delete it."""
    return drafts.delete_page(request, draft_id, AT_WINDOW)


@open_to("clerk")
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show the receipt of a case at this window, to print for whoever stands there."""
    case = cases.get_case(by=actor_of(request), code=code, today=today(), now=now())
    address = request.build_absolute_uri(reverse("tracking", args=[case.ref.code]))
    return show(
        request, "citizen/receipt.jinja", window=True, case=case, address=address, qr=qr_of(address),
        place=place_of(case.division), cards=[],
    )  # fmt: skip


def _is_theirs(by: Actor, scenario: str) -> bool:
    """True for a matter that is applied for and lies on one of the clerk's boards."""
    found = services.get_matter(scenario, by.division).package.scenario
    return found.opens_from in APPLIED_FOR and (not found.board or found.board in by.boards)


def _begin(request: HttpRequest, by: Actor, matter: services.Matter, before: cases.DraftView | None) -> int:
    sent = request.POST
    number, fitting = sent.get("number", "")[:LONGEST], accounts_for(matter)
    if _kind(number) not in ("", *fitting):
        facts = {"title": matter.compiled.title}
        raise Refused(Problem(code=f"citizen.{fitting[0]}_only", where="number", facts=facts))
    return cases.begin_at_window(
        by=by, scenario=matter.compiled.scenario, number=number, name=sent.get("name", "")[:LONGEST],
        answers={name: sent.get(ASK + name, "") for name in matter.package.scenario.asks},
        present=sent.get("present") == "yes", because=sent.get("because", "")[:LONGEST],
        draft_id=before.id if before else None, now=now(),
    )  # fmt: skip


def _kind(number: str) -> str:
    try:
        return cases.kind_of_number(number)
    except Refused:
        return ""  # what is wrong with it is said together with everything else


def _before(by: Actor, scenario: str, text: str) -> cases.DraftView | None:
    """Return the form whose answers are being changed: what still fits stays filled in."""
    if not (text.isascii() and text.isdecimal()) or len(text) > 18:
        return None
    found = cases.get_draft(by=by, draft_id=int(text))
    return found if found.scenario == scenario else None


def _typed(request: HttpRequest, before: cases.DraftView | None) -> Any:
    """Return what gives the value of a field: what was posted, else what the form begun before holds."""
    if request.method == "POST":
        return lambda name: request.POST.get(name, "")[:LONGEST]
    if before is None:
        return lambda name: ""
    known = {"number": before.holder, "name": before.holder_name, "because": before.because}
    known |= {ASK + name: str(value) for name, value in before.answers.items()}
    return lambda name: known.get(name, "")


def _whose(matter: services.Matter) -> str:
    fitting = accounts_for(matter)
    return fitting[0] if len(fitting) == 1 else "either"


def _summary(problems: tuple[Problem, ...], asks: list[Control], fields: set[str]) -> list[tuple[str, str]]:
    """Return the problems with links; a wrong answer belongs to the field of its question."""
    asked = {control.name for control in asks}
    placed = tuple(
        msgspec.structs.replace(one, where=ASK + one.where) if ASK + one.where in asked else one
        for one in problems
    )
    return summary_of(placed, fields)
