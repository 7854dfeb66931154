"""Counting what is tried. Keys are keyed digests: neither what was typed nor an address is kept."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.sealing import key_for, keyed_digest
from guantong.core.kernel.tally import count

from ..rules import attempts as rules

security = logging.getLogger("guantong.security")
Counted = tuple[str, str]  # (kind, what is counted)

LOCK = """
INSERT INTO identity_attempt AS known (kind, key, "window", count, last_at)
SELECT * FROM unnest(%s::text[], %s::bytea[], %s::timestamptz[], %s::int[], %s::timestamptz[])
ON CONFLICT (kind, key, "window") DO UPDATE SET count = known.count
RETURNING kind, count, last_at"""

COUNT = """
INSERT INTO identity_attempt AS known (kind, key, "window", count, last_at) VALUES (%s, %s, %s, 1, %s)
ON CONFLICT (kind, key, "window") DO UPDATE SET count = known.count + 1, last_at = excluded.last_at
RETURNING count"""

ADD = """UPDATE identity_attempt SET count = greatest(0, count + %s), last_at = greatest(last_at, %s)
WHERE "window" = %s AND (kind, key) IN (SELECT * FROM unnest(%s::text[], %s::bytea[]))"""


def try_sign_in(*, name: str, address: str, now: datetime) -> tuple[Counted, ...]:
    """Count one attempt as failed before it is looked at, so that a hundred at once are a hundred; `forgive` takes it back.

    Refuse `identity.wait` while the wait lasts; what is tried meanwhile is not counted, so that it ends.
    """
    name = name.casefold()
    counted = (
        ("sign-in-address", address),
        ("sign-in-name", name),
        ("sign-in-pair", f"{name}\n{address}"),
    )
    with transaction.atomic():
        tallies = _lock(counted, now)
        seconds = rules.sign_in_wait(
            name=tallies["sign-in-name"],
            address=tallies["sign-in-address"],
            pair=tallies["sign-in-pair"],
            now=now,
        )
        _add(counted, 1, seconds, now)
    return counted


def try_code(*, account_id: int, now: datetime) -> tuple[Counted, ...]:
    """Count one attempt at a one-time code; whoever gets here knows the password. Refuse `identity.wait`."""
    counted = (("code", str(account_id)),)
    with transaction.atomic():
        tally = _lock(counted, now)["code"]
        _add(counted, 1, rules.seconds_left(tally, rules.CODE, now), now)
    return counted


def forgive(counted: Sequence[Counted], *, now: datetime) -> None:
    """Take back an attempt that turned out right; the failures of the pair, or of the codes, are forgotten altogether."""
    # Locked in the order in which `try_sign_in` locks them: two that wait for each other would both fail.
    whole = [one for one in counted if one[0] in ("sign-in-pair", "code")]
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(counted, now)
        for change, some in ((-1, [one for one in counted if one not in whole]), (-1_000_000, whole)):
            if some:
                cursor.execute(ADD, [change, now, rules.window_of(now), *_columns(some)])


def count_call(*, kind: str, whose: str, allowance: rules.Allowance, now: datetime) -> int:
    """Count one call and return the seconds to wait when it was one too many, else 0. One statement."""
    window = rules.window_of(now, timedelta(seconds=allowance.seconds))
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [f"call-{kind}", _digest(whose), window, now])
        return rules.retry_after(allowance, cursor.fetchone()[0], now)


def forget_attempts(*, now: datetime) -> int:
    """Delete what was counted more than a day ago, and return how many rows that were."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM identity_attempt WHERE last_at < %s", [now - rules.KEPT])
        return int(cursor.rowcount)


def _lock(counted: Sequence[Counted], now: datetime) -> dict[str, rules.Tally]:
    """Return what was counted so far, locked until the end of the transaction."""
    kinds, keys = _columns(counted)
    many, window = len(kinds), rules.window_of(now)
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [kinds, keys, [window] * many, [0] * many, [now] * many])
        return {kind: rules.Tally(count=count, last_at=last) for kind, count, last in cursor.fetchall()}


def _add(counted: Sequence[Counted], change: int, seconds: int, now: datetime) -> None:
    if seconds:
        minutes = -(-seconds // 60)
        note_failure("wait", dict(counted).get("sign-in-name", ""))
        raise Refused(Problem(code="identity.wait", facts={"seconds": seconds, "minutes": minutes}))
    with connection.cursor() as cursor:
        cursor.execute(ADD, [change, now, rules.window_of(now), *_columns(counted)])


def note_failure(why: str, name: str) -> None:
    """Count a failed sign-in and write it to the log: why, and under a digest of this installation what was typed as name."""
    count("sign_in_failures", why=why)
    security.warning(
        "sign_in_failed", extra={"fields": {"why": why, "name": _digest(name.casefold()).hex()[:12]}}
    )


def _columns(counted: Sequence[Counted]) -> tuple[list[str], list[bytes]]:
    return [kind for kind, _ in counted], [_digest(key) for _, key in counted]


def _digest(text: str) -> bytes:
    return keyed_digest(key_for(settings.SEAL_SECRET, "attempts"), text)[:16]
