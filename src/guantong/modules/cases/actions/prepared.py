"""Prepared statements on Django's connection, by the shortest way: handed to libpq without a cursor between.

For the few statements that run with every change. A driver's cursor costs several times what such a statement costs, and
waits for the answer in a way that costs the server as much again (measured: docs/explain/performance.md). Transactions,
errors, health checks and thread checks are Django's as ever.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import connections
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

INTEGERS = (20, 21, 23)  # int8, int2, int4
DONE = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)
FORGOTTEN = "26000"  # the server does not know the prepared statement (any more)

_names: WeakKeyDictionary[psycopg.Connection[Any], dict[str, bytes]] = WeakKeyDictionary()


def execute(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run a statement, prepared once a connection, and return its rows: integers as int, everything else as text.

    Its parameters (`%s`) need a type where PostgreSQL cannot tell it (`%s::json`).
    """
    connection = here()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    connection.validate_thread_sharing()
    connection.validate_no_broken_transaction()
    raw = connection.connection
    with connection.wrap_database_errors, raw.lock:
        try:
            if not raw.autocommit and raw.pgconn.transaction_status == TransactionStatus.IDLE:
                _checked(raw.pgconn.exec_(b"BEGIN"))
            return _rows(_run(raw, sql, [as_text(value) for value in values]))
        except psycopg.DatabaseError as error:
            if raw.pgconn.status != ConnStatus.BAD:
                raise
            # The server is gone: libpq then gives a result without a code, which the driver takes for any error at all.
            raise psycopg.OperationalError(str(error)) from error


def here() -> Any:
    """Return this thread's connection itself; each attribute of Django's `connection` looks it up again."""
    return connections["default"]


def _run(raw: psycopg.Connection[Any], sql: str, values: list[Any]) -> Any:
    names = _names.setdefault(raw, {})
    if sql not in names:
        _prepare(raw, sql, names)
    result = raw.pgconn.exec_prepared(names[sql], values)
    if result.status not in DONE and raw.autocommit and _state_of(result) == FORGOTTEN:
        # A pooler gave us another server connection, or somebody discarded everything.
        _prepare(raw, sql, names)
        result = raw.pgconn.exec_prepared(names[sql], values)
    return _checked(result)


def _prepare(raw: psycopg.Connection[Any], sql: str, names: dict[str, bytes]) -> None:
    if not names:
        # These statements find their rows by key whatever their parameters: planning anew costs more than they do.
        _checked(raw.pgconn.exec_(b"SET plan_cache_mode = force_generic_plan"))
    name = names.get(sql, b"guantong_%d" % len(names))
    _checked(raw.pgconn.prepare(name, _numbered(sql)))
    names[sql] = name


@cache
def _numbered(sql: str) -> bytes:
    """Return the statement with `$1`, `$2` … for each `%s`."""
    parts = re.split("%s", sql)
    return (
        "".join(part + f"${number}" for number, part in enumerate(parts[:-1], 1)).encode()
        + parts[-1].encode()
    )


def as_text(value: Any) -> bytes | None:
    """Return a value as PostgreSQL reads it.

    >>> as_text(["a", None, 'say "b"'])
    b'{"a",NULL,"say \\\\"b\\\\""}'
    """
    match value:
        case None:
            return None
        case str():
            return value.encode()
        case bool():
            return b"t" if value else b"f"
        case int():
            return b"%d" % value
        case bytes():
            return b"\\x" + value.hex().encode()
        case date():  # a datetime, too
            return value.isoformat().encode()
        case list():
            return b"{" + b",".join(_quoted(as_text(each)) for each in value) + b"}"
    raise TypeError(f"{type(value).__name__} has no text that PostgreSQL is known to read")


def _quoted(text: bytes | None) -> bytes:
    if text is None:
        return b"NULL"
    return b'"' + text.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def _rows(result: Any) -> list[tuple[Any, ...]]:
    reads = [int if result.ftype(column) in INTEGERS else bytes.decode for column in range(result.nfields)]
    values = result.get_value
    return [
        tuple(
            None if (text := values(row, column)) is None else read(text) for column, read in enumerate(reads)
        )
        for row in range(result.ntuples)
    ]


def _checked(result: Any) -> Any:
    if result.status not in DONE:
        raise error_from_result(result)
    return result


def _state_of(result: Any) -> str:
    return error_from_result(result).sqlstate or ""
