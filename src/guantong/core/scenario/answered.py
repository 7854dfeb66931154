"""What a guided question has asked already is not asked again, and nothing may say otherwise (`is:` of a question).

A question that names the element it answers decides what applies *and* gives that element its value. So a typed value, a
register or a correction that says something else is refused: the case would run on items that do not fit it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guantong.core.kernel.problem import Problem
from guantong.core.kernel.text import Text
from guantong.core.scenario.conditions import names_in
from guantong.core.scenario.language import Ask, Item


def answered_elements(asks: Mapping[str, Ask], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return element -> value of everything that normalised answers give; a question that was not asked gives nothing.

    >>> area = Ask.model_validate({"title": "area", "type": "integer", "is": "premises.area"})
    >>> answered_elements({"area": area}, {"area": 350})
    {'premises.area': 350}
    """
    return {ask.is_: answers[name] for name, ask in asks.items() if ask.is_ and answers.get(name) is not None}


def is_same(one: Any, other: Any) -> bool:
    """Return whether two values say the same; numbers by their size (`350`, `350.0`, and `"350"` of a register)."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    try:
        return float(one) == float(other)
    except (TypeError, ValueError):
        return bool(str(one).strip() == str(other).strip())


def check_typed(
    asks: Mapping[str, Ask], answers: Mapping[str, Any], data: Mapping[str, Any]
) -> tuple[Problem, ...]:
    """Return one problem for each value that somebody typed although the answer to a question says otherwise."""
    return _differing("form.answer_differs", asks, answers, data, {})


def check_read(
    asks: Mapping[str, Ask],
    answers: Mapping[str, Any],
    values: Mapping[str, Any],
    systems: Mapping[str, Text],
) -> tuple[Problem, ...]:
    """Return one problem for each value of a shared source that differs from the answer. `systems` names the sources."""
    return _differing("form.answer_read_otherwise", asks, answers, values, systems)


def _differing(
    code: str,
    asks: Mapping[str, Ask],
    answers: Mapping[str, Any],
    values: Mapping[str, Any],
    systems: Mapping[str, Text],
) -> tuple[Problem, ...]:
    by_element = {ask.is_: (name, ask) for name, ask in asks.items() if ask.is_}
    found = []
    for element, answer in answered_elements(asks, answers).items():
        if element in values and not is_same(answer, values[element]):
            name, ask = by_element[element]
            facts = {
                "ask": ask.title.text(),
                "question": name,
                "answer": say_value(ask, answer),
                "value": say_value(ask, values[element]),
                "system": systems.get(element, Text("")),
            }
            found.append(Problem(code=code, where=element, facts=facts))
    return tuple(found)


def say_value(ask: Ask, value: Any) -> str:
    """Return a value as a problem names it: with its unit, a choice by its title."""
    if isinstance(value, str) and value in ask.choices:
        return ask.choices[value].zh
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{value} {ask.unit}".strip()


def corrected_answers(
    asks: Mapping[str, Ask], answers: Mapping[str, Any], data: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the answers with what `data` says now of the elements that they answer."""
    changed = {name: data[ask.is_] for name, ask in asks.items() if ask.is_ and ask.is_ in data}
    return {**answers, **{name: value for name, value in changed.items() if value is not None}}


def questions_of(asks: Iterable[str], item: Item) -> tuple[str, ...]:
    """Return the questions that decide about an item, its materials or its fees, in the order in which they are asked."""
    conditions = [item.when, *(each.when for each in item.materials), *(each.when for each in item.fees)]
    names = frozenset[str]().union(*(names_in(text) for text in conditions if text))
    return tuple(name for name in asks if name in names)
