"""Loads of divisions and units: whole lists at once, taken over where they differ, journaled with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from django.db import connection, transaction

from guantong.core.kernel.actor import Actor
from guantong.modules.journal.public import append

from . import queries, rules
from .models import Division
from .rows import Loaded
from .rules import DivisionRow

CHAIN = "orgs"
ZHEJIANG = Path(__file__).parent / "data" / "zhejiang_divisions.csv"
Progress = Callable[[int], None]

MERGE_DIVISIONS = """
INSERT INTO orgs_division (code, name, level, parent_id)
SELECT code, name, level, nullif(parent, '') FROM loaded ORDER BY code
ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, parent_id = excluded.parent_id
WHERE (orgs_division.name, orgs_division.level, orgs_division.parent_id)
    IS DISTINCT FROM (excluded.name, excluded.level, excluded.parent_id)
"""
# A unit whose real code has been entered keeps it: only made-up units are made up again.
MERGE_UNITS = """
INSERT INTO orgs_unit (name, role, division_id, level, uscc, synthetic)
SELECT name, role, division, level, uscc, true FROM loaded
ON CONFLICT (division_id, role) DO UPDATE SET name = excluded.name
WHERE orgs_unit.synthetic AND orgs_unit.name <> excluded.name
"""


def load_divisions(*, by: Actor, now: datetime, progress: Progress | None = None) -> Loaded:
    rows = rules.read_divisions(ZHEJIANG.read_text("utf-8"))
    values = [(row.code, row.name, row.level, row.parent) for row in rows]
    return _merge(
        "divisions", ("code", "name", "level", "parent"), values, MERGE_DIVISIONS, by, now, progress
    )


def load_units(
    *, by: Actor, names: Mapping[str, Mapping[str, str]], now: datetime, progress: Progress | None = None
) -> Loaded:
    divisions = [
        DivisionRow(code=row.code, name=row.name, level=row.level)
        for row in Division.objects.order_by("code")
    ]
    values = list(rules.make_units(divisions, names))
    columns = ("name", "role", "division", "level", "uscc")
    return _merge("units", columns, values, MERGE_UNITS, by, now, progress)


def _merge(
    what: str,
    columns: tuple[str, ...],
    values: Sequence[tuple[str, ...]],
    merge: str,
    by: Actor,
    now: datetime,
    progress: Progress | None,
) -> Loaded:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE loaded ({' text, '.join(columns)} text) ON COMMIT DROP")
        with cursor.copy(f"COPY loaded ({', '.join(columns)}) FROM STDIN") as copy:
            for value in _counted(values, progress):
                copy.write_row(value)
        cursor.execute(merge)
        loaded = Loaded(what=what, rows=len(values), changed=cursor.rowcount)
        cursor.execute("DROP TABLE loaded")
        if loaded.changed:
            append(chain=CHAIN, kind="Loaded", body=msgspec.structs.asdict(loaded), by=by, at=now)
    queries.forget()
    return loaded


def _counted(values: Iterable[tuple[str, ...]], progress: Progress | None) -> Iterator[tuple[str, ...]]:
    for value in values:
        yield value
        if progress:
            progress(1)
