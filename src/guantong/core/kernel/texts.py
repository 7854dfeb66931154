"""The words: Fluent catalogues in `texts/{zh,en}/*.ftl`, looked up by key. Chinese is the fallback of English.

This is the only place that reads catalogues; pages, errors and the command line all come here.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from guantong.core.kernel.problem import Problem
from guantong.core.kernel.text import Text

LANGUAGES = ("zh", "en")
SEPARATOR = {"zh": "\N{IDEOGRAPHIC COMMA}", "en": ", "}
CATALOGUES = Path(__file__).resolve().parents[2] / "texts"


@cache
def bundle(language: str) -> FluentBundle:
    """Return everything written in one language, as one bundle."""
    made = FluentBundle([language], use_isolating=False)
    for path in sorted((CATALOGUES / language).glob("*.ftl")):
        made.add_resource(FluentResource(path.read_text("utf-8")))
    return made


def _language(language: str) -> str:
    return "en" if language.startswith("en") else "zh"


def has(key: str, language: str) -> bool:
    return bundle(_language(language)).has_message(key)


def say(key: str, language: str = "zh", /, **facts: Any) -> str:
    """Return the text of `key` with its placeholders filled; the key itself, in brackets, when nobody wrote it."""
    for name in (_language(language), "zh"):
        words = bundle(name)
        if words.has_message(key):
            pattern = words.get_message(key).value
            if pattern is not None:
                text, _ = words.format_pattern(pattern, facts)
                return str(text)
    return f"[{key}]"


def say_day(day: date, language: str = "zh") -> str:
    """Return a day as people write it.

    >>> say_day(date(2026, 3, 9), "en")
    '9 March 2026'
    """
    month = say(f"ui-month-{day.month}", language)
    return say("ui-day", language, year=str(day.year), month=month, day=str(day.day))


def explain(problem: Problem, language: str = "zh") -> str:
    """Return a problem in words. Its key is `problem-` and the code with dots as dashes (`problem-flow-not-open`).

    A fact may be a `Text` or several of them, or a day: the reader gets them in the language of the page.
    """
    facts = {
        name: written
        for name, fact in problem.facts.items()
        if (written := _written(fact, language)) is not None
    }
    key = "problem-" + problem.code.replace(".", "-").replace("_", "-")
    return say(key, language, where=problem.where, nearest=problem.nearest, **facts)


def _written(fact: Any, language: str) -> str | int | float | None:
    """Return a fact as a placeholder takes it, None for what cannot stand in a sentence."""
    if isinstance(fact, Text):
        return fact.in_(language)
    if isinstance(fact, date):
        return say_day(fact, language)
    if isinstance(fact, tuple | list) and fact and all(isinstance(each, Text | str) for each in fact):
        between = SEPARATOR[_language(language)]
        return between.join(str(_written(each, language)) for each in fact)
    return fact if isinstance(fact, str | int | float) else None


def keys_beginning(start: str) -> tuple[str, ...]:
    """Return the keys of all texts that begin so, in order."""
    written = (path.read_text("utf-8") for path in (CATALOGUES / "zh").glob("*.ftl"))
    return tuple(sorted(key for text in written for key in re.findall(rf"^({start}[\w-]*) =", text, re.M)))
