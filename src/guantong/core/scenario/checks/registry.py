"""The register of checks: each is one function with a code, a severity and a docstring that the reference prints.

A check yields `Found`s: the steps to the part of the package that is wrong, and what the text needs to explain it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

import msgspec

from guantong.core.kernel.problem import Problem
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.language import Package
from guantong.core.scenario.lines import Steps
from guantong.core.scenario.shape import list_words, nearest_word

Severity = Literal["error", "warning"]


class Found(msgspec.Struct, frozen=True):
    """One thing that a check found. `steps` start with the part of the package: `("scenario", "items", …)`."""

    steps: Steps
    facts: dict[str, Any] = {}
    nearest: str = ""


class Check(msgspec.Struct, frozen=True):
    code: str
    severity: Severity
    run: Callable[[View], Iterator[Found]]

    @property
    def name(self) -> str:
        return self.run.__name__

    @property
    def about(self) -> str:
        """What the check refuses, from its docstring, on one line."""
        return " ".join((inspect.getdoc(self.run) or "").split())


CHECKS: dict[str, Check] = {}

SHAPE_CODES = {
    "S001": "A file of the package is not there.",
    "S002": "A file cannot be opened.",
    "S003": "A file is larger than any package needs.",
    "S004": "A file is not UTF-8.",
    "S005": "A file is not YAML.",
    "S006": "A file is empty or is not a list of keys with values.",
    "S007": "A key stands twice in the same place.",
    "S008": "Anchors, aliases, merge keys, tags or very deep nesting: YAML that the language does not use.",
    "S009": "The folder is not a scenario package: it has no scenario.yaml.",
    "S010": "A key that does not exist here.",
    "S011": "A key that is needed is missing.",
    "S012": "A value that is not one of the possible words.",
    "S013": "A name is written in a way that names are not written.",
    "S014": "A number stands where a text is needed: write it in quotes.",
    "S015": "A term is not written as a term.",
    "S016": "A value of the wrong shape.",
    "S017": "A folder or file is called differently from what is in it.",
}
SHAPE_WARNINGS = {"S017"}


def check(code: str, severity: Severity = "error") -> Callable[[Callable[[View], Iterator[Found]]], Any]:
    """Enter a function into the register under its code."""

    def enter(run: Callable[[View], Iterator[Found]]) -> Callable[[View], Iterator[Found]]:
        if code in CHECKS or code in SHAPE_CODES:
            raise ValueError(f"{code} is taken")
        CHECKS[code] = Check(code, severity, run)
        return run

    return enter


def severity_of(code: str) -> Severity:
    """Return whether a problem with this code makes a package unusable (`error`) or only doubtful (`warning`)."""
    if code in CHECKS:
        return CHECKS[code].severity
    return "warning" if code in SHAPE_WARNINGS else "error"


def unknown(steps: Steps, word: str, possible: Iterable[str], **facts: Any) -> Found:
    """Return a finding about a word that nobody defined, with the nearest one and a list of those possible."""
    words = list(possible)
    near = nearest_word(word, words)
    return Found(steps, {"word": word, "possible": list_words(words, word), **facts}, near)


def check_package(package: Package, place: Callable[[Steps], str] | None = None) -> list[Problem]:
    """Return everything that any check finds, warnings included, in the order of codes. `place` says where steps are."""
    return run_checks(View(package), sorted(CHECKS), place)


def run_checks(
    view: View, codes: Iterable[str], place: Callable[[Steps], str] | None = None
) -> list[Problem]:
    """Return what the checks with these codes find."""
    where = place or (lambda steps: " › ".join(str(step) for step in steps))
    return [
        Problem(
            code=code,
            where=where(found.steps),
            facts={**found.facts, "near": int(bool(found.nearest))},
            nearest=found.nearest,
        )
        for code in codes
        for found in CHECKS[code].run(view)
    ]
