"""The file that a backup is: a ZIP of a manifest, one dump by `pg_dump`, and the uploaded files. Pure but for the disk.

`manifest.json` names every member with its size and SM3, so that damage is found before anything is written. `unzip` and
`pg_restore` read it without us.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

from guantong.core.kernel.problem import Problem, Refused

from .digests import TableDigest
from .secrets import Sealed

FORMAT = 1
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files/"
CHUNK = 1 << 20


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the archive."""

    name: str
    size: int
    sm3: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive holds and what it was made from. `migrations` are `module.name`; `server` and `tool` are the
    versions of PostgreSQL and of the `pg_dump` that wrote the dump."""

    format: int
    guantong: str
    server: int
    tool: int
    at: datetime
    migrations: tuple[str, ...]
    tables: tuple[TableDigest, ...]
    members: tuple[Member, ...]
    secrets: dict[str, str] = {}
    sealed: Sealed | None = None


def add_file(into: zipfile.ZipFile, name: str, source: Path) -> Member:
    """Add a file as it is and return its entry of the manifest."""
    total = hashlib.new("sm3")
    size = 0
    with source.open("rb") as given, into.open(zipfile.ZipInfo(name), "w", force_zip64=True) as taken:
        while part := given.read(CHUNK):
            total.update(part)
            taken.write(part)
            size += len(part)
    return Member(name=name, size=size, sm3=total.hexdigest())


def write_manifest(into: zipfile.ZipFile, manifest: Manifest) -> str:
    """Write the manifest and return its SM3: what to note down to recognise this archive."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    into.writestr(MANIFEST, text)
    return hashlib.new("sm3", text).hexdigest()


def read_manifest(archive: zipfile.ZipFile, path: Path) -> tuple[Manifest, str]:
    """Return the manifest and its SM3; refuse `backup.not_one`, `backup.format`."""
    try:
        text = archive.read(MANIFEST)
        found = msgspec.json.decode(text)["format"]
        if found != FORMAT:
            facts = {"found": str(found), "known": FORMAT}
            raise Refused(Problem(code="backup.format", where=str(path), facts=facts))
        return msgspec.json.decode(text, type=Manifest), hashlib.new("sm3", text).hexdigest()
    except (KeyError, TypeError, msgspec.MsgspecError, zipfile.BadZipFile) as error:
        raise Refused(Problem(code="backup.not_one", where=str(path))) from error


def check_members(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Read every member once and refuse `backup.damaged` for each that is not as the manifest says."""
    there = set(archive.namelist()) - {MANIFEST}
    named = {member.name for member in manifest.members}
    wrong = [
        *sorted(there ^ named),
        *(member.name for member in manifest.members if not _is_safe(member.name)),
    ]
    wrong += [
        member.name for member in manifest.members if member.name in there and not _is_whole(archive, member)
    ]
    if wrong:
        raise Refused(*(Problem(code="backup.damaged", where=name) for name in dict.fromkeys(wrong)))


def take_out(archive: zipfile.ZipFile, name: str, to: Path) -> None:
    """Write a member to a file that only its owner may read."""
    to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with archive.open(name) as given, to.open("wb") as taken:
        to.chmod(0o600)
        shutil.copyfileobj(given, taken, CHUNK)


def files_of(manifest: Manifest) -> Iterator[Member]:
    """Yield the members that lie in the home folder, beside the database."""
    return (member for member in manifest.members if member.name.startswith(FILES))


def _is_whole(archive: zipfile.ZipFile, member: Member) -> bool:
    try:
        with archive.open(member.name) as given:
            return sm3_of(given) == member.sm3 and archive.getinfo(member.name).file_size == member.size
    except (zipfile.BadZipFile, OSError, EOFError, ValueError):
        return False


def sm3_of(given: IO[bytes]) -> str:
    total = hashlib.new("sm3")
    while part := given.read(CHUNK):
        total.update(part)
    return total.hexdigest()


def _is_safe(name: str) -> bool:
    """A name that stays inside the folder it is written to."""
    path = PurePosixPath(name)
    return name == DUMP or (name.startswith(FILES) and ".." not in path.parts and not path.is_absolute())
