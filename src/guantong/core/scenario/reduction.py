"""What an overlay makes of a package: some materials gone, some terms shorter. It decides nothing (see `overlay.py`)."""

from __future__ import annotations

from typing import Any

from guantong.core.scenario.language import Item, ItemOverlay, Overlay, Package


def reduce_package(package: Package, overlay: Overlay) -> Package:
    """Return the package as it holds where the overlay does."""
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
