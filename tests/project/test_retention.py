"""What lapses goes, what must not go stays, the journal still verifies; an archived case can be checked without us."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.retention import ENDS, UNITS, before, kinds
from guantong.modules.cases import public as cases
from guantong.modules.cases.models import Document, Draft, Submission
from guantong.modules.identity.rules import attempts, sessions
from guantong.modules.journal import public as journal
from guantong.modules.journal import rules
from guantong.modules.sharing.models import Read
from guantong.modules.sharing.public import reads_of
from guantong.project import case_files, clock
from guantong.project.retention import apply_retention, seen_to, tables_of_the_database
from tests.modules.cases.conftest import _files_of_this_test, desk
from tests.modules.cases.desk import ANSWERS, PDF, VENUE, XIHU

__all__ = ["_files_of_this_test", "desk"]


@pytest.fixture
def later(desk, monkeypatch, tmp_path):
    """Go on in so many days; archives lie in the test's own folder."""
    monkeypatch.setattr(case_files, "home", lambda: tmp_path)

    def apply(days: int, apply: bool = True) -> dict[str, int | None]:
        now = desk.at + timedelta(days=days)
        with clock.fixed(now):
            return {done.kind.name: done.count for done in apply_retention(now=now, apply=apply)}

    return apply


def age_files(folder: Path) -> None:
    """Make files two days old: younger ones may belong to an upload under way."""
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - 200_000,) * 2)


@pytest.mark.django_db
def test_tables_when_listed_then_each_has_exactly_one_term():
    named = [table for kind in kinds() for table in kind.tables]
    assert len(named) == len(set(named))
    assert tables_of_the_database() - set(named) == set(), (
        "say in core/kernel/retention.yaml how long their rows are kept"
    )
    assert set(named) - tables_of_the_database() == set()


def test_kinds_when_read_then_each_says_what_happens_and_who_does_it():
    for kind in kinds():
        assert kind.then in ENDS
        assert kind.ends == (kind.then != "kept"), kind.name
        assert kind.title.en, kind.name
        assert kind.basis
        if kind.ends:
            assert kind.term.split()[1] in UNITS
            assert kind.starts.zh, kind.name
    assert {kind.name for kind in kinds() if kind.ends and not kind.by} == seen_to().keys()


def test_terms_of_what_the_round_clears_when_compared_then_the_table_tells_the_truth():
    terms = {kind.name: kind.term for kind in kinds() if kind.by == "round"}
    assert terms == {
        "sign-ins": f"{sessions.KEPT.days} days", "browser-sessions": "0 days", "attempts": f"{attempts.KEPT.days} days",
    }  # fmt: skip


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)), st.integers(0, 400))
def test_moment_when_a_term_is_taken_off_then_months_and_years_agree_and_later_is_never_earlier(now, number):
    assert before(f"{number} years", now) == before(f"{number * 12} months", now) or (now.month, now.day) == (
        2,
        29,
    )
    assert before(f"{number} days", now) == now - timedelta(days=number)
    assert before(f"{number} months", now) <= before(f"{number} months", now + timedelta(days=1))
    assert before("1 months", now).day in (now.day, 28, 29, 30)


def test_drafts_and_loose_files_when_they_lapse_then_they_go_and_what_a_living_draft_holds_stays(
    desk, later, settings
):
    me, old = desk.company, desk.form()
    loose = desk.document(me, PDF + b"loose")
    held = desk.document(me, PDF + b"held")
    cases.save_draft(by=me, scenario=VENUE, division=XIHU, answers=ANSWERS, data=old)
    young = cases.save_draft(
        by=me, scenario=VENUE, division=XIHU, answers=ANSWERS, data={"premises.floor_plan": held}
    )
    Draft.objects.update(saved_at=desk.at)
    Draft.objects.filter(pk=young).update(saved_at=desk.at + timedelta(days=60))
    age_files(Path(settings.MEDIA_ROOT))
    counted = later(100, apply=False)
    assert Draft.objects.count() == 2
    assert counted["drafts"] == 1
    assert later(100) == counted | {"loose-documents": 3}  # those of the draft that has just gone, too
    assert [draft.id for draft in cases.my_drafts(by=me)] == [young]
    assert set(Document.objects.values_list("sm3", flat=True)) == {held["sha"]}
    names = {path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    assert (held["sha"] in names, loose["sha"] in names) == (True, False)
    assert set(later(100).values()) <= {0, None}


def test_files_when_a_case_holds_them_then_no_term_takes_them(desk, later, settings):
    ref = desk.submit()
    age_files(Path(settings.MEDIA_ROOT))
    later(4000)
    documents = Document.objects.filter(case=ref.id)
    assert documents.count() == 2
    assert all(cases.path_of_file(row.sm3).is_file() for row in documents)


def test_file_when_it_is_uploaded_again_after_its_row_was_erased_then_it_is_there(desk, later, settings):
    desk.document(desk.company, PDF + b"again")
    age_files(Path(settings.MEDIA_ROOT))
    later(100)
    again = desk.document(desk.company, PDF + b"again")
    assert cases.path_of_file(again["sha"]).read_bytes() == PDF + b"again"


def test_file_left_behind_by_a_failing_machine_when_a_day_old_then_it_goes_and_a_younger_one_stays(
    desk, later, settings
):
    folder = Path(settings.MEDIA_ROOT) / "ab" / "cd"
    folder.mkdir(parents=True)
    for name in ("a" * 64, "b" * 64 + "." + "0" * 16, "README"):
        (folder / name).write_bytes(b"half")
    age_files(folder)
    (folder / ("c" * 64)).write_bytes(b"just arriving")
    later(0)
    assert sorted(path.name for path in folder.iterdir()) == ["README", "c" * 64]


def test_reads_when_they_lapse_then_the_journal_still_verifies_and_names_nobody(desk, later):
    ref = desk.submit()
    key, made = Read.objects.first().key, Read.objects.count()
    assert later(365 * 2)["reads"] == 0
    assert later(365 * 4)["reads"] == made > 0
    assert reads_of(f"case:{ref.id}") == ()
    entries = journal.entries_of(f"reads:case:{ref.id}")
    assert entries
    assert all(key.encode() not in entry.body for entry in entries)
    assert journal.verify().sound


def test_keys_when_a_case_closed_long_ago_then_they_go_and_those_of_running_cases_stay(desk, later):
    done, running = desk.delivered(), desk.submit()
    assert later(400)["submission-keys"] == 1
    assert set(Submission.objects.values_list("case_id", flat=True)) == {running.id} != {done.id}


def test_retention_when_applied_then_the_journal_says_how_much_and_when_only_counted_it_says_nothing(
    desk, later
):
    desk.delivered()
    later(400, apply=False)
    assert journal.entries_of("installation") == ()
    counted = later(400)
    (entry,) = journal.entries_of("installation")
    assert entry.facts() == {name: count for name, count in counted.items() if count}


@pytest.fixture
def archived(desk, later, tmp_path):
    ref = desk.delivered()
    assert later(400)["closed-cases"] == 1
    (path,) = (tmp_path / "archive").rglob("*.zip")
    return ref, path


def run_script(place: Path) -> tuple[int, str]:
    """Run the script of the archive with an interpreter that knows nothing of this project."""
    folder = place.parent / f"{place.stem}-unpacked"
    with zipfile.ZipFile(place) as packed:
        packed.extractall(folder)
    made = subprocess.run(
        [sys.executable, "-I", folder / "verify.py"], capture_output=True, text=True, cwd="/", check=False
    )
    return made.returncode, made.stdout + made.stderr


def test_archive_of_a_case_when_checked_by_its_own_script_then_it_is_sound_and_readable(archived):
    ref, path = archived
    status, said = run_script(path)
    assert (status, said.startswith(f"sound: {ref.code}")) == (0, True), said
    with zipfile.ZipFile(path) as packed:
        page = packed.read("index.html").decode()
        assert sum(name.startswith("documents/") for name in packed.namelist()) == 2
    assert ref.code in page
    assert "西湖乐府有限公司" in page
    assert "http" not in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("member", "old", "new"),
    [
        ("journal.jsonl", b'"kind":"accept"', b'"kind":"refuse"'), ("case.json", b"delivered", b"withdrawn"),
        ("index.html", "受理".encode(), "拒绝".encode()), ("documents/", b"%PDF", b"%XXX"),
    ],
)  # fmt: skip
def test_archive_when_something_in_it_was_changed_then_its_script_says_what(archived, member, old, new):
    """Whoever changes the manifest as well is found by the journal's own hashes; of the rest the journal holds the SM3."""
    _, path = archived
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    name = next(each for each in members if each.startswith(member))
    assert old in members[name]
    before = rules.sm3(members[name]).hex()
    members[name] = members[name].replace(old, new)
    if name == "journal.jsonl":
        members["manifest.json"] = members["manifest.json"].replace(
            before.encode(), rules.sm3(members[name]).hex().encode()
        )
    with zipfile.ZipFile(path, "w") as packed:
        for each, content in members.items():
            packed.writestr(each, content)
    status, said = run_script(path)
    assert (status, "changed" in said) == (1, True), said


def test_archive_when_made_twice_then_it_is_the_same_and_when_the_case_went_on_then_it_is_made_anew(
    desk, later, archived
):
    ref, path = archived
    (entry,) = journal.entries_of("archive")
    first = path.read_bytes()
    assert entry.facts()["sm3"] == rules.sm3(first).hex()
    assert later(401)["closed-cases"] == 0
    assert case_files.write_case_file(ref.id)[1] == entry.facts()["sm3"]
    desk.act(desk.company, ref, "rate", grade=5)
    assert later(402)["closed-cases"] == 1
    assert path.read_bytes() != first
    assert len(journal.entries_of("archive")) == 2


def test_archive_when_a_document_is_lost_then_it_is_refused_by_name_and_nothing_half_made_stays(
    desk, later, tmp_path
):
    from guantong.core.kernel.problem import Refused

    ref = desk.delivered()
    cases.path_of_file(Document.objects.filter(case=ref.id).first().sm3).unlink()
    with pytest.raises(Refused, match=r"retention\.file_missing"):
        later(400)
    assert [path for path in (tmp_path / "archive").rglob("*") if path.is_file()] == []


@given(st.integers(1, 70), st.data())
def test_path_in_a_tree_when_followed_from_any_leaf_then_it_ends_at_the_root(size, data):
    leaves = [bytes([number]) * 3 for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    node = rules.sm3(b"\x00" + leaves[index])
    for side, neighbour in rules.inclusion_path(leaves, index):
        node = rules.sm3(b"\x01" + (neighbour + node if side == "left" else node + neighbour))
    assert node == rules.merkle_root(leaves)


@pytest.mark.django_db(transaction=True)
def test_proof_of_a_chain_when_a_checkpoint_covers_it_then_it_leads_to_that_checkpoints_root(at, settle):
    from guantong.core.kernel.actor import SYSTEM

    for number in range(5):
        journal.append(chain=f"case:{number}", kind="Tried", body={}, by=SYSTEM, at=at)
    assert journal.proof_of("case:3") is None
    settle()
    sealed = journal.seal(now=at)
    proof = journal.proof_of("case:3")
    node = rules.sm3(b"\x00" + rules.head_leaf("case:3", journal.head_of("case:3")))
    for side, neighbour in proof.path:
        other = bytes.fromhex(neighbour)
        node = rules.sm3(b"\x01" + (other + node if side == "left" else node + other))
    assert (node, proof.hash) == (sealed.root, sealed.hash.hex())
