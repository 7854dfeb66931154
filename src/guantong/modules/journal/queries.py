"""Reads of the journal: chains, heads, and the verification that goes through everything once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from . import rules
from .rows import ChainProof, Finding, Report
from .rules import Entry, Link

COLUMNS = "chain, seq, at, account, role, unit, mandate, kind, body::text, previous, hash"
BATCH = 5000
LIMIT = 1000
_cursor_numbers = itertools.count(1)


def _entry(row: tuple[Any, ...]) -> Entry:
    chain, seq, at, account, role, unit, mandate, kind, body, previous, digest = row
    return Entry(
        chain=chain,
        seq=seq,
        at=at,
        account=account,
        role=role,
        unit=unit,
        mandate=mandate,
        kind=kind,
        body=body.encode(),
        previous=bytes(previous),
        hash=bytes(digest),
    )


def entries_of(chain: str, after: int) -> tuple[Entry, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM journal_entry WHERE chain = %s AND seq > %s ORDER BY seq", [chain, after]
        )
        return tuple(_entry(row) for row in cursor.fetchall())


def head_of(chain: str) -> Link:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, hash FROM journal_entry WHERE chain = %s ORDER BY seq DESC LIMIT 1", [chain]
        )
        row = cursor.fetchone()
    return Link(row[0], bytes(row[1])) if row else Link()


def latest_at() -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(at) FROM journal_entry")
        found: tuple[datetime | None] = cursor.fetchone()
    return found[0]


def last_seal_stands() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT e.hash IS NOT DISTINCT FROM h.hash
               FROM journal_sealed_head h LEFT JOIN journal_entry e ON e.chain = h.chain AND e.seq = h.seq
               WHERE h.number = (SELECT max(number) FROM journal_checkpoint) ORDER BY h.chain LIMIT 1"""
        )
        row = cursor.fetchone()
    return row is None or bool(row[0])


def sealed_heads(number: int) -> Iterator[tuple[str, Link]]:
    """Yield the leaves of a checkpoint in the order of its tree."""
    sql = 'SELECT chain, seq, hash FROM journal_sealed_head WHERE number = %s ORDER BY chain COLLATE "C"'
    with _stream(sql, [number]) as rows:
        for chain, seq, digest in rows:
            yield chain, Link(seq, bytes(digest))


@contextmanager
def _stream(sql: str, parameters: list[Any]) -> Iterator[Iterator[tuple[Any, ...]]]:
    """Give the rows of a query through a cursor in the database, `BATCH` at a time."""
    with transaction.atomic():
        assert connection.connection is not None
        with connection.connection.cursor(name=f"journal_{next(_cursor_numbers)}") as cursor:
            cursor.itersize = BATCH
            cursor.execute(sql, parameters)
            yield iter(cursor)


class _Findings:
    """Counts everything, keeps the first `LIMIT`."""

    def __init__(self) -> None:
        self.number = 0
        self.first: list[Finding] = []

    def add(self, what: str, chain: str, seq: int) -> None:
        self.number += 1
        if len(self.first) < LIMIT:
            self.first.append(Finding(what=what, chain=chain, seq=seq))


def verify(chain: str, progress: Callable[[int], None] | None) -> Report:
    found = _Findings()
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            # One snapshot for entries and checkpoints: what is written meanwhile is neither missing nor too much.
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        entries, chains = _verify_chains(chain, found, progress)
        _verify_sealed_heads(chain, found)
        checkpoints = 0 if chain else _verify_checkpoints(found)
    return Report(
        entries=entries,
        chains=chains,
        checkpoints=checkpoints,
        found=found.number,
        findings=tuple(found.first),
    )


def _verify_chains(chain: str, found: _Findings, progress: Callable[[int], None] | None) -> tuple[int, int]:
    where, parameters = ("WHERE chain = %s", [chain]) if chain else ("", [])
    sql = f'SELECT {COLUMNS} FROM journal_entry {where} ORDER BY chain COLLATE "C", seq'
    entries = chains = 0
    current, link = "", Link()
    with _stream(sql, parameters) as rows:
        for row in rows:
            entry = _entry(row)
            if entry.chain != current or not entries:
                current, link, chains = entry.chain, Link(), chains + 1
            _check_entry(entry, link, found)
            link = rules.link_of(entry)
            entries += 1
            if progress and entries % BATCH == 0:
                progress(BATCH)
    if progress:
        progress(entries % BATCH)
    return entries, chains


def _check_entry(entry: Entry, link: Link, found: _Findings) -> None:
    if entry.seq <= link.seq:
        found.add("inserted", entry.chain, entry.seq)
    if entry.seq > link.seq + 1:
        found.add("missing", entry.chain, link.seq + 1)
    if rules.hash_of(entry) != entry.hash:
        found.add("changed", entry.chain, entry.seq)
    elif entry.previous != link.hash and entry.seq == link.seq + 1:
        found.add("unlinked", entry.chain, entry.seq)


def _verify_sealed_heads(chain: str, found: _Findings) -> None:
    """Every head that a checkpoint saw must still be there: finds tails that were cut off and chains that are gone."""
    where, parameters = ("AND s.chain = %s", [chain]) if chain else ("", [])
    sql = (
        "SELECT s.chain, s.seq, e.hash IS NULL FROM journal_sealed_head s "
        "LEFT JOIN journal_entry e ON e.chain = s.chain AND e.seq = s.seq "
        f"WHERE (e.hash IS NULL OR e.hash <> s.hash) {where} ORDER BY s.chain, s.seq"
    )
    with _stream(sql, parameters) as rows:
        for name, seq, gone in rows:
            found.add("cut" if gone else "changed", name, seq)


def _verify_checkpoints(found: _Findings) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, at, watermark, heads, root, previous, hash FROM journal_checkpoint ORDER BY number"
        )
        checkpoints = cursor.fetchall()
    expected, last = 1, rules.FIRST
    for number, at, watermark, heads, root, previous, digest in checkpoints:
        if number > expected:
            found.add("checkpoint-missing", "", expected)
        tree = rules.MerkleTree()
        for name, head in sealed_heads(number):
            tree.add(rules.head_leaf(name, head))
        computed = rules.checkpoint_hash(number, at, watermark, heads, tree.root(), bytes(previous))
        unlinked = number == expected and bytes(previous) != last
        if computed != bytes(digest) or tree.root() != bytes(root) or tree.size != heads or unlinked:
            found.add("checkpoint-changed", "", number)
        expected, last = number + 1, bytes(digest)
    return len(checkpoints)


def proof_of(chain: str) -> ChainProof | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.number, c.at, c.watermark, c.heads, c.root, c.previous, c.hash FROM journal_checkpoint c "
            "JOIN journal_sealed_head s ON s.number = c.number WHERE s.chain = %s ORDER BY s.seq DESC, c.number LIMIT 1",
            [chain],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    number, at, watermark, heads, root, previous, digest = row
    leaves, index, sealed = [], 0, Link()
    for position, (name, head) in enumerate(sealed_heads(number)):
        leaves.append(rules.head_leaf(name, head))
        if name == chain:
            index, sealed = position, head
    path = tuple((side, neighbour.hex()) for side, neighbour in rules.inclusion_path(leaves, index))
    return ChainProof(
        chain=chain, seq=sealed.seq, head=sealed.hash.hex(), path=path, number=number, at=at, watermark=watermark,
        heads=heads, root=bytes(root).hex(), previous=bytes(previous).hex(), hash=bytes(digest).hex(),
    )  # fmt: skip
