"""Chinese words as tokens: every single sign and every pair of neighbours, so that a name is found by any part of it."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+")
LIMIT = 128  # tokens kept of one text: names are short, and an index entry is not the place for prose


def index_tokens(*texts: str) -> list[str]:
    """Return what a text can be found by, in order of appearance, each once."""
    found: dict[str, None] = {}
    for text in texts:
        for word in WORD.findall(text.lower()):
            found.update(dict.fromkeys(word))
            found.update(dict.fromkeys(word[at : at + 2] for at in range(len(word) - 1)))
    return list(found)[:LIMIT]


def query_tokens(words: str) -> list[str]:
    """Return the tokens that a text must all have to match: the pairs of each word, or the sign of a single one."""
    found: dict[str, None] = {}
    for word in WORD.findall(words.lower()):
        parts = [word[at : at + 2] for at in range(len(word) - 1)] or [word]
        found.update(dict.fromkeys(parts))
    return list(found)
