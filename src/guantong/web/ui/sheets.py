"""Tables to take away as CSV: readable in Chinese spreadsheets, and never a formula, whoever wrote what is in them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

# What makes a spreadsheet take a text for a formula (OWASP, CSV injection); full-width forms are taken alike by some.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")


def safe_cell(value: object) -> str:
    """Return a cell that is text and stays text.

    >>> safe_cell("=1+1"), safe_cell(" @x"), safe_cell("\u8bc1")
    ("'=1+1", "' @x", '\u8bc1')
    """
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u3000").startswith(DANGEROUS) else text


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return a file to keep. It begins with a byte-order mark: without it spreadsheets here read Chinese as noise."""
    buffer = StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe_cell(head) for head in heads])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
