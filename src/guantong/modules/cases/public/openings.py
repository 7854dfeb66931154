"""The door of `cases` to graded fields: what is masked for staff, and opening it by two persons (ADR 0011)."""

from __future__ import annotations

from datetime import datetime

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text
from guantong.modules.identity.public import ProposalRow

from ..rows import CaseRef, FieldOpeningLine


def propose_opening(
    *, by: Actor, case_id: int, item: str = "", element: str, because: str, now: datetime
) -> ProposalRow:
    """Propose to open a masked element of a case for oneself; `item` is the officer's branch, empty at the window.

    Refuse `cases.not_hidden`, `cases.not_found`, and as `identity.propose` does.
    """
    from .. import actions

    return actions.propose_opening(
        by=by, case_id=case_id, item=item, element=element, because=because, now=now
    )


def open_field(*, by: Actor, proposal_id: int, now: datetime) -> CaseRef:
    """Agree to open a field: its proposer reads it whole in this case for 24 hours. The opening stands in the case's chain,
    where the person concerned sees it. Refuse as `identity.take_proposal` does, and `cases.not_found`."""
    from .. import actions

    return actions.open_field(by=by, proposal_id=proposal_id, now=now)


def field_openings(*, by: Actor, limit: int = 50) -> tuple[FieldOpeningLine, ...]:
    """Return the openings in the applicant's cases, newest first."""
    from .. import queries

    return queries.field_openings(by=by, limit=limit)


def opening_subject(*, by: Actor, row: ProposalRow) -> tuple[Text, str]:
    """Return (title of the element, tracking code) of a proposal of kind `open_field`, for whoever sees the case."""
    from .. import queries

    return queries.opening_subject(by=by, row=row)
