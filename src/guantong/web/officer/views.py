"""The officer's desk: the work list of one's unit, and one branch of one case with only the elements it needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guantong.core.flow.model import VERBS, Event
from guantong.core.kernel.problem import Refused
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.web.ui import desk
from guantong.web.ui.access import actor_of, open_to
from guantong.web.ui.controls import Control
from guantong.web.ui.moment import today
from guantong.web.ui.pages import show, summary_of
from guantong.web.ui.words import say

from .events import read_event

STATUSES = ("open", "correcting", "paused", "suspended", "waiting")


@open_to("officer")
@require_safe
def work_list(request: HttpRequest) -> HttpResponse:
    """The tasks of the officer's unit by due day."""
    wanted = {name: request.GET.get(name, "") for name in ("status", "colour", "words")}
    problems = ()
    try:
        rows = cases.work_list(
            by=actor_of(request), today=today(), after=request.GET.get("after", ""), **wanted
        )
    except Refused as refused:
        rows, problems = cases.Rows(rows=()), refused.problems
    return show(
        request, "officer/work_list.jinja", status=400 if problems else 200, rows=rows, today=today(),
        controls=_filters(wanted), filtered=any(wanted.values()), problems=summary_of(problems, set()),
        **desk.pages(request, rows),
    )  # fmt: skip


def _filters(wanted: dict[str, str]) -> list[Control]:
    statuses = tuple((each, say(f"flow-status-{each}")) for each in STATUSES)
    colours = tuple((each, say(f"flow-colour-{each}")) for each in desk.COLOURS)
    return [
        Control(name="words", label=say("desk-filter-words"), kind="search", value=wanted["words"]),
        Control(name="status", label=say("desk-filter-status"), kind="select", value=wanted["status"], choices=statuses),
        Control(name="colour", label=say("desk-filter-colour"), kind="select", value=wanted["colour"], choices=colours),
    ]  # fmt: skip


@open_to("officer")
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, case_id: int, item: str) -> HttpResponse:
    """One branch: what it needs, where it stands, and what this officer may do now."""

    def draw(request: HttpRequest, problems: Any = (), status: int = 200) -> HttpResponse:
        view = cases.get_task(by=actor_of(request), case_id=case_id, item=item, today=today())
        return show(
            request, "officer/task.jinja", status=status, task=view, verbs=VERBS, today=today(), key=desk.new_key(),
            branch=_branch(view), units=_units(view), problems=summary_of(problems, set()),
        )  # fmt: skip

    def read() -> Event:
        return read_event(request.POST, item=item)

    if request.method == "POST":
        # After the last step the task may be another unit's business: then the work list is where one goes on.
        return desk.do(request, case_id, read, draw, reverse("work-task", args=[case_id, item]))
    return draw(request)


def _branch(view: cases.TaskView) -> Any:
    flow = services.get_flow(view.flow)
    return next((branch for branch in flow.branches if branch.item == view.item), None)


def _units(view: cases.TaskView) -> list[tuple[str, str]]:
    """The roles that can be consulted, in words."""
    matter = services.get_matter(view.scenario, view.division)
    return [(role, unit.title.text()) for role, unit in matter.package.units.items()]


@open_to("clerk", "officer", "manager", "applicant")
@require_safe
def document(request: HttpRequest, case_id: int, sm3: str) -> HttpResponse:
    """One uploaded file, for whoever may see the case's element that holds it. Never shown inside the page."""
    found = cases.get_document(by=actor_of(request), sm3=sm3, case_id=case_id)
    answer = FileResponse(Path(found.path).open("rb"), as_attachment=True, filename=found.name)  # noqa: SIM115
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
