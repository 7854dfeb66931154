"""The few strokes that server-made pictures are drawn with: tags, the width of words, lines that fit.

No scripts, no style sheets, no fonts of our own: a picture must print, and pass a strict content policy.
"""

from __future__ import annotations

from html import escape

FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"


def tag(name: str, /, *inside: str, **attributes: object) -> str:
    """Return one SVG element. `inside` is markup already; underscores in attribute names become dashes.

    >>> tag("text", words("a < b"), x=3, text_anchor="end")
    '<text x="3" text-anchor="end">a &lt; b</text>'
    """
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{pairs}>{''.join(inside)}</{name}>" if inside else f"<{name}{pairs}/>"


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return escape(str(value), quote=True)


def words(text: str) -> str:
    """Return a text as markup, without the control characters that XML forbids."""
    return escape("".join(sign for sign in text if sign >= " " or sign in "\t\n"), quote=False)


def width_of(text: str, size: float) -> float:
    """Return roughly how wide a text is drawn: a Chinese sign is one em, a Latin letter a good half."""
    return sum(size if ord(sign) > 0x2E7F else size * (0.72 if sign.isupper() else 0.56) for sign in text)


def lines_of(text: str, size: float, width: float, most: int = 2) -> list[str]:
    """Return the text broken into at most so many lines of that width; the last ends in `…` when it is cut."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most:
        cut = _break(rest, size, width)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest and lines:
        last = lines[-1]
        while last and width_of(last + "…", size) > width:
            last = last[:-1]
        lines[-1] = last + "…"
    return lines or [""]


def _break(text: str, size: float, width: float) -> int:
    """Where to break: before the sign that no longer fits, back to a blank inside Latin words."""
    cut = len(text)
    while cut > 1 and width_of(text[:cut], size) > width:
        cut -= 1
    if cut < len(text) and text[cut].isascii() and text[cut].isalnum() and " " in text[1:cut]:
        cut = text.rindex(" ", 1, cut) + 1
    while 1 < cut < len(text) and text[cut] in "，。、；：）》”":
        cut -= 1
    return cut
