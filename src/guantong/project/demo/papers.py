"""The filled-in form of an invented applicant: sample values, and a small real PDF for each document."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from guantong.core.kernel.actor import Actor
from guantong.core.scenario.compiled import FormField
from guantong.core.scenario.samples import sample_value
from guantong.modules.cases import public as cases


def fill_in(fields: Iterable[FormField], seed: int, by: Actor, now: datetime) -> dict[str, Any]:
    """Return a value for every field; documents are uploaded first, like anybody's. What may be owed is left out by
    every fourth applicant."""
    data: dict[str, Any] = {}
    for field in fields:
        if field.owed_workdays is not None and seed % 4 == 0:
            continue
        if field.type == "document":
            kind = next((each for each in PAPERS if not field.accepts or each in field.accepts), "pdf")
            content = PAPERS[kind](f"{field.element} {seed}")
            paper = cases.save_document(by=by, name=f"{field.title.zh}.{kind}", content=content, now=now)
            data[field.element] = paper.value
        else:
            data[field.element] = sample_value(field.element, field, seed)
    return data


def small_pdf(text: str) -> bytes:
    """Return a PDF of one page with one line of ASCII text, right to the byte."""
    drawn = f"BT /F1 18 Tf 72 720 Td ({text.encode('ascii', 'replace').decode()}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out)


def small_png(text: str) -> bytes:
    """Return a white picture of 8 by 8 points that carries the text as its comment."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = zlib.compress((b"\x00" + b"\xff" * 8) * 8)
    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    comment = b"Comment\x00" + text.encode("latin-1", "replace")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(*each) for each in ((b"IHDR", head), (b"tEXt", comment), (b"IDAT", rows), (b"IEND", b""))
    )


def small_xlsx(text: str) -> bytes:
    """Return a workbook with the text in its first cell."""
    book, out = Workbook(), BytesIO()
    book.active["A1"] = text
    book.save(out)
    return out.getvalue()


PAPERS: dict[str, Callable[[str], bytes]] = {"pdf": small_pdf, "png": small_png, "xlsx": small_xlsx}
