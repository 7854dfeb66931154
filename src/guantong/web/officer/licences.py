"""The e-licences that an officer's unit issued: find one, see it, and do what its state permits now."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.licences import public as licences

from ..ui.access import actor_of, open_to
from ..ui.controls import Control
from ..ui.desk import again, narrowed, wanted_of
from ..ui.errors import status_of
from ..ui.licences import cards_of, rows_of, send_paper, tone_of
from ..ui.moment import now, today
from ..ui.pages import show, summary_of
from ..ui.words import in_words, say

LONG, SHORT = 500, 120  # most signs of a reason and of a value
FIELD = "field."  # the beginning of the names of fields that hold a new value of something carried


@open_to("officer")
@require_safe
def unit_licences(request: HttpRequest) -> HttpResponse:
    """List the licences of the officer's unit, the newest first, by words and state."""
    wanted = wanted_of(request, "words", "state")
    state = wanted["state"] if wanted["state"] in licences.STATES else ""
    page = licences.unit_licences(
        by=actor_of(request), words=wanted["words"].strip()[:SHORT], state=state, after=wanted["after"]
    )
    choices = tuple((each, say(f"licences-state-{each}")) for each in licences.STATES)
    controls = [
        Control(name="words", label=say("licences-unit-words"), kind="search", value=wanted["words"],),
        Control(name="state", label=say("licences-unit-state"), kind="select", value=state, choices=choices, none="ui-all"),
    ]  # fmt: skip
    return show(
        request, "officer/licences.jinja", controls=controls, filtered=narrowed(wanted),
        rows=cards_of(page.rows),
        next=again(request, after=page.next) if page.next else "",
        first=again(request) if wanted["after"] else "",
    )  # fmt: skip


@open_to("officer")
@require_http_methods(["GET", "HEAD", "POST"])
def unit_licence(request: HttpRequest, identifier: str) -> HttpResponse:
    """One licence of the unit; what may be done with it now, each with its reason."""
    by = actor_of(request)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            _operate(request, identifier)
        except Refused as refused:
            if refused.code == "licences.not_found":
                raise
            problems = refused.problems
        else:
            return redirect("unit-licence", identifier=identifier)
    view = licences.get_licence(by=by, identifier=identifier, today=today(), now=now())
    tried = request.POST.get("do", "") if problems else ""
    return show(
        request, "officer/licence.jinja", status=status_of(problems[0].code) if problems else 200, view=view, row=view.row,
        rows=rows_of(view), tone=tone_of(view.row.state), tried=tried, typed=request.POST,
        problems=summary_of(problems, set()), altered=_altered(request, view),
    )  # fmt: skip


@open_to("officer")
@require_safe
def unit_licence_file(request: HttpRequest, identifier: str, form: str) -> HttpResponse:
    """Give out one version as PDF, credential or directory record."""
    return send_paper(request, identifier, form)


def _operate(request: HttpRequest, identifier: str) -> None:
    """Do the posted operation, or propose it where it takes two persons."""
    by, form = actor_of(request), request.POST
    operation, because = form.get("do", "")[:20], form.get("because", "").strip()[:LONG]
    words = say(f"licences-operation-{operation}")
    view = licences.get_licence(by=by, identifier=identifier, today=today())
    if operation in view.proposed:
        licences.propose_revocation(
            by=by, identifier=identifier, operation=operation, because=because, now=now()
        )
        messages.success(request, say("licences-proposed", operation=words))
        return
    licences.change_licence(
        by=by, identifier=identifier, operation=operation, because=because, now=now(),
        changes=_changes(request, view) if operation == "alter" else None,
        until=_day(form.get("until", "")) if operation == "renew" else None,
    )  # fmt: skip
    messages.success(request, say("licences-done", operation=words))


def _changes(request: HttpRequest, view: licences.LicenceView) -> dict[str, str]:
    """Return what was typed differently from what stands on the licence."""
    known = {name: value for name, _, value in _carried(view)}
    typed = {name: request.POST.get(FIELD + name, value).strip()[:LONG] for name, value in known.items()}
    return {name: value for name, value in typed.items() if value != known[name]}


def _altered(request: HttpRequest, view: licences.LicenceView) -> list[Control]:
    if "alter" not in view.can:
        return []
    return [
        Control(name=FIELD + name, label=label, value=request.POST.get(FIELD + name, value), max_length=LONG)
        for name, label, value in _carried(view)
    ]  # fmt: skip


def _carried(view: licences.LicenceView) -> list[tuple[str, str, str]]:
    """Return what an alteration may change: (name, label, value now)."""
    row = view.row
    own = [
        ("holder_name", say("licences-holder"), row.holder_name),
        ("number", say("licences-number"), row.number),
    ]
    return [*own, *((field.element, in_words(field.title), field.value) for field in view.fields)]


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(Problem(code="licences.bad_day", where="until")) from None
