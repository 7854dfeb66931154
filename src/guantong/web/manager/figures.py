"""What the reform promised and what came of it: the computed figures of each matter beside the measures of its cases."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import Figure
from guantong.core.scenario.published import Beside, published_beside
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.web.ui import desk
from guantong.web.ui.access import actor_of, open_to
from guantong.web.ui.moment import today
from guantong.web.ui.pages import show, summary_of
from guantong.web.ui.words import in_words, say

SPANS = (30, 90, 365)  # days that one can look back over
PARTS = ("done", "in-time", "late", "rated", "bad", "visited")
WIDTH, HEIGHT, FOOT = 320, 96, 18


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One bar of a distribution, in the picture's own units: so many cases took so many `days`. `late`: beyond the promise."""

    days: int
    x: float
    y: float
    width: float
    height: float
    label: str
    text: str
    late: bool


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One matter: what the compiler derived from its lists, and what was measured (nothing while no case is done)."""

    scenario: str
    title: Text
    figures: tuple[Figure, ...]
    published: tuple[Beside, ...]
    item_names: dict[str, str]
    before: int
    promised: int
    measure: cases.Measure | None
    bars: tuple[Bar, ...]


@open_to("manager")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every published matter with its figures before and after, and with what its cases really took."""
    by, span = actor_of(request), _span(request)
    measured = {each.scenario: each for each in cases.measures(by=by, since=_since(span))}
    sheets = [
        _sheet(card.scenario, by.division, measured.get(card.scenario)) for card in services.list_matters()
    ]
    return show(request, "manager/figures.jinja", sheets=sheets, spans=_spans(), span=span, today=today())


@open_to("manager")
@require_safe
def rows(request: HttpRequest, scenario: str) -> HttpResponse:
    """The cases behind a measure of one matter, newest first."""
    by, span, part = actor_of(request), _span(request), request.GET.get("part", "done")
    measure = next(
        (each for each in cases.measures(by=by, since=_since(span)) if each.scenario == scenario), None
    )
    matter = services.get_matter(scenario, by.division)
    after, took = request.GET.get("after", ""), _took(request)
    found, problems = desk.listed(
        lambda: cases.measured_cases(
            by=by, since=_since(span), scenario=scenario, part=part, took=took, after=after
        )
    )
    numbers = _numbers(measure)
    tabs = [
        (each, say(f"manager-part-{each}"), desk.again(request, part=each, took=""), numbers.get(each))
        for each in PARTS
    ]
    return show(
        request, "manager/figure_rows.jinja", status=400 if problems else 200, rows=found, title=matter.compiled.title,
        tabs=tabs, part="" if took is not None else part, span=span, took=took, problems=summary_of(problems, set()), today=today(), **desk.pages(request, found),
    )  # fmt: skip


def _took(request: HttpRequest) -> int | None:
    """Return the number of workdays of the bar that was opened; None for all of them."""
    text = request.GET.get("took", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else None


def _numbers(measure: cases.Measure | None) -> dict[str, int]:
    if measure is None:
        return dict.fromkeys(PARTS, 0)
    bad = sum(count for grade, count in measure.grades if grade <= 2)
    return {
        "done": measure.cases,
        "in-time": measure.in_time,
        "late": measure.late,
        "rated": measure.rated,
        "bad": bad,
    }


def _sheet(scenario: str, division: str, measure: cases.Measure | None) -> Sheet:
    matter = services.get_matter(scenario, division)
    widest = matter.compiled.situations[0]
    workdays = next(figure for figure in widest.figures if figure.name == "workdays")
    return Sheet(
        scenario=scenario, title=matter.compiled.title, figures=widest.figures, before=workdays.before,
        published=published_beside(matter.package, widest),
        item_names={key: in_words(item.title) for key, item in matter.package.scenario.items.items()},
        promised=matter.compiled.promised, measure=measure, bars=bars_of(measure, matter.compiled.promised),
    )  # fmt: skip


def bars_of(measure: cases.Measure | None, promised: int) -> tuple[Bar, ...]:
    """Return the distribution of workdays as bars: one for each number of days from none to the longest."""
    if measure is None or not measure.workdays:
        return ()
    counts = dict(measure.workdays)
    last, most = max(*counts, promised), max(counts.values())
    step = WIDTH / (last + 1)
    every = max(1, (last + 1) // 8)
    made = []
    for days in range(last + 1):
        count = counts.get(days, 0)
        height = (HEIGHT - FOOT - 8) * count / most
        made.append(
            Bar(
                days=days, x=round(days * step + step * 0.12, 2), width=round(step * 0.76, 2), height=round(height, 2),
                y=round(HEIGHT - FOOT - height, 2), label=str(days) if days % every == 0 else "", late=days > promised,
                text=say("manager-bar", days=days, count=count),
            )
        )  # fmt: skip
    return tuple(made)


def _span(request: HttpRequest) -> int:
    span = desk.number_of(request, "days")
    return span if span in SPANS else SPANS[1]


def _since(span: int) -> date:
    return today() - timedelta(days=span)


def _spans() -> list[tuple[str, str, str, None]]:
    return [(str(span), say("manager-span", days=span), f"?days={span}", None) for span in SPANS]
