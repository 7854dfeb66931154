"""A text in Chinese and English. Chinese is the first language; English falls back to it."""

from __future__ import annotations

import msgspec


class Text(msgspec.Struct, frozen=True):
    """`str(text)` is the Chinese wording; `text.in_("en")` the English one, or the Chinese when there is none."""

    zh: str
    en: str = ""

    def in_(self, language: str) -> str:
        return self.en if language.startswith("en") and self.en else self.zh

    def __str__(self) -> str:
        return self.zh
