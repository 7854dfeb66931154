"""From plain data to a part of the language: pydantic says what does not fit, this says it to a person.

Every misfit becomes a `Problem` at its line, with the nearest valid word and what is possible there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, Protocol, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from guantong.core.kernel.problem import Problem
from guantong.core.scenario.lines import Steps

PartType = TypeVar("PartType", bound=BaseModel)


class Placed(Protocol):
    """Plain data that knows where each part of it stands: a file of YAML, a workbook."""

    @property
    def data(self) -> Any: ...

    def place(self, steps: Steps) -> str: ...


MOST_WORDS = 24  # of a list of possible words; a longer one helps nobody
NEAREST_WORDS = 8  # of a list that is longer: those most like the word that was written


def nearest_word(word: object, possible: Iterable[str]) -> str:
    """Return the possible word that looks most like `word`, or an empty text."""
    return (get_close_matches(str(word), list(possible), n=1, cutoff=0.5) or [""])[0]


def list_words(possible: Iterable[str], like: object = "") -> str:
    """Return the possible words as one text; of very many, those most like a word, or the first.

    >>> list_words(["b", "a"])
    'b, a'
    >>> list_words((f"{entity}.name" for entity in "abcdefghijklmnopqrstuvwxyz"), "x.names").split(", ")[0]
    'x.name'
    """
    words = list(possible)
    if like and len(words) > MOST_WORDS:
        return ", ".join(get_close_matches(str(like), words, n=NEAREST_WORDS, cutoff=0.0)) + " …"
    return ", ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "") or "–"


def shape_part(model: type[PartType], source: Placed) -> tuple[PartType | None, list[Problem]]:
    """Return the part that the file describes, or every problem of its shape."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as wrong:
        return None, [_problem(error, model, source) for error in wrong.errors(include_url=False)]


def _problem(error: ErrorDetails, model: type[BaseModel], source: Placed) -> Problem:
    steps = tuple(step for step in error["loc"] if step != "[key]")
    written = _written(steps, source.data)
    where, last, kind = source.place(written), str(written[-1] if written else ""), error["type"]
    facts: dict[str, Any] = {"what": _dotted(written), "given": _short(error["input"])}
    if kind == "extra_forbidden":
        possible = _keys_at(model, steps[:-1])
        near = nearest_word(last, possible)
        return _make("S010", where, {"what": last, "possible": list_words(possible)}, near)
    if kind == "missing":
        return _make("S011", where, {"what": str(steps[-1]), "inside": _dotted(written)})
    if kind == "literal_error":
        possible = [word.strip(" '") for word in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
        return _make(
            "S012", where, {**facts, "possible": list_words(possible)}, nearest_word(error["input"], possible)
        )
    if kind == "string_pattern_mismatch":
        return _make("S013", where, {**facts, "pattern": error["ctx"]["pattern"]})
    if kind == "model_type" and error["ctx"]["class_name"] == "Term":
        return _make("S015", where, facts)
    if kind in ("string_type", "model_type") and isinstance(error["input"], int | float | date):
        return _make("S014", where, facts)
    if kind == "value_error" and "term" in error["msg"]:
        return _make("S015", where, facts)
    return _make("S016", where, {**facts, "reason": error["msg"]})


def _make(code: str, where: str, facts: dict[str, Any], nearest: str = "") -> Problem:
    return Problem(code=code, where=where, facts={**facts, "near": int(bool(nearest))}, nearest=nearest)


def _written(steps: Steps, data: Any) -> Steps:
    """Return the part of a pydantic location that the file has; the names of union branches are left out."""
    kept: list[str | int] = []
    here: Any = data
    for step in steps:
        inside_list = isinstance(here, list) and isinstance(step, int) and step < len(here)
        if inside_list or (isinstance(here, Mapping) and step in here):
            here = here[step]
            kept.append(step)
    return tuple(kept)


def _dotted(steps: Steps) -> str:
    return " › ".join(str(step) for step in steps) or "–"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _keys_at(model: type[BaseModel], steps: Steps) -> list[str]:
    """Return the keys that are possible where the steps lead."""
    found = _model_at(model, list(steps))
    return [field.alias or name for name, field in found.model_fields.items()] if found else []


def _model_at(annotation: Any, steps: list[str | int]) -> type[BaseModel] | None:
    """Follow steps through models, lists and mappings to the model that they end in."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not steps:
            return annotation
        for name, field in annotation.model_fields.items():
            if steps[0] in (name, field.alias):
                return _model_at(field.annotation, steps[1:])
        return None
    inner = get_args(annotation)
    through = 1 if get_origin(annotation) in (list, dict) else 0
    candidates = inner[-1:] if through else inner
    for candidate in candidates:
        found = _model_at(candidate, steps[through:]) if len(steps) >= through else None
        if found:
            return found
    return None
