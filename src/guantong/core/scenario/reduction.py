"""What an overlay makes of a package: some materials gone, some terms shorter. It decides nothing (see `overlay.py`)."""

from __future__ import annotations

from typing import Any

from guantong.core.scenario.language import Item, ItemOverlay, Overlay, Package

CITY_DIGITS = 4  # of a 12-digit division code (GB/T 2260 and the town codes behind it)
COUNTY_DIGITS = 6


def overlay_above(package: Package, overlay: Overlay) -> Overlay | None:
    """Return the overlay on which this one stands: for a county that of its city, if the package has one."""
    city = overlay.division[:CITY_DIGITS].ljust(12, "0")
    if city == overlay.division:
        return None
    return next((one for one in package.overlays.values() if one.division == city), None)


def reduce_package(package: Package, overlay: Overlay) -> Package:
    """Return the package as it holds where the overlay does: what the overlay above took away stays away."""
    above = overlay_above(package, overlay)
    return _reduce(_reduce(package, above) if above else package, overlay)


def _reduce(package: Package, overlay: Overlay) -> Package:
    items = {
        name: _reduce_item(item, overlay.items[name]) if name in overlay.items else item
        for name, item in package.scenario.items.items()
    }
    changes: dict[str, Any] = {"items": items}
    if overlay.promised:
        changes["promised"] = overlay.promised
    return package.model_copy(
        update={"scenario": package.scenario.model_copy(update=changes), "overlays": {}}
    )


def _reduce_item(item: Item, change: ItemOverlay) -> Item:
    kept = [material for material in item.materials if material.name.zh not in change.without]
    return item.model_copy(update={"materials": kept, "promised": change.promised or item.promised})
