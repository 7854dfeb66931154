"""The frozen rows that pages get of what data were used for: lookups, uses of one's data, papers that were saved."""

from __future__ import annotations

from datetime import datetime

import msgspec

from guantong.core.kernel.text import Text


class LookupProofLine(msgspec.Struct, frozen=True, kw_only=True):
    """One proof of a lookup on the file of a case: which item of which unit read what from where. `lines` are label and
    value, as they stand on the sheet."""

    number: int
    title: str
    unit: str
    source: str
    law: str
    at: datetime
    lines: tuple[tuple[str, str], ...]


LETTERS = {"read": "r", "seen": "s", "opened": "o", "licence": "l"}
"""Kind of a use -> the letter that its key begins with."""


class DataUse(msgspec.Struct, frozen=True, kw_only=True):
    """One use of a person's or enterprise's data, as they see it themselves.

    `kind`: `read` (a source was read), `seen` (somebody of a unit opened the case that holds data), `opened` (a masked
    value was opened for an officer by a second person) or `licence` (an officer opened a licence). `unit` is for whom,
    `fields` what, both in words; `own` when one's own handing in caused it. `code` only for a case of one's own.
    `occasion` is the same for everything that one act read. `about` is `case`, `no_case` where none came of it (then `matter` is the one it was
    read for, where that is plain), or `mandate`. `objection` is the code of one's objection to it and `objection_phase` where that stands.
    """

    kind: str
    id: int
    at: datetime
    unit: str
    role: str
    matter: Text
    item: Text
    code: str
    source: Text
    fields: tuple[Text, ...]
    law: str
    purpose: str
    answered: bool
    own: bool
    occasion: str
    about: str = "case"
    objection: str = ""
    objection_phase: str = ""
    objection_result: Text | None = None

    @property
    def key(self) -> str:
        """What addresses and objections name it by: `r42` for the read of number 42."""
        return f"{LETTERS[self.kind]}{self.id}"


class MyData(msgspec.Struct, frozen=True, kw_only=True):
    """The uses of one's data in one year. `units` are those that occur, for the filter."""

    rows: tuple[DataUse, ...]
    year: int
    years: tuple[int, ...]
    units: tuple[str, ...]


class PapersSaved(msgspec.Struct, frozen=True, kw_only=True):
    """How often one source really replaced a paper of one item: so many reads, in so many cases."""

    scenario: str
    matter: Text
    item: Text
    unit: Text
    source: Text
    reads: int
    cases: int
