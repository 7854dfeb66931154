"""What a condition may say, what it means, and what is refused."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.problem import Refused
from guantong.core.kernel.texts import explain
from guantong.core.scenario.answers import normalise_answers
from guantong.core.scenario.conditions import holds, names_in, parse_condition, problems_in
from guantong.core.scenario.language import Ask

ASKS = {
    "area": Ask(title="a", type="decimal", unit="m²", min=1, max=5000),
    "boxes": Ask(title="b", type="integer", min=0),
    "food": Ask(title="c", type="yes-no"),
    "cooked": Ask(title="d", type="yes-no", when="food"),
    "kind": Ask(title="e", type="choice", choices={"song": "a", "game": "b"}),
}


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("", {}, True),
        ("area > 300", {"area": 300.0}, False),
        ("area >= 300", {"area": 300.0}, True),
        ("300 < area <= 500", {"area": 500.0}, True),
        ("area * 0.1 >= 30", {"area": 300.0}, True),
        ("area / 3 > 0.1", {"area": 0.3}, False),
        ("area - 100 > 200 or boxes == 2", {"area": 200.0, "boxes": 2}, True),
        ("food", {"food": True}, True),
        ("food == no", {"food": False}, True),
        ("not food and kind in ('song', 'game')", {"food": False, "kind": "song"}, True),
        ("kind not in ['song']", {"kind": "game"}, True),
        ("boxes in (1, 2)", {"boxes": 2}, True),
        ("boxes", {"boxes": 0}, False),
    ],
)
def test_condition_when_answered_then_it_says_what_it_reads_like(
    text: str, answers: dict[str, object], expected: bool
) -> None:
    assert holds(text, answers) is expected


@pytest.mark.parametrize(
    "text", ["area > 1", "area < 1", "area >= 0", "food", "kind == 'song'", "boxes in (1, 2)"]
)
def test_condition_when_its_question_was_not_asked_then_it_does_not_hold(text: str) -> None:
    assert not holds(text, dict.fromkeys(ASKS))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("f(area)", "condition.not_allowed"),
        ("area.real > 1", "condition.not_allowed"),
        ("kind[0] == 's'", "condition.not_allowed"),
        ("area ** 2 > 1", "condition.not_allowed"),
        ("area // 2 > 1", "condition.not_allowed"),
        ("area if food else boxes", "condition.not_allowed"),
        ("(lambda: 1)() > area", "condition.not_allowed"),
        ("area == None", "condition.not_allowed"),
        ("area > 1e400", "condition.not_allowed"),
        ("f'{area}' == 'x'", "condition.not_allowed"),
        ("area > ", "condition.syntax"),
        ("area > 1; food", "condition.syntax"),
        ("\0", "condition.syntax"),
        ("(" * 400, "condition.syntax"),
        ("area > 1 and " * 60 + "food", "condition.too_long"),
        ("area > boxes", "condition.two_questions"),
        ("area * area > 1", "condition.not_linear"),
        ("area / 0 > 1", "condition.not_linear"),
        ("1 / area > 1", "condition.not_linear"),
        ("1 < 2", "condition.no_question"),
        ("area + 1", "condition.not_a_question"),
        ("'x'", "condition.not_a_question"),
        ("kind < 'song'", "condition.text_compared"),
        ("'song' == 'song'", "condition.text_compared"),
        ("kind in 'songgame'", "condition.in_what"),
        ("area + 1 in (1, 2)", "condition.in_what"),
    ],
)
def test_condition_when_it_says_more_than_it_may_then_it_is_refused_in_words(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_condition(text)
    assert refused.value.code == code
    for language in ("zh", "en"):
        told = explain(refused.value.problems[0], language)
        assert told
        assert "problem-" not in told
        assert "{ $" not in told


@given(st.text(max_size=40) | st.text("areabox<>=()+-*/.,'[]0123456789 notandi", max_size=30))
def test_condition_when_it_is_any_text_then_it_is_read_or_refused_and_never_anything_else(text: str) -> None:
    with contextlib.suppress(Refused):
        condition = parse_condition(text)
        assert holds(condition, {}) in (True, False)
        assert holds(condition, {name: Fraction(2) for name in condition.names}) in (True, False)


def test_names_when_asked_for_then_the_words_for_yes_and_no_are_not_among_them() -> None:
    assert names_in("food == yes and not (kind == 'song' or cooked == false)") == {"food", "kind", "cooked"}


def test_check_when_a_name_is_misspelt_then_the_nearest_question_is_offered() -> None:
    (problem,) = problems_in(parse_condition("aera > 3"), ASKS, "scenario.yaml:7")
    assert (problem.code, problem.where, problem.nearest) == (
        "condition.unknown_name",
        "scenario.yaml:7",
        "area",
    )


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("kind == 'sing'", "song"),
        ("kind == 3", ""),
        ("food == 'yes'", "yes"),
        ("area == 'big'", ""),
        ("food > 3", ""),
        ("kind", ""),
    ],
)
def test_check_when_a_value_can_never_be_answered_then_it_says_so(text: str, nearest: str) -> None:
    (problem,) = problems_in(parse_condition(text), ASKS)
    assert (problem.code, problem.nearest) == ("condition.wrong_value", nearest)


def test_check_when_all_is_well_then_it_says_nothing() -> None:
    text = "area > 3 and food == yes and kind in ('song', 'game') and boxes < 2 and not cooked"
    assert problems_in(parse_condition(text), ASKS) == []


# --------------------------------------------------------------------------------------------------- the answers


def test_answers_when_written_as_people_write_them_then_they_are_read() -> None:
    raw = {"area": "1,350 m²", "boxes": "12", "food": "是", "cooked": "no", "kind": "song"}
    assert normalise_answers(ASKS, raw) == {
        "area": 1350.0, "boxes": 12, "food": True, "cooked": False, "kind": "song",
    }  # fmt: skip


def test_answers_when_a_question_is_not_asked_then_whatever_was_said_counts_for_nothing() -> None:
    raw = {"area": 20, "boxes": 0, "food": False, "cooked": True, "kind": "game"}
    assert normalise_answers(ASKS, raw)["cooked"] is None


def test_answers_when_several_are_wrong_then_each_has_a_problem_at_its_question() -> None:
    raw = {"area": 0, "boxes": "1.5", "food": "perhaps", "kind": "sogn", "extra": 1}
    with pytest.raises(Refused) as refused:
        normalise_answers(ASKS, raw)
    found = {p.where: (p.code, p.nearest) for p in refused.value.problems}
    assert found == {
        "area": ("answer.too_low", ""),
        "boxes": ("answer.not_whole", ""),
        "food": ("answer.not_yes_no", ""),
        "kind": ("answer.not_a_choice", "song"),
        "extra": ("answer.unknown", ""),
    }
    low = next(p for p in refused.value.problems if p.where == "area")
    assert (low.facts["min"], low.facts["max"], low.facts["unit"]) == ("1", "5000", "m²")


@pytest.mark.parametrize(
    ("given_answer", "code"),
    [("", "answer.missing"), (None, "answer.missing"), ("nan", "answer.not_a_number"), ("inf", "answer.not_a_number"),
     (True, "answer.not_a_number"), ("many", "answer.not_a_number"), (5001, "answer.too_high")],
)  # fmt: skip
def test_answers_when_a_number_is_none_then_it_is_refused(given_answer: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        normalise_answers({"area": ASKS["area"]}, {"area": given_answer})
    assert [p.code for p in refused.value.problems] == [code]
