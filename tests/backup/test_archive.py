"""A damaged archive is found out before anything is written; a digest misses no change; secrets stay shut."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from django.db import connection, transaction

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.modules.journal import public as journal
from guantong.project.backup import bring_back, digests, secrets
from guantong.project.backup.archive import DUMP, MANIFEST, Manifest
from tests.installation import OLD


@dataclass
class Copy:
    """The old archive, to be spoiled."""

    path: Path

    def members(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as file:
            return {name: file.read(name) for name in file.namelist()}

    def write(self, members: dict[str, bytes]) -> None:
        with zipfile.ZipFile(self.path, "w") as file:
            for name, content in members.items():
                file.writestr(name, content)

    def manifest(self, **changes: object) -> None:
        members = self.members()
        members[MANIFEST] = msgspec.json.encode(msgspec.json.decode(members[MANIFEST]) | changes)
        self.write(members)

    def refusal(self) -> tuple[str, list[str]]:
        with pytest.raises(Refused) as refused, bring_back.opened(self.path):
            pass
        return refused.value.code, [problem.where for problem in refused.value.problems]


@pytest.fixture
def copy(tmp_path):
    return Copy(Path(shutil.copy(OLD, tmp_path / "copy.backup")))


def test_archive_when_whole_then_it_opens_and_names_its_maker():
    with bring_back.opened(OLD) as (_, manifest, digest):
        assert (manifest.guantong, len(digest)) == ("0.1.0", 64)
        assert {table.table for table in manifest.tables} >= {"cases_case", "journal_entry"}


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9])
def test_archive_when_one_byte_of_a_member_differs_then_it_is_refused(copy, share):
    data = bytearray(copy.path.read_bytes())
    with zipfile.ZipFile(copy.path) as file:
        info = file.getinfo(DUMP)
    data[info.header_offset + 100 + int(info.file_size * share)] ^= 1
    copy.path.write_bytes(data)
    assert copy.refusal() == ("backup.damaged", [DUMP])


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_archive_when_cut_off_then_it_is_not_one(copy, share):
    data = copy.path.read_bytes()
    copy.path.write_bytes(data[: int(len(data) * share)])
    assert copy.refusal()[0] == "backup.not_one"


def test_archive_when_a_member_is_gone_or_too_much_then_both_are_named(copy):
    members = copy.members()
    first = next(name for name in members if name.startswith("files/"))
    members["files/../../outside"] = members.pop(first)
    copy.write(members)
    assert copy.refusal() == ("backup.damaged", sorted(["files/../../outside", first]))


def test_archive_when_a_name_in_the_manifest_leads_outside_then_it_is_refused(copy):
    members = copy.members()
    listed = msgspec.json.decode(members[MANIFEST])
    listed["members"].append({**listed["members"][-1], "name": "files/../../x"})
    members["files/../../x"] = members[listed["members"][-2]["name"]]
    copy.write(members | {MANIFEST: msgspec.json.encode(listed)})
    assert copy.refusal() == ("backup.damaged", ["files/../../x"])


def test_archive_of_another_format_when_opened_then_it_is_refused_by_number(copy):
    copy.manifest(format=2)
    assert copy.refusal()[0] == "backup.format"


def test_another_file_when_opened_then_it_is_not_one(tmp_path):
    for content in (b"", b"PK", b"hello" * 1000):
        (tmp_path / "x").write_bytes(content)
        assert Copy(tmp_path / "x").refusal()[0] == "backup.not_one"


@pytest.mark.django_db
def test_archive_of_a_later_version_when_brought_back_then_it_is_refused_before_anything_is_written(copy):
    for change, code in (
        ({"migrations": ["cases.9999_later"]}, "backup.newer"),
        ({"migrations": [], "server": 99}, "backup.server_newer"),
    ):
        copy.manifest(**change)
        with bring_back.opened(copy.path) as (file, manifest, _), pytest.raises(Refused) as refused:
            bring_back.bring_back(file, manifest)
        assert refused.value.code == code


@pytest.mark.django_db
def test_digest_when_one_value_changes_then_only_its_table_differs(at):
    def taken() -> dict[str, digests.TableDigest]:
        with transaction.atomic():
            return {each.table: each for each in digests.digest_tables()}

    journal.append(chain="case:1", kind="Tried", body={"a": 1}, by=SYSTEM, at=at)
    before = taken()
    assert (before["journal_entry"].rows, before == taken()) == (1, True)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE django_migrations SET name = name || 'x' WHERE id = (SELECT min(id) FROM django_migrations)"
        )
        cursor.execute("DROP INDEX tasks_of_unit")
    after = taken()
    assert {name for name in before if before[name] != after[name]} == {"django_migrations", digests.SHAPE}
    assert before["django_migrations"].rows == after["django_migrations"].rows


@pytest.mark.django_db
def test_journal_after_a_restore_when_counted_anew_then_only_what_no_checkpoint_covers_gets_a_new_number(at):
    for number in range(3):
        journal.append(chain=f"case:{number}", kind="Tried", body={}, by=SYSTEM, at=at)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE journal_entry SET xid = 7 WHERE chain = 'case:0'")
        cursor.execute("UPDATE journal_entry SET xid = 99999999 WHERE chain = 'case:2'")
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute(
            "INSERT INTO journal_checkpoint (number, at, watermark, heads, root, previous, hash) VALUES (1, now(), 8, 0, '', '', '')"
        )
        assert journal.count_anew() == 2
        cursor.execute("SELECT chain, xid < 99999999, xid = 7 FROM journal_entry ORDER BY chain")
        assert cursor.fetchall() == [("case:0", True, True), ("case:1", True, False), ("case:2", True, False)]
        cursor.execute("SELECT tgenabled FROM pg_trigger WHERE tgname = 'journal_entry_append_only'")
        assert cursor.fetchone() == ("O",)


def test_secrets_when_sealed_then_only_the_same_passphrase_opens_them():
    given = {"django.secret": "s" * 64, "seal.secret": "t" * 64}
    sealed = secrets.seal_secrets(given, "correct horse battery")
    assert secrets.open_secrets(sealed, "correct horse battery") == given
    with pytest.raises(Refused, match="passphrase_wrong"):
        secrets.open_secrets(sealed, "correct horse battery ")
    other = secrets.seal_secrets(given, "correct horse battery")
    assert (other.salt, other.nonce, other.body) != (sealed.salt, sealed.nonce, sealed.body)
    with pytest.raises(Refused, match="passphrase_wrong"):
        secrets.open_secrets(msgspec.structs.replace(sealed, nonce=other.nonce), "correct horse battery")
    with pytest.raises(Refused, match="passphrase_short"):
        secrets.seal_secrets(given, "short")


def test_secrets_when_another_is_there_then_it_is_not_overwritten(tmp_path):
    (tmp_path / "django.secret").write_text("mine")
    with pytest.raises(Refused, match="other_secret"):
        secrets.write_secrets(tmp_path, {"django.secret": "theirs", "seal.secret": "x"})
    assert not (tmp_path / "seal.secret").exists()
    secrets.write_secrets(tmp_path, {"django.secret": "mine", "seal.secret": "x"})
    assert (tmp_path / "seal.secret").stat().st_mode & 0o777 == 0o600


def test_manifest_when_read_by_a_stranger_then_it_holds_no_secret():
    with zipfile.ZipFile(OLD) as file:
        text = file.read(MANIFEST)
    manifest = msgspec.json.decode(text, type=Manifest)
    assert manifest.sealed is None
    assert all(len(print_) == secrets.FINGERPRINT for print_ in manifest.secrets.values())
