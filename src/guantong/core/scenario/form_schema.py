"""The one form as JSON Schema (2020-12), so that others can draw it and check it before they hand anything in.

It says what `check_form` says as far as a schema can: types, choices, bounds, lengths, what is required. Check digits and
the plausibility of dates are only told by the check itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guantong.core.scenario.compiled import FormField
from guantong.core.scenario.values import DOCUMENT_LIMIT, TEXT_LIMIT

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DOCUMENT_KEYS = ("name", "sha", "size", "type")


def form_schema(fields: Iterable[FormField], title: str = "", language: str = "zh") -> dict[str, Any]:
    """Return the schema of the object that holds a filled-in form: element -> value.

    What may be owed, or belongs to a later stage, is not required. Keywords that begin with `x-` say what a schema
    cannot: the entity, the grade, after how many workdays a document may follow, and who asks.
    """
    fields = tuple(fields)
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "properties": {field.element: field_schema(field, language) for field in fields},
        "required": [field.element for field in fields if field.required and field.owed_workdays is None],
        "additionalProperties": False,
    }


def field_schema(field: FormField, language: str = "zh") -> dict[str, Any]:
    """Return the schema of one field's value."""
    made = {"title": field.title.in_(language), **_by_type(field, language)}
    if field.help:
        made["description"] = field.help.in_(language)
    if field.example:
        made["examples"] = [field.example]
    made |= {"x-type": field.type, "x-entity": field.entity, "x-grade": field.grade}
    made["x-asked-by"] = [
        {"item": one.item, "material": one.material, "law": one.law} for one in field.asked_by
    ]
    further = {
        "x-check": field.check, "x-unit": field.unit, "x-owed-workdays": field.owed_workdays,
        "x-needed-from-stage": field.needed_from_stage,
    }  # fmt: skip
    return made | {name: value for name, value in further.items() if value not in ("", None)}


def _by_type(field: FormField, language: str) -> dict[str, Any]:
    if field.type == "choice":
        titles = {key: title.in_(language) for key, title in field.choices.items()}
        return {"oneOf": [{"const": key, "title": title} for key, title in titles.items()]}
    if field.type == "licence":
        return {"anyOf": [_text(field), _document(field.accepts)]}
    if field.type == "document":
        return _document(field.accepts)
    if field.type in ("integer", "decimal"):
        return {"type": "integer" if field.type == "integer" else "number", **_bounds(field)}
    if field.type == "date":
        return {"type": "string", "format": "date"}
    return {"type": "boolean"} if field.type == "yes-no" else _text(field)


def _text(field: FormField) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": field.max_length or TEXT_LIMIT}


def _bounds(field: FormField) -> dict[str, Any]:
    known: Mapping[str, float | None] = {"minimum": field.min, "maximum": field.max}
    return {name: value for name, value in known.items() if value is not None}


def _document(accepts: Iterable[str]) -> dict[str, Any]:
    """What the upload of a document answers with."""
    kind: dict[str, Any] = {"type": "string"}
    if accepted := list(accepts):
        kind["enum"] = accepted
    return {
        "type": "object",
        "properties": {
            "name": {"type": "string", "minLength": 1},
            "sha": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "size": {"type": "integer", "minimum": 1, "maximum": DOCUMENT_LIMIT},
            "type": kind,
        },
        "required": list(_DOCUMENT_KEYS),
    }
