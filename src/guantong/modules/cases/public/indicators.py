"""The door of `cases` for indicators: every number computed from its cases when it is asked for, and those cases (ADR 16)."""

from __future__ import annotations

from collections.abc import Sequence

from guantong.core.kernel.actor import Actor

from ..rows import Computed, Period, Rows


def computed(
    *, by: Actor, scenario: str, measures: Sequence[str], period: Period, division: str = ""
) -> tuple[Computed, ...]:
    """Return each measure of a matter, in the order asked for, over the cases that a manager sees; with `division` those
    inside it."""
    from .. import queries

    return queries.computed(by=by, scenario=scenario, measures=measures, period=period, division=division)


def indicator_rows(
    *,
    by: Actor,
    scenario: str,
    measure: str,
    period: Period,
    division: str = "",
    part: str = "all",
    after: str = "",
    limit: int = 30,
) -> Rows:
    """Return the cases behind one measure, newest first, as `IndicatorRow`. `part`: `all`, `counted` (those that count), or
    `rest` (those that do not, or not wholly)."""
    from .. import queries

    return queries.indicator_rows(
        by=by, scenario=scenario, measure=measure, period=period, division=division, part=part, after=after, limit=limit
    )  # fmt: skip


def told_to_all(
    *, scenario: str, measures: Sequence[str], period: Period, division: str
) -> tuple[Computed, ...]:
    """Return measures of a matter for anybody: sums over a division, never the cases behind them."""
    from .. import queries

    return queries.told_to_all(scenario=scenario, measures=measures, period=period, division=division)
