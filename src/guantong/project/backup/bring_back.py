"""A backup brought back into an empty home, and compared with what it was made from, row for row and file for file."""

from __future__ import annotations

import fcntl
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from django.db import connection, transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal import public as journal
from guantong.project.home import home

from . import archive
from .archive import DUMP, FILES, Manifest, check_members, files_of, read_manifest, take_out
from .digests import SHAPE, digest_tables, tables
from .save import CHAIN
from .secrets import open_secrets, read_secrets, write_secrets
from .tools import run_tool, server_version


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What was compared, and what differs (names of tables and files, chains, numbers of cases)."""

    tables: int
    rows: int
    files: int
    journal: journal.Report
    heads: int
    differs: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.differs and self.journal.sound


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest, str]]:
    """Give an archive with its manifest and the manifest's SM3; refuse what is damaged before anything is written."""
    try:
        file = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise Refused(Problem(code="backup.not_one", where=str(path))) from error
    with file:
        manifest, digest = read_manifest(file, path)
        check_members(file, manifest)
        yield file, manifest, digest


@contextmanager
def only_one() -> Iterator[None]:
    """Refuse `backup.restoring` while another restore works on the same home, and `backup.not_empty` when it holds files."""
    top = home()
    top.mkdir(parents=True, exist_ok=True)
    with (top / "restore.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(Problem(code="backup.restoring", where=str(top))) from None
        left = [path for path in sorted(top.iterdir()) if not path.name.startswith(("postgres", "restore."))]
        left = [
            path
            for path in left
            if path.suffix != ".secret" and not (path.is_dir() and not any(path.iterdir()))
        ]
        if left:
            raise Refused(Problem(code="backup.not_empty", where=str(top), facts={"first": left[0].name}))
        yield


def bring_secrets(manifest: Manifest, passphrase: str) -> None:
    """Put the secrets where they belong. Before Django is set up: what is not there it would make anew."""
    if manifest.sealed is None:
        raise Refused(Problem(code="backup.no_secrets"))
    write_secrets(home(), open_secrets(manifest.sealed, passphrase))


def bring_back(file: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write database and files. Refuse a database that is not empty, and an archive of a later version."""
    _check_versions(manifest)
    if there := tables():
        name = str(connection.settings_dict["NAME"])
        raise Refused(Problem(code="backup.not_empty", where=name, facts={"first": there[0]}))
    with TemporaryDirectory(dir=home(), prefix="restore.") as folder:
        passing = Path(folder)
        take_out(file, DUMP, passing / DUMP)
        for member in files_of(manifest):
            take_out(file, member.name, passing / member.name)
        connection.close()
        # All of it or nothing: whatever stops it leaves the database as empty as it was.
        run_tool(
            "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
            f"--dbname={connection.settings_dict['NAME']}", str(passing / DUMP), least=manifest.tool,
        )  # fmt: skip
        for path in sorted((passing / FILES).iterdir()) if (passing / FILES).is_dir() else ():
            target = home() / path.name
            if target.is_dir():
                target.rmdir()  # empty: `only_one` looked
            shutil.move(path, target)


def prove(manifest: Manifest) -> Proof:
    """Compare everything with the manifest, verify the journal, and hold each case against its last entry."""
    from guantong.modules.cases import public as cases

    with transaction.atomic():
        here = {digest.table: digest for digest in digest_tables()}
    there = {digest.table: digest for digest in manifest.tables}
    # Two versions of PostgreSQL may write the same index in other words.
    compared = (here.keys() | there.keys()) - (set() if manifest.server == server_version() else {SHAPE})
    differs = [name for name in sorted(compared) if here.get(name) != there.get(name)]
    files = list(files_of(manifest))
    differs += [member.name for member in files if not _same_file(member)]
    heads, loose = cases.check_heads()
    differs += [journal.case_chain(case_id) for case_id in loose]
    return Proof(
        tables=len(here), rows=sum(each.rows for each in here.values()), files=len(files), heads=heads,
        journal=journal.verify(), differs=tuple(differs),
    )  # fmt: skip


def record(digest: str, manifest: Manifest, by: Actor, now: datetime) -> None:
    """Say in the journal that it was restored, and from what; let the next checkpoint seal what none had sealed."""
    journal.count_anew()
    body = {"archive": digest, "made_at": manifest.at.isoformat()}
    journal.append(chain=CHAIN, kind="Restored", body=body, by=by, at=now)


def lacking(manifest: Manifest) -> tuple[str, ...]:
    """Return the secrets of the old installation that are not here: what they sealed cannot be opened."""
    from .secrets import fingerprints

    here = fingerprints(read_secrets(home()))
    return tuple(name for name, print_ in manifest.secrets.items() if here.get(name) != print_)


def _check_versions(manifest: Manifest) -> None:
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest.migrations) - known):
        facts = {"made_by": manifest.guantong, "first": newer[0]}
        raise Refused(Problem(code="backup.newer", where=newer[0], facts=facts))
    if manifest.server > server_version():
        facts = {"made_by": str(manifest.server), "here": str(server_version())}
        raise Refused(Problem(code="backup.server_newer", facts=facts))


def _same_file(member: archive.Member) -> bool:
    path = home() / member.name.removeprefix(FILES)
    if not path.is_file() or path.stat().st_size != member.size:
        return False
    with path.open("rb") as given:
        return archive.sm3_of(given) == member.sm3
