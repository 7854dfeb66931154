"""The door of `identity` to proposals: what one person wants done and a second one has to agree to (ADR 0011)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guantong.core.kernel.actor import Actor

from ..rows import ProposalRow


def propose(
    *, by: Actor, kind: str, subject: str, body: Mapping[str, Any], because: str, now: datetime
) -> ProposalRow:
    """Record what a member of staff wants done; it can be taken for 72 hours by a colleague of the same unit and role.

    `kind` names the act (`open_field`), `subject` what it is done to, `body` everything needed to do it. Refuse
    `identity.proposal_staff_only` and `identity.proposal_no_reason`.
    """
    from .. import actions

    return actions.propose(by=by, kind=kind, subject=subject, body=body, because=because, now=now)


def open_proposals(*, by: Actor, kind: str = "", now: datetime | None = None) -> tuple[ProposalRow, ...]:
    """Return the open proposals that the actor made, or those of the actor's unit and role, oldest first; with `now`
    without those whose time is over."""
    from .. import queries

    return queries.open_proposals(by=by, kind=kind, now=now)


def get_proposal(*, by: Actor, proposal_id: int) -> ProposalRow:
    """Return one proposal in any state, for its proposer and its unit and role; refuse `identity.proposal_not_yours`."""
    from .. import queries

    return queries.get_proposal(by=by, proposal_id=proposal_id)


def take_proposal(*, by: Actor, proposal_id: int, kind: str, now: datetime) -> ProposalRow:
    """Agree to a proposal, inside the transaction of the caller, who then does what its body says and nothing else.

    Refuse `identity.proposal_not_yours` (another unit, role or kind), `identity.proposal_not_open`,
    `identity.proposal_same_person` (the same account or identity number) and `identity.proposal_late`.
    """
    from .. import actions

    return actions.take_proposal(by=by, proposal_id=proposal_id, kind=kind, now=now)


def decline_proposal(*, by: Actor, proposal_id: int, because: str, now: datetime) -> ProposalRow:
    """End a proposal with a reason; its own proposer withdraws it. Refuse as `take_proposal`, and
    `identity.proposal_no_reason`."""
    from .. import actions

    return actions.decline_proposal(by=by, proposal_id=proposal_id, because=because, now=now)
