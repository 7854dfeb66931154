"""Uploaded files: kept under their own hash, on disk before the row that names them."""

from __future__ import annotations

import os
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from secrets import token_hex

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.digest import sm3
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.values import DOCUMENT_LIMIT

from ..models import Document
from ..queries.drafts import document_view, path_of
from ..rows import DocumentView
from ..rules.file_names import NAME_LIMIT

# What a file is, is read off its first bytes: the name is only what somebody called it.
BEGINNINGS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"AC10", "dwg"))
# Packed formats, by a member that each of them must have (GB/T 33190 for OFD, ISO 29500 for the office formats).
MEMBERS = (("OFD.xml", "ofd"), ("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))
KINDS = tuple(kind for _, kind in (*BEGINNINGS, *MEMBERS))
# Nothing is unpacked here, but whoever opens the file unpacks it.
MOST_UNPACKED, MOST_MEMBERS = 500_000_000, 10_000  # bytes, files
MACROS = "vbaProject.bin"


def save_document(*, by: Actor, name: str, content: bytes, now: datetime) -> DocumentView:
    if by.role not in ("applicant", "clerk") or not by.applicant.isdecimal():
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "save_document", "item": ""}))
    kind = kind_of(content)
    if not 0 < len(content) <= DOCUMENT_LIMIT:
        raise Refused(
            Problem(code="cases.document_size", where=name, facts={"limit": DOCUMENT_LIMIT // 1024 // 1024})
        )
    if not kind:
        raise Refused(Problem(code="cases.document_type", where=name, facts={"possible": ", ".join(KINDS)}))
    digest = sm3(content)
    keep(path_of(digest), content)
    row = Document.objects.create(
        sm3=digest, name=Path(name).name[-NAME_LIMIT:] or digest, size=len(content), kind=kind,
        owner_id=int(by.applicant), mandate=by.mandate, stored_at=now,
    )  # fmt: skip
    # Erasure may just have taken a file that nobody named (actions/erasure.py); now this row names it.
    keep(path_of(digest), content)
    return document_view(row)


def keep(path: Path, content: bytes) -> None:
    """Write a file so that it is whole and on disk when this returns, or not there at all."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    passing = path.with_name(f"{path.name}.{token_hex(8)}")
    try:
        with os.fdopen(os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(passing, path)
    except OSError:
        # On a full disk half a file would take the room that everybody waits for.
        passing.unlink(missing_ok=True)
        raise
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def kind_of(content: bytes) -> str:
    """Return the type by content (`pdf`, `jpg` …), empty for anything that is not accepted anywhere."""
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(content)) as packed:
                members = packed.infolist()
        except Exception:
            # zipfile raises many kinds of errors for a directory that somebody made up.
            return ""
        return _packed_kind(members)
    return ""


def _packed_kind(members: list[zipfile.ZipInfo]) -> str:
    """Return the type of a packed file; none for one that unpacks to too much, or that carries macros."""
    names = {member.filename for member in members}
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        return ""
    if any(PurePosixPath(name).name == MACROS for name in names):
        return ""
    return next((kind for member, kind in MEMBERS if member in names), "")
