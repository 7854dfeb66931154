"""Checks of what was dropped: a proof that is not asked for in one place is not asked for in another (M39)."""

from __future__ import annotations

from collections.abc import Iterator

from guantong.core.scenario.checks.registry import Found, check
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.dropped import asked_elsewhere


@check("S211")
def dropped_but_asked(view: View) -> Iterator[Found]:
    """A unit drops a proof in one item and asks for it, by its name or by all that is on it, in another line."""
    for dropped, line in asked_elsewhere(view.material_lines, view.material_lines):
        steps = ("scenario", "items", line.item, "materials", line.position)
        facts = {"material": line.material.zh, "item": line.item, "dropped": dropped.item}
        yield Found(steps, facts)
