"""The reference and the schemas say what the code does, and the published copies are not stale."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from guantong.core.scenario.checks import CHECKS, SHAPE_CODES
from guantong.core.scenario.lines import read_source
from guantong.core.scenario.reference import PARTS, reference_files, write_checks, write_language
from guantong.core.scenario.schema import DIALECT, FILES, make_schema

ROOT = Path(__file__).resolve().parents[3]
SCENARIOS = ROOT / "scenarios"


def faults(schema: dict[str, Any], value: Any, root: dict[str, Any], at: str = "") -> list[str]:
    """A small independent reading of JSON Schema: the keywords that our schemas use, and a failure for any other."""
    known = {"title", "description", "default", "format", "$schema", "$id", "$defs"}
    rules = {key: rule for key, rule in schema.items() if key not in known}
    if "$ref" in rules:
        return faults(root["$defs"][rules.pop("$ref").rsplit("/", 1)[1]], value, root, at)
    if "anyOf" in rules:
        options = [faults(one, value, root, at) for one in rules.pop("anyOf")]
        return [] if any(not one for one in options) else min(options, key=len)
    wrong = []
    kinds = {
        "string": (str, date),
        "object": dict,
        "array": list,
        "boolean": bool,
        "null": type(None),
        "integer": int,
        "number": (int, float),
    }
    kind = rules.pop("type", None)
    if kind and (
        not isinstance(value, kinds[kind]) or (kind in ("integer", "number") and isinstance(value, bool))
    ):  # type: ignore[arg-type]
        return [f"{at}: {kind}"]
    if "enum" in rules and value not in rules["enum"]:
        wrong.append(f"{at}: {value} not in {rules['enum']}")
    if "const" in rules and value != rules["const"]:
        wrong.append(f"{at}: const")
    if "pattern" in rules and not re.search(rules["pattern"], value):
        wrong.append(f"{at}: {value} against {rules['pattern']}")
    if isinstance(value, list):
        if not rules.get("minItems", 0) <= len(value) <= rules.get("maxItems", 10**6):
            wrong.append(f"{at}: length")
        for n, one in enumerate(value):
            wrong += faults(rules.get("items", {}), one, root, f"{at}/{n}")
    if isinstance(value, dict):
        wrong += [f"{at}: {key} missing" for key in rules.get("required", ()) if key not in value]
        wrong += [f"{at}: few"] if len(value) < rules.get("minProperties", 0) else []
        for key, one in value.items():
            inner = rules.get("properties", {}).get(key)
            inner = inner or next(
                (s for p, s in rules.get("patternProperties", {}).items() if re.search(p, key)), None
            )
            inner = rules.get("additionalProperties", True) if inner is None else inner
            names = rules.get("propertyNames", {})
            wrong += [f"{at}: {key} unknown"] if inner is False else []
            wrong += faults(names, key, root, f"{at}/{key}") if names else []
            wrong += faults(inner, one, root, f"{at}/{key}") if isinstance(inner, dict) else []
    if isinstance(value, int | float) and not isinstance(value, bool) and value < rules.get("minimum", value):
        wrong.append(f"{at}: too small")
    used = {"enum", "const", "pattern", "minItems", "maxItems", "items", "required", "minProperties", "properties",
            "patternProperties", "additionalProperties", "propertyNames", "minimum"}  # fmt: skip
    assert rules.keys() <= used, rules.keys() - used
    return wrong


def schema_of(path: Path) -> str:
    named = {"scenario": "scenario", "elements": "elements", "resources": "resources", "units": "units"}
    return {"overlays": "overlay", "examples": "example"}.get(path.parent.name) or named[path.stem]


@pytest.mark.parametrize(
    "path", sorted(SCENARIOS.rglob("*.yaml")), ids=lambda p: str(p.relative_to(SCENARIOS))
)
def test_real_file_when_held_against_its_schema_then_it_fits(path: Path) -> None:
    source, wrong = read_source(path, path.name)
    assert source is not None
    assert not wrong
    schema = make_schema(schema_of(path))
    assert faults(schema, source.data, schema) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("track: industry", "track: industri"),
        ("track: industry", "trakc: industry"),
        ("promised: 10 workdays", "promised: ten"),
        ("type: yes-no", "type: yes"),
        ("items:", "others:"),
    ],
)
def test_file_when_spoilt_then_the_schema_sees_it(old: str, new: str) -> None:
    text = (SCENARIOS / "open-ktv" / "scenario.yaml").read_text("utf-8")
    assert old in text
    schema = make_schema("scenario")
    assert faults(schema, YAML(typ="safe", pure=True).load(text.replace(old, new, 1)), schema)


@pytest.mark.parametrize("name", FILES)
def test_schema_when_made_then_it_names_its_dialect_and_describes_its_keys(name: str) -> None:
    schema = json.loads(json.dumps(make_schema(name)))
    assert schema["$schema"] == DIALECT
    assert schema["additionalProperties"] is False
    titled = [key for key, part in schema["properties"].items() if "title" in part]
    assert len(titled) * 10 >= len(schema["properties"]) * 6


@pytest.mark.parametrize("name", sorted(reference_files()))
def test_published_reference_when_compared_with_the_code_then_it_is_not_stale(name: str) -> None:
    published = ROOT / "docs" / "reference" / name
    assert published.is_file(), "run `guantong reference`"
    assert published.read_text("utf-8") == reference_files()[name], "run `guantong reference`"


def test_reference_of_checks_when_written_then_every_code_has_one_line() -> None:
    codes = re.findall(r"^\| (S\d{3}) \| (?:error|warning) \| [^|]+\. \| [^|]+ \|$", write_checks(), re.M)
    assert codes == sorted({*CHECKS, *SHAPE_CODES})


def test_reference_of_language_when_written_then_every_key_of_every_part_is_there() -> None:
    text = write_language()
    for models in PARTS.values():
        for model in models:
            section = text.split(f"### {model.__name__}\n")[1].split("\n### ")[0]
            for name, field in model.model_fields.items():
                assert f"| `{field.alias or name}` |" in section
