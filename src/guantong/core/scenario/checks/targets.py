"""Checks of what is measured: indicators that a machine can compute, published figures that have a counterpart."""

from __future__ import annotations

from collections.abc import Iterator

from guantong.core.scenario.checks.registry import Found, check, unknown
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.figures import FIGURES
from guantong.core.scenario.lines import Steps

SOURCES = ("cases", "journal")

MEASURES = {
    "cases_submitted": "cases submitted in the period",
    "cases_closed": "cases delivered, refused or withdrawn in the period",
    "cases_open": "cases open at the end of the period",
    "cases_overdue": "open cases past their due day",
    "on_time_rate": "share of closed cases that were decided by their due day",
    "average_workdays": "average workdays from acceptance to decision, stops not counted",
    "at_once_rate": "share of cases decided on the day of acceptance",
    "correction_rate": "share of cases sent back to the applicant at least once",
    "refusal_rate": "share of cases refused",
    "withdrawal_rate": "share of cases withdrawn",
    "owed_lapsed_rate": "share of owed materials that were not handed in by their day",
    "shared_rate": "share of elements that were read from a shared resource or a sibling instead of asked",
    "silent_rate": "share of readings that a source did not answer",
    "visits_per_case": "visits in person for one case",
    "rating_average": "average rating, 1 to 5",
    "good_rating_rate": "share of ratings of 4 and 5",
    "bad_rating_rate": "share of ratings of 1 and 2",
    "rectified_rate": "share of bad ratings whose rectification was struck off in time",
}


@check("S701")
def indicator_without_source(view: View) -> Iterator[Found]:
    """An indicator does not say from what it is computed; nobody types a figure in."""
    for name, indicator in view.scenario.indicators.items():
        steps: Steps = ("scenario", "indicators", name)
        if not indicator.source:
            yield Found(steps, {"indicator": name, "word": "–", "possible": ", ".join(SOURCES)})
        elif indicator.source not in SOURCES:
            yield unknown((*steps, "source"), indicator.source, SOURCES, indicator=name)


@check("S702")
def unknown_measure(view: View) -> Iterator[Found]:
    """An indicator names a measure that nobody computes."""
    for name, indicator in view.scenario.indicators.items():
        if indicator.measure not in MEASURES:
            steps = ("scenario", "indicators", name, "measure")
            yield unknown(steps, indicator.measure, MEASURES, indicator=name)


@check("S703")
def unknown_figure(view: View) -> Iterator[Found]:
    """A published figure has no computed counterpart to stand beside."""
    for at, published in enumerate(view.scenario.published):
        if published.figure not in FIGURES:
            yield unknown(("scenario", "published", at, "figure"), published.figure, FIGURES)
