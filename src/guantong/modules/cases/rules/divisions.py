"""Division codes as ranges: which part of the 12 digits (GB/T 2260 and the statistical code) names a whole area."""

from __future__ import annotations

AREA_DIGITS = (
    (10, 2),
    (8, 4),
    (6, 6),
    (3, 9),
)  # this many zeros at the end leave this many digits that count


def area_of(division: str) -> str:
    """Return the beginning that all divisions inside share.

    >>> area_of("330000000000"), area_of("330100000000"), area_of("330106000000"), area_of("330106001000")
    ('33', '3301', '330106', '330106001')
    """
    for zeros, digits in AREA_DIGITS:
        if division.endswith("0" * zeros):
            return division[:digits]
    return division


def inside(division: str, area: str) -> bool:
    """True when the division is the area or lies in it; nothing lies in an empty area."""
    return bool(area) and division.startswith(area_of(area))


def window_area(division: str) -> str:
    """Return the beginning of the divisions that a window serves: a county's also its towns; a province's or a
    city's only what was handed in there, because a county's cases are accepted in the county."""
    area = area_of(division)
    return area if len(area) >= 6 else division
