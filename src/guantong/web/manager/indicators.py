"""Indicators for managers: of each matter target, value and months, each number with the cases that it counts (ADR 16)."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.core.scenario.measures import MEASURES
from guantong.modules.cases import public as cases
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services
from guantong.web.ui import desk
from guantong.web.ui import indicators as ui
from guantong.web.ui.access import actor_of, open_to
from guantong.web.ui.moment import today
from guantong.web.ui.pages import show, summary_of
from guantong.web.ui.words import say

SPANS = (3, 6, 12)  # months that one can look back over
PARTS = {"share": ("all", "counted", "rest"), "average": ("all",), "number": ("all",)}


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One matter with its indicators."""

    scenario: str
    title: Text
    shown: tuple[ui.Shown, ...]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the address asks for: how many months, and which division inside the manager's own (empty: all of it)."""

    span: int
    division: str


@open_to("manager")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every matter with its indicators: target, value, whether it is reached, and the months as bars."""
    by, asked = actor_of(request), _asked(request)
    period = ui.period_of(today(), asked.span)
    sheets = []
    for scenario in services.published_scenarios():
        matter = services.get_matter(scenario, asked.division or by.division)
        wanted = ui.computable(matter.package.scenario.indicators)
        found = cases.computed(
            by=by, scenario=scenario, measures=[each.measure for each in wanted.values()], period=period, division=asked.division,
        )  # fmt: skip
        if wanted:
            sheets.append(Sheet(scenario=scenario, title=matter.compiled.title, shown=ui.shown_of(wanted, found)))  # fmt: skip
    sheets.sort(key=lambda sheet: -max(each.cases for each in sheet.shown))
    spans = [(str(each), say("indicator-span", months=each), desk.again(request, months=each), None) for each in SPANS]  # fmt: skip
    return show(
        request, "manager/indicators.jinja", sheets=sheets, spans=spans, span=asked.span, today=today(), division_code=asked.division,
        divisions=orgs.divisions_under(by.division), query=_query(asked),
    )  # fmt: skip


@open_to("manager")
@require_safe
def rows(request: HttpRequest, scenario: str, indicator: str) -> HttpResponse:
    """One indicator: how it is computed, its months, and the cases behind the number of the period or of one month."""
    by, asked = actor_of(request), _asked(request)
    matter = services.get_matter(scenario, asked.division or by.division)
    wanted = {
        key: each
        for key, each in ui.computable(matter.package.scenario.indicators).items()
        if key == indicator
    }
    if not wanted:
        raise Refused(
            Problem(code="services.not_published", facts={"scenario": f"{scenario}/{indicator}"[:80]})
        )
    measure, period = wanted[indicator].measure, ui.period_of(today(), asked.span)
    (shown,) = ui.shown_of(
        wanted,
        cases.computed(by=by, scenario=scenario, measures=[measure], period=period, division=asked.division),
    )
    month = ui.month_of(request.GET.get("month", ""), today())
    kinds, part = PARTS[shown.kind], request.GET.get("part", "") or "all"
    found, problems = desk.listed(
        lambda: cases.indicator_rows(
            by=by, scenario=scenario, measure=measure, period=month or period, division=asked.division,
            part=part, after=request.GET.get("after", ""),
        )
    )  # fmt: skip
    tabs = [(each, say(f"indicator-part-{each}"), desk.again(request, part=each), None) for each in kinds]
    return show(
        request, "manager/indicator_rows.jinja", status=400 if problems else 200, shown=shown, rows=found, title=matter.compiled.title,
        tabs=tabs if len(tabs) > 1 else [], part=part, asked=asked, query=_query(asked), month=_month_shown(shown, month), scenario=scenario,
        counted_on=MEASURES[measure].counted_on, unit=MEASURES[measure].unit, problems=summary_of(problems, set()),
        **desk.pages(request, found),
    )  # fmt: skip


def _asked(request: HttpRequest) -> Asked:
    months, division = desk.number_of(request, "months"), request.GET.get("division", "")
    known = {each.code for each in orgs.divisions_under(actor_of(request).division)}
    return Asked(
        span=months if months in SPANS else SPANS[-1], division=division if division in known else ""
    )


def _query(asked: Asked) -> str:
    return f"?months={asked.span}" + (f"&division={asked.division}" if asked.division else "")


def _month_shown(shown: ui.Shown, month: cases.Period | None) -> Any:
    """Return the bar of the month that was chosen, None when it is the whole period."""
    key = f"{month.since:%Y-%m}" if month else ""
    return next((bar for bar in shown.bars if bar.key == key), None)
