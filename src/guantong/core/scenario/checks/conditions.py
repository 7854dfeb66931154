"""Checks of conditions and of the guided questions that they ask about."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.checks.registry import Found, check, unknown
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.language import Ask
from guantong.core.scenario.shape import list_words, nearest_word


@check("S401")
def condition_not_understood(view: View) -> Iterator[Found]:
    """A condition is not in the language of conditions: comparisons, arithmetic, and / or / not / in, names of questions."""
    for steps, condition in view.conditions:
        if isinstance(condition, Refused):
            facts = condition.problems[0].facts
            yield Found(
                steps,
                {"text": str(facts.get("text", "")), "part": str(facts.get("part", facts.get("text", "")))},
            )


@check("S402")
def unknown_question(view: View) -> Iterator[Found]:
    """A condition names a question that nobody asks."""
    for steps, condition in view.read_conditions:
        for name in sorted(condition.names - view.scenario.asks.keys()):
            yield unknown(steps, name, view.scenario.asks, text=condition.text)


@check("S403")
def question_decides_nothing(view: View) -> Iterator[Found]:
    """A question is asked and no condition uses the answer."""
    used = {name for _, condition in view.read_conditions for name in condition.names}
    if any(isinstance(one, Refused) for _, one in view.conditions):
        return
    for name in view.scenario.asks:
        if name not in used:
            yield Found(("scenario", "asks", name), {"ask": name})


@check("S404")
def choice_without_choices(view: View) -> Iterator[Found]:
    """A question of type choice has no choices, or one of another type has some."""
    for name, ask in view.scenario.asks.items():
        if (ask.type == "choice") != bool(ask.choices):
            yield Found(("scenario", "asks", name), {"ask": name, "type": ask.type})


@check("S405")
def impossible_answer(view: View) -> Iterator[Found]:
    """A condition compares a question with an answer that it cannot have."""
    for steps, condition in view.read_conditions:
        for comparison in condition.comparisons:
            ask = view.scenario.asks.get(comparison.name)
            if ask is None:
                continue
            bare = comparison.values == (True, Fraction(0))  # a name standing alone means yes
            for value in comparison.values[:1] if bare else comparison.values:
                if not _possible(ask, value):
                    words = list(ask.choices) or {"yes-no": ["yes", "no"]}.get(ask.type, [ask.type])
                    facts = {
                        "ask": comparison.name,
                        "value": str(value),
                        "possible": list_words(words),
                        "text": condition.text,
                    }
                    yield Found(steps, facts, nearest_word(value, words))


def _possible(ask: Ask, value: Any) -> bool:
    if ask.type == "choice":
        return value in ask.choices
    if ask.type == "yes-no":
        return isinstance(value, bool)
    return isinstance(value, Fraction)


@check("S406")
def question_waits_for_later(view: View) -> Iterator[Found]:
    """Whether a question is asked depends on itself or on one that is asked after it."""
    order = list(view.scenario.asks)
    for steps, condition in view.read_conditions:
        if steps[1] != "asks":
            continue
        later = [
            n for n in sorted(condition.names) if n in order and order.index(n) >= order.index(str(steps[2]))
        ]
        for name in later:
            yield Found(steps, {"ask": str(steps[2]), "later": name})


@check("S407")
def never_applies(view: View) -> Iterator[Found]:
    """No answers make an item, a material or a fee apply."""
    if not isinstance(view.outcome, tuple):
        return
    items = {name for one in view.outcome for name in one.items}
    materials = {part for one in view.outcome for part in one.materials}
    fees = {part for one in view.outcome for part in one.fees}
    for name, item in view.items.items():
        steps = ("scenario", "items", name)
        if name not in items:
            yield Found((*steps, "when"), {"what": name, "text": item.when})
            continue
        for at, material in enumerate(item.materials):
            if (name, at) not in materials:
                yield Found(
                    (*steps, "materials", at, "when"), {"what": material.name.zh, "text": material.when}
                )
        for at, fee in enumerate(item.fees):
            if (name, at) not in fees:
                yield Found((*steps, "fees", at, "when"), {"what": fee.title.zh, "text": fee.when})


@check("S408")
def too_many_situations(view: View) -> Iterator[Found]:
    """The questions lead to more situations than anybody could look at: the scenario should be divided (ADR 1)."""
    if isinstance(view.outcome, Refused):
        facts = view.outcome.problems[0].facts
        yield Found(
            ("scenario", "asks"), {"count": str(facts.get("count", "?")), "most": str(facts.get("most", "?"))}
        )
