"""Data as the one sequence of bytes that is signed: JSON with sorted keys and no blanks (RFC 8785, for texts, whole numbers,
true and false, lists and objects with ASCII keys; nothing else is ever signed). `jq -cSj .` writes the same.
"""

from __future__ import annotations

import json
from typing import Any

DEEPEST = 32  # nothing of ours is half as deep
LARGEST = 2**53 - 1  # above it a number means different things to different readers


def canonical(data: Any) -> bytes:
    """Return the bytes; ValueError for what has no canonical form here (a fraction, null, a key that is not ASCII).

    >>> canonical({"b": "\\u00e9", "a": [1, True]})
    b'{"a":[1,true],"b":"\\xc3\\xa9"}'
    """
    _check(data)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _check(data: Any) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            if not isinstance(key, str) or not key.isascii():
                raise ValueError(f"a key must be ASCII text: {key!r}")
            _check(value)
    elif isinstance(data, list):
        for value in data:
            _check(value)
    elif isinstance(data, int):
        if abs(data) > LARGEST:
            raise ValueError("a number is too large")
    elif not isinstance(data, str):
        raise ValueError(f"{type(data).__name__} has no canonical form")


def is_plain(data: Any) -> bool:
    """Return whether a stranger's JSON can be looked up, shown and written again: not deeper than 32, no NUL (no table
    keeps one), no half of a surrogate pair (no encoding has one).

    >>> is_plain({"a": ["b", 1, None]}), is_plain("\\0"), is_plain(["\\ud800"])
    (True, False, False)
    """
    level: list[Any] = [data]
    for _ in range(DEEPEST):
        if not all(_is_text(each) for each in level if isinstance(each, str)):
            return False
        below = [each for each in level if isinstance(each, dict | list)]
        if not below:
            return True
        level = [
            part for each in below for part in ([*each, *each.values()] if isinstance(each, dict) else each)
        ]
    return False


def _is_text(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)
