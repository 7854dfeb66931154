"""The comprehensive window: one queue for all departments; accept, with gaps or whole, return, refuse, deliver."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guantong.core.flow.model import VERBS
from guantong.core.kernel.problem import Refused
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.web.ui import desk
from guantong.web.ui.access import actor_of, open_to
from guantong.web.ui.moment import today
from guantong.web.ui.pages import language, show, summary_of

from .checklists import checklist_of
from .events import read_event

PHASES = ("submitted", "correcting", "handling", "decided")


@open_to("clerk")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The cases at this window in one phase, the oldest first."""
    phase = request.GET.get("phase", "submitted")
    problems = ()
    try:
        rows = cases.window_queue(
            by=actor_of(request), today=today(), phase=phase, after=request.GET.get("after", "")
        )
    except Refused as refused:
        rows, problems = cases.Rows(rows=()), refused.problems
    tabs = [(each, f"flow-phase-{each}", desk.again(request, phase=each)) for each in PHASES]
    return show(
        request, "officer/queue.jinja", status=400 if problems else 200, rows=rows, tabs=tabs, phase=phase, today=today(),
        problems=summary_of(problems), **desk.pages(request, rows),
    )  # fmt: skip


@open_to("clerk")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case at the window, and what the clerk may do with it now."""

    def draw(request: HttpRequest, problems: Any = (), status: int = 200) -> HttpResponse:
        view = cases.get_case(by=actor_of(request), case_id=case_id, today=today())
        situation = services.get_situation(view.flow)
        owable = [
            (field.element, field.title, field.owed_workdays)
            for field in situation.form.fields
            if field.owed_workdays is not None
        ]
        held = {value.element for value in view.values if value.value not in (None, "")}
        return show(
            request, "officer/window_case.jinja", status=status, case=view, verbs=VERBS, today=today(), key=desk.new_key(),
            owable=[(*row, row[0] not in held) for row in owable], checks=checklist_of(view, situation, language()),
            problems=summary_of(problems, set()),
        )  # fmt: skip

    if request.method == "POST":
        return desk.do(
            request, case_id, lambda: read_event(request.POST), draw, reverse("window-case", args=[case_id])
        )
    return draw(request)
