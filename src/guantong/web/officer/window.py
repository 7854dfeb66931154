"""The comprehensive window: one queue for all departments; accept, with gaps or whole, return, refuse, deliver."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guantong.core.flow.model import VERBS
from guantong.core.kernel.problem import Refused
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.web.ui import desk
from guantong.web.ui.access import actor_of, open_to
from guantong.web.ui.controls import Control
from guantong.web.ui.errors import status_of
from guantong.web.ui.moment import now, today
from guantong.web.ui.openings import ask_to_open
from guantong.web.ui.pages import show, summary_of
from guantong.web.ui.words import say

from .checklists import checklist_of, missing_of
from .events import read_event

LOOK = "look_through"
LONGEST = 2000
PHASES = ("submitted", "correcting", "handling", "decided")


@open_to("clerk")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The cases at this window in one phase, the oldest first; or those that the words find, in any phase."""
    by, words = actor_of(request), request.GET.get("words", "").strip()
    phase = request.GET.get("phase", "" if words else "submitted")
    rows, problems = desk.listed(
        lambda: cases.window_queue(
            by=by, today=today(), phase=phase, words=words, after=request.GET.get("after", "")
        )
    )
    counts = cases.queue_counts(by=by)
    tabs = [(each, say(f"flow-phase-{each}"), f"?phase={each}", counts[each]) for each in PHASES]
    find = Control(name="words", label=say("desk-find-words"), kind="search", value=words)
    return show(
        request, "officer/queue.jinja", status=400 if problems else 200, rows=rows, tabs=tabs, phase=phase, words=words,
        find=find, today=today(), problems=summary_of(problems, {"words"}), **desk.pages(request, rows),
    )  # fmt: skip


@open_to("clerk")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case at the window, and what the clerk may do with it now."""

    def draw(request: HttpRequest, problems: Any = (), status: int = 200) -> HttpResponse:
        view = cases.get_case(by=actor_of(request), case_id=case_id, today=today(), now=now())
        checks = checklist_of(view, services.get_situation(view.flow))
        tried = desk.tried(request, problems, view.can, view.history)
        return show(
            request, "officer/window_case.jinja", status=status, case=view, verbs=VERBS, today=today(), key=desk.new_key(),
            open_at=reverse("open-case-field", args=[case_id]), said=desk.said(view), answers=desk.answers_of(view), checks=checks,
            missing=missing_of(checks, tried["tried"]), returned=sum(line.do == "return" for line in view.history),
            proofs=cases.lookup_proofs(by=actor_of(request), case_id=case_id), look=cases.standing_look(view.history),
            **tried,
        )  # fmt: skip

    if request.method == "POST" and request.POST.get("do") == LOOK:
        return _look_through(request, case_id, draw)
    if request.method == "POST":
        return desk.do(
            request, case_id, lambda: read_event(request.POST), draw, reverse("window-case", args=[case_id])
        )
    return draw(request)


def _look_through(request: HttpRequest, case_id: int, draw: desk.Draw) -> HttpResponse:
    """Say that the case is complete, before it is accepted; or show what is wrong at the form."""
    sent = request.POST
    try:
        cases.look_through(
            by=actor_of(request), case_id=case_id, come=sent.get("come") == "yes", because=sent.get("because", "")[:LONGEST],
            version=desk.version_of(request), now=now(),
        )  # fmt: skip
    except Refused as refused:
        if refused.code == "cases.not_found":
            raise
        return draw(request, problems=refused.problems, status=status_of(refused.code))
    messages.success(request, say("at-window-look-done"))
    return redirect("window-case", case_id=case_id)


@open_to("clerk")
@require_http_methods(["GET", "HEAD", "POST"])
def open_field(request: HttpRequest, case_id: int) -> HttpResponse:
    """Propose that a masked value of a case is opened."""
    view = cases.get_case(by=actor_of(request), case_id=case_id, today=today(), now=now())
    return ask_to_open(request, view, "", reverse("window-case", args=[case_id]))
