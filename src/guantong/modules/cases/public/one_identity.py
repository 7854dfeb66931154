"""The door of `cases`, at the counter: a case on one identity, the proofs of what was read for it, and whose it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guantong.core.kernel.actor import Actor

from ..rows import CaseRef, LookupProofLine
from ..rules.lookups import MOST_A_DAY as MOST_LOOKUPS_A_DAY

__all__ = [
    "MOST_LOOKUPS_A_DAY",
    "claim_cases",
    "draw_lookup_proof",
    "lookup_proofs",
    "open_on_one_identity",
]


def open_on_one_identity(
    *,
    by: Actor,
    scenario: str,
    answers: Mapping[str, Any],
    number: str,
    name: str,
    present: bool,
    because: str,
    key: str,
    now: datetime,
) -> CaseRef:
    """Open and accept a case at the counter for whoever shows an identity card or a business licence (M38).

    Only for matters that run on one identity in this situation (`cases.not_one_identity`). What the items' grants cover is
    read, each read names the case, and a proof of each goes on the file. The case is the holder's: of their account, or of
    their number until they sign in. Refuse `cases.shown_number`, `cases.shown_name`, `cases.not_there`,
    `cases.why_lookup`, `cases.lookup_limit`, and `form.source_silent` for what no source gave.
    """
    from .. import actions

    asked = actions.Asked(
        scenario=scenario,
        answers=answers,
        number=number,
        name=name,
        present=present,
        because=because,
        key=key,
    )
    return actions.open_on_one_identity(by=by, asked=asked, now=now)


def claim_cases(*, by: Actor, now: datetime) -> int:
    """Give the person who signed in the cases that were opened on their number before they had an account; return how
    many. Costs one look at an index when there are none."""
    from .. import actions

    return actions.claim_cases(by=by, now=now)


def lookup_proofs(*, by: Actor, case_id: int) -> tuple[LookupProofLine, ...]:
    """Return the proofs of lookups on the case's file that the actor may open."""
    from .. import queries

    return queries.lookup_proofs(by=by, case_id=case_id)


def draw_lookup_proof(*, by: Actor, case_id: int, number: int, now: datetime) -> bytes:
    """Return one proof of a lookup as PDF, under the lookup seal of the unit that read and signed by it. That staff drew it
    is noted."""
    from .. import actions

    drawn = actions.draw_proof(by=by, case_id=case_id, number=number, now=now)
    actions.record_seen(by=by, case_id=case_id, now=now)
    return drawn
