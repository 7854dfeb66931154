"""The proof of a lookup (信息查询核验单): what an officer read instead of asking for a paper, under the unit's lookup seal."""

from __future__ import annotations

from guantong.core.kernel.texts import say

from .canvas import DEEP, RED, SOFT, Canvas, Colour, in_moment
from .seal import draw_seal
from .sheets import LookupProof

LEFT, RIGHT, TOP, BOTTOM = 24.0, 186.0, 26.0, 272.0
LABEL = 36.0
VALUE_AT = LEFT + 62.0  # where the column of what was read begins
LEADING = 5.4
RULE: Colour = (196, 208, 210)
GROUND: Colour = (236, 244, 245)
FOOT = 62.0  # height that the end of the sheet takes: notes, seal, QR code


def draw_lookup_proof(proof: LookupProof, attached: dict[str, bytes] | None = None) -> bytes:
    """Return the proof as PDF, on as many pages as it takes: the same bytes for the same proof. Not signed yet.

    `attached` are files that travel inside (name -> content), such as the proof as data.
    """
    page = Canvas("portrait", say("papers-lookup-title"), proof.read_at)
    page.add_page()
    y = _facts(page, proof, _head(page, proof))
    y = _fields(page, proof, y + 6)
    if y + FOOT > BOTTOM:
        page.add_page()
        y = TOP
    _foot(page, proof, y)
    _number_pages(page, proof)
    page.attach(attached or {})
    return page.finish()


def _head(page: Canvas, proof: LookupProof) -> float:
    title = say("papers-lookup-title")
    page.type(24, bold=True)
    page.write_at(page.w / 2, TOP + 10, title, "center", 5)
    page.set_draw_color(*DEEP)
    for inset, width in ((0.0, 0.9), (1.3, 0.25)):
        page.set_line_width(width)
        page.line(LEFT, TOP + 17 + inset, RIGHT, TOP + 17 + inset)
    page.type(9, colour=SOFT)
    page.write_at(RIGHT, TOP + 24, say("papers-lookup-number") + "  " + proof.number, "right")
    page.type(11)
    y = TOP + 33
    for line in page.broken(say("papers-lookup-lead", unit=proof.unit), RIGHT - LEFT):
        page.write_at(LEFT, y, line)
        y += 6.2
    return y + 1


def _facts(page: Canvas, proof: LookupProof, y: float) -> float:
    rows = (
        ("subject", proof.subject), ("code", proof.subject_code), ("item", proof.item), ("case", proof.case),
        ("source", proof.source), ("holder", proof.holder), ("purpose", proof.purpose), ("law", proof.law),
        ("clerk", proof.clerk), ("at", in_moment(proof.read_at)),
    )  # fmt: skip
    for key, value in rows:
        if not value:
            continue
        page.type(10, colour=DEEP)
        page.write_at(LEFT, y + 4, say(f"papers-lookup-{key}"))
        page.type(11)
        for line in page.broken(value, RIGHT - LEFT - LABEL):
            page.write_at(LEFT + LABEL, y + 4, line)
            y += LEADING
        y += 1.9
    return y


def _fields(page: Canvas, proof: LookupProof, y: float) -> float:
    """Set the table of what was read; its head stands again on every page that it continues on."""
    y = _table_head(page, y)
    for label, value in proof.lines:
        page.type(10.5)
        names = page.broken(label, VALUE_AT - LEFT - 8)
        values = page.broken(value or say("papers-lookup-empty"), RIGHT - VALUE_AT - 4)
        height = max(len(names), len(values)) * LEADING + 3
        if y + height > BOTTOM:
            page.add_page()
            y = _table_head(page, TOP)
        for x, texts, colour in ((LEFT + 4, names, SOFT), (VALUE_AT, values, (28, 36, 42))):
            page.type(10.5, colour=colour)
            for number, text in enumerate(texts):
                page.write_at(x, y + 5.6 + number * LEADING, text)
        y += height
        page.set_draw_color(*RULE)
        page.set_line_width(0.2)
        page.line(LEFT, y, RIGHT, y)
    return y


def _table_head(page: Canvas, y: float) -> float:
    page.set_fill_color(*GROUND)
    page.rect(LEFT, y, RIGHT - LEFT, 9, style="F")
    page.type(10, True, DEEP)
    page.write_at(LEFT + 4, y + 6, say("papers-lookup-field"))
    page.write_at(VALUE_AT, y + 6, say("papers-lookup-value"))
    return y + 9


def _foot(page: Canvas, proof: LookupProof, y: float) -> None:
    page.type(9, colour=SOFT)
    y += 8
    for text in (say("papers-lookup-count", count=str(len(proof.lines))), say("papers-lookup-only")):
        for line in page.broken(text, RIGHT - LEFT):
            page.write_at(LEFT, y, line)
            y += 4.8
    if proof.address:
        page.draw_qr(proof.address, LEFT, y + 6, 26)
    x, middle = 158.0, y + 24
    page.fit_type(proof.unit, 90, 12, 8)
    page.write_at(x + 10, middle - 5, proof.unit, "right")
    page.type(11)
    page.write_at(x + 10, middle + 2.2, in_moment(proof.read_at), "right")
    mark = say("papers-demonstration") if proof.synthetic else ""
    draw_seal(page, x, middle, proof.unit, say("papers-seal-lookup"), mark, radius=19)


def _number_pages(page: Canvas, proof: LookupProof) -> None:
    pages = page.pages_count
    for number in range(1, pages + 1):
        page.page = number
        page.type(8, colour=SOFT)
        page.write_at(
            page.w / 2, 286, say("papers-lookup-page", page=str(number), pages=str(pages)), "center"
        )
        if proof.synthetic:
            page.type(8, colour=RED)
            page.write_at(page.w / 2, 280, say("papers-synthetic"), "center")
