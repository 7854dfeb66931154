"""Checks of what is measured: indicators that a machine can compute, published figures that have a counterpart."""

from __future__ import annotations

from collections.abc import Iterator

from guantong.core.scenario.checks.registry import Found, check, unknown
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.figures import FIGURES
from guantong.core.scenario.lines import Steps
from guantong.core.scenario.measures import MEASURES, SOURCES


@check("S701")
def indicator_without_source(view: View) -> Iterator[Found]:
    """An indicator does not say from what it is computed, or names rows that its measure does not read."""
    for name, indicator in view.scenario.indicators.items():
        steps: Steps = ("scenario", "indicators", name)
        measure = MEASURES.get(indicator.measure)
        possible = (measure.source,) if measure else SOURCES
        if not indicator.source:
            yield Found(steps, {"indicator": name, "word": "–", "possible": ", ".join(possible)})
        elif indicator.source not in possible:
            yield unknown((*steps, "source"), indicator.source, possible, indicator=name)


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


@check("S704")
def direction_against_measure(view: View) -> Iterator[Found]:
    """An indicator calls that direction better which its measure calls worse."""
    for name, indicator in view.scenario.indicators.items():
        measure = MEASURES.get(indicator.measure)
        if measure and measure.better not in ("", indicator.direction):
            steps = ("scenario", "indicators", name, "direction")
            yield Found(steps, {"indicator": name, "word": indicator.direction, "possible": measure.better})
