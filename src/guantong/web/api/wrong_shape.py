"""What pydantic finds wrong with the shape of a request, as problems of ours: one code for each kind of mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guantong.core.kernel.problem import Problem

CODES = {
    "missing": "api.missing",
    "extra_forbidden": "api.unknown_field",
    "literal_error": "api.not_one_of",
    "enum": "api.not_one_of",
    "string_pattern_mismatch": "api.pattern",
    "string_too_long": "api.too_long",
    "too_long": "api.too_long",
    "string_too_short": "api.too_short",
    "too_short": "api.too_short",
    "greater_than_equal": "api.too_small",
    "less_than_equal": "api.too_great",
}


def problems_of(errors: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    """Return one problem for each mistake, at its place (`body.answers.area`)."""
    return tuple(_problem(error) for error in errors)


def _problem(error: Mapping[str, Any]) -> Problem:
    kind, told = str(error.get("type", "")), error.get("ctx") or {}
    possible = told.get("expected") or told.get("pattern") or ""
    limit = next((told[name] for name in ("ge", "le", "max_length", "min_length") if name in told), "")
    # What was given is not repeated: it may be somebody's number.
    facts = {"possible": str(possible), "limit": str(limit), "kind": kind}
    place = ".".join(str(part) for part in _place(error.get("loc", ())))
    return Problem(code=CODES.get(kind, "api.wrong_type"), where=place[:200], facts=facts)


def _place(loc: Iterable[Any]) -> list[Any]:
    """The name of the parameter that holds the body says nothing to the caller."""
    parts = list(loc)
    return [parts[0], *parts[2:]] if len(parts) > 1 and parts[0] == "body" else parts
