"""A change written alone and the same change written as a set leave the same rows behind."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from guantong.core.flow.model import Event, Moment
from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.calendar import load_calendar
from guantong.modules.cases.access import hold_case
from guantong.modules.cases.actions import write, write_one
from guantong.modules.cases.actions.decide import decide

TABLES = ("cases_case", "cases_state", "cases_task", "journal_entry", "cases_submission")


class Undone(Exception):
    pass


def stored() -> dict[str, list[str]]:
    """Every row of every table, but for the number of the transaction that wrote it."""
    rows = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT (to_jsonb(t) - 'xid')::text FROM {table} AS t ORDER BY 1")
            rows[table] = [row[0] for row in cursor.fetchall()]
    return rows


def tried(write_change: Any, change: Any) -> tuple[bool, dict[str, list[str]]]:
    """Write, look, and take it back."""
    try:
        with transaction.atomic():
            done = bool(write_change(change))
            found = stored()
            raise Undone
    except Undone:
        return done, found


@pytest.fixture
def both(monkeypatch):
    """Write every change in both ways before it is written for good; the rows that came of each."""
    seen: list[tuple[str, bool]] = []
    write_for_good = write.write

    def compare(changes: Any) -> frozenset[int]:
        (change,) = changes
        if write_one.fits(change):
            alone = tried(write_one.write_one, change)
            assert alone == tried(lambda each: write.write_many([each]), change)
            seen.append((change.entry.kind, alone[0]))
        return write_for_good(changes)

    monkeypatch.setattr("guantong.modules.cases.group.write", compare)
    return seen


def test_write_when_each_change_of_a_case_is_written_in_both_ways_then_the_same_rows_are_stored(desk, both):
    ref = desk.delivered()
    desk.act(desk.company, ref, "rate", grade=5, because="好")
    kinds = {kind for kind, _ in both}
    assert kinds == {"accept", "appoint", "inspect", "approve", "deliver", "rate"}
    assert all(done for _, done in both)


def test_write_when_a_case_moved_on_then_neither_way_writes_anything(desk):
    ref = desk.submit()
    moment = Moment(at=desk.at, calendar=load_calendar())
    change = decide(hold_case(SYSTEM, ref.id), by=desk.clerk(), event=Event(do="accept"), moment=moment)
    desk.act(desk.clerk(), ref, "accept")
    before = stored()
    assert tried(write_one.write_one, change) == (False, before)
    assert tried(lambda each: write.write_many([each]), change) == (False, before)
