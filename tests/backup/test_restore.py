"""What `guantong backup` took, `guantong restore` brings back and proves equal: beside a running installation, with its keys."""

from __future__ import annotations

import fcntl
import zipfile
from collections.abc import Iterator

import pytest

from guantong.project.postgres import Embedded
from tests.installation import OLD, Installation

PASSPHRASE = {"GUANTONG_BACKUP_PASSPHRASE": "correct horse battery"}


@pytest.fixture(scope="module")
def running() -> Iterator[Installation]:
    """An installation with cases whose database runs all the time, and a backup of it, with its secrets."""
    made = Installation()
    made.done("restore", OLD)
    server = Embedded(made.home)
    server.start()
    made.said = made.done("backup", made.folder / "sealed.backup", "--with-keys", **PASSPHRASE)
    yield made
    server.stop()
    made.end()


@pytest.fixture
def fresh() -> Iterator[Installation]:
    made = Installation()
    yield made
    made.end()


def test_backup_of_a_running_installation_when_restored_beside_it_then_both_hold_the_same_and_both_work(
    running, fresh
):
    archive = running.folder / "sealed.backup"
    assert archive.stat().st_mode & 0o077 == 0
    secret = (running.home / "django.secret").read_bytes()
    assert secret not in archive.read_bytes()
    restored = fresh.done("restore", archive, "--with-keys", **PASSPHRASE)
    assert running.said.rpartition("SM3 of the manifest: ")[2][:64] in restored
    assert "all equal" in restored
    assert "≠" not in restored
    assert (fresh.home / "django.secret").read_bytes() == secret
    assert "chains" in fresh.done("journal", "seal")
    files = [
        sorted(path.name for path in (each.home / "files").rglob("*") if path.is_file())
        for each in (running, fresh)
    ]
    assert files[0] == files[1] != []


def test_restore_into_a_home_that_holds_something_when_tried_then_it_is_refused(running):
    made = running.run("restore", OLD)
    assert (made.returncode, "backup.not_empty" in made.stderr) == (1, True)


@pytest.mark.faults
def test_restore_into_a_database_with_tables_when_files_are_gone_then_it_is_refused_too(fresh):
    fresh.done("migrate", "contenttypes")
    made = fresh.run("restore", OLD)
    assert (made.returncode, "backup.not_empty" in made.stderr) == (1, True)


def test_restore_when_another_one_is_at_work_then_it_is_refused(fresh):
    fresh.home.mkdir()
    with (fresh.home / "restore.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = fresh.run("restore", OLD)
    assert (made.returncode, "backup.restoring" in made.stderr) == (1, True)


def test_restore_when_the_passphrase_is_wrong_then_nothing_is_written(running, fresh):
    archive = running.folder / "sealed.backup"
    made = fresh.run("restore", archive, "--with-keys", GUANTONG_BACKUP_PASSPHRASE="wrong horse battery")
    assert (made.returncode, "backup.passphrase_wrong" in made.stderr) == (1, True)
    assert not (fresh.home / "postgres").exists()
    assert not list(fresh.home.glob("*.secret"))


@pytest.mark.faults
def test_restore_when_the_dump_cannot_be_read_then_the_home_is_as_empty_as_before_and_the_next_one_works(
    fresh,
):
    """The manifest agrees with the dump, and PostgreSQL's own tool gives up half-way through."""
    import msgspec

    from guantong.core.kernel.digest import sm3
    from guantong.project.backup.archive import DUMP, MANIFEST

    with zipfile.ZipFile(OLD) as file:
        members = {name: file.read(name) for name in file.namelist()}
    cut = members[DUMP][: len(members[DUMP]) * 9 // 10]
    manifest = msgspec.json.decode(members[MANIFEST])
    entry = next(member for member in manifest["members"] if member["name"] == DUMP)
    entry |= {"size": len(cut), "sm3": sm3(cut)}
    with zipfile.ZipFile(fresh.folder / "cut.backup", "w") as file:
        for name, content in (members | {DUMP: cut, MANIFEST: msgspec.json.encode(manifest)}).items():
            file.writestr(name, content)
    made = fresh.run("restore", fresh.folder / "cut.backup")
    assert (made.returncode, "backup.tool_failed" in made.stderr) == (1, True)
    assert not (fresh.home / "files").exists()
    assert "all equal" in fresh.done("restore", OLD)


def test_backup_when_a_file_is_missing_or_the_name_is_taken_then_it_says_so(running, fresh):
    lost = next(path for path in sorted((running.home / "files").rglob("*")) if path.is_file())
    content = lost.read_bytes()
    lost.unlink()
    try:
        made = running.run("backup", fresh.folder / "a.backup")
    finally:
        lost.write_bytes(content)
    assert (made.returncode, lost.name in made.stderr) == (1, True)
    again = running.run("backup", fresh.folder / "a.backup")
    assert (again.returncode, "backup.exists" in again.stderr) == (1, True)
    assert sorted(path.name for path in fresh.folder.iterdir()) == ["a.backup"]
