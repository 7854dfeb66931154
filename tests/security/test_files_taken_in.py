"""Files of strangers: uploads, workbooks, archives. Told by their content, never unpacked further than looked at, named by us."""

from __future__ import annotations

import io
import resource
import zipfile
from pathlib import Path

import openpyxl
import pytest

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.read import read_package
from guantong.core.scenario.workbook import export_workbook, import_workbook, inspect_workbook
from guantong.core.scenario.written import write_package
from guantong.modules.cases.actions import documents
from guantong.modules.cases.actions.documents import KINDS, kind_of
from guantong.modules.cases.rules.file_names import MORE_ENDINGS, NAME_LIMIT, fitting_name
from guantong.project.home import scenarios
from guantong.web.ui.files import TYPES
from guantong.web.ui.sheets import csv_file
from tests.web.interface import Caller

PDF = b"%PDF-1.7\n"


def packed(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in members.items():
            into.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


HARMFUL = {
    "page.html": b"<!doctype html><script>alert(1)</script>",
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "bomb.xml": b'<!DOCTYPE a [<!ENTITY b "&b;&b;">]><a>&b;</a>',
    "program.exe": b"MZ\x90\x00",
    "script.pdf": b"#!/bin/sh\nrm -rf /",
    "late.pdf": b"<html>%PDF-1.7</html>",
    "gif.jpg": b"GIF89a",
    "plain.zip": packed(readme=b"x"),
    "macros.docx": packed(**{"word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}),
    "many.xlsx": packed(**{"xl/workbook.xml": b"<a/>"}, **{f"a/{n}": b"" for n in range(10_001)}),
    "huge.docx": packed(
        **{"word/document.xml": b"\0" * 30_000_000}, **{f"a{n}": b"\0" * 60_000_000 for n in range(1)}
    ),
}


def test_files_when_they_are_not_what_may_be_handed_in_then_their_content_tells(monkeypatch):
    monkeypatch.setattr(documents, "MOST_UNPACKED", 80_000_000)
    assert {name: kind_of(content) for name, content in HARMFUL.items()} == dict.fromkeys(HARMFUL, "")
    assert kind_of(packed(**{"word/document.xml": b"<a/>"})) == "docx"


def test_files_when_uploaded_then_refused_or_sent_back_as_an_attachment_that_nothing_runs(
    walked, monkeypatch
):
    """A polyglot (a PDF that is a page too) is kept, but leaves only as a file, under the ending of what it is."""
    monkeypatch.setattr(documents, "MOST_UNPACKED", 80_000_000)
    mine = Caller(walked.clients["applicant"])
    for name, content in HARMFUL.items():
        assert mine.upload(name, content)[0] == 415, name
    for name in ("page.html", "../../../../etc/cron.d/job", 'a".pdf\r\nX-Planted: 1', "\u202efdp.exe", ""):
        status, kept = mine.upload(name or "x", PDF + b"<script>alert(1)</script>" + name.encode())
        assert status in (200, 201), name
        answer = walked.clients["applicant"].get(
            f"/my/files/{kept['sha'] if 'sha' in kept else kept['sm3']}/"
        )
        heads = answer.headers
        assert heads["Content-Type"] == "application/pdf"
        assert heads["Content-Disposition"].startswith("attachment")
        assert ".pdf" in heads["Content-Disposition"]
        assert heads["X-Content-Type-Options"] == "nosniff"
        assert heads["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "no-store" in heads["Cache-Control"]
        assert "X-Planted" not in heads
        assert ".." not in heads["Content-Disposition"]


def test_names_when_made_up_then_what_is_kept_is_a_plain_name_with_the_right_ending():
    for given in (
        "../../x",
        "C:\\a\\b",
        "a\0b",
        "x\r\ny",
        ".",
        "..",
        " ",
        "a" * 999,
        "/",
        ".htaccess",
        "x.php",
    ):
        for kind in KINDS:
            name = fitting_name(given, kind, "digest")
            assert name.endswith(MORE_ENDINGS.get(kind, (f".{kind}",))), given
            assert not set(name) & set("/\\\0\r\n"), given
            assert 0 < len(name) <= NAME_LIMIT
            assert not name.startswith(".")


def test_types_when_listed_then_no_browser_runs_any_of_them():
    assert not {
        "text/html",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/xml",
        "application/javascript",
    } & set(TYPES.values())


# ------------------------------------------------------------------------------------------------------- workbooks


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "good.xlsx"
    export_workbook(read_package(scenarios() / "newborn"), path)
    return path


def changed(workbook: Path, to: Path, part: str, change) -> Path:
    with zipfile.ZipFile(workbook) as good, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as bad:
        for one in good.infolist():
            content = good.read(one)
            bad.writestr(one.filename, change(content) if one.filename == part else content)
    return to


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "gb18030", "utf-7"])
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_workbook_when_a_part_declares_entities_then_nothing_of_it_is_read(
    workbook, tmp_path, part, encoding
):
    """In whatever encoding, and after a comment longer than any look at the beginning."""

    def declare(content: bytes) -> bytes:
        body = content.decode().partition("?>")[2] if content.startswith(b"<?xml") else content.decode()
        written = f'<?xml version="1.0" encoding="{encoding}"?><!--{"x" * 20_000}-->{BOMB}{body}'
        return written.encode(encoding, "xmlcharrefreplace")

    bad = changed(workbook, tmp_path / "bad.xlsx", part, declare)
    assert [problem.code for problem in inspect_workbook(bad).problems] == ["workbook.unreadable"]


def test_workbook_when_two_cells_lie_far_apart_then_the_cells_between_are_never_made(workbook, tmp_path):
    book = openpyxl.load_workbook(workbook)
    page = book.worksheets[2]
    page.cell(99_000, 1, "x")
    page.cell(1, 290, "y")
    book.save(tmp_path / "far.xlsx")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "workbook.too_large" in {
        problem.code for problem in inspect_workbook(tmp_path / "far.xlsx").problems
    }
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # KiB


@pytest.mark.parametrize("name", ["../../evil", "/tmp/evil", "..", "a/b", "a\\b", ".hidden", ""])
def test_package_when_an_overlay_is_called_like_a_path_then_nothing_is_written_anywhere(tmp_path, name):
    package = read_package(scenarios() / "newborn")
    overlay = next(iter(package.overlays.values()), None)
    bad = package.model_copy(update={"overlays": {name: overlay}}) if overlay else package.model_copy(
        update={"stories": {name: next(iter(package.stories.values()))}}
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        write_package(bad, tmp_path / "inside" / "package")
    assert refused.value.code == "workbook.file_name"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


DANGEROUS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("https://evil.example")',
    "\uff1d1+1",
    " =1",
    "|cmd",
)


@pytest.mark.parametrize("text", DANGEROUS)
def test_table_when_a_text_looks_like_a_formula_then_it_stays_text(text):
    import csv

    rows = list(
        csv.reader(
            io.StringIO(csv_file("x.csv", ["a", text], [[text, 1]]).content.decode("utf-8-sig"), newline="")
        )
    )
    for cell in (rows[0][1], rows[1][0]):
        assert cell.startswith("'")


def test_workbook_when_written_then_no_cell_of_it_is_a_formula(tmp_path):
    package = read_package(scenarios() / "newborn")
    item = next(iter(package.scenario.items.values()))
    title = item.title.model_copy(update={"zh": "=1+1"}) if hasattr(item.title, "model_copy") else "=1+1"
    items = {
        **package.scenario.items,
        next(iter(package.scenario.items)): item.model_copy(update={"title": title}),
    }
    scenario = package.scenario.model_copy(update={"items": items})
    export_workbook(package.model_copy(update={"scenario": scenario}), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = [
        cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None
    ]
    dangerous = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(cell.value == "=1+1" for cell in dangerous)
    assert all(cell.quotePrefix for cell in dangerous if isinstance(cell.value, str))


def test_workbook_when_every_import_is_refused_then_it_is_with_a_problem(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(HARMFUL["huge.docx"])
    with pytest.raises(Refused):
        import_workbook(tmp_path / "x.xlsx")
