"""What one version of a licence, or one copy of it, says: the facts that every signed form repeats."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

REVOCATION, SUSPENSION = "revocation", "suspension"
PURPOSES = (REVOCATION, SUSPENSION)


class StatusRef(msgspec.Struct, frozen=True, kw_only=True):
    """Where the status of one paper stands: a place in a pair of lists, one a purpose. `lists` are (purpose, address)."""

    lists: tuple[tuple[str, str], ...]
    index: int


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """One element that a licence carries, with its title in Chinese."""

    element: str
    title: str
    value: str


class CopyTerms(msgspec.Struct, frozen=True, kw_only=True):
    """What a purpose copy (加注件) is for, and until when."""

    purpose: str
    receiver: str
    creator: str
    made_at: datetime
    until: date
    case_code: str = ""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of one paper. Names are Chinese, days are days in China, and `valid_until` is the last day it holds.

    `reference` is the identifier, for a copy with its own signs behind a hyphen. `address` is this installation's.
    """

    identifier: str
    reference: str
    number: str
    name: str
    type_code: str
    definer_name: str
    definer_code: str
    version: int
    issuer_name: str
    issuer_code: str
    area_code: str
    holder_name: str
    holder_code: str
    holder_code_type: str
    item_name: str
    item_code: str
    issued_on: date
    valid_from: date
    valid_until: date | None
    carried: tuple[Carried, ...]
    status: StatusRef
    signed_at: datetime
    origin: str
    copy: CopyTerms | None = None

    @property
    def last_day(self) -> date | None:
        """The last day on which this paper holds: the copy's, or the licence's; None without end."""
        return self.copy.until if self.copy else self.valid_until

    @property
    def verify_at(self) -> str:
        return f"{self.origin}/verify/{self.reference}/"
