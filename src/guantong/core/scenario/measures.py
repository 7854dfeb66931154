"""What an indicator may measure: each word with what is counted, of what, in which unit and from which rows.

The numbers themselves are made where the rows are (`modules/cases/queries/indicators.py`); a test holds the words there
equal to the words here, so that the check accepts nothing that cannot be computed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

SOURCES = ("cases", "journal", "reads")
Better = Literal["up", "down", ""]
PERCENT = 100


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """One measure word. `kind`: a plain `number`, a `share` in percent or an `average`; `unit` names its text;
    `counted_on` is the day that puts a case into a month; `better` is empty where neither direction is."""

    kind: Literal["number", "share", "average"]
    source: Literal["cases", "journal", "reads"]
    unit: Literal["cases", "percent", "workdays", "inspections", "grade"]
    counted_on: Literal["submitted", "closed", "struck-off", "end"]
    better: Better = ""


def _number(counted_on: Literal["submitted", "closed", "end"], better: Better = "") -> Definition:
    return Definition(kind="number", source="cases", unit="cases", counted_on=counted_on, better=better)


def _share(
    better: Better,
    source: Literal["cases", "journal", "reads"] = "cases",
    counted_on: Literal["submitted", "closed", "struck-off"] = "closed",
) -> Definition:
    return Definition(kind="share", source=source, unit="percent", counted_on=counted_on, better=better)


def _average(unit: Literal["workdays", "inspections", "grade"], better: Better) -> Definition:
    return Definition(kind="average", source="cases", unit=unit, counted_on="closed", better=better)


MEASURES: dict[str, Definition] = {
    "cases_submitted": _number("submitted"),
    "cases_closed": _number("closed"),
    "cases_open": _number("end"),
    "cases_overdue": _number("end", "down"),
    "on_time_rate": _share("up"),
    "average_workdays": _average("workdays", "down"),
    "at_once_rate": _share("up"),
    "correction_rate": _share("down", "journal"),
    "refusal_rate": _share("down"),
    "withdrawal_rate": _share("down"),
    "owed_lapsed_rate": _share("down", "journal"),
    "shared_rate": _share("up"),
    "silent_rate": _share("down", "reads", "submitted"),
    "counter_rate": _share("", counted_on="submitted"),
    "inspections_per_case": _average("inspections", "down"),
    "rating_average": _average("grade", "up"),
    "good_rating_rate": _share("up"),
    "bad_rating_rate": _share("down"),
    "rectified_rate": _share("up", counted_on="struck-off"),
}


def text_key(measure: str) -> str:
    """Return the key of the text that says how a measure is computed."""
    return f"measure-{measure.replace('_', '-')}"


def value_of(measure: str, counted: int, of: int) -> Fraction | None:
    """Return the exact value of a measure, None while there is nothing that it could be a share or an average of.

    >>> value_of("on_time_rate", 3, 4), value_of("cases_closed", 3, 3), value_of("rating_average", 0, 0)
    (Fraction(75, 1), Fraction(3, 1), None)
    """
    definition = MEASURES[measure]
    if definition.kind == "number":
        return Fraction(counted)
    if not of:
        return None
    return Fraction(counted, of) * (PERCENT if definition.kind == "share" else 1)


def is_reached(value: Fraction | None, target: float | None, direction: str) -> bool | None:
    """Return whether a value reaches its target; None when there is no target, or no value that could.

    >>> is_reached(Fraction(98), 98, "up"), is_reached(Fraction(11), 10, "down"), is_reached(None, 98, "up")
    (True, False, None)
    """
    if value is None or target is None:
        return None
    aim = Fraction(str(target))
    return value >= aim if direction == "up" else value <= aim
