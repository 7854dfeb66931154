"""The reference of the scenario language, written from the code that reads it: keys, checks, schemas.

`guantong reference` writes it to `docs/reference/`; a test fails when it is stale.
"""

from __future__ import annotations

import re
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from guantong.core.kernel.texts import CATALOGUES, has, say
from guantong.core.scenario import language as lang
from guantong.core.scenario.checks import CHECKS, SHAPE_CODES, severity_of
from guantong.core.scenario.figures import FIGURES
from guantong.core.scenario.measures import MEASURES, SOURCES, text_key
from guantong.core.scenario.parts import Words
from guantong.core.scenario.schema import FILES, schema_files
from guantong.core.scenario.written import as_written

PARTS: dict[str, tuple[type[BaseModel], ...]] = {
    "scenario.yaml": (
        lang.Scenario, lang.AppliesAs, lang.Ask, lang.Stage, lang.Item, lang.Material, lang.Instead, lang.Fee, lang.Pause,
        lang.Grant, lang.InspectionPlan, lang.Indicator, lang.Published, Words,
    ),
    "overlays/*.yaml": (lang.Overlay, lang.ItemOverlay),
    "examples/*.yaml": (lang.Story, lang.StoryEvent, lang.Expect),
    "elements.yaml": (lang.Dictionary, lang.Entity, lang.Element, lang.ELicence),
    "resources.yaml": (lang.Resources, lang.Resource),
    "units.yaml": (lang.UnitRoles, lang.UnitRole),
}  # fmt: skip
NOTE = "<!-- Written by `guantong reference`. Change the code or the texts, then run it again. -->\n"
NAMED = {"Words": "title", "Term": "term"}
GROUPS = {
    "S0": "Files and their shape",
    "S1": "The dictionary",
    "S2": "Proofs and results",
    "S3": "Terms, law, money",
    "S4": "Questions and conditions",
    "S5": "Sharing",
    "S6": "Units and visits",
    "S7": "Measures",
    "S8": "Overlays (fewer materials, shorter terms, nothing else)",
    "S9": "Examples",
}


def reference_files() -> dict[str, str]:
    """Return path under `docs/reference` -> content, for everything about the language."""
    schemas = {f"schema/{name}": text for name, text in schema_files().items()}
    return {"language.md": write_language(), "checks.md": write_checks(), **schemas}


# ---------------------------------------------------------------------------------------------------------- checks


def write_checks() -> str:
    """Return the page of all checks with their code, severity, meaning and Chinese text."""
    about = SHAPE_CODES | {code: check.about for code, check in CHECKS.items()}
    patterns = _patterns("zh")
    lines = [
        NOTE,
        "# Checks of the scenario language\n",
        f"`guantong check DIR` runs all {len(about)} at once and prints `file:line: code severity: what – where – what is possible`, with the",
        "nearest valid word. An *error* makes a package unusable; a *warning* is for thought. `guantong check --json` is for machines.\n",
    ]
    for group, title in GROUPS.items():
        lines += [
            f"## {title}\n",
            f"| code | severity | refuses | {say('language-head-says')} |",
            "|---|---|---|---|",
        ]
        for code in sorted(about):
            if code.startswith(group):
                lines.append(
                    f"| {code} | {severity_of(code)} | {_cell(about[code])} | {_cell(patterns[code])} |"
                )
        lines.append("")
    return "\n".join(lines)


def _patterns(language: str) -> dict[str, str]:
    """Return code -> text with its placeholders as `…`, as the catalogue has it."""
    text = (CATALOGUES / language / "checks.ftl").read_text("utf-8")
    text = re.sub(r"\{ \$near ->.*?\n \}", "", text, flags=re.S)
    text = re.sub(r'\{ "([^"]*)" \}', r"\1", re.sub(r"\{ \$\w+ \}", "…", text))
    return dict(re.findall(r"^problem-(S\d{3}) = (.*)$", text, re.M))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


# -------------------------------------------------------------------------------------------------------- language


def write_language() -> str:
    """Return the page of all keys of all files, beside the columns of GB/T 39554."""
    lines = [NOTE, "# The scenario language\n", say("language-intro", "en"), ""]
    for file, models in PARTS.items():
        lines.append(f"## `{file}`\n")
        for model in models:
            lines += _part(model)
    lines += ["## Small words\n", say("language-terms", "en"), ""]
    lines += [f"Figures that may be published: {_code(FIGURES)}.\n"]
    lines += [
        f"Sources of indicators: {_code(SOURCES)}. Measures:\n",
        "| measure | what | source | better |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{name}` | {say(text_key(name), 'en')} | `{each.source}` | {each.better or '–'} |"
        for name, each in MEASURES.items()
    ]
    lines += ["", "## In an editor\n", say("language-editor", "en"), ""]
    lines += [f"- `{file}`: [schema/{name}.json](schema/{name}.json)" for name, (_, file) in FILES.items()]
    return "\n".join(lines) + "\n"


def _part(model: type[BaseModel]) -> list[str]:
    name = model.__name__
    standard = any(_standard(name, field) for field in model.model_fields)
    lines = [f"### {name}\n", " ".join((model.__doc__ or "").split()) or "–", ""]
    lines += [
        f"| key | {say('language-head-word')} | value | default |" + (" GB/T 39554 |" if standard else "")
    ]
    lines += ["|---|---|---|---|" + ("---|" if standard else "")]
    for field, about in model.model_fields.items():
        key = about.alias or field
        row = f"| `{key}` | {_heading(name, key)} | {_cell(_value(about.annotation))} | {_default(about)} |"
        lines.append(row + (f" {_standard(name, field)} |" if standard else ""))
    return [*lines, ""]


def _heading(model: str, key: str) -> str:
    for name in (f"workbook-column-{model.lower()}-{key}", f"workbook-column-{key}", f"workbook-sheet-{key}"):
        if has(name.replace("_", "-"), "zh"):
            return say(name.replace("_", "-"), "zh")
    return ""


def _standard(model: str, field: str) -> str:
    key = f"language-gbt-{model.lower()}-{field}".replace("_", "-")
    return say(key, "zh") if has(key, "zh") else ""


def _default(about: FieldInfo) -> str:
    if about.is_required():
        return "**needed**"
    default = None if about.default is PydanticUndefined else as_written(about.default)
    if default in (None, "", [], {}):
        return "–"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _code(words: Any) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _value(annotation: Any) -> str:
    """Return what may stand as a value, in words."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(inner[0])
    if origin is Literal:
        return " · ".join(f"`{word}`" for word in inner if word)
    if origin in (Union, types.UnionType):
        return " or ".join(_value(one) for one in inner if one is not type(None))
    if origin is list:
        return f"list of {_value(inner[0])}"
    if origin is dict:
        return f"name → {_value(inner[1])}"
    name = getattr(annotation, "__name__", str(annotation))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return NAMED.get(name) or f"[{name}](#{name.lower()})"
    return {
        "str": "text",
        "bool": "yes · no",
        "int": "number",
        "float": "number",
        "Any": "any value",
        "date": "day",
    }.get(name, name)
