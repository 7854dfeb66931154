"""A page to draw on: millimetres, Chinese type, the same bytes for the same content.

It knows how to set and break text and to draw a QR code; what a paper looks like stands in the files that use it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone

import segno
from fpdf import FPDF

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.texts import say

from .fonts import find_fonts

Colour = tuple[int, int, int]
INK: Colour = (28, 36, 42)
SOFT: Colour = (96, 108, 114)
DEEP: Colour = (11, 93, 102)
RED: Colour = (196, 30, 36)
POINT = 25.4 / 72  # millimetres
CHINA = timezone(timedelta(hours=8))
# A line never begins with one of these (ends of clauses and closing brackets, full width).
NEVER_FIRST = frozenset(
    "\N{IDEOGRAPHIC COMMA}\N{IDEOGRAPHIC FULL STOP}\uff0c\uff1b\uff1a\uff01\uff1f\uff09\u300b\u201d\u2019\u3011,.;:!?)]"
)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
PIECES = re.compile(r"[A-Za-z0-9_.:/@%+#&=?~()\[\]-]+|\s+|.", re.DOTALL)


class Canvas(FPDF):
    """One document in the making. All measures are millimetres from the top left corner; type sizes are points."""

    def __init__(self, orientation: str, title: str, made_at: datetime | date) -> None:
        super().__init__(orientation=orientation, unit="mm", format="A4")
        fonts = find_fonts()
        for style, face in (("", fonts.regular), ("B", fonts.bold)):
            self.add_font("song", style, face.path, collection_font_number=face.number)
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.set_title(title)
        self.set_lang("zh-CN")
        self.set_producer("Guantong")
        self.made_at = _moment(made_at)
        self.set_creation_date(self.made_at)

    def type(self, size: float, bold: bool = False, colour: Colour = INK) -> None:
        """Choose the type of what is written next."""
        self.set_font("song", "B" if bold else "", size)
        self.set_text_color(*colour)

    def write_at(self, x: float, y: float, text: str, align: str = "left", spacing: float = 0) -> None:
        """Write one line with its baseline at y; x is its left end, its middle or its right end. `spacing` in points."""
        text = self.writable(text)
        self.set_char_spacing(spacing)
        width = self.get_string_width(text) - spacing * POINT * bool(text)
        self.text(x - {"left": 0.0, "center": width / 2, "right": width}[align], y, text)
        self.set_char_spacing(0)

    def fit_type(
        self,
        text: str,
        width: float,
        size: float,
        least: float,
        bold: bool = False,
        colour: Colour = INK,
        spacing: float = 0,
    ) -> float:
        """Choose the largest type up to `size` in which the text fits into the width, and return its size."""
        while size > least:
            self.type(size, bold, colour)
            if self.get_string_width(text) + len(text) * spacing * POINT <= width:
                break
            size -= 0.5
        self.type(size, bold, colour)
        return size

    def writable(self, text: str) -> str:
        """Return the text without control signs; refuse `papers.no_sign` for a sign that the font has not.

        A box instead of a rare sign in somebody's name would be signed and sealed like everything else.
        """
        text = CONTROL.sub(" ", text)
        known = self.current_font.cmap  # type: ignore[union-attr]
        missing = "".join(dict.fromkeys(sign for sign in text if ord(sign) not in known))
        if missing:
            raise Refused(Problem(code="papers.no_sign", facts={"signs": missing[:20]}))
        return text

    def broken(self, text: str, width: float) -> list[str]:
        """Return the text in lines that fit, in the type chosen."""
        return break_lines(text, width, self.get_string_width)

    def draw_qr(self, address: str, x: float, y: float, side: float) -> None:
        """Draw the address as a QR code, its dark modules joined along each row."""
        rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
        unit = side / len(rows)
        self.set_fill_color(*INK)
        for down, row in enumerate(rows):
            for run in re.finditer(rb"\x01+", row):
                self.rect(x + run.start() * unit, y + down * unit, len(run.group()) * unit, unit, style="F")

    def attach(self, files: dict[str, bytes]) -> None:
        """Let files travel inside the document, as any PDF reader lists them."""
        for name, content in files.items():
            self.embed_file(
                basename=name, bytes=content, creation_date=self.made_at, modification_date=self.made_at, compress=True
            )  # fmt: skip

    def finish(self) -> bytes:
        return bytes(self.output())


def break_lines(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return the text in lines no wider than `width`: anywhere between Chinese signs, only around Latin words and numbers.

    A single word wider than a line is cut. A comma, a full stop and the like never begin a line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _broken_paragraph(paragraph, width, measure)
    return lines


def _broken_paragraph(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    lines, line = [], ""
    for piece in PIECES.findall(text):
        if measure(line + piece.rstrip()) <= width:
            line += piece
            continue
        if line and (piece in NEVER_FIRST or piece.isspace()):
            line = line.rstrip() + piece.strip()
            continue
        if line:
            lines.append(line.rstrip())
        line = piece.lstrip()
        while measure(line) > width and len(line) > 1:
            cut = next(at for at in range(len(line) - 1, 0, -1) if at == 1 or measure(line[:at]) <= width)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.rstrip()]


def in_day(day: date) -> str:
    """Return a day as papers write it."""
    return say("papers-day", year=str(day.year), month=str(day.month), day=str(day.day))


def printed(value: str) -> str:
    """Return a signed value as papers write it: a day is signed as `2026-03-09`."""
    try:
        return in_day(datetime.strptime(value, "%Y-%m-%d").date())
    except ValueError:
        return value


def in_moment(at: datetime) -> str:
    at = at.astimezone(CHINA)
    return f"{in_day(at.date())} {at:%H:%M:%S}"


def _moment(at: datetime | date) -> datetime:
    """Return the moment written into the file: with a zone, so that the bytes do not depend on the machine's."""
    if not isinstance(at, datetime):
        at = datetime.combine(at, time())
    return at.replace(tzinfo=CHINA) if at.tzinfo is None else at
