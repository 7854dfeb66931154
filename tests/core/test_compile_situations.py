"""Which situations there are: every answer leads to one of them, and none is there that no answer leads to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.answers import normalise_answers
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.conditions import exact
from guantong.core.scenario.language import Ask, Package, Scenario
from guantong.core.scenario.situations import applicable_for, enumerate_situations, pieces_of, situation_for
from tests.package_by_hand import by_hand


def scenario(asks: dict[str, Any], when: dict[str, str]) -> Scenario:
    items = {
        name: {"title": name, "unit": "u", "promised": "1 workday", "when": condition}
        for name, condition in when.items()
    }
    return Scenario.model_validate(
        {"scenario": "s", "title": "s", "track": "industry", "path": ["a", "b", "c"], "applicant": "person",
         "lead": "u", "promised": "9 workdays", "asks": asks, "items": items}
    )  # fmt: skip


YES_NO = {"title": "q", "type": "yes-no"}


def number(**bounds: Any) -> dict[str, Any]:
    return {"title": "q", "type": "decimal", **bounds}


@pytest.mark.parametrize(
    ("kind", "bounds", "cuts", "expected"),
    [
        ("integer", {"min": 1, "max": 10}, [3], (1, 3, 7)),
        ("integer", {"min": 3, "max": 3}, [3], (3,)),
        ("integer", {}, [3, 4], (2, 3, 4, 5)),
        ("integer", {"min": 0}, [2.5], (1, 3)),
        ("decimal", {"min": 1, "max": 2}, [1, 2], (1.0, 1.5, 2.0)),
        ("decimal", {"min": 1}, [300, 500], (150.0, 300.0, 400.0, 500.0, 501.0)),
        ("decimal", {"min": 10}, [3], (10.0,)),
        ("decimal", {}, [], (0.0,)),
    ],
)
def test_range_when_cut_then_there_is_one_answer_of_every_piece(
    kind: str, bounds: dict[str, Any], cuts: list[float], expected: tuple[float, ...]
) -> None:
    ask = Ask.model_validate({"title": "q", "type": kind, **bounds})
    assert pieces_of(ask, [exact(c) for c in cuts]) == expected


def test_situations_when_an_item_depends_on_the_area_then_the_widest_comes_first() -> None:
    model = scenario({"area": number(min=1)}, {"always": "", "large": "area >= 500", "middle": "300 < area"})
    found = [s.items for s in enumerate_situations(model)]
    assert found == [("always", "large", "middle"), ("always", "middle"), ("always",)]


def test_situations_when_a_condition_contradicts_itself_then_the_item_is_in_none() -> None:
    model = scenario({"area": number()}, {"always": "", "never": "area > 5 and area < 5"})
    assert all("never" not in s.items for s in enumerate_situations(model))


def test_situations_when_a_single_value_decides_then_it_is_found() -> None:
    model = scenario({"area": number(min=0, max=1)}, {"always": "", "exactly": "area == 0.3"})
    witness = next(s for s in enumerate_situations(model) if "exactly" in s.items)
    assert witness.answers == {"area": 0.3}


def test_situations_when_a_question_is_asked_only_after_another_then_it_can_have_no_answer() -> None:
    asks = {"food": YES_NO, "cooked": {**YES_NO, "when": "food"}}
    found = enumerate_situations(scenario(asks, {"a": "", "b": "cooked", "c": "not cooked"}))
    assert {s.items: s.answers["cooked"] for s in found} == {("a", "b"): True, ("a", "c"): False}
    model = scenario(asks, {"a": "food and not cooked", "b": "not food"})
    by_items = {s.items: s.answers for s in enumerate_situations(model)}
    assert by_items["b",] == {"food": False, "cooked": None}


def test_situations_when_forty_independent_questions_change_nothing_together_then_they_are_not_multiplied() -> (
    None
):
    asks = {f"q{n}": YES_NO for n in range(40)} | {"food": YES_NO}
    model = scenario(asks, {"a": "", "b": "food"} | {})
    assert len(enumerate_situations(model)) == 2


def test_situations_when_ten_independent_questions_each_decide_an_item_then_it_is_refused() -> None:
    asks = {f"q{n}": YES_NO for n in range(10)}
    model = scenario(asks, {"a": ""} | {f"i{n}": f"q{n}" for n in range(10)})
    with pytest.raises(Refused) as refused:
        enumerate_situations(model)
    assert refused.value.code == "situations.too_many"
    assert refused.value.problems[0].facts["count"] == "1024"


def test_situations_when_sixteen_questions_meet_in_one_condition_then_it_is_refused() -> None:
    asks = {f"q{n}": YES_NO for n in range(16)}
    model = scenario(asks, {"a": " or ".join(asks)})
    with pytest.raises(Refused) as refused:
        enumerate_situations(model)
    assert refused.value.code == "situations.too_entangled"


conditions = st.sampled_from(
    ["", "area > 300", "area * 2 <= 99", "boxes < 3 or food", "area == 300 and not cooked", "food and boxes >= 7",
     "kind == 'x'", "kind != 'y' and area < 20.5", "cooked or boxes in (4, 5)", "0 - boxes > -2"]
)  # fmt: skip
ASKS = {
    "area": number(min=1, max=900),
    "boxes": {"title": "q", "type": "integer", "min": 0, "max": 9},
    "food": YES_NO,
    "cooked": {**YES_NO, "when": "food"},
    "kind": {"title": "q", "type": "choice", "choices": {"x": "x", "y": "y", "z": "z"}},
}


@settings(max_examples=60, deadline=None)
@given(st.lists(conditions, min_size=1, max_size=5), st.data())
def test_situations_when_any_answers_are_given_then_their_situation_was_enumerated(
    when: list[str], data: st.DataObject
) -> None:
    model = scenario(ASKS, {f"i{n}": condition for n, condition in enumerate(when)})
    found = {s.key for s in enumerate_situations(model)}
    for _ in range(10):
        raw = {
            "area": data.draw(st.floats(1, 900) | st.sampled_from([20.5, 49.5, 300])),
            "boxes": data.draw(st.integers(0, 9)),
            "food": data.draw(st.booleans()),
            "cooked": data.draw(st.booleans()),
            "kind": data.draw(st.sampled_from("xyz")),
        }
        wanted = applicable_for(model, normalise_answers(model.asks, raw))
        assert not wanted.items or wanted.key in found


def test_key_when_a_question_is_added_or_lines_change_places_then_it_stays() -> None:
    data = by_hand()
    key = enumerate_situations(Package.model_validate(data).scenario)[0].key
    data["scenario"]["asks"]["food"] = YES_NO
    data["scenario"]["items"]["entertainment"]["materials"].reverse()
    assert enumerate_situations(Package.model_validate(data).scenario)[0].key == key


def test_look_up_when_nothing_applies_then_it_is_refused() -> None:
    data = by_hand()
    data["scenario"]["items"]["registration"]["when"] = "area > 300"
    package = Package.model_validate(data)
    with pytest.raises(Refused) as refused:
        situation_for(compile_package(package), package, {"area": 20, "kind": "song"})
    assert refused.value.code == "situation.nothing_applies"


def test_look_up_when_the_package_is_another_one_then_it_is_refused() -> None:
    data = by_hand()
    compiled = compile_package(Package.model_validate(data))
    data["scenario"]["items"]["registration"]["materials"].pop()
    with pytest.raises(Refused) as refused:
        situation_for(compiled, Package.model_validate(data), {"area": 20, "kind": "song"})
    assert refused.value.code == "situation.unknown"
