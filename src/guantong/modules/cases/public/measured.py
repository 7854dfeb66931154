"""The door of `cases`, measured: what became of the cases of each matter, how they were rated, what a bad rating opened."""

from __future__ import annotations

from datetime import date

from guantong.core.kernel.actor import Actor

from ..rows import Measure, RatingCounts, Rows


def measures(*, by: Actor, since: date) -> tuple[Measure, ...]:
    """Return what became of the cases delivered since a day in the manager's division, one row a matter."""
    from .. import queries

    return queries.measures(by=by, since=since)


def measured_cases(
    *,
    by: Actor,
    since: date,
    scenario: str,
    part: str = "done",
    took: int | None = None,
    after: str = "",
    limit: int = 30,
) -> Rows:
    """Return the cases behind a number of `measures`, newest first, as `MeasuredCase`. `part`: `done`, `in-time`,
    `late`, `rated`, `bad` (graded 1 or 2) or `visited` (a joint inspection was held); with `took` those of them that took so
    many workdays."""
    from .. import queries

    return queries.measured_cases(
        by=by, since=since, scenario=scenario, part=part, took=took, after=after, limit=limit
    )


def ratings(*, by: Actor, today: date, part: str = "all", after: str = "", limit: int = 30) -> Rows:
    """Return the rated cases of the manager's division, newest first, as `Rating`. `part`: `all`, `bad` (graded 1 or 2), or
    those whose rectification is `open`, `late` or `over`."""
    from .. import queries

    return queries.ratings(by=by, today=today, part=part, after=after, limit=limit)


def rating_counts(*, by: Actor, today: date) -> RatingCounts:
    """Return how many ratings each part of `ratings` has, for a manager."""
    from .. import queries

    return queries.rating_counts(by=by, today=today)
