"""One file of YAML, read with the line of every key: plain data beside a map from a path in it to `file:line`.

Only the part of YAML that a person needs is let in: no anchors, aliases, merge keys or tags, no key twice. `2026-03-02` is a
date, `true` and `false` are yes-no, a whole number without leading zeros is a number; everything else is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from guantong.core.kernel.problem import Problem

LARGEST_FILE = 2_000_000  # bytes; the largest dictionary of a province stays far below
DEEPEST = 40
Steps = tuple[str | int, ...]

INTEGER = re.compile(r"^[-+]?(0|[1-9]\d*)$")
DECIMAL = re.compile(r"^[-+]?(0|[1-9]\d*)?\.\d+$")
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


class Source(msgspec.Struct, frozen=True):
    """What one file says. `places` maps the steps to a value (keys and positions) to (line, column), from 1."""

    label: str
    data: Any
    places: dict[Steps, tuple[int, int]]

    def place(self, steps: Steps) -> str:
        """Return `file:line` of the value, or of the nearest part around it that is written down."""
        for end in range(len(steps), -1, -1):
            if steps[:end] in self.places:
                return f"{self.label}:{self.places[steps[:end]][0]}"
        return f"{self.label}:1"


def read_source(path: Path, label: str) -> tuple[Source | None, list[Problem]]:
    """Return what the file says and everything that is wrong with it as YAML; never raise for its content."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, [Problem(code="S001", where=label, facts={"file": path.name})]
    except OSError as wrong:
        return None, [Problem(code="S002", where=label, facts={"reason": wrong.strerror or "?"})]
    if len(raw) > LARGEST_FILE:
        return None, [Problem(code="S003", where=label, facts={"size": len(raw), "most": LARGEST_FILE})]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        return None, [Problem(code="S004", where=f"{label}:{line}")]
    return parse_source(text, label)


def parse_source(text: str, label: str) -> tuple[Source | None, list[Problem]]:
    """Return what the text says with the place of every part; the second is all that is wrong with it."""
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        return None, [_malformed(f"{label}:{line}", wrong.problem)]
    except (YAMLError, RecursionError, ValueError) as wrong:
        return None, [_malformed(f"{label}:1", str(wrong).split("\n")[0])]
    if root is None:
        return None, [Problem(code="S006", where=f"{label}:1")]
    reader = _Reader(label)
    data = reader.value(root, ())
    if not isinstance(data, dict):
        reader.wrong.append(Problem(code="S006", where=f"{label}:1"))
        return None, reader.wrong
    return Source(label, data, reader.places), reader.wrong


def _malformed(where: str, reason: str | None) -> Problem:
    return Problem(code="S005", where=where, facts={"reason": (reason or "?").strip()})


class _Reader:
    """Walks the nodes of one file once; what it may not contain ends up in `wrong`."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.places: dict[Steps, tuple[int, int]] = {}
        self.wrong: list[Problem] = []
        self.seen: set[int] = set()

    def refuse(self, code: str, node: Node, **facts: Any) -> None:
        self.wrong.append(Problem(code=code, where=f"{self.label}:{node.start_mark.line + 1}", facts=facts))

    def value(self, node: Node, steps: Steps) -> Any:
        self.places.setdefault(steps, (node.start_mark.line + 1, node.start_mark.column + 1))
        if id(node) in self.seen or node.anchor:
            self.refuse("S008", node, what=f"&{node.anchor}")
            return None
        self.seen.add(id(node))
        if len(steps) > DEEPEST:
            self.refuse("S008", node, what=f"> {DEEPEST}")
            return None
        if isinstance(node, MappingNode):
            return dict(self.entries(node, steps))
        if isinstance(node, SequenceNode):
            return [self.value(child, (*steps, at)) for at, child in enumerate(node.value)]
        return self.scalar(node) if isinstance(node, ScalarNode) else None

    def entries(self, node: MappingNode, steps: Steps) -> Iterator[tuple[str, Any]]:
        first: dict[str, int] = {}
        for key_node, child in node.value:
            if not isinstance(key_node, ScalarNode) or str(key_node.tag).endswith(":merge"):
                self.refuse("S008", key_node, what=getattr(key_node, "value", "?") or "?")
                continue
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in first:
                self.refuse("S007", key_node, key=key, line=first[key])
                continue
            first[key] = line
            self.places[(*steps, key)] = (line, key_node.start_mark.column + 1)
            yield key, self.value(child, (*steps, key))

    def scalar(self, node: ScalarNode) -> Any:
        text, tag = str(node.value), str(node.tag).rsplit(":", 1)[-1]
        if not str(node.tag).startswith("tag:yaml.org,2002:") or tag not in PLAIN_TAGS:
            self.refuse("S008", node, what=str(node.tag))
            return None
        if node.style is not None or tag == "str":
            return text
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() == "true"
        return _number_or_day(text)


PLAIN_TAGS = {"str", "int", "float", "bool", "null", "timestamp"}


def _number_or_day(text: str) -> Any:
    """Return a number or a day; what only looks like one (`0571`, a code with zeros in front) stays text."""
    if INTEGER.match(text) and len(text) < 19:
        return int(text)
    if DECIMAL.match(text):
        return float(text)
    if DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
