"""What orgs hands out: units, and what a load came to. Divisions stand in `rules.py`, which computes with them."""

from __future__ import annotations

import msgspec


class UnitRow(msgspec.Struct, frozen=True, kw_only=True):
    """A unit. `role` is the role of scenarios it fills in its division; `uscc` its unified social credit code; `synthetic`
    when it was made up for the demonstration."""

    id: int
    name: str
    role: str
    division: str
    level: str
    uscc: str
    synthetic: bool = False


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What a load came to: rows in the list, and how many of them were new or different."""

    what: str
    rows: int
    changed: int
