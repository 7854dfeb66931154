"""Data as the one sequence of bytes that is signed: JSON with sorted keys and no blanks (RFC 8785, for texts, whole numbers,
true and false, lists and objects with ASCII keys; nothing else is ever signed). `jq -cSj .` writes the same.
"""

from __future__ import annotations

import json
from typing import Any

LARGEST = 2**53 - 1  # above it a number means different things to different readers


def canonical(data: Any) -> bytes:
    """Return the bytes; ValueError for what has no canonical form here (a fraction, null, a key that is not ASCII).

    >>> canonical({"b": "\\u00e9", "a": [1, True]}).decode()
    '{"a":[1,true],"b":"\\u00e9"}'
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
