"""The officer's desk: the work list of one's unit, and one branch of one case with only the elements it needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guantong.core.flow.model import VERBS, Branch, Event
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.web.ui import desk
from guantong.web.ui.access import actor_of, open_to
from guantong.web.ui.controls import Control
from guantong.web.ui.files import send_file
from guantong.web.ui.moment import now, today
from guantong.web.ui.openings import ask_to_open
from guantong.web.ui.pages import show, summary_of
from guantong.web.ui.words import in_words, say

from .events import read_event
from .issues import issue_controls, issued_fields, read_issued

STATUSES = ("open", "correcting", "paused", "suspended", "waiting")


@open_to("officer")
@require_safe
def work_list(request: HttpRequest) -> HttpResponse:
    """The tasks of the officer's unit by due day, with the number of each colour as a filter."""
    by = actor_of(request)
    wanted = desk.wanted_of(request, "status", "colour", "words")
    rows, problems = desk.listed(lambda: cases.work_list(by=by, today=today(), **wanted))
    return show(
        request, "officer/work_list.jinja", status=400 if problems else 200, rows=rows, today=today(), wanted=wanted,
        tabs=desk.colour_tabs(request, cases.work_counts(by=by, today=today())), controls=_filters(wanted),
        filtered=desk.narrowed(wanted), problems=summary_of(problems, {"words", "status"}), **desk.pages(request, rows),
    )  # fmt: skip


def _filters(wanted: dict[str, str]) -> list[Control]:
    statuses = tuple((each, say(f"flow-status-{each}")) for each in STATUSES)
    return [
        Control(name="words", label=say("desk-filter-words"), kind="search", value=wanted["words"]),
        Control(name="status", label=say("desk-filter-status"), kind="select", value=wanted["status"], choices=statuses, none="ui-all"),
    ]  # fmt: skip


@open_to("officer")
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, case_id: int, item: str) -> HttpResponse:
    """One branch, a question from another unit, or the day of a visit: what it needs and what may be done now."""

    def look() -> cases.TaskView:
        return cases.get_task(by=actor_of(request), case_id=case_id, item=item, today=today(), now=now())

    def draw(request: HttpRequest, problems: Any = (), status: int = 200) -> HttpResponse:
        view = look()
        about = desk.tried(request, problems, view.can, view.history)
        fields = issued_fields(view) if "approve" in view.can else ()
        return show(
            request, "officer/task.jinja", status=status, task=view, verbs=VERBS, today=today(), key=desk.new_key(),
            branch=_branch(view), units=_units(view, actor_of(request).unit_role),
            open_at=reverse("open-task-field", args=[case_id, item]),
            proofs=cases.lookup_proofs(by=actor_of(request), case_id=case_id),
            said=desk.said(view), answers=desk.answers_of(view), why_not=desk.told(view.why_not), issues=issue_controls(view, fields, about["tried"]), **about,
        )  # fmt: skip

    def read() -> Event:
        view, verb = look(), request.POST.get("do", "")
        if verb == "appoint":
            return read_event(request.POST)
        data = read_issued(request.POST, issued_fields(view)) if verb == "approve" else None
        return read_event(request.POST, item=item, unit=view.asked_as if verb == "answer" else "", data=data)

    if request.method == "POST":
        return desk.do(request, case_id, read, draw, reverse("work-task", args=[case_id, item]))
    return draw(request)


def _branch(view: cases.TaskView) -> Branch | None:
    flow = services.get_flow(view.flow)
    return next((branch for branch in flow.branches if branch.item == view.item), None)


def _units(view: cases.TaskView, own: str) -> list[tuple[str, str]]:
    """The roles that can be consulted, in words: everybody's but one's own."""
    package = services.get_matter(view.scenario, view.division, view.matter_version).package
    return [(role, in_words(unit.title)) for role, unit in package.units.items() if role != own]


@open_to("officer")
@require_http_methods(["GET", "HEAD", "POST"])
def open_field(request: HttpRequest, case_id: int, item: str) -> HttpResponse:
    """Propose that a masked value of one's branch is opened."""
    view = cases.get_task(by=actor_of(request), case_id=case_id, item=item, today=today(), now=now())
    return ask_to_open(request, view, item, reverse("work-task", args=[case_id, item]))


@open_to("clerk", "officer", "manager", "applicant")
@require_safe
def document(request: HttpRequest, case_id: int, sm3: str) -> HttpResponseBase:
    """One uploaded file, for whoever may see the case's element that holds it. Never shown inside the page."""
    return send_file(cases.get_document(by=actor_of(request), sm3=sm3, case_id=case_id, now=now()))
