"""The journal: what is written stays, and whatever is done to it behind its back is found."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from guantong.modules.journal import public as journal

pytestmark = pytest.mark.django_db(transaction=True)


def write(chain, count, by, at):
    return [journal.append(chain=chain, kind="Tried", body={"n": n}, by=by, at=at) for n in range(count)]


def tamper(sql, *parameters):
    """Change the journal as somebody could who owns the database server."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, parameters)
        assert cursor.rowcount > 0


def found(report):
    return [(finding.what, finding.chain, finding.seq) for finding in report.findings]


def test_verify_of_an_untouched_journal_is_sound(actor_citizen, at):
    write("case:1", 3, actor_citizen, at)
    write("case:2", 2, actor_citizen, at)
    assert journal.seal(now=at).heads == 2
    report = journal.verify()
    assert (report.entries, report.chains, report.checkpoints, report.sound) == (5, 2, 1, True)


@pytest.mark.parametrize("table", ["journal_entry", "journal_checkpoint", "journal_sealed_head"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET hash = hash", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_the_journal(verb, table):
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(verb.format(table))
