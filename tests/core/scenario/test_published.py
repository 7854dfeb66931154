"""Published figures beside computed ones: both numbers, the source, and whether they differ."""

from __future__ import annotations

from typing import Any

import pytest

from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.language import Package
from guantong.core.scenario.published import Beside, published_beside
from guantong.project.figure_tables import print_situation
from tests.package_by_hand import by_hand


def beside(*published: dict[str, Any]) -> tuple[Beside, ...]:
    data = by_hand()
    data["scenario"]["published"] = list(published)
    package = Package.model_validate(data)
    return published_beside(package, compile_package(package).situations[0])


def test_published_when_it_stands_beside_then_has_both_numbers_and_the_order_of_the_package() -> None:
    first, second = beside(
        {"figure": "workdays", "after": 9, "source": "b"},
        {"figure": "items", "before": 2, "after": 1, "source": "a"},
    )
    assert (first.figure, first.published, first.computed) == ("workdays", "? → 9", "35 → 9")
    assert (second.figure, second.published, second.computed) == ("items", "2 → 1", "2 → 1")


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [(2, 1, False), (None, 1, False), (2, None, False), (3, 1, True), (None, 2, True)],
)
def test_published_when_a_given_number_is_not_the_computed_one_then_differs(
    before: Any, after: Any, differs: bool
) -> None:
    (one,) = beside({"figure": "items", "before": before, "after": after, "source": "a"})
    assert one.differs is differs


def test_compile_command_when_figures_are_published_then_says_by_whom_and_why_they_differ(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = by_hand()
    data["scenario"]["published"] = [
        {"figure": "items", "before": 2, "after": 1, "source": "甲"},
        {"figure": "visits", "before": 9, "source": "乙"},
        {"figure": "forms", "before": 9, "source": "丙", "note": "按窗口计"},
    ]
    package = Package.model_validate(data)
    compiled = compile_package(package)
    print_situation(package, compiled, compiled.situations[0], "zh")
    told = capsys.readouterr().out
    assert "甲）：与计算的一致" in told
    assert "乙）：与计算的不同，尚未说明原因" in told
    assert "丙）：按窗口计" in told
