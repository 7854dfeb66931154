"""Which words a password may not consist of: those that anybody here thinks of first. Pure; the list is data (ASVS 6.1.2)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

LEAST_OWN = 4  # letters that have to be left when the words, digits and signs are taken away
SHORTEST_WORD = 2


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """Return `data/context_words.yaml`: lists of words by what they are about."""
    text = files("guantong.modules.identity").joinpath("data/context_words.yaml").read_text("utf-8")
    return {name: tuple(map(str, row)) for name, row in YAML(typ="safe").load(text).items()}


def with_and_without_sort(word: str) -> set[str]:
    """Return a name as it is and without its last sign, where that says what sort of place it is: nobody types that."""
    word = word.casefold()
    return {word, *(word.removesuffix(sort) for sort in lists()["sorts"])}


def word_it_is_made_of(password: str, words: Iterable[str] = ()) -> str:
    """Return a word of the context without which hardly anything of the password is left; empty for one that is fine.

    >>> word_it_is_made_of("Hangzhou-2026!"), word_it_is_made_of("seven herons over hangzhou")
    ('hangzhou', '')
    """
    left, found = password.casefold(), ""
    known = {word for name, row in lists().items() if name != "sorts" for word in row}
    own = {part for word in words for part in with_and_without_sort(word)}
    for word in sorted(known | own, key=lambda each: (-len(each), each)):
        if len(word) >= SHORTEST_WORD and word in left:
            left, found = left.replace(word, " "), found or word
    return found if sum(map(str.isalpha, left)) < LEAST_OWN else ""
