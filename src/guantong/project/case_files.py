"""The archive of a closed case: one ZIP that can be read and checked without this system, in fifty years too.

A page to read (`index.html`), the state and the answers as JSON, the chain of the journal with the proof that a checkpoint covers
it, the documents, and the script that checks all of it. The same case gives the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path
from typing import Any

import msgspec
from django.template.loader import render_to_string
from django.utils import translation

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.texts import say
from guantong.modules.cases import public as cases
from guantong.modules.journal import public as journal
from guantong.modules.sharing.public import reads_of
from guantong.project.clock import ZONE
from guantong.project.home import home
from guantong.web.ui.desk import said

SCRIPT = Path(__file__).with_name("verify_case_file.py")
_encode = msgspec.json.Encoder(order="deterministic").encode


def place_of(file: cases.CaseFile) -> Path:
    """Return where the archive of a case lies."""
    year = str(file.closed_on.year) if file.closed_on else "open"
    return home() / "archive" / year / f"{file.code}.zip"


def write_case_file(case_id: int) -> tuple[Path, str]:
    """Write the archive of one case, whole or not at all, and return where it lies and its SM3."""
    file = cases.case_file(case_id)
    path = place_of(file)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    passing = path.with_suffix(".part")
    try:
        with os.fdopen(os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as taken:
            with zipfile.ZipFile(taken, "w", zipfile.ZIP_DEFLATED) as into:
                _fill(into, file)
            taken.flush()
            os.fsync(taken.fileno())
        passing.replace(path)
    finally:
        passing.unlink(missing_ok=True)
    with path.open("rb") as given:
        return path, hashlib.file_digest(given, lambda: hashlib.new("sm3")).hexdigest()


def _fill(into: zipfile.ZipFile, file: cases.CaseFile) -> None:
    digests: dict[str, str] = {}

    def add(name: str, content: bytes) -> None:
        # A fixed date: the same case gives the same bytes.
        info = zipfile.ZipInfo(name)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        into.writestr(info, content)
        digests[name] = hashlib.new("sm3", content).hexdigest()

    proof = journal.proof_of(journal.case_chain(file.id))
    documents = [(f"documents/{sm3[:8]}-{_plain(name)}", name, sm3) for name, sm3 in file.documents]
    add("index.html", _page(file, documents, proof).encode())
    add("case.json", _encode(_facts(file)))
    add("journal.jsonl", b"".join(_encode(_line(entry)) + b"\n" for entry in file.entries))
    add("proof.json", _encode(proof))
    add("reads.json", _encode(reads_of(journal.case_chain(file.id))))
    for member, name, sm3 in documents:
        add(member, _document(name, sm3))
    add("verify.py", SCRIPT.read_bytes())
    into.writestr(
        zipfile.ZipInfo("manifest.json"), _encode({"format": 1, "code": file.code, "files": digests})
    )


def _facts(file: cases.CaseFile) -> dict[str, Any]:
    left_out = ("entries", "documents", "state", "values")
    facts = {name: getattr(file, name) for name in file.__struct_fields__ if name not in left_out}
    values = [
        {"element": each.element, "title": each.title, "value": each.value, "source": each.source}
        for each in file.values
    ]
    documents = [{"name": name, "sm3": sm3} for name, sm3 in file.documents]
    return {**facts, "values": values, "documents": documents, "state": msgspec.Raw(file.state.encode())}


def _line(entry: journal.Entry) -> dict[str, Any]:
    """Return an entry with its body as the text that was hashed."""
    fields = {
        name: getattr(entry, name) for name in ("chain", "seq", "account", "role", "unit", "mandate", "kind")
    }
    return {
        **fields, "at": entry.at.astimezone(ZONE).isoformat(), "body": entry.body.decode(),
        "previous": entry.previous.hex(), "hash": entry.hash.hex(),
    }  # fmt: skip


def _page(
    file: cases.CaseFile, documents: list[tuple[str, str, str]], proof: journal.ChainProof | None
) -> str:
    with translation.override("zh-hans"):
        entries = [
            (entry, entry.facts().get("event") or {}, file.units.get(entry.unit, ""))
            for entry in file.entries
        ]
        return render_to_string(
            "ui/case_file.jinja",
            {
                "file": file,
                "documents": documents,
                "entries": entries,
                "proof": proof,
                "zone": ZONE,
                "verb_of": _verb,
                "said": said(file),
            },
        )


def _verb(kind: str) -> str:
    """Return what was done in words; entries that are no act of a case (what was looked at, say) keep their name."""
    key = f"flow-verb-{kind.replace('_', '-')}"
    words = say(key)
    return kind if words == f"[{key}]" else words


def _document(name: str, sm3: str) -> bytes:
    path = cases.path_of_file(sm3)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(Problem(code="retention.file_missing", where=name, facts={"sm3": sm3})) from None


def _plain(name: str) -> str:
    """A name that every system can unpack; the one that somebody gave stands in case.json."""
    return "".join(sign if sign.isalnum() or sign in ".-_" else "_" for sign in name)[-80:]
