"""From what staff typed into a form to the `Event` that the engine knows. One small function; no decisions."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

from guantong.core.flow.model import Event
from guantong.core.kernel.problem import Problem, Refused

TEXT_LIMIT = 2000


def read_event(form: QueryDict, *, item: str = "", unit: str = "") -> Event:
    """Return the event that a posted form asks for; refuse `desk.bad_day` and `desk.bad_number`."""
    return Event(
        do=form.get("do", ""),
        item=item,
        unit=unit,
        fields=tuple(form.getlist("fields")),
        because=form.get("because", "").strip()[:TEXT_LIMIT],
        days=_number(form.get("days", "")),
        on=_day(form.get("day", "")),
        place=form.get("place", ""),
        target=form.get("target", ""),
        owed=tuple(form.getlist("owed")),
        passed=form.get("passed", "yes") != "no",
    )


def _number(text: str) -> int:
    if not text.strip():
        return 0
    if not text.strip().isdecimal() or len(text) > 6:
        raise Refused(Problem(code="desk.bad_number", where="days", facts={"value": text[:20]}))
    return int(text)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(Problem(code="desk.bad_day", where="day", facts={"value": text[:20]})) from None
