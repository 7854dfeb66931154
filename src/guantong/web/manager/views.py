"""What a manager sees: open and overdue by unit, every number opening to its cases, and a list of all cases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guantong.core.flow.model import PHASES, VERBS
from guantong.core.kernel.problem import Refused
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.web.ui import desk
from guantong.web.ui.access import actor_of, open_to
from guantong.web.ui.controls import Control
from guantong.web.ui.moment import today
from guantong.web.ui.pages import show, summary_of
from guantong.web.ui.words import in_words, say

COLUMNS = ("open", "amber", "overdue", "stopped")


@open_to("manager")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Open, soon due, overdue and stopped tasks of each unit, those with most overdue first."""
    loads = sorted(
        cases.unit_loads(by=actor_of(request), today=today()), key=lambda load: (-load.overdue, -load.open)
    )
    sums = {name: sum(getattr(load, name) for load in loads) for name in (*COLUMNS, "decided", "on_time")}
    return show(
        request, "manager/overview.jinja", loads=loads, sums=sums, most=max((load.open for load in loads), default=1) or 1,
        today=today(),
    )  # fmt: skip


@open_to("manager")
@require_safe
def all_cases(request: HttpRequest) -> HttpResponse:
    """All cases of the manager's division, newest first, with filters that are part of the address."""
    wanted = {name: request.GET.get(name, "") for name in ("phase", "colour", "scenario", "words")}
    unit = request.GET.get("unit", "")
    unit_id = int(unit) if unit.isdecimal() and len(unit) < 12 else 0
    problems = ()
    try:
        rows = cases.list_cases(
            by=actor_of(request), today=today(), unit_id=unit_id, after=request.GET.get("after", ""), **wanted
        )
    except Refused as refused:
        rows, problems = cases.Rows(rows=()), refused.problems
    return show(
        request, "manager/cases.jinja", status=400 if problems else 200, rows=rows, controls=_filters(wanted),
        filtered=any(wanted.values()) or unit_id, unit_id=unit_id, today=today(), problems=summary_of(problems, set()),
        **desk.pages(request, rows),
    )  # fmt: skip


def _filters(wanted: dict[str, str]) -> list[Control]:
    phases = tuple((each, say(f"flow-phase-{each}")) for each in PHASES if each != "draft")
    colours = tuple((each, say(f"flow-colour-{each}")) for each in desk.COLOURS)
    matters = tuple((card.scenario, in_words(card.title)) for card in services.list_matters())
    return [
        Control(name="words", label=say("desk-filter-words"), kind="search", value=wanted["words"]),
        Control(name="scenario", label=say("desk-filter-matter"), kind="select", value=wanted["scenario"], choices=matters),
        Control(name="phase", label=say("desk-filter-phase"), kind="select", value=wanted["phase"], choices=phases),
        Control(name="colour", label=say("desk-filter-colour"), kind="select", value=wanted["colour"], choices=colours),
    ]  # fmt: skip


@open_to("manager")
@require_safe
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case as a manager sees it: where it stands and why it is due when it is due. Managers do not decide."""
    view = cases.get_case(by=actor_of(request), case_id=case_id, today=today())
    return show(request, "manager/case.jinja", case=view, verbs=VERBS, today=today())
