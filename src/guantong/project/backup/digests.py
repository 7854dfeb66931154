"""What a table holds, as a number of rows and one SM3 over all of them in the order of their key.

Two databases with the same digests hold the same. What belongs to one server alone (the number of the transaction that wrote
a journal entry) and what ends with it (sessions, counters of attempts) is left out.
"""

from __future__ import annotations

import hashlib

import msgspec
from django.db import connection

from guantong.core.kernel.digest import sm3

ENDS_WITH_THE_SERVER = ("django_session",)
OF_THE_SERVER = {"journal_entry": ("xid",)}
# How values are written must not depend on anybody's settings.
EXACT = (
    "SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL TimeZone = 'UTC'; SET LOCAL IntervalStyle = 'iso_8601'; "
    "SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL search_path = public"
)
TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relpersistence = 'p' ORDER BY c.relname COLLATE "C" """
COLUMNS = """
SELECT a.attname, a.attcollation <> 0, coalesce(a.attnum = ANY(i.indkey), false)
FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attname COLLATE "C" """


SHAPE = "(indexes, constraints, triggers)"
# By name: PostgreSQL may write the same condition in other words after a dump.
# By name: PostgreSQL may write the same condition in other words after a dump.
PARTS = """
SELECT part FROM (
  SELECT concat_ws(' ', 'index', i.indrelid::regclass, i.indexrelid::regclass, i.indisvalid, i.indisunique) AS part
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public'
  UNION ALL
  SELECT concat_ws(' ', 'rule', c.conrelid::regclass, c.conname, c.contype, c.convalidated)
  FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = 'public'
  UNION ALL
  SELECT concat_ws(' ', 'trigger', t.tgrelid::regclass, t.tgname, t.tgenabled) FROM pg_trigger t
  WHERE NOT t.tgisinternal
) AS every_part ORDER BY part COLLATE "C" """


class TableDigest(msgspec.Struct, frozen=True, kw_only=True):
    """A table by name, its rows in number, and SM3 over them."""

    table: str
    rows: int
    sm3: str


def tables() -> tuple[str, ...]:
    """Return the tables that last, in order of their names."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return tuple(row[0] for row in cursor.fetchall() if row[0] not in ENDS_WITH_THE_SERVER)


def digest_tables() -> tuple[TableDigest, ...]:
    """Return the digest of every table that lasts. Call it in a transaction: the settings of `EXACT` end with it."""
    with connection.cursor() as cursor:
        cursor.execute(EXACT)
    return (*(_digest(table) for table in tables()), _digest_shape())


def _digest_shape() -> TableDigest:
    """What keeps the tables right: an index, a rule or a trigger that is not there is missed as a row is."""
    with connection.cursor() as cursor:
        cursor.execute(PARTS)
        parts = [row[0] for row in cursor.fetchall()]
    return TableDigest(table=SHAPE, rows=len(parts), sm3=sm3("\n".join(parts).encode()))


def _digest(table: str) -> TableDigest:
    total, rows = hashlib.new("sm3"), 0
    with connection.cursor() as cursor:
        statement = _statement(table)
        # Rows come as COPY writes them, one a line: no value can hold a line's end unescaped.
        with cursor.copy(statement) as lines:
            for part in lines:
                total.update(part)
                rows += bytes(part).count(b"\n")
    return TableDigest(table=table, rows=rows, sm3=total.hexdigest())


def _statement(table: str) -> str:
    """Return the COPY of a table: columns in the order of their names, rows by their key, texts ordered by bytes."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [f'public."{table}"'])
        columns = [row for row in cursor.fetchall() if row[0] not in OF_THE_SERVER.get(table, ())]
    ordered = [each for each in columns if each[2]] or columns
    names = ", ".join(f'"{name}"' for name, _, _ in columns)
    order = ", ".join(_in_bytes(f'"{name}"', collates, key) for name, collates, key in ordered)
    return f'COPY (SELECT {names} FROM public."{table}" ORDER BY {order}) TO STDOUT'


def _in_bytes(name: str, collates: bool, key: bool) -> str:
    """A column without an order of its own (json) is ordered as text; only tables without a key need that."""
    if key:
        return f'{name} COLLATE "C"' if collates else name
    return f'{name}::text COLLATE "C"'
