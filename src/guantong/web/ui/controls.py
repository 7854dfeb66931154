"""What a form shows: one `Control` for each field, made from a field of the one form or from a guided question.

A control knows its value, its error and its hints; the macro `field` of `ui/forms.jinja` writes the markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from guantong.core.scenario.compiled import FormField
from guantong.core.scenario.language import Ask

from .files import LIMIT_MB, accepted
from .words import in_words, say, show_size

KINDS = ("text", "textarea", "number", "date", "radio", "select", "checkbox", "file", "password", "search")
RADIO_LIMIT = 5  # more choices than these are easier to find in a list that opens
LONG_TEXT = 120  # characters from which a text gets several lines
KEYPADS = {"phone": "tel", "postcode": "numeric", "bank-account": "numeric", "email": "email"}
FILLED_BY = {"phone": "tel", "postcode": "postal-code", "email": "email"}


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a form as a page shows it. `why` are (who, material, law) of those who need it. Of kind `fixed` it
    is shown and not asked."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    hint: str = ""
    error: str = ""
    required: bool = True
    none: str = "ui-choose"  # the key of the words for nothing chosen; empty where something always is
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    keypad: str = ""
    filled_by: str = ""
    accept: str = ""
    kept: str = ""
    max_length: int | None = None
    min: str = ""
    max: str = ""
    step: str = ""
    note: str = ""
    why: tuple[tuple[str, str, str], ...] = ()
    narrow: bool = False

    @property
    def id(self) -> str:
        return field_id(self.name)


def field_id(name: str) -> str:
    """Return the id of the field with this name, as error summaries link to it.

    >>> field_id("legal_rep.id_number")
    'f-legal_rep-id_number'
    """
    return "f-" + re.sub(r"[^A-Za-z0-9_]+", "-", name)


def plain(value: Any) -> str:
    """Return a value as a form field holds it."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def yes_no() -> tuple[tuple[str, str], ...]:
    return (("yes", say("ui-yes")), ("no", say("ui-no")))


def control_of_ask(name: str, ask: Ask, value: Any, error: str = "") -> Control:
    """Return the control of a guided question."""
    kind = {"yes-no": "radio", "integer": "number", "decimal": "number"}.get(ask.type, "radio")
    choices = tuple((key, in_words(title)) for key, title in ask.choices.items())
    if ask.type == "yes-no":
        choices = yes_no()
    if kind == "radio" and len(choices) > RADIO_LIMIT:
        kind = "select"
    return Control(
        name=name, label=in_words(ask.title), kind=kind, value=plain(value), hint=in_words(ask.help), error=error,
        unit=ask.unit, choices=choices, min=plain(ask.min), max=plain(ask.max), narrow=kind == "number",
        keypad="numeric" if ask.type == "integer" else "decimal" if kind == "number" else "",
        step="1" if ask.type == "integer" else "any" if kind == "number" else "",
    )  # fmt: skip


def control_of_field(
    field: FormField, value: Any, error: str = "", why: tuple[tuple[str, str, str], ...] = (), note: str = ""
) -> Control:
    """Return the control of a field of the one form."""
    kind, choices = _kind(field), tuple((key, in_words(title)) for key, title in field.choices.items())
    if field.type == "yes-no":
        choices = yes_no()
    kept = ""
    if isinstance(value, Mapping) and value.get("name"):
        kept = say("ui-file-kept", name=value["name"], size=show_size(int(value.get("size", 0))))
    number = kind == "number"
    return Control(
        name=field.element, label=in_words(field.title), kind=kind, value=plain(value), hint=_hint(field), error=error,
        required=field.required and field.owed_workdays is None, unit=field.unit, choices=choices,
        keypad=("numeric" if field.type == "integer" else "decimal") if number else KEYPADS.get(field.check, ""),
        filled_by=FILLED_BY.get(field.check, ""), kept=kept, max_length=field.max_length, why=why, note=note,
        accept=",".join(f".{end}" for end in accepted(field)) if kind == "file" else "",
        step="1" if field.type == "integer" else "any" if number else "",
        min=plain(field.min), max=plain(field.max),
        narrow=number or kind == "date" or field.check in ("phone", "postcode"),
    )  # fmt: skip


def _kind(field: FormField) -> str:
    if field.type == "choice":
        return "radio" if len(field.choices) <= RADIO_LIMIT else "select"
    known = {"yes-no": "radio", "integer": "number", "decimal": "number", "date": "date", "document": "file"}
    if field.type == "text" and (field.max_length or 0) > LONG_TEXT:
        return "textarea"
    return known.get(field.type, "text")


def _hint(field: FormField) -> str:
    parts = [in_words(field.help)] if field.help else []
    if field.example and field.type not in ("document", "choice", "yes-no"):
        parts.append(say("ui-example", example=field.example))
    if field.type == "licence":
        parts.append(say("ui-licence-hint"))
    if field.type == "document":
        parts.append(say("ui-file-hint", kinds=" ".join(accepted(field)).upper(), limit=LIMIT_MB))
    return say("ui-space").join(part for part in parts if part)
