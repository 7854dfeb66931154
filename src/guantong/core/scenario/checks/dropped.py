"""Checks of what was dropped: a proof that is not asked for in one place is not asked for in another (M39)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guantong.core.scenario.checks.registry import Found, check
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.dispositions import MaterialLine
from guantong.core.scenario.dropped import asked_elsewhere, is_named_alike, is_same_proof


@check("S211")
def dropped_but_asked(view: View) -> Iterator[Found]:
    """A proof is dropped in one item, and any unit asks for all that is on it, or the same unit for its name, in another line."""
    yield from _found(view, is_same_proof)


@check("S212", "warning")
def dropped_but_named(view: View) -> Iterator[Found]:
    """A unit asks for something under the name of a proof that another unit has dropped."""
    yield from _found(
        view, lambda dropped, line: is_named_alike(dropped, line) and not is_same_proof(dropped, line)
    )


def _found(view: View, by: Callable[[MaterialLine, MaterialLine], bool]) -> Iterator[Found]:
    for dropped, line in asked_elsewhere(view.material_lines, view.material_lines, by):
        steps = ("scenario", "items", line.item, "materials", line.position)
        yield Found(steps, {"material": line.material.zh, "item": line.item, "dropped": dropped.item})
