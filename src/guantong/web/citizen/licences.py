"""One's own e-licences: the list, one licence with its versions and history, downloads, purpose copies."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.cases import public as cases
from guantong.modules.licences import public as licences

from ..ui.access import actor_of, open_to
from ..ui.controls import Control
from ..ui.licences import cards_of, qr_of, rows_of, send_paper, taken_lately, tone_of
from ..ui.moment import now, today
from ..ui.pages import by_field, show, summary_of
from ..ui.words import in_words, say, show_code

PURPOSE, RECEIVER, CODE, DAY = 80, 60, 20, 10  # most signs of each field of the form of a copy


@open_to("applicant")
@require_safe
def my_licences(request: HttpRequest) -> HttpResponse:
    """Show one's e-licences as cards, the live ones first."""
    cards = cards_of(licences.my_licences(by=actor_of(request)))
    return show(request, "citizen/licences.jinja", cards=cards, out_of_force=taken_lately(request))


@open_to("applicant")
@require_safe
def my_licence(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show one licence as it looks, with its files, versions, copies and what happened to it."""
    view = _view(request, identifier)
    return show(request, "citizen/licence.jinja", **_context(request, view))


@open_to("applicant")
@require_safe
def licence_file(request: HttpRequest, identifier: str, form: str) -> HttpResponse:
    """Give out one version, or one copy, as PDF, credential or directory record."""
    return send_paper(request, identifier, form)


@open_to("applicant")
@require_http_methods(["GET", "HEAD", "POST"])
def make_copy(request: HttpRequest, identifier: str) -> HttpResponse:
    """Ask what a purpose copy is for, for whom and until when; make it."""
    view = _view(request, identifier)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            cases.make_copy(
                by=actor_of(request), identifier=view.row.identifier, now=now(), **_wanted(request)
            )
        except Refused as refused:
            if refused.code == "licences.not_found":
                raise
            problems = refused.problems
        else:
            messages.success(request, say("licences-copy-made"))
            return redirect(f"{reverse('my-licence', args=[view.row.identifier])}#copies")
    return show(
        request, "citizen/licence_copy.jinja", status=400 if problems else 200, view=view, row=view.row,
        controls=_controls(request, view, problems), problems=summary_of(problems, {"purpose", "receiver", "until", "case_code"}),
        valid=view.row.state == "valid",
    )  # fmt: skip


@open_to("applicant")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_copy(request: HttpRequest, identifier: str, reference: str) -> HttpResponse:
    """Ask whether a copy is really to be taken back; take it back."""
    view = _view(request, identifier)
    copy = next((each for each in view.copies if each.reference == reference), None)
    if copy is None:
        raise Refused(Problem(code="licences.not_found"))
    if request.method == "POST":
        licences.withdraw_copy(by=actor_of(request), reference=reference, now=now())
        messages.success(request, say("licences-copy-withdrawn"))
        return redirect("my-licence", identifier=view.row.identifier)
    return show(request, "citizen/copy_withdraw.jinja", view=view, row=view.row, copy=copy)


def _view(request: HttpRequest, identifier: str) -> licences.LicenceView:
    return licences.get_licence(by=actor_of(request), identifier=identifier, today=today())


def _context(request: HttpRequest, view: licences.LicenceView) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("verify-licence", args=[view.row.identifier]))
    taken = view.operations[0] if view.row.state in licences.TAKEN else None
    return {
        "taken": taken, "view": view, "row": view.row, "tone": tone_of(view.row.state), "rows": rows_of(view), "qr": qr_of(address),
        "tones": {copy.reference: tone_of(copy.state) for copy in view.copies}, "valid": view.row.state == "valid",
    }  # fmt: skip


def _wanted(request: HttpRequest) -> dict[str, Any]:
    """Return what the form asks for; refuse `licences.bad_day`, together with what else is missing."""
    try:
        until = date.fromisoformat(request.POST.get("until", "").strip())
    except ValueError:
        missing = [
            Problem(code="licences.copy_needs", where=name, facts={"longest": most})
            for name, most in (("purpose", PURPOSE), ("receiver", RECEIVER))
            if not request.POST.get(name, "").strip()
        ]
        raise Refused(*missing, Problem(code="licences.bad_day", where="until")) from None
    return {
        "purpose": request.POST.get("purpose", "").strip()[:PURPOSE],
        "receiver": request.POST.get("receiver", "").strip()[:RECEIVER],
        "case_code": request.POST.get("case_code", "")[:CODE],
        "until": until,
    }


def _controls(
    request: HttpRequest, view: licences.LicenceView, problems: tuple[Problem, ...]
) -> list[Control]:
    errors, typed = by_field(problems), request.POST
    mine = cases.open_cases(by=actor_of(request))
    open_cases = tuple((each.code, f"{in_words(each.title)} {show_code(each.code)}") for each in mine)

    def control(name: str, most: int, **more: Any) -> Control:
        return Control(
            name=name, label=say(f"licences-copy-{name.partition('_')[0]}"), value=typed.get(name, "")[:most], max_length=most,
            hint=say(f"licences-copy-{name.partition('_')[0]}-hint"), error=errors.get(name, ""), **more,
        )  # fmt: skip

    return [
        control("purpose", PURPOSE),
        control("receiver", RECEIVER),
        control("until", DAY, kind="date", narrow=True),
        control(
            "case_code",
            CODE,
            required=False,
            kind="select",
            choices=open_cases,
            none="licences-copy-elsewhere",
        ),
    ]
