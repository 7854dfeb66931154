"""The words: Fluent catalogues in `texts/{zh,en}/*.ftl`, looked up by key. Chinese is the fallback of English.

This is the only place that reads catalogues; pages, errors and the command line all come here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from guantong.core.kernel.problem import Problem

LANGUAGES = ("zh", "en")
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


def explain(problem: Problem, language: str = "zh") -> str:
    """Return a problem in words. Its key is `problem-` and the code with dots as dashes (`problem-flow-not-open`)."""
    facts = {name: value for name, value in problem.facts.items() if isinstance(value, str | int | float)}
    key = "problem-" + problem.code.replace(".", "-").replace("_", "-")
    text = say(key, language, where=problem.where, nearest=problem.nearest, **facts)
    return text
