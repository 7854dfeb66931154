"""What goes in and out of every part of the interface: texts of two languages, bounded strings, lists with a cursor.

Shapes are written out by hand and not derived from the modules' rows: version 1 stays as it is when a row changes.
"""

from __future__ import annotations

import math
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, StringConstraints

NO_CONTROL = r"^[^\x00-\x1f\x7f]*$"
DEEPEST, LARGEST_NUMBER = 8, 2**53
Line = Annotated[str, StringConstraints(max_length=200, pattern=NO_CONTROL)]
Prose = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")]
Slug = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9-]+$")]
Division = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
Element = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=NO_CONTROL)]
Code = Annotated[str, StringConstraints(max_length=40, pattern=r"^[0-9A-Za-z -]+$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[int, Field(ge=1, le=2**53)]
Cursor = Annotated[str, StringConstraints(pattern=r"^[0-9]{0,15}$")]
Limit = Annotated[int, Field(ge=1, le=200)]


def storable(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data when PostgreSQL can keep it and every JSON reader can read it back; refuse what is neither."""
    if not _fine(data, 0):
        raise ValueError("a NUL character, a number beyond 2^53, or nested too deep")
    return data


def _fine(value: Any, depth: int) -> bool:
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int | float):
        return math.isfinite(value) and abs(value) <= LARGEST_NUMBER
    if depth >= DEEPEST:
        return False
    parts = [*value.keys(), *value.values()] if isinstance(value, dict) else value
    return all(_fine(part, depth + 1) for part in parts)


Data = Annotated[dict[Element, JsonValue], AfterValidator(storable), Field(max_length=500)]


class Given(BaseModel):
    """What a caller sends: unknown names are refused, so that a slip of the pen is noticed."""

    model_config = ConfigDict(extra="forbid")


class Shape(BaseModel):
    """What a caller gets, read from the attributes of a row."""

    model_config = ConfigDict(from_attributes=True)


class Text(Shape):
    """A text in both languages; `en` is empty where nobody translated it."""

    zh: str
    en: str


class Detail(BaseModel):
    """One thing that is wrong: a stable code, the place, and what it says in the language asked."""

    code: str
    where: str
    detail: str
    nearest: str
    facts: dict[str, Any]


class ProblemDetails(BaseModel):
    """Everything that is wrong, at once (RFC 9457). `code` is that of the first problem."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    problems: list[Detail]
    request_id: str = ""
