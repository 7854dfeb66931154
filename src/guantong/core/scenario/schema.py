"""JSON Schema (2020-12) of every file of a package, for editors: they complete and check while a person writes.

The shapes come from `language.py`, the titles of keys from the workbook's headings; nothing is written twice.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from guantong.core.kernel.texts import LANGUAGES, has, say
from guantong.core.scenario.language import Dictionary, Overlay, Resources, Scenario, Story, UnitRoles

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: dict[str, tuple[type[BaseModel], str]] = {
    "scenario": (Scenario, "scenario.yaml"),
    "overlay": (Overlay, "overlays/*.yaml"),
    "example": (Story, "examples/*.yaml"),
    "elements": (Dictionary, "elements.yaml"),
    "resources": (Resources, "resources.yaml"),
    "units": (UnitRoles, "units.yaml"),
}


def make_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file (`scenario`, `overlay`, `example`, `elements`, …)."""
    model, file = FILES[name]
    schema = _for_editors(model.model_json_schema(by_alias=True))
    schema.setdefault("description", file)
    return {"$schema": DIALECT, "$id": f"{name}.json", **schema}


def schema_files() -> dict[str, str]:
    """Return file name -> content of all published schemas."""
    return {
        f"{name}.json": json.dumps(make_schema(name), ensure_ascii=False, indent=1) + "\n" for name in FILES
    }


def _for_editors(schema: Any, key: str = "") -> Any:
    """Return the schema as YAML is written: a title may be a bare string, yes-no may be `yes` or `no`, no key is unknown."""
    if isinstance(schema, list):
        return [_for_editors(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _for_editors(part, name) for name, part in schema.items()}
    if key == "properties":
        return {name: _titled(name, part) for name, part in made.items()}
    if made.get("type") == "boolean":
        del made["type"]
        made["anyOf"] = [{"type": "boolean"}, {"enum": ["yes", "no"]}]
    if "patternProperties" in made:
        made["additionalProperties"] = False
    if key == "$defs" and "Words" in made:
        made["Words"] = {
            "anyOf": [{"type": "string"}, made["Words"]],
            "description": made["Words"]["description"],
        }
    return made


def _titled(name: str, part: dict[str, Any]) -> dict[str, Any]:
    """Give a key its heading in both languages, and what there is to say about it."""
    headings = [f"workbook-{kind}-{name.replace('_', '-')}" for kind in ("column", "sheet")]
    help_ = f"workbook-help-{name.replace('_', '-')}"
    titled = {key: value for key, value in part.items() if key != "title"}
    for heading in [key for key in headings if has(key, "zh")][:1]:
        titled["title"] = " · ".join(say(heading, language) for language in LANGUAGES)
    if has(help_, "zh"):
        titled["description"] = "\n".join(say(help_, language) for language in LANGUAGES)
    return titled
