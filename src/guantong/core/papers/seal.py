"""The visible round seal: a unit's name on the arc, a star, what the seal is for. It is a picture; what proves anything is the signature.

In a demonstration it says so: a broken ring and the word for it, so that nobody can cut it out and use it.
"""

from __future__ import annotations

from math import cos, pi, sin

from fpdf.enums import BlendMode

from .canvas import POINT, RED, Canvas

INNER_STAR = 0.382  # radius of a pentagram's inner corners, as a part of the outer ones
WIDEST = 224.0  # degrees of the arc that a name may take
STRETCH = 78  # percent: signs on a seal are narrower than high


def draw_seal(
    page: Canvas, x: float, y: float, name: str, purpose: str, mark: str = "", radius: float = 20
) -> None:
    """Draw a seal with its centre at x, y. `purpose` stands below the star, `mark` (a demonstration's) below that."""
    with page.local_context(blend_mode=BlendMode.MULTIPLY, fill_opacity=0.92, stroke_opacity=0.92):
        page.set_draw_color(*RED)
        page.set_fill_color(*RED)
        page.set_line_width(radius * 0.055)
        if mark:
            page.set_dash_pattern(dash=radius * 0.42, gap=radius * 0.12)
        page.circle(x, y, radius)
        page.set_dash_pattern()
        _star(page, x, y, radius * 0.3)
        _on_arc(page, x, y, name, radius)
        size = page.fit_type(purpose, radius * 0.98, radius * 0.55, 3, bold=True, colour=RED)
        page.write_at(x, y + radius * (0.42 if mark else 0.52) + size * POINT * 0.36, purpose, "center")
        if mark:
            page.fit_type(mark, radius * 0.95, radius * 0.46, 3, bold=True, colour=RED)
            page.write_at(x, y + radius * 0.74 + size * POINT * 0.3, mark, "center")


def _star(page: Canvas, x: float, y: float, radius: float) -> None:
    points = []
    for corner in range(10):
        far = radius * (1 if corner % 2 == 0 else INNER_STAR)
        angle = pi * corner / 5 - pi / 2
        points.append((x + far * cos(angle), y + far * sin(angle)))
    page.polygon(points, style="F")


def _on_arc(page: Canvas, x: float, y: float, name: str, radius: float) -> None:
    """Write the name along the ring, its middle on top, each sign upright towards the centre."""
    step = min(30.0, WIDEST / max(1, len(name) - 1))
    size = min(radius * 0.78, step / 180 * pi * radius * 0.70 / POINT / (STRETCH / 100))
    page.type(size, True, RED)
    page.set_stretching(STRETCH)
    middle = radius * 0.93 - size * POINT / 2
    for at, sign in enumerate(name):
        angle = step * (at - (len(name) - 1) / 2)
        with page.rotation(-angle, x, y):
            width = page.get_string_width(sign)
            page.text(x - width / 2, y - middle + size * POINT * 0.38, sign)
    page.set_stretching(100)
