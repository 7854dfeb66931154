"""The door of `cases`, for whoever's data were used: each read and each opening, by year and unit, and the objection to one."""

from __future__ import annotations

from datetime import date, datetime

from guantong.core.kernel.actor import Actor

from ..rows import DataUse, MyData, PapersSaved
from ..rules.objections import FIXED_ELEMENTS

__all__ = ["FIXED_ELEMENTS", "begin_objection", "data_use", "my_data", "papers_saved", "record_seen"]


def my_data(*, by: Actor, year: int = 0, unit: str = "", today: date) -> MyData:
    """Return every use of the actor's own data in a year (this one without it), newest first, at most 5,000; `unit` is the
    name of one unit. Own means: of the signed-in person or enterprise; under a mandate refuse `cases.own_data_only`."""
    from .. import queries

    return queries.my_data(by=by, year=year, unit=unit, today=today)


def data_use(*, by: Actor, use: str) -> DataUse:
    """Return one use of the actor's own data by its `DataUse.key`; refuse `cases.not_found`."""
    from .. import queries

    return queries.data_use(by=by, use=use)


def begin_objection(*, by: Actor, use: str, division: str, now: datetime) -> int:
    """Begin an objection to a use of one's own data and return the draft, filled in with the use. Who saw what, when, for
    what and by which law comes from the record itself when it is handed in. Refuse `cases.objected` when there is one."""
    from .. import actions

    return actions.begin_objection(by=by, use=use, division=division, now=now)


def record_seen(*, by: Actor, case_id: int, now: datetime) -> None:
    """Record that somebody of a unit opened a case: once a day for each of them. Nothing for applicants."""
    from .. import actions

    actions.record_seen(by=by, case_id=case_id, now=now)


def papers_saved(*, since: datetime, now: datetime) -> tuple[PapersSaved, ...]:
    """Return how many papers were really saved since a moment, by item and source, the most first. For everybody: counts
    alone, at most five minutes old."""
    from .. import queries

    return queries.papers_saved(since=since, now=now)
