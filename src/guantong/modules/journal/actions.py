"""Writes of the journal: the end of a chain, and checkpoints. Nothing is ever changed or taken away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from guantong.core.kernel.actor import Actor

from . import queries, rules
from .rows import INSERT_MANY, Seal, columns_of

# Two processes must not seal at once; the number only has to be ours among advisory locks ("seal").
SEAL_LOCK = 0x7365616C


def append(*, chain: str, kind: str, body: Any, by: Actor, at: datetime) -> rules.Entry:
    return append_all(chain=chain, kind=kind, bodies=(body,), by=by, at=at)[0]


def append_all(
    *, chain: str, kind: str, bodies: Sequence[Any], by: Actor, at: datetime
) -> tuple[rules.Entry, ...]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [chain])
        link, entries = queries.head_of(chain), []
        for body in bodies:
            entry = rules.make_entry(after=link, chain=chain, at=at, by=by, kind=kind, body=body)
            link = rules.link_of(entry)
            entries.append(entry)
        cursor.execute(INSERT_MANY, columns_of(entries))
    return tuple(entries)


def seal(*, now: datetime) -> Seal | None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
        cursor.execute("SELECT number, watermark, hash FROM journal_checkpoint ORDER BY number DESC LIMIT 1")
        number, since, previous = cursor.fetchone() or (0, 0, rules.FIRST)
        # Every transaction below the snapshot's xmin has ended: what it wrote is complete and can be seen. What is
        # still being written waits for the next checkpoint, and no writer waits for this one.
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        until = cursor.fetchone()[0]
        number += 1
        cursor.execute(
            "INSERT INTO journal_sealed_head (number, chain, seq, hash) "
            "SELECT DISTINCT ON (chain) %s, chain, seq, hash FROM journal_entry "
            "WHERE xid >= %s AND xid < %s ORDER BY chain, seq DESC",
            # A restored database counts its transactions anew: then everything is sealed again.
            [number, since if since <= until else 0, until],
        )
        if not cursor.rowcount:
            return None
        tree = rules.MerkleTree()
        for chain, head in queries.sealed_heads(number):
            tree.add(rules.head_leaf(chain, head))
        root = tree.root()
        digest = rules.checkpoint_hash(number, now, until, tree.size, root, bytes(previous))
        cursor.execute(
            "INSERT INTO journal_checkpoint (number, at, watermark, heads, root, previous, hash) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [number, now, until, tree.size, root, bytes(previous), digest],
        )
    return Seal(number=number, at=now, heads=tree.size, root=root, hash=digest)


def count_anew() -> int:
    """Give entries that no checkpoint covers the number of this transaction.

    A restored database counts its transactions from a new beginning: their old numbers may lie far ahead, and a checkpoint
    would leave them out until then. The number is no part of an entry's hash; the trigger is off for this statement alone.
    """
    trigger = "TRIGGER journal_entry_append_only"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE journal_entry DISABLE {trigger}")
        cursor.execute(
            "UPDATE journal_entry SET xid = pg_current_xact_id()::text::bigint "
            "WHERE xid >= (SELECT coalesce(max(watermark), 0) FROM journal_checkpoint)"
        )
        counted = int(cursor.rowcount)
        cursor.execute(f"ALTER TABLE journal_entry ENABLE {trigger}")
    return counted
