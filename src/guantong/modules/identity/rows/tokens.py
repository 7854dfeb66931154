"""Personal access tokens as their owner sees them, and what a presented one stands for."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from guantong.core.kernel.actor import Actor


class TokenRow(msgspec.Struct, frozen=True, kw_only=True):
    """One token. The token itself is nowhere: it was shown once."""

    id: int
    name: str
    scope: str
    made_at: datetime
    until: datetime
    used_on: date | None
    ended_at: datetime | None


class MadeToken(msgspec.Struct, frozen=True, kw_only=True):
    """A token just made. `secret` is what the program sends; nobody can read it again."""

    row: TokenRow
    secret: str


class Presented(msgspec.Struct, frozen=True, kw_only=True):
    """What a token that a program sent stands for: who acts, and whether they may change something (`scope`)."""

    actor: Actor
    scope: str
