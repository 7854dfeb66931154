"""The journal: what is written stays, and whatever is done to it behind its back is found."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from threading import Thread

import msgspec
import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from guantong.modules.journal import public as journal
from guantong.modules.journal.rules import merkle_root

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seal(settle, at):
    def seal():
        settle()
        return journal.seal(now=at)

    return seal


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


def test_verify_of_an_untouched_journal_is_sound(actor_citizen, at, seal):
    write("case:1", 3, actor_citizen, at)
    write("case:2", 2, actor_citizen, at)
    assert seal().heads == 2
    report = journal.verify()
    assert (report.entries, report.chains, report.checkpoints, report.sound) == (5, 2, 1, True)


@pytest.mark.parametrize("table", ["journal_entry", "journal_checkpoint", "journal_sealed_head"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET hash = hash", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_the_journal(verb, table):
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(verb.format(table))


def test_verify_when_a_row_was_changed_names_it(actor_citizen, at):
    write("case:1", 3, actor_citizen, at)
    tamper("UPDATE journal_entry SET body = '{\"n\":7}' WHERE chain = 'case:1' AND seq = 2")
    assert found(journal.verify()) == [("changed", "case:1", 2)]


@pytest.mark.parametrize(
    "column",
    [
        "at = at + interval '1 microsecond'",
        "account = 'x'",
        "role = 'x'",
        "unit = 'x'",
        "mandate = 'x'",
        "kind = 'x'",
    ],
)
def test_verify_when_any_column_was_changed_finds_it(column, actor_citizen, at):
    write("case:1", 2, actor_citizen, at)
    tamper(f"UPDATE journal_entry SET {column} WHERE seq = 1")
    assert found(journal.verify()) == [("changed", "case:1", 1)]


def test_verify_when_a_row_was_changed_and_hashed_again_finds_the_broken_link(actor_citizen, at):
    first, second, _ = write("case:1", 3, actor_citizen, at)
    forged = journal.make_entry(
        after=journal.link_of(first), chain="case:1", at=at, by=actor_citizen, kind="Tried", body={"n": 9}
    )
    assert forged.hash != second.hash
    tamper("UPDATE journal_entry SET body = '{\"n\":9}', hash = %s WHERE seq = 2", forged.hash)
    assert found(journal.verify()) == [("unlinked", "case:1", 3)]


def test_verify_when_a_row_in_the_middle_is_gone_names_the_gap(actor_citizen, at):
    write("case:1", 4, actor_citizen, at)
    tamper("DELETE FROM journal_entry WHERE seq = 2")
    assert found(journal.verify()) == [("missing", "case:1", 2)]


def test_verify_when_the_first_row_is_gone_names_it(actor_citizen, at):
    write("case:1", 2, actor_citizen, at)
    tamper("DELETE FROM journal_entry WHERE seq = 1")
    assert found(journal.verify()) == [("missing", "case:1", 1)]


def test_verify_when_the_tail_was_cut_after_a_checkpoint_finds_it(actor_citizen, at, seal):
    write("case:1", 3, actor_citizen, at)
    seal()
    tamper("DELETE FROM journal_entry WHERE seq = 3")
    assert found(journal.verify()) == [("cut", "case:1", 3)]
    assert found(journal.verify("case:1")) == [("cut", "case:1", 3)]


def test_verify_when_a_whole_sealed_chain_is_gone_finds_it(actor_citizen, at, seal):
    write("case:1", 3, actor_citizen, at)
    write("case:2", 1, actor_citizen, at)
    seal()
    tamper("DELETE FROM journal_entry WHERE chain = 'case:2'")
    assert found(journal.verify()) == [("cut", "case:2", 1)]


def test_verify_when_a_row_was_inserted_with_a_hash_of_its_own_finds_it(actor_citizen, at):
    write("case:1", 2, actor_citizen, at)
    # Somebody pushes the last entry up and puts one of his own before it.
    tamper("UPDATE journal_entry SET seq = 3 WHERE seq = 2")
    first = journal.entries_of("case:1")[0]
    forged = journal.make_entry(
        after=journal.link_of(first), chain="case:1", at=at, by=actor_citizen, kind="Forged", body={}
    )
    tamper(journal.INSERT_ONE, *journal.row_of(forged))
    assert found(journal.verify()) == [("changed", "case:1", 3)]


def test_verify_when_a_row_was_inserted_without_its_chain_finds_it(actor_citizen, at):
    write("case:1", 2, actor_citizen, at)
    alien = journal.make_entry(
        after=journal.Link(2), chain="case:1", at=at, by=actor_citizen, kind="Forged", body={}
    )
    tamper(journal.INSERT_ONE, *journal.row_of(alien))
    assert found(journal.verify()) == [("unlinked", "case:1", 3)]


def test_verify_when_a_chain_was_forged_from_a_sealed_entry_on_finds_it(actor_citizen, at, seal):
    first, *_ = write("case:1", 3, actor_citizen, at)
    seal()
    link = journal.link_of(first)
    for seq in (2, 3):
        forged = journal.make_entry(
            after=link, chain="case:1", at=at, by=actor_citizen, kind="Forged", body={}
        )
        link = journal.link_of(forged)
        tamper("DELETE FROM journal_entry WHERE seq = %s", seq)
        tamper(journal.INSERT_ONE, *journal.row_of(forged))
    assert found(journal.verify()) == [("changed", "case:1", 3)]


def test_verify_when_a_checkpoint_was_forged_to_match_finds_it(actor_citizen, at, seal):
    write("case:1", 3, actor_citizen, at)
    seal()
    tamper("DELETE FROM journal_entry WHERE seq = 3")
    tamper("UPDATE journal_sealed_head SET seq = 2, hash = (SELECT hash FROM journal_entry WHERE seq = 2)")
    assert found(journal.verify()) == [("checkpoint-changed", "", 1)]


def test_verify_when_a_checkpoint_is_gone_finds_it(actor_citizen, at, seal):
    for n in (1, 2):
        write(f"case:{n}", 1, actor_citizen, at)
        seal()
    tamper("DELETE FROM journal_checkpoint WHERE number = 1")
    assert found(journal.verify()) == [("checkpoint-missing", "", 1)]


def test_seal_takes_only_chains_that_grew_and_links_to_the_one_before(actor_citizen, at, seal):
    write("case:1", 2, actor_citizen, at)
    write("case:2", 1, actor_citizen, at)
    first = seal()
    assert seal() is None
    write("case:2", 1, actor_citizen, at)
    second = seal()
    assert (first.number, first.heads, second.number, second.heads) == (1, 2, 2, 1)
    assert journal.verify().checkpoints == 2


def test_seal_while_somebody_is_writing_leaves_their_entry_for_the_next(
    actor_citizen, at, database_url, settle, seal
):
    write("case:1", 1, actor_citizen, at)
    settle()
    name = connection.settings_dict["NAME"]
    with psycopg.connect(database_url, dbname=name) as other:
        entry = journal.make_entry(
            after=journal.Link(), chain="case:2", at=at, by=actor_citizen, kind="Tried", body={}
        )
        other.execute(journal.INSERT_ONE, journal.row_of(entry))
        write("case:3", 1, actor_citizen, at)
        sealed = journal.seal(now=at)  # no waiting: the other one is still writing
        assert sealed.heads == 1  # case:3 began after the open transaction and waits with it
        other.commit()
    assert seal().heads == 2
    assert journal.verify().sound


def test_entries_come_back_as_they_were_made(actor_citizen, at):
    body = {"because": "材料\u0000不符 ' \" \\ 😀", "list": [1, 2.5, None, True], "nested": {"b": 1, "a": 2}}
    made = journal.append(chain="case:1", kind="Tried", body=body, by=actor_citizen, at=at)
    (back,) = journal.entries_of("case:1")
    assert back == made
    assert back.facts() == body
    assert journal.head_of("case:1") == journal.link_of(made)


def test_insert_many_writes_the_same_as_one_by_one(actor_citizen, at):
    link, entries = journal.Link(), []
    for n in range(5):
        entry = journal.make_entry(
            after=link,
            chain="case:9",
            at=at + timedelta(seconds=n),
            by=actor_citizen,
            kind="Tried",
            body={"n": n},
        )
        link = journal.link_of(entry)
        entries.append(entry)
    with connection.cursor() as cursor:
        cursor.execute(journal.INSERT_MANY, journal.columns_of(entries))
        cursor.execute(journal.INSERT_MANY, journal.columns_of([]))
    assert journal.entries_of("case:9") == tuple(entries)
    assert journal.entries_of("case:9", after=3) == tuple(entries[3:])
    assert journal.verify().sound


def test_two_writers_of_one_chain_queue_and_both_are_kept(actor_citizen, at):
    def run(account):
        by = msgspec.structs.replace(actor_citizen, account=account)
        write("services", 10, by, at)
        connection.close()

    threads = [Thread(target=run, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [entry.seq for entry in journal.entries_of("services")] == list(range(1, 21))
    assert journal.verify().sound


def test_hash_of_an_entry_is_what_the_document_says(actor_citizen, at):
    """Computed here as docs/explain/journal.md tells an auditor to, with nothing of ours."""
    entry = journal.make_entry(
        after=journal.Link(4, bytes(range(32))),
        chain="case:1",
        at=at,
        by=actor_citizen,
        kind="Tried",
        body={"b": 1, "a": "字"},
    )
    micro = 1772413200000000
    fields = [
        "case:1",
        5,
        micro,
        "1001",
        "applicant",
        "",
        "",
        "Tried",
        '{"a":"字","b":1}',
        bytes(range(32)).hex(),
    ]
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    assert entry.hash == hashlib.new("sm3", text.encode()).digest()


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_merkle_root_agrees_with_the_recursive_definition(leaves):
    def sm3(data):
        return hashlib.new("sm3", data).digest()

    def root(part):
        if not part:
            return sm3(b"")
        if len(part) == 1:
            return sm3(b"\x00" + part[0])
        split = 1
        while split * 2 < len(part):
            split *= 2
        return sm3(b"\x01" + root(part[:split]) + root(part[split:]))

    assert merkle_root(leaves) == root(leaves)
