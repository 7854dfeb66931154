"""Ratings, and the rectifications that bad ones opened: in lists for managers, and beside the rated case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text

from .. import access, rules
from ..rows import Rating, RatingCounts, Rectification, Rows
from . import cursors
from .lists import Filter, _known, amber_until, fetch
from .names import item_title

BAD_GRADE = 2
# A rectification is the case that a rating opened; struck off when all of it is decided (整改销号).
# Looked up the other way round, from the few that were opened: rated cases are many.
OPENED = "k.id IN (SELECT r.origin_id FROM cases_case r WHERE r.origin_id IS NOT NULL AND {condition})"
OVER = "r.phase IN ('decided', 'delivered')"
PARTS = {
    "all": "TRUE",
    "bad": f"k.grade <= {BAD_GRADE}",
    "open": OPENED.format(condition="r.closed_on IS NULL AND r.phase <> 'decided'"),
    "late": OPENED.format(condition="r.closed_on IS NULL AND r.phase <> 'decided' AND r.due_on < %s"),
    "over": OPENED.format(condition=OVER),
}


def ratings(*, by: Actor, today: date, part: str, after: str, limit: int) -> Rows:
    """Return the rated cases of the manager's division, the newest case first, as `Rating`."""
    _known(part, tuple(PARTS), "part")
    where = _seen(by)
    where.add(PARTS[part], *([today] if part == "late" else []))
    if (last := cursors.read_id(after)) is not None:
        where.add("k.id < %s", last)
    size = cursors.page_size(limit)
    rows = fetch(
        f"""SELECT k.id, k.code, k.title, k.title_en, k.grade, k.closed_on FROM cases_case k
            WHERE {where.sql} ORDER BY k.id DESC LIMIT %s""",
        [*where.values, size + 1],
    )
    opened = rectifications_of([row[0] for row in rows[:size]], today)
    lines = tuple(
        Rating(
            id=row[0], code=row[1], title=Text(row[2], row[3]), grade=row[4], delivered_on=row[5],
            rectifications=opened.get(row[0], ()),
        )
        for row in rows[:size]
    )  # fmt: skip
    return Rows(rows=lines, next=str(lines[-1].id) if len(rows) > size else "")


def rating_counts(*, by: Actor, today: date) -> RatingCounts:
    """Return how many rows each part of `ratings` has."""
    where = _seen(by)
    sums = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in PARTS.values())
    row = fetch(f"SELECT {sums} FROM cases_case k WHERE {where.sql}", [today, *where.values])[0]
    return RatingCounts(**dict(zip(PARTS, row, strict=True)))


def rectifications_of(case_ids: Iterable[int], today: date) -> dict[int, tuple[Rectification, ...]]:
    """Return, for each of these cases, what was opened from its rating. The caller has seen to it that the actor may see
    the rated case; of the rectification only its state is told."""
    rows = fetch(
        """SELECT r.origin_id, r.id, r.code, r.title, r.title_en, r.phase, r.due_on, r.closed_on, r.stopped, r.flow,
                  (SELECT json_agg(t.item ORDER BY t.item) FROM cases_task t
                   WHERE t.case_id = r.id AND t.kind = 'branch' AND t.status IN ('open', 'correcting', 'paused', 'suspended'))
           FROM cases_case r WHERE r.origin_id = ANY(%s) ORDER BY r.id""",
        [list(case_ids)],
    )
    found: dict[int, list[Rectification]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(_rectification(row[1:], today))
    return {case_id: tuple(made) for case_id, made in found.items()}


def _rectification(row: tuple[Any, ...], today: date) -> Rectification:
    number, code, zh, en, phase, due_on, closed_on, stopped, flow, items = row
    running = closed_on is None and not stopped and phase != "decided"
    return Rectification(
        id=number, code=code, title=Text(zh, en), phase=phase, due_on=due_on,
        colour=rules.colour_of(due_on, running, today, amber_until(today)),
        over=phase in ("decided", "delivered"), now=tuple(item_title(flow, item) for item in items or ()),
    )  # fmt: skip


def _seen(by: Actor) -> Filter:
    if by.role != "manager":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "rate", "item": ""}))
    where = Filter(*access.visible(by))
    where.add("k.grade > 0")
    return where
