"""What the journal hands out: findings, reports and seals, and how an entry becomes a row of the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from .rules import Entry

COLUMNS = "chain, seq, at, account, role, unit, mandate, kind, body, previous, hash"


INSERT_ONE = (
    f"INSERT INTO journal_entry ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::json, %s, %s)"
)


INSERT_MANY = (
    f"INSERT INTO journal_entry ({COLUMNS}) "
    "SELECT chain, seq, at, account, role, unit, mandate, kind, body::json, previous, hash "
    "FROM unnest(%s::text[], %s::int[], %s::timestamptz[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], "
    "%s::text[], %s::bytea[], %s::bytea[]) "
    f"AS entry ({COLUMNS})"
)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it was written. `what`: changed, missing (from `seq` on), inserted, unlinked, cut, or
    for a checkpoint (its number in `seq`, `chain` empty) checkpoint-changed, checkpoint-missing."""

    what: str
    chain: str
    seq: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a verification went through and what it found, at most `LIMIT` findings in words, all of them in number."""

    entries: int
    chains: int
    checkpoints: int
    found: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return self.found == 0


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """A checkpoint. Publish `hash` where nobody can take it back: it fixes every entry written until then."""

    number: int
    at: datetime
    heads: int
    root: bytes
    hash: bytes


def row_of(entry: Entry) -> tuple[Any, ...]:
    """Return the parameters of `INSERT_ONE`."""
    return (
        entry.chain,
        entry.seq,
        entry.at,
        entry.account,
        entry.role,
        entry.unit,
        entry.mandate,
        entry.kind,
        entry.body.decode(),
        entry.previous,
        entry.hash,
    )


def columns_of(entries: Sequence[Entry]) -> list[list[Any]]:
    """Return the parameters of `INSERT_MANY`."""
    return (
        [list(column) for column in zip(*map(row_of, entries), strict=True)]
        if entries
        else [[] for _ in range(11)]
    )


class ChainProof(msgspec.Struct, frozen=True, kw_only=True):
    """That a checkpoint covers a chain up to `seq`: the leaf of its head, the way from there to the root, and the checkpoint.

    `path`: (side of the neighbour, its hash in hexadecimal), from the leaf upwards.
    """

    chain: str
    seq: int
    head: str
    path: tuple[tuple[str, str], ...]
    number: int
    at: datetime
    watermark: int
    heads: int
    root: str
    previous: str
    hash: str
