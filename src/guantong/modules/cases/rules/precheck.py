"""When a case can be said to be complete before it is accepted, and whether that still holds."""

from __future__ import annotations

from collections.abc import Sequence

from guantong.core.kernel.problem import Problem

LOOKED = "look_through"  # complete: nothing has to be done
INVITED = "invite"  # complete: come to the window, with what the entry says
LOOKS = (LOOKED, INVITED)
UNDONE_BY = ("return", "correct", "accept", "refuse", "withdraw")


def look_problem(phase: str, *, come: bool, because: str) -> Problem | None:
    """Return why the window cannot say so now: only of what waits to be accepted, and whoever is to come is told with what."""
    if phase != "submitted":
        return Problem(code="cases.not_to_look_through", where="look_through")
    if come and not because:
        return Problem(code="cases.come_with_what", where="because")
    return None


def standing_look(kinds: Sequence[str]) -> int:
    """Return the place of the entry that says the case is complete as it stands now, -1 when none does.

    >>> standing_look(["submit", "look_through"]), standing_look(["submit", "invite", "return", "correct"])
    (1, -1)
    """
    for place in range(len(kinds) - 1, -1, -1):
        if kinds[place] in LOOKS:
            return place
        if kinds[place] in UNDONE_BY:
            return -1
    return -1
