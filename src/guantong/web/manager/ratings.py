"""Ratings and what became of the bad ones: each rectification with its state, its unit's work one click away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guantong.modules.cases import public as cases
from guantong.web.ui import desk
from guantong.web.ui.access import actor_of, open_to
from guantong.web.ui.moment import today
from guantong.web.ui.pages import show, summary_of
from guantong.web.ui.words import say

PARTS = ("all", "bad", "open", "late", "over")


@open_to("manager")
@require_safe
def ratings(request: HttpRequest) -> HttpResponse:
    """The rated cases of the manager's division, newest first: all, the bad ones, or by the state of the rectification."""
    by, part = actor_of(request), request.GET.get("part", "") or "all"
    rows, problems = desk.listed(
        lambda: cases.ratings(by=by, today=today(), part=part, after=request.GET.get("after", ""))
    )
    counts = cases.rating_counts(by=by, today=today())
    tabs = [
        (each, say(f"manager-rated-{each}"), desk.again(request, part=each), getattr(counts, each))
        for each in PARTS
    ]
    return show(
        request, "manager/ratings.jinja", status=400 if problems else 200, rows=rows, tabs=tabs, part=part, today=today(),
        problems=summary_of(problems, set()), **desk.pages(request, rows),
    )  # fmt: skip
