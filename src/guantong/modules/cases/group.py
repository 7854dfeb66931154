"""Changes that arrive together are committed together (group commit of decided events)."""

from __future__ import annotations

from .actions.decide import Change
from .actions.write import write


def commit(change: Change) -> bool:
    """Write one decided change; False when its case had moved on."""
    return change.after.id in write([change])
