"""The colour of a due day, and the last day that is amber."""

from __future__ import annotations

from datetime import date

import pytest

from guantong.modules.cases.queries.lists import amber_until
from guantong.modules.cases.rules import colour_of

DUE = date(2026, 3, 9)  # a Monday


@pytest.mark.parametrize(
    ("day", "colour"), [(4, "green"), (5, "amber"), (8, "amber"), (9, "amber"), (10, "red")]
)
def test_colour_when_the_due_day_comes_near_then_turns_amber_two_workdays_before_and_red_the_day_after(
    day, colour
):
    today = date(2026, 3, day)
    assert colour_of(DUE, True, today, amber_until(today)) == colour


def test_colour_when_no_clock_runs_then_is_grey_however_late_it_is():
    late = date(2026, 4, 1)
    assert colour_of(DUE, False, late, amber_until(late)) == "grey"
    assert colour_of(None, True, late, amber_until(late)) == "grey"
