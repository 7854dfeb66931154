"""A mandate taken in hand: its chain in the journal, and its row locked for a change."""

from __future__ import annotations

from guantong.core.kernel.problem import Problem, Refused

from ..models import Mandate
from ..queries import with_names


def mandate_chain(mandate_id: int) -> str:
    return f"mandate:{mandate_id}"


def locked_mandate(mandate_id: int) -> Mandate:
    """Return the mandate, locked until the end of the caller's transaction; refuse `identity.no_mandate`."""
    row = with_names().select_for_update(of=("self",)).filter(pk=mandate_id).first()
    if row is None:
        raise Refused(Problem(code="identity.no_mandate", facts={"mandate": mandate_id}))
    return row
