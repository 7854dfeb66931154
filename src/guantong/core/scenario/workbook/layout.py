"""Which part of a package stands in which sheet and column.

`path` leads to the rows: `*` is a key of a mapping (a column of its own), `#` a position in a list (the order of rows). A
dotted column key leads into the row; the empty key is the row itself.
"""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

import msgspec

from guantong.core.scenario import language as lang

Codec = Literal["text", "title", "number", "yes-no", "lines", "grantees", "any"]


class Column(msgspec.Struct, frozen=True):
    """One column; a title takes two, Chinese and English. `words` are the only possible values, when there are such."""

    key: str
    codec: Codec = "text"
    words: tuple[str, ...] = ()


class Sheet(msgspec.Struct, frozen=True):
    """One sheet. `keys` name the columns of the path's keys; `upright`: one record, its fields one under the other;
    `always` are mappings that a row has even when they are empty."""

    name: str
    path: tuple[str, ...]
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    upright: bool = False
    always: tuple[str, ...] = ()


def _words(model: Any, field: str) -> tuple[str, ...]:
    """Return the possible words of a field, as the language defines them."""
    annotation = model.model_fields[field].annotation
    return tuple(str(word) for word in get_args(annotation)) if get_origin(annotation) is Literal else ()


def text(model: Any, *fields: str) -> tuple[Column, ...]:
    return tuple(Column(field, "text", _words(model, field)) for field in fields)


def of(codec: Codec, *keys: str) -> tuple[Column, ...]:
    return tuple(Column(key, codec) for key in keys)


SCENARIO = (
    *text(lang.Scenario, "scenario"),
    *of("title", "title", "about"),
    *text(lang.Scenario, "track"),
    *of("title", "path.0", "path.1", "path.2"),
    *text(lang.Scenario, "applicant", "lead", "serves", "promised", "board", "opens_from"),
    *of("text", "applies_as.element", "applies_as.otherwise"),
    *of("lines", "rests_on", "assumed"),
)
ASK = (
    *of("title", "title"),
    *text(lang.Ask, "type", "unit"),
    *of("number", "min", "max"),
    *text(lang.Ask, "when"),
    *of("text", "is"),
    *of("title", "help"),
)
ITEM = (
    *of("title", "title"),
    *text(lang.Item, "unit", "serves", "type", "basic_code", "level"),
    *of("lines", "law", "subjects"),
    *text(lang.Item, "when", "stage", "legal", "promised"),
    *of("number", "visits"),
    *of("title", "visit_reason"),
    *of("yes-no", "online"),
    *text(lang.Item, "inspects"),
    *of("lines", "consults", "issues"),
    *of("title", "result"),
    *text(lang.Item, "board"),
    *of("lines", "assumed"),
)
MATERIAL = (
    *of("title", "name"),
    *of("lines", "elements"),
    *text(lang.Material, "kind", "law", "when"),
    *of("number", "copies"),
    *of("yes-no", "optional"),
    *text(lang.Material, "owed"),
    Column("instead.by", "text", _words(lang.Instead, "by")),
    *of("title", "instead.why"),
)
ELEMENT = (
    *of("title", "title"),
    *text(lang.Element, "type", "check", "grade", "owner", "held_by"),
    *of("lines", "carries", "accepts"),
    *of("text", "e_licence.type", "e_licence.valid", "e_licence.holder"),
    *of("lines", "e_licence.prints"),
    *text(lang.Element, "unit"),
    *of("number", "min", "max", "max_length"),
    *text(lang.Element, "example"),
    *of("title", "help"),
)
RESOURCE = (
    *of("title", "title", "system"),
    *text(lang.Resource, "owner", "mode", "interface", "key", "share", "answers_within", "if_silent"),
)
EVENT = (
    *text(lang.StoryEvent, "on", "do", "item", "unit"),
    *of("any", "with"),
    *of("lines", "fields"),
    *text(lang.StoryEvent, "because"),
    *of("number", "days"),
    *text(lang.StoryEvent, "day", "place"),
    *of("number", "grade"),
    *text(lang.StoryEvent, "target"),
    *of("lines", "owed"),
    *of("yes-no", "passed"),
)
STORY = (
    *of("title", "story"),
    *of("text", "signed_in"),
    *of("lines", "silent"),
    *text(lang.Story, "division"),
    *of("text", "expect.phase"),
    *of("lines", "expect.items", "expect.asked", "expect.not_asked", "expect.reopened", "expect.kept"),
    *of("text", "expect.due"),
    *of("yes-no", "expect.overdue"),
    *of("text", "expect.refused"),
    *of("number", "expect.days_used"),
    *of("text", "expect.opens"),
)
IN_ITEM = ("scenario", "items", "*")
IN_STORY = ("stories", "*")
TITLE = of("title", "")

SHEETS = (
    Sheet("scenario", ("scenario",), (), SCENARIO, upright=True),
    Sheet("also-called", ("scenario", "also_called", "#"), (), TITLE),
    Sheet("applies-as", ("scenario", "applies_as", "persons", "*"), ("answer",), of("text", "")),
    Sheet("asks", ("scenario", "asks", "*"), ("ask",), ASK),
    Sheet("ask-choices", ("scenario", "asks", "*", "choices", "*"), ("ask", "choice"), TITLE),
    Sheet("stages", ("scenario", "stages", "*"), ("stage",), (*of("title", "title"), *of("text", "promised"))),
    Sheet("items", IN_ITEM, ("item",), ITEM),
    Sheet("conditions", (*IN_ITEM, "conditions", "#"), ("item",), TITLE),
    Sheet("materials", (*IN_ITEM, "materials", "#"), ("item",), MATERIAL),
    Sheet("fees", (*IN_ITEM, "fees", "#"), ("item",), (*of("title", "title"), *of("number", "amount_cents"), *of("text", "law", "when"))),
    Sheet("pauses", (*IN_ITEM, "pauses", "#"), ("item",), text(lang.Pause, "kind", "term")),
    Sheet("grants", ("scenario", "grants", "*"), ("resource",), (*of("grantees", "to"), *of("title", "purpose"), *of("text", "law", "until"))),
    Sheet("inspections", ("scenario", "inspections", "*"), ("place",), (*of("title", "title"), *of("text", "within", "led_by"))),
    Sheet("indicators", ("scenario", "indicators", "*"), ("indicator",), (*of("title", "title"), *text(lang.Indicator, "measure", "source", "direction"), *of("number", "target"), *of("text", "unit"))),
    Sheet("published", ("scenario", "published", "#"), (), (*of("text", "figure"), *of("number", "before", "after"), *of("text", "source"), *of("title", "note"))),
    Sheet("overlays", ("overlays", "*"), ("file",), of("text", "overlay", "division", "promised")),
    Sheet("overlay-items", ("overlays", "*", "items", "*"), ("file", "item"), (*of("text", "promised"), *of("lines", "without"))),
    Sheet("stories", IN_STORY, ("file",), STORY, always=("expect",)),
    Sheet("answers", (*IN_STORY, "answers", "*"), ("file", "ask"), of("any", "")),
    Sheet("story-data", (*IN_STORY, "data", "*"), ("file", "element"), of("any", "")),
    Sheet("events", (*IN_STORY, "events", "#"), ("file",), EVENT),
    Sheet("entities", ("dictionary", "entities", "*"), ("entity",), (*of("title", "title"), *of("text", "is"))),
    Sheet("elements", ("dictionary", "elements", "*"), ("element",), ELEMENT),
    Sheet("element-choices", ("dictionary", "elements", "*", "choices", "*"), ("element", "choice"), TITLE),
    Sheet("resources", ("resources", "*"), ("resource",), RESOURCE),
    Sheet("units", ("units", "*"), ("unit",), of("title", "title", "short"), always=("names",)),
    Sheet("unit-names", ("units", "*", "names", "*"), ("unit", "level"), of("text", "")),
    Sheet("sources", ("sources_md", "#"), (), of("text", "")),
)  # fmt: skip
