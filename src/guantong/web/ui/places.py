"""A division by its whole name, from the province down, as pages show where a case is handled."""

from __future__ import annotations

from guantong.core.kernel.problem import Refused
from guantong.modules.orgs import public as orgs


def place_of(code: str) -> str:
    """Return the names from the province down in one; the code itself where nobody knows the division (any more)."""
    try:
        return "".join(row.name for row in orgs.path_of(code))
    except Refused:
        return code
