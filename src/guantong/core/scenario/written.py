"""From a package back to what a person writes: plain data without anything that is the default, and readable YAML.

Reading what was written gives the same package; the order of everything is kept.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.language import Package
from guantong.core.scenario.parts import Term, Words

FILE_NAME = re.compile(r"[^\W_][\w.-]{0,99}")
WIDTH = 120  # of a line; what fits on one is written on one


def as_written(value: Any) -> Any:
    """Return plain data as a person would write it: `10 workdays`, a bare string for a Chinese title, no defaults."""
    if isinstance(value, Term):
        return str(value)
    if isinstance(value, Words):
        return {"zh": value.zh, "en": value.en} if value.en else value.zh
    if isinstance(value, BaseModel):
        return {
            field.alias or name: _whole(as_written(getattr(value, name)))
            for name, field in type(value).model_fields.items()
            if field.is_required() or getattr(value, name) != field.default
        }
    if isinstance(value, dict):
        return {key: as_written(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_written(one) for one in value]
    return value


def _whole(value: Any) -> Any:
    """A bound or target that the language keeps as a decimal is written without one where it is whole."""
    whole = isinstance(value, float) and abs(value) < 2**53 and value.is_integer()
    return int(value) if whole else value


def write_package(package: Package, folder: Path, *, shared: bool = False) -> list[Path]:
    """Write the package as YAML files into `folder` and return them; with `shared` also the files beside it that all
    scenarios share. Files of overlays and examples that the package does not have any more are taken away."""
    folder = Path(folder)
    unfit = [name for name in (*package.overlays, *package.stories) if not FILE_NAME.fullmatch(name)]
    if unfit:  # the names come out of a stranger's workbook
        raise Refused(*(Problem(code="workbook.file_name", where=name[:80]) for name in unfit))
    files: dict[Path, Any] = {folder / "scenario.yaml": package.scenario}
    files |= {folder / "overlays" / f"{name}.yaml": overlay for name, overlay in package.overlays.items()}
    files |= {folder / "examples" / f"{name}.yaml": story for name, story in package.stories.items()}
    if shared:
        files[folder.parent / "elements.yaml"] = package.dictionary
        files[folder.parent / "resources.yaml"] = {"resources": package.resources}
        files[folder.parent / "units.yaml"] = {"units": package.units}
    for old in (*(folder / "overlays").glob("*.yaml"), *(folder / "examples").glob("*.yaml")):
        if old not in files:
            old.unlink()
    for path, part in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_yaml(as_written(part)), "utf-8", newline="\n")
    sources = folder / "SOURCES.md"
    if package.sources_md:
        sources.write_text(package.sources_md, "utf-8", newline="")
        files[sources] = None
    else:
        sources.unlink(missing_ok=True)
    return list(files)


def to_yaml(data: Any) -> str:
    """Return data as YAML that a person reads: short parts on one line, blank lines between the large ones."""
    yaml = YAML()
    yaml.width = 10_000  # a line is broken by us, at a key, never inside a sentence
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.ignore_aliases = lambda *_: True
    out = io.StringIO()
    yaml.dump(_laid_out(data, 0), out)
    return out.getvalue()


def _laid_out(data: Any, depth: int) -> Any:
    """Return the data with short lists and maps marked to stand on one line."""
    if isinstance(data, dict):
        mapping = CommentedMap((key, _laid_out(one, depth + 1)) for key, one in data.items())
        if depth and _length(data) + 2 * depth < WIDTH:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(data, list):
        sequence = CommentedSeq(_laid_out(one, depth + 1) for one in data)
        if _length(data) + 2 * depth < WIDTH:
            sequence.fa.set_flow_style()
        return sequence
    return data


def _length(data: Any) -> int:
    """Return about how long the data is on one line; Chinese characters take two places."""
    if isinstance(data, dict):
        return sum(_length(key) + _length(one) + 4 for key, one in data.items())
    if isinstance(data, list):
        return sum(_length(one) + 2 for one in data) + 2
    text = str(data)
    return len(text) + sum(ord(letter) > 0x2E80 for letter in text) + (WIDTH if "\n" in text else 0)


def to_flow(value: Any) -> str:
    """Return one value as YAML on one line: `true`, `350`, `{company.name: ABC}`, `"two\\nlines"`."""
    yaml = YAML()
    yaml.width = 1_000_000
    yaml.default_flow_style = True
    yaml.representer.ignore_aliases = lambda *_: True
    out = io.StringIO()
    yaml.dump({"value": value}, out)
    return out.getvalue().strip().removeprefix("{value:").removesuffix("}").strip()
