"""The e-licence as a sheet of paper, A4 landscape; and its purpose copy, which is the same sheet with a watermark."""

from __future__ import annotations

from math import ceil

from guantong.core.kernel.texts import say

from .canvas import DEEP, POINT, RED, SOFT, Canvas, Colour, in_day, printed
from .ornament import GOLD, draw_frame, draw_ground
from .seal import draw_seal
from .sheets import CopyMark, LicenceSheet, Lines

LEFT, RIGHT = 34.0, 263.0
TOP, BOTTOM = 76.0, 144.0  # between them stand the fields
SCALES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52)
LABEL_WIDTH = 30.0
MOST_SLACK = 6.0  # millimetres that few fields may stand further apart
WATERMARK: Colour = (120, 60, 60)


def draw_licence(sheet: LicenceSheet, attached: dict[str, bytes] | None = None) -> bytes:
    """Return the licence as PDF: the same bytes for the same sheet. Not signed yet.

    `attached` are files that travel inside (name -> content), such as the credential.
    """
    page = Canvas("landscape", sheet.title, sheet.made_at)
    page.add_page()
    draw_frame(page)
    draw_ground(page, page.w / 2, page.h / 2 - 2, 66)
    _head(page, sheet)
    _holder(page, sheet)
    _fields(page, _lines(sheet))
    _foot(page, sheet)
    if sheet.copy:
        _mark_copy(page, sheet.copy)
    page.attach(attached or {})
    return page.finish()


def _lines(sheet: LicenceSheet) -> Lines:
    until = in_day(sheet.valid_until) if sheet.valid_until else say("papers-no-end")
    term = say("papers-term", begin=in_day(sheet.valid_from), end=until)
    lines = ((label, printed(value)) for label, value in sheet.lines)
    return (*lines, (say("papers-valid"), term))


def _head(page: Canvas, sheet: LicenceSheet) -> None:
    middle = page.w / 2
    spacing = 9 if len(sheet.title) <= 10 else 3
    page.fit_type(sheet.title, 190, 36, 16, bold=True, spacing=spacing)
    page.write_at(middle, 44, sheet.title, "center", spacing)
    if sheet.title_en:
        page.fit_type(sheet.title_en.upper(), 200, 9.5, 6, colour=SOFT, spacing=1.6)
        page.write_at(middle, 51, sheet.title_en.upper(), "center", 1.6)
    page.set_draw_color(*GOLD)
    page.set_line_width(0.35)
    page.line(middle - 34, 55, middle - 4, 55)
    page.line(middle + 4, 55, middle + 34, 55)
    page.set_fill_color(*GOLD)
    page.polygon([(middle, 53.8), (middle + 1.2, 55), (middle, 56.2), (middle - 1.2, 55)], style="F")


def _holder(page: Canvas, sheet: LicenceSheet) -> None:
    page.type(10.5, colour=DEEP)
    page.write_at(LEFT, 67, say("papers-holder"), spacing=0.6)
    page.fit_type(sheet.holder, 128, 21, 10, bold=True)
    page.write_at(LEFT + LABEL_WIDTH, 67.6, sheet.holder)
    page.fit_type(sheet.number, 52, 11, 6)
    page.write_at(RIGHT, 64, sheet.number, "right")
    number = page.get_string_width(sheet.number)
    page.type(9, colour=DEEP)
    page.write_at(RIGHT - number - 2, 64, say("papers-number"), "right")
    if sheet.holder_code:
        page.type(9.5, colour=SOFT)
        page.write_at(RIGHT, 69.4, sheet.holder_code, "right")


def _fields(page: Canvas, lines: Lines) -> None:
    """Set the fields in two columns, long ones across both, in the largest type in which all of them fit."""
    for scale in SCALES:
        placed, end = _placed(page, lines, scale)
        if end <= BOTTOM:
            break
    slack = min(MOST_SLACK, max(0.0, BOTTOM - end) / (len(placed) + 1))
    for number, (y, cells) in enumerate(placed):
        for x, label, texts in cells:
            _field(page, x, y + (number + 0.5) * slack, label, texts, scale)


Cell = tuple[float, str, list[str]]


def _placed(page: Canvas, lines: Lines, scale: float) -> tuple[list[tuple[float, list[Cell]]], float]:
    """Return the rows with their tops and cells, and where the last one ends."""
    whole, half = RIGHT - LEFT, (RIGHT - LEFT) / 2
    leading, gap = 6.4 * scale, 3.6 * scale
    rows: list[tuple[float, list[Cell]]] = []
    y, waiting = TOP, False
    for label, value in lines:
        page.type(13 * scale)
        short = page.broken(value, half - LABEL_WIDTH - 6)
        if len(short) > 1:
            rows.append((y, [(LEFT, label, page.broken(value, whole - LABEL_WIDTH))]))
            y, waiting = y + leading * len(rows[-1][1][0][2]) + gap, False
        elif waiting:
            rows[-1][1].append((LEFT + half, label, short))
            waiting = False
        else:
            rows.append((y, [(LEFT, label, short)]))
            y, waiting = y + leading + gap, True
    return rows, y - gap


def _field(page: Canvas, x: float, y: float, label: str, texts: list[str], scale: float) -> None:
    base = y + 6 * scale
    page.fit_type(label, LABEL_WIDTH - 2, 10.5 * min(1, scale + 0.1), 5, colour=DEEP)
    page.write_at(x, base, label)
    page.type(13 * scale)
    for number, text in enumerate(texts):
        page.write_at(x + LABEL_WIDTH, base + number * 6.4 * scale, text)


def _foot(page: Canvas, sheet: LicenceSheet) -> None:
    _checking(page, sheet)
    x, y = 239.0, 162.0
    size = page.fit_type(sheet.issuer, 82, 13, 8)
    page.write_at(x + 10, y - 5, sheet.issuer, "right")
    page.type(min(size, 12))
    page.write_at(x + 10, y + 2.4, in_day(sheet.issued_on), "right")
    mark = say("papers-demonstration") if sheet.synthetic else ""
    draw_seal(page, x, y, sheet.issuer, say("papers-seal-licence"), mark, radius=20)
    if sheet.synthetic:
        page.type(8, colour=RED)
        page.write_at(page.w / 2, 189, say("papers-synthetic"), "center", 0.5)


def _checking(page: Canvas, sheet: LicenceSheet) -> None:
    """Write how to check it: QR code, address and identifier."""
    side, y = 29.0, 151.0
    page.set_fill_color(255, 255, 255)
    page.rect(LEFT - 1.5, y - 1.5, side + 3, side + 3, style="F")
    page.draw_qr(sheet.address, LEFT, y, side)
    x = LEFT + side + 6
    page.type(10, True, DEEP)
    page.write_at(x, y + 4, say("papers-check"))
    page.type(7.5, colour=SOFT)
    told = page.broken(say("papers-check-how", address=sheet.address), 92)
    base = y + 9
    for text in told:
        page.write_at(x, base, text)
        base += 3.8
    page.type(7.5, colour=DEEP)
    page.write_at(x, base + 2, say("papers-identifier", version=sheet.version))
    page.fit_type(sheet.identifier, 100, 8, 5)
    page.write_at(x, base + 6.2, sheet.identifier)


def _mark_copy(page: Canvas, mark: CopyMark) -> None:
    """Write across the sheet what the copy is for, and say it in a line of its own."""
    day = in_day(mark.until)
    text = say("papers-copy-watermark", purpose=mark.purpose, receiver=mark.receiver, until=day)
    with page.local_context(fill_opacity=0.13), page.rotation(24, page.w / 2, page.h / 2):
        page.type(15, True, WATERMARK)
        width = page.get_string_width(text) + 18
        for row in range(-5, 6):
            y = page.h / 2 + row * 30
            for column in range(-1 - ceil(360 / width / 2), 2 + ceil(360 / width / 2)):
                page.write_at(page.w / 2 + (column + (row % 2) / 2) * width, y, text, "center")
    _copy_label(page, say("papers-copy-line", purpose=mark.purpose, receiver=mark.receiver, until=day))


def _copy_label(page: Canvas, text: str) -> None:
    label = say("papers-copy")
    page.set_draw_color(*RED)
    page.set_line_width(0.5)
    page.type(13, True, RED)
    width = page.get_string_width(label) + 8
    page.rect(LEFT - 10, 23, width, 8.4)
    page.write_at(LEFT - 10 + width / 2, 23 + 4.2 + 13 * POINT * 0.37, label, "center", 0)
    page.fit_type(text, RIGHT - LEFT - width, 9.5, 5.5, colour=RED)
    page.write_at(LEFT - 10 + width + 4, 28.6, text)
