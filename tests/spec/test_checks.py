"""Every check of the language: what provokes it, where it points, and the near miss that it lets through.

Each case changes one thing in the small package of `tests/package_by_hand.py`: `>` leads into it, `GONE` takes a part away.
"""

from __future__ import annotations

import copy
from typing import Any, NamedTuple

import pytest

from guantong.core.kernel.texts import LANGUAGES, explain
from guantong.core.scenario.checks import CHECKS, check_package, severity_of
from guantong.core.scenario.language import Package
from tests.package_by_hand import by_hand
from tests.spec.check_cases_elements import ELEMENT_CASES
from tests.spec.check_cases_items import ITEM_CASES
from tests.spec.check_cases_parties import PARTY_CASES
from tests.spec.check_cases_stories import STORY_CASES

GONE = "GONE"


class Case(NamedTuple):
    """`wrong` provokes `code` at `where` (with `nearest`, if any); `near` is almost the same and right."""

    code: str
    where: str
    wrong: dict[str, Any]
    near: dict[str, Any]
    nearest: str = ""


CASES = [Case(*case) for case in (*ELEMENT_CASES, *ITEM_CASES, *PARTY_CASES, *STORY_CASES)]
IDS = [f"{case.code}-{CHECKS[case.code].name}" for case in CASES]


def changed(changes: dict[str, Any]) -> Package:
    """The small package with some parts put in or taken away."""
    data = by_hand()
    for path, value in copy.deepcopy(changes).items():
        *way, last = (int(step) if step.isdigit() else step for step in path.split(" > "))
        here: Any = data
        for step in way:
            here = here.setdefault(step, {}) if isinstance(here, dict) else here[step]
        if value == GONE:
            del here[last]
        elif isinstance(here, list) and last == len(here):
            here.append(value)
        else:
            here[last] = value
    return Package.model_validate(data)


def test_package_when_right_then_no_check_says_anything() -> None:
    assert check_package(changed({})) == []


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_check_when_provoked_then_it_points_at_the_place(case: Case) -> None:
    found = [p for p in check_package(changed(case.wrong)) if p.code == case.code]
    assert [p.where for p in found] == [case.where.replace(" > ", " › ")]
    assert found[0].nearest == case.nearest
    for language in LANGUAGES:
        said = explain(found[0], language)
        assert "– " in said
        assert not any(sign in said for sign in "[]{}$") or case.code in ("S603", "S401", "S405")
        assert not case.nearest or case.nearest in said


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_check_when_nearly_provoked_then_it_lets_it_through(case: Case) -> None:
    assert case.code not in {p.code for p in check_package(changed(case.near))}


def test_checks_when_counted_then_each_has_a_case_and_a_severity() -> None:
    assert {case.code for case in CASES} == CHECKS.keys()
    assert len(CHECKS) >= 28
    assert {severity_of(code) for code in CHECKS} == {"error", "warning"}
    assert all(check.about.endswith(".") for check in CHECKS.values())


def test_problems_when_there_are_several_then_all_come_at_once() -> None:
    wrong = {
        "scenario > lead": "cultur-tourism",
        "scenario > items > registration > visits": 2,
        "scenario > items > entertainment > when": "aera > 300",
        "overlays > hangzhou > promised": "90 workdays",
    }
    assert {p.code for p in check_package(changed(wrong))} >= {"S601", "S308", "S402", "S803"}
