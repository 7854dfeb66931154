"""From what staff typed into a form to the `Event` that the engine knows. One small function; no decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from guantong.core.flow.model import Event
from guantong.core.kernel.problem import Problem, Refused

TEXT_LIMIT = 2000
FINDINGS = {"yes": True, "no": False}
WHY = "why."  # the beginning of the names of fields that say what is wrong with one marked element


def read_event(
    form: QueryDict, *, item: str = "", unit: str = "", data: Mapping[str, Any] | None = None
) -> Event:
    """Return the event that a posted form asks for; refuse `desk.bad_day`, `desk.bad_number` and, for a finding that
    nobody chose, `desk.no_finding`.

    `data` is what an approval issues. A return carries the reason of each marked field that has one of its own.
    """
    marked = tuple(form.getlist("fields"))
    reasons = {each: form.get(f"{WHY}{each}", "").strip()[:TEXT_LIMIT] for each in marked}
    return Event(
        do=form.get("do", ""),
        item=item,
        unit=unit,
        data={**(data or {}), **{each: why for each, why in reasons.items() if why}},
        fields=marked,
        because=form.get("because", "").strip()[:TEXT_LIMIT],
        days=_number(form.get("days", "")),
        on=_day(form.get("day", "")),
        place=form.get("place", ""),
        target=form.get("target", ""),
        owed=tuple(form.getlist("owed")),
        passed=_finding(form) if form.get("do") == "inspect" else True,
    )


def _finding(form: QueryDict) -> bool:
    """Nothing stands for yes: what was found at the visit is said by whoever was there."""
    found = FINDINGS.get(form.get("passed", ""))
    if found is None:
        raise Refused(Problem(code="desk.no_finding", where="passed"))
    return found


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
