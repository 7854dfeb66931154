"""What all rows are: frozen, and made by name."""

from __future__ import annotations

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row that leaves the module. It names nothing of the database."""
