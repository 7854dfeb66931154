"""What is wrong, where, and what is possible instead: the one shape of every error.

A `Problem` carries a stable `code` and the values its text needs; the words are looked up in `texts/` by code,
so that a clerk reads Chinese, a developer English, and a test neither.
"""

from __future__ import annotations

from typing import Any

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong.

    `code` is stable (`S012` for a check of the language, `clock.gap` for the calendar …); `where` is a place a
    person can go to (`scenario.yaml:31`, a field, an item); `facts` fill the placeholders of the text.
    """

    code: str
    where: str = ""
    facts: dict[str, Any] = {}
    nearest: str = ""


class Refused(Exception):
    """Raised when something may not be done. Carries every problem found, never only the first."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{p.code} {p.where} {p.facts}" for p in problems))

    @property
    def code(self) -> str:
        return self.problems[0].code
