"""A backup written while everything runs: dump, digests and files are of one moment (one exported snapshot)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.cases import public as cases
from guantong.modules.journal import public as journal
from guantong.project.home import home

from .archive import DUMP, FILES, FORMAT, Manifest, Member, add_file, write_manifest
from .digests import ENDS_WITH_THE_SERVER, digest_tables, tables
from .secrets import check_passphrase, fingerprints, read_secrets, seal_secrets
from .tools import run_tool, server_version, tool_version

CHAIN = "installation"
# The server's own folder and locks; secrets have a way of their own.
NOT_FILES = re.compile(r"postgres(\.\w+)?|.*\.(secret|lock|part)")
# A file while it is being written has a second name behind its first (`save_document`).
UNFINISHED = re.compile(r"[0-9a-f]{64}\.[0-9a-f]{16}")
STILL = 0x6B656570  # "keep"; only has to be ours among advisory locks
Progress = Callable[[str], None]


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """A backup that was written. `missing` are uploaded files that rows name and the disk does not hold."""

    manifest: Manifest
    sm3: str
    size: int
    missing: tuple[str, ...]


def save(
    path: Path,
    *,
    passphrase: str = "",
    by: Actor = SYSTEM,
    now: datetime,
    progress: Progress = lambda step: None,
) -> Saved:
    """Write a backup; with a passphrase the secrets too. Refuse `backup.exists`, `backup.no_tables`."""
    if path.exists():
        raise Refused(Problem(code="backup.exists", where=str(path)))
    if "journal_entry" not in tables():
        raise Refused(Problem(code="backup.no_tables", where=str(connection.settings_dict["NAME"])))
    if passphrase:
        check_passphrase(passphrase)
    # Whoever takes everything along leaves a trace, in the journal that goes along.
    journal.append(chain=CHAIN, kind="BackedUp", body={"secrets": bool(passphrase)}, by=by, at=now)
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=f"{path.name}.") as folder, kept_still():
        passing = Path(folder) / "archive"
        passing.touch(0o600)
        with zipfile.ZipFile(passing, "w", allowZip64=True) as into:
            manifest, missing = _fill(into, Path(folder) / DUMP, passphrase, now, progress)
            digest = write_manifest(into, manifest)
        size = passing.stat().st_size
        passing.replace(path)
    return Saved(manifest=manifest, sm3=digest, size=size, missing=missing)


def _fill(
    into: zipfile.ZipFile, dump: Path, passphrase: str, now: datetime, progress: Progress
) -> tuple[Manifest, tuple[str, ...]]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        progress("dump")
        left_out = [f"--exclude-table-data={table}" for table in ENDS_WITH_THE_SERVER]
        run_tool(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--no-unlogged-table-data", *left_out,
            f"--snapshot={snapshot}", f"--file={dump}",
        )  # fmt: skip
        progress("digest")
        digests = digest_tables()
        named = frozenset(cases.stored_files())
        applied = MigrationRecorder(connection).applied_migrations()
    progress("files")
    members = [add_file(into, DUMP, dump), *_add_files(into)]
    secrets = read_secrets(home())
    manifest = Manifest(
        format=FORMAT, guantong=version("guantong"), server=server_version(), tool=tool_version("pg_dump"), at=now,
        migrations=tuple(sorted(f"{app}.{name}" for app, name in applied)), tables=digests, members=tuple(members),
        secrets=fingerprints(secrets), sealed=seal_secrets(secrets, passphrase) if passphrase else None,
    )  # fmt: skip
    there = {member.name.rpartition("/")[2] for member in members}
    return manifest, tuple(sorted(named - there))


def _add_files(into: zipfile.ZipFile) -> Iterator[Member]:
    top = home()
    for entry in sorted(top.iterdir()):
        if NOT_FILES.fullmatch(entry.name):
            continue
        for path in sorted(entry.rglob("*")) if entry.is_dir() else [entry]:
            if path.is_file() and not UNFINISHED.fullmatch(path.name):
                yield add_file(into, FILES + path.relative_to(top).as_posix(), path)


@contextmanager
def kept_still(*, alone: bool = False) -> Iterator[None]:
    """While a backup is made nothing is erased (`guantong retention` comes `alone`, and waits): with a row goes its file."""
    way = "" if alone else "_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock{way}(%s)", [STILL])
        try:
            yield
        finally:
            cursor.execute(f"SELECT pg_advisory_unlock{way}(%s)", [STILL])
