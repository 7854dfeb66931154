"""Answers to the guided questions: from what a page, a story or a file gives to values that conditions can use.

Every missing or wrong answer is one `Problem`, all of them at once, each at the name of its question.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.texts import LANGUAGES, say
from guantong.core.scenario.conditions import holds
from guantong.core.scenario.language import Ask


@cache
def yes_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words for yes and for no, of both languages and of web forms."""
    yes, no = (
        {word for language in LANGUAGES for word in say(f"compile-answer-{kind}", language).split()}
        for kind in ("yes", "no")
    )
    return frozenset(yes | {"true", "on", "1"}), frozenset(no | {"false", "off", "0"})


def normalise_answers(asks: Mapping[str, Ask], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return one value for each question, in the questions' order: bool, int, float, a choice, or None.

    A question whose own `when` does not hold is not asked: its value is None, whatever `raw` says. Refuse
    `answer.*` with one problem for each missing, wrong or unknown answer.
    """
    known: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, ask in asks.items():
        known[name] = None
        if ask.when and not holds(ask.when, known):
            continue
        value = _read(name, ask, raw.get(name))
        if isinstance(value, Problem):
            problems.append(value)
        else:
            known[name] = value
    for name in raw:
        if name not in asks:
            nearest = (get_close_matches(name, asks, n=1, cutoff=0.5) or [""])[0]
            problems.append(_problem("unknown", name, nearest=nearest, possible=", ".join(asks)))
    if problems:
        raise Refused(*problems)
    return known


def _problem(code: str, where: str, *, nearest: str = "", **facts: str) -> Problem:
    return Problem(code=f"answer.{code}", where=where, facts=facts, nearest=nearest)


def _read(name: str, ask: Ask, given: Any) -> Any:
    if given is None or (isinstance(given, str) and not given.strip()):
        return _problem("missing", name)
    given = given.strip() if isinstance(given, str) else given
    if ask.type == "yes-no":
        return _yes_or_no(name, given)
    if ask.type == "choice":
        if isinstance(given, str) and given in ask.choices:
            return given
        nearest = (get_close_matches(str(given), ask.choices, n=1, cutoff=0.5) or [""])[0]
        return _problem(
            "not_a_choice", name, nearest=nearest, given=str(given), possible=", ".join(ask.choices)
        )
    return _number(name, ask, given)


def _yes_or_no(name: str, given: Any) -> bool | Problem:
    if isinstance(given, bool):
        return given
    word = str(given).lower()
    yes, no = yes_words()
    if word in yes | no:
        return word in yes
    return _problem("not_yes_no", name, given=str(given))


def _number(name: str, ask: Ask, given: Any) -> int | float | Problem:
    """Read a number, its unit allowed behind it, between `min` and `max` (both included)."""
    text = (
        str(given).removesuffix(ask.unit).strip().replace(",", "")
        if ask.unit
        else str(given).replace(",", "")
    )
    try:
        value = float(text) if not isinstance(given, bool) else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        return _problem("not_a_number", name, given=str(given), unit=ask.unit)
    if ask.type == "integer" and not value.is_integer():
        return _problem("not_whole", name, given=str(given), unit=ask.unit)
    bounds = {"min": plain(ask.min), "max": plain(ask.max), "unit": ask.unit, "given": str(given)}
    if ask.min is not None and value < ask.min:
        return _problem("too_low", name, **bounds)
    if ask.max is not None and value > ask.max:
        return _problem("too_high", name, **bounds)
    return int(value) if ask.type == "integer" else value


def plain(number: float | None) -> str:
    """Return a number as people write it (`300`, not `300.0`); nothing for no number."""
    return "" if number is None else str(int(number)) if float(number).is_integer() else str(number)
