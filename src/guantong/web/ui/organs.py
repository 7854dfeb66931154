"""Which unit decides an item where somebody looks at a matter: its credit code, for the implementing code of the item."""

from __future__ import annotations

from guantong.core.kernel.problem import Refused
from guantong.modules.orgs import public as orgs
from guantong.modules.services.public import Matter


def organs_of(matter: Matter) -> dict[str, str]:
    """Return item -> credit code of its unit in the matter's division, for the items that have a basic code.

    Without a division, or where nobody fills the role, an item has no implementing code.
    """
    found = {}
    for key, item in matter.package.scenario.items.items():
        if item.basic_code and matter.division:
            try:
                found[key] = orgs.unit_filling(item.unit, matter.division, item.level).uscc
            except Refused:
                continue
    return found
