"""The parallel plan: what waits, what does not, who goes on which visit, and how long it all takes."""

from __future__ import annotations

from typing import Any

from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Plan
from guantong.core.scenario.language import Package
from tests.core.test_compile_sources import package

LICENCES = {f"licence/l{n}": {"title": str(n), "type": "licence"} for n in range(9)}


def plan(items: dict[str, Any]) -> Plan:
    data = package({"x": []}).model_dump(by_alias=True)
    data["dictionary"]["elements"] |= LICENCES
    data["scenario"]["items"] = {
        name: {
            "title": name, "unit": "health", "promised": "2 workdays",
            "materials": [{"name": e, "elements": [e]} for e in item.get("needs", [])],
            **{key: value for key, value in item.items() if key != "needs"},
        }
        for name, item in items.items()
    }  # fmt: skip
    data["scenario"]["inspections"] = {
        "premises": {"title": {"zh": "p", "en": "P"}, "within": "3 workdays", "led_by": "health"}
    }
    return compile_package(Package.model_validate(data)).situations[0].plan


def test_plan_when_nothing_waits_then_all_start_at_once_and_the_longest_decides() -> None:
    made = plan(
        {"a": {"promised": "5 workdays"}, "b": {"promised": "8 workdays"}, "c": {"promised": "at once"}}
    )
    assert [(i.start, i.finish, i.slack) for i in made.items] == [(0, 5, 3), (0, 8, 0), (0, 0, 8)]
    assert (made.critical, made.longest) == (("b",), 8)


def test_plan_when_a_diamond_waits_then_the_longer_side_is_critical() -> None:
    made = plan(
        {
            "first": {"promised": "1 workday", "issues": ["licence/l0"]},
            "short": {"promised": "2 workdays", "needs": ["licence/l0"], "issues": ["licence/l1"]},
            "long": {"promised": "6 workdays", "needs": ["licence/l0"], "issues": ["licence/l2"]},
            "last": {"promised": "3 workdays", "needs": ["licence/l1", "licence/l2"]},
        }
    )
    assert made.critical == ("first", "long", "last")
    assert made.longest == 10
    assert {i.item: (i.start, i.slack) for i in made.items} == {
        "first": (0, 0),
        "short": (1, 4),
        "long": (1, 0),
        "last": (7, 0),
    }


def test_plan_when_an_item_has_a_special_procedure_then_only_the_calendar_counts_it() -> None:
    made = plan(
        {"a": {"promised": "5 workdays", "pauses": [{"kind": "announcement", "term": "10 workdays"}]}}
    )
    assert (made.items[0].finish, made.items[0].calendar_finish) == (5, 15)
    assert (made.longest, made.calendar_longest) == (5, 15)


def test_visit_when_two_inspect_one_place_then_they_go_together_once_both_can() -> None:
    made = plan(
        {
            "first": {"promised": "4 workdays", "issues": ["licence/l0"]},
            "later": {"needs": ["licence/l0"], "inspects": "premises"},
            "early": {"inspects": "premises"},
            "elsewhere": {"inspects": "warehouse"},
        }
    )
    assert [(v.place, v.items, v.start, v.within) for v in made.visits] == [
        ("premises", ("later", "early"), 4, 3),
        ("warehouse", ("elsewhere",), 0, 5),
    ]
    finish = {i.item: (i.finish, i.calendar_finish) for i in made.items}
    assert finish == {"first": (4, 4), "later": (6, 6), "early": (2, 2), "elsewhere": (2, 2)}


def test_visit_when_one_waits_for_anothers_result_then_it_goes_on_a_second_visit() -> None:
    made = plan(
        {
            "acceptance": {"inspects": "premises", "issues": ["licence/l0"]},
            "check": {"inspects": "premises", "needs": ["licence/l0"]},
            "hygiene": {"inspects": "premises"},
        }
    )
    assert [(v.place, v.items, v.title.zh, v.title.en) for v in made.visits] == [
        ("premises", ("acceptance", "hygiene"), "p", "P"),
        ("premises-2", ("check",), "p（第2次）", "P (visit 2)"),
    ]


def test_visit_when_two_places_cross_then_nobody_waits_for_ever() -> None:
    made = plan(
        {
            "a": {"inspects": "premises", "issues": ["licence/l0"]},
            "d": {"inspects": "warehouse", "issues": ["licence/l1"]},
            "b": {"inspects": "premises", "needs": ["licence/l1"]},
            "c": {"inspects": "warehouse", "needs": ["licence/l0"]},
        }
    )
    assert sorted(i for v in made.visits for i in v.items) == ["a", "b", "c", "d"]
    assert len(made.visits) == 3
