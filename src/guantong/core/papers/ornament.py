"""What makes a licence worth framing: interlaced waves around it, a rosette behind it. Drawn as curves, not as pictures."""

from __future__ import annotations

from math import cos, pi, sin

from fpdf.enums import PathPaintRule

from .canvas import Canvas, Colour

IVORY: Colour = (253, 251, 244)
GOLD: Colour = (186, 150, 84)
TEAL: Colour = (74, 140, 146)
PALE: Colour = (236, 232, 216)
STRANDS = 5  # waves of each colour that run beside each other
BEND = 0.3642  # how far the handles of a half wave reach, so that it looks like a sine


def draw_frame(page: Canvas, margin: float = 8, band: float = 9) -> None:
    """Draw ground, border band and corner rosettes on the whole page."""
    page.set_fill_color(*IVORY)
    page.rect(0, 0, page.w, page.h, style="F")
    middle = margin + band / 2
    for colour, shift in ((GOLD, 0.0), (TEAL, 0.5)):
        for strand in range(STRANDS):
            amplitude = band / 2 * (1 - strand / STRANDS)
            _wave_around(page, middle, amplitude, colour, shift)
    for x in (middle, page.w - middle):
        for y in (middle, page.h - middle):
            _corner(page, x, y, band * 0.95)
    for inset, width in ((margin - 1.4, 0.5), (margin + band + 1.2, 0.25), (margin + band + 2.2, 0.7)):
        page.set_draw_color(*GOLD)
        page.set_line_width(width)
        page.rect(inset, inset, page.w - 2 * inset, page.h - 2 * inset)


def _wave_around(page: Canvas, middle: float, amplitude: float, colour: Colour, shift: float) -> None:
    """Draw one wave along each of the four sides, from corner to corner; `shift` 0 or half a wave."""
    across, down = page.w - 2 * middle, page.h - 2 * middle
    sign = 1 if not shift else -1
    for start, length, upright in (
        ((middle, middle), across, False), ((middle, page.h - middle), across, False),
        ((middle, middle), down, True), ((page.w - middle, middle), down, True),
    ):  # fmt: skip
        _wave(page, start, length, upright, amplitude * sign, colour)


def _wave(
    page: Canvas, start: tuple[float, float], length: float, upright: bool, amplitude: float, colour: Colour
) -> None:
    halves = 2 * round(length / 11)  # half waves, an even number so that both ends meet the corner alike
    half = length / halves

    def at(along: float, off: float) -> tuple[float, float]:
        return (start[0] + off, start[1] + along) if upright else (start[0] + along, start[1] + off)

    with page.new_path(*at(0, 0), paint_rule=PathPaintRule.STROKE) as path:
        path.style.stroke_color = "#{:02x}{:02x}{:02x}".format(*colour)
        path.style.stroke_width = 0.16
        for number in range(halves):
            side = amplitude * (1 if number % 2 == 0 else -1) * 4 / 3
            begin = number * half
            path.curve_to(
                *at(begin + BEND * half, side), *at(begin + (1 - BEND) * half, side), *at(begin + half, 0)
            )


def _corner(page: Canvas, x: float, y: float, radius: float) -> None:
    page.set_fill_color(*IVORY)
    page.circle(x, y, radius, style="F")
    draw_rosette(page, x, y, radius, TEAL, petals=12, turns=4, width=0.14)
    draw_rosette(page, x, y, radius * 0.62, GOLD, petals=8, turns=3, width=0.16)


def draw_rosette(
    page: Canvas, x: float, y: float, radius: float, colour: Colour, *, petals: int, turns: int, width: float
) -> None:
    """Draw rings whose radius swings `petals` times, each ring turned a little against the one before."""
    page.set_draw_color(*colour)
    page.set_line_width(width)
    steps = petals * 16
    for turn in range(turns):
        phase = 2 * pi * turn / turns
        points = []
        for step in range(steps):
            angle = 2 * pi * step / steps
            far = radius * (0.72 + 0.28 * sin(petals * angle + phase))
            points.append((x + far * cos(angle), y + far * sin(angle)))
        page.polygon(points)


def draw_ground(page: Canvas, x: float, y: float, radius: float) -> None:
    """Draw the large pale rosette that stands behind the text."""
    for part, (petals, turns) in enumerate(((24, 5), (18, 4), (12, 4), (8, 3))):
        draw_rosette(page, x, y, radius * (1 - 0.22 * part), PALE, petals=petals, turns=turns, width=0.18)
