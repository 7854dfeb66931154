"""Checks of conditions and of the guided questions that they ask about."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.answers import plain
from guantong.core.scenario.checks.registry import Found, check, unknown
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.language import Ask, Element
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


@check("S409")
def answers_what_nobody_needs(view: View) -> Iterator[Found]:
    """A question says that it answers an element that no item asks for."""
    asked_for = {e: None for name in view.items for m in view.items[name].materials for e in m.elements}
    for name, ask in view.scenario.asks.items():
        if ask.is_ and ask.is_ not in asked_for:
            yield unknown(("scenario", "asks", name, "is"), ask.is_, asked_for, ask=name)


@check("S410")
def answer_fits_no_element(view: View) -> Iterator[Found]:
    """A question and the element that it answers differ in type, unit, choices or range: no answer could stand for both."""
    for name, ask in view.scenario.asks.items():
        element = view.element(ask.is_) if ask.is_ else None
        for what, asked, kept in _misfits(ask, element) if element else ():
            facts = {
                "ask": name,
                "element": ask.is_,
                "what": what,
                "asked": asked or "–",
                "kept": kept or "–",
            }
            yield Found(("scenario", "asks", name, "is"), facts)
            break


def _misfits(ask: Ask, element: Element) -> Iterator[tuple[str, str, str]]:
    """Yield what differs, as key, word of the question, word of the element."""
    if ask.type != element.type:
        yield "type", ask.type, element.type
    if ask.unit != element.unit:
        yield "unit", ask.unit, element.unit
    if not ask.choices.keys() <= element.choices.keys():
        yield "choices", ", ".join(ask.choices), ", ".join(element.choices)
    if element.min is not None and (ask.min is None or ask.min < element.min):
        yield "min", plain(ask.min), plain(element.min)
    if element.max is not None and (ask.max is None or ask.max > element.max):
        yield "max", plain(ask.max), plain(element.max)


@check("S411")
def answered_twice(view: View) -> Iterator[Found]:
    """Two questions say that they answer the same element: they could disagree."""
    first: dict[str, str] = {}
    for name, ask in view.scenario.asks.items():
        if ask.is_ and first.setdefault(ask.is_, name) != name:
            facts = {"ask": name, "other": first[ask.is_], "element": ask.is_}
            yield Found(("scenario", "asks", name, "is"), facts)


@check("S412")
def asked_again_as_element(view: View) -> Iterator[Found]:
    """A question has the very title of an element that an item asks for: the same thing asked twice, and perhaps answered
    differently. `is` makes the one the other."""
    for name, ask in view.scenario.asks.items():
        for element in () if ask.is_ else sorted({e for item in view.items for e in view.asks_for(item)}):
            about = view.element(element)
            if about is not None and about.title.zh == ask.title.zh:
                yield Found(("scenario", "asks", name), {"ask": name, "element": element}, element)


@check("S413", "warning")
def measured_twice(view: View) -> Iterator[Found]:
    """A question and an element that an item asks for are numbers in the same unit: perhaps one thing, asked twice."""
    answered = {ask.is_ for ask in view.scenario.asks.values()}
    for name, ask in view.scenario.asks.items():
        for element in sorted({e for item in view.items for e in view.asks_for(item)} - answered):
            about = view.element(element)
            twin = about is not None and (about.type, about.unit) == (ask.type, ask.unit)
            if twin and ask.unit and not ask.is_ and about and about.title.zh != ask.title.zh:
                yield Found(
                    ("scenario", "asks", name), {"ask": name, "element": element, "unit": ask.unit}, element
                )
