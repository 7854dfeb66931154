"""Indicators as pages show them: value beside target in words, and the months as bars. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction

import msgspec

from guantong.core.scenario.language import Indicator
from guantong.core.scenario.measures import MEASURES, is_reached, text_key, value_of
from guantong.modules.cases import public as cases

from .words import in_words, say

MONTHS = 12
WIDTH, HEIGHT, HEAD, FOOT = 320, 104, 8, 18
FILL, WIDEST, HUNDRED = 0.68, 32, 100


class MonthBar(msgspec.Struct, frozen=True, kw_only=True):
    """One month in the picture's own units; without a case it has no height. `colour` says reached, not reached, or neither."""

    slot: float
    step: float
    x: float
    y: float
    width: float
    height: float
    label: str
    key: str
    name: str
    value: str
    counted: int
    of: int
    colour: str
    text: str


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator: its formula in words, value, target, whether it is reached (None: nobody can say), months, and the
    height at which the target stands in the picture."""

    name: str
    title: str
    measure: str
    kind: str
    how: str
    value: str
    target: str
    reached: bool | None
    counted: int
    of: int
    cases: int
    bars: tuple[MonthBar, ...]
    target_y: float | None


def period_of(today: date, months: int = MONTHS) -> cases.Period:
    """Return so many months up to today, this one included."""
    first = today.replace(day=1)
    for _ in range(months - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return cases.Period(since=first, until=today, today=today)


def month_of(key: str, today: date) -> cases.Period | None:
    """Return the month that `2026-03` names, up to today; None for nonsense and for what has not come."""
    try:
        first = date.fromisoformat(f"{key}-01")
    except ValueError:
        return None
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return cases.Period(since=first, until=min(last, today), today=today) if first <= today else None


def computable(indicators: Mapping[str, Indicator]) -> dict[str, Indicator]:
    """Return the indicators whose measure is computed; a version published before may name one that is not."""
    return {name: each for name, each in indicators.items() if each.measure in MEASURES}


def shown_of(indicators: Mapping[str, Indicator], found: Iterable[cases.Computed]) -> tuple[Shown, ...]:
    """Return indicators with what was computed for them, in the same order."""
    return tuple(
        _shown(name, indicator, each)
        for (name, indicator), each in zip(indicators.items(), found, strict=True)
    )


def in_figures(measure: str, value: Fraction | float | None) -> str:
    """Return a value with its unit in words; a dash where there is none."""
    if value is None:
        return say("ui-none")
    definition = MEASURES[measure]
    text = f"{float(value):.0f}" if definition.kind == "number" else f"{float(value):.1f}".removesuffix(".0")
    return say(f"indicator-in-{definition.unit}", value=text)


def month_words(first: date) -> str:
    return say("indicator-month", year=str(first.year), month=say(f"ui-month-{first.month}"))


def _shown(name: str, indicator: Indicator, found: cases.Computed) -> Shown:
    target = indicator.target
    values = [value_of(found.measure, month.counted, month.of) for month in found.months]
    most = _scale(found.measure, values, target)
    return Shown(
        name=name, title=in_words(indicator.title), measure=found.measure, kind=MEASURES[found.measure].kind,
        how=say(text_key(found.measure)), value=in_figures(found.measure, found.value),
        target="" if target is None else in_figures(found.measure, target), reached=is_reached(found.value, target, indicator.direction),
        counted=found.counted, of=found.of, cases=found.cases,
        bars=tuple(
            _bar(place, WIDTH / len(values), month, value, most, indicator)
            for place, (month, value) in enumerate(zip(found.months, values, strict=True))
        ),
        target_y=None if target is None else round(_top(target, most), 2),
    )  # fmt: skip


def _scale(measure: str, values: list[Fraction | None], target: float | None) -> float:
    """Return what the full height stands for: all of it for a share, else the highest value or the target."""
    if MEASURES[measure].kind == "share":
        return HUNDRED
    return max(1.0, target or 0, *(float(value or 0) for value in values))


def _top(value: Fraction | float, most: float) -> float:
    return HEIGHT - FOOT - (HEIGHT - FOOT - HEAD) * min(1.0, float(value) / most)


def _bar(
    place: int, step: float, month: cases.Month, value: Fraction | None, most: float, indicator: Indicator
) -> MonthBar:
    measure = indicator.measure
    is_empty = value is None or (MEASURES[measure].kind == "number" and not month.counted)
    top = HEIGHT - FOOT if is_empty else min(_top(value or 0, most), HEIGHT - FOOT - 1.5)
    reached = is_reached(value, indicator.target, indicator.direction)
    words, name = in_figures(measure, value), month_words(month.first)
    width = min(step * FILL, WIDEST)
    return MonthBar(
        slot=round(place * step, 2), step=round(step, 2), x=round(place * step + (step - width) / 2, 2), width=round(width, 2), y=round(top, 2),
        height=round(HEIGHT - FOOT - top, 2), label=str(month.first.month), key=f"{month.first:%Y-%m}", name=name, value=words,
        counted=month.counted, of=month.of, colour={True: "green", False: "red", None: "plain"}[reached],
        text=say("indicator-bar", month=name, value=words),
    )  # fmt: skip
