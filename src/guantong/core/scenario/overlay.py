"""Overlays: what a city or a county may change in a provincial package, fewer materials and shorter terms only (M19). A
county's stands on its city's: what the city took away is gone there too, and no promise may be longer than the city's.

The main and sub items, their law and their conditions are the same everywhere; anything else is refused.
"""

from __future__ import annotations

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.checks import check_overlay
from guantong.core.scenario.language import Overlay, Package
from guantong.core.scenario.reduction import CITY_DIGITS, COUNTY_DIGITS, reduce_package


def apply_overlay(package: Package, overlay: Overlay) -> Package:
    """Return the package as it holds in the overlay's division; refuse `S8…` for anything but less and shorter."""
    problems = check_overlay(package, overlay)
    if problems:
        raise Refused(*problems)
    return reduce_package(package, overlay)


def overlay_for(package: Package, division: str) -> Overlay | None:
    """Return the overlay that holds in a division: its county's, else its city's, else none.

    `division` is a 12-digit code of any level; a town has the overlay of its county.
    """
    by_code = {overlay.division: overlay for overlay in package.overlays.values()}
    for digits in (COUNTY_DIGITS, CITY_DIGITS):
        found = by_code.get(division[:digits].ljust(12, "0"))
        if found and len(division) == 12:
            return found
    return None


def package_for(package: Package, division: str) -> Package:
    """Return the package as it holds in a division, its overlay applied when there is one."""
    overlay = overlay_for(package, division)
    return apply_overlay(package, overlay) if overlay else package
