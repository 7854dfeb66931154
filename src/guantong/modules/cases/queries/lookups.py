"""The proofs of lookups on the file of a case, for whoever may open them."""

from __future__ import annotations

from datetime import datetime

from guantong.core.kernel.actor import Actor

from .. import access
from ..models import LookupProof
from ..rows import LookupProofLine


def lookup_proofs(*, by: Actor, case_id: int) -> tuple[LookupProofLine, ...]:
    held = access.hold_case(by, case_id)
    return tuple(_line(row) for row in access.lookup_proofs_for(by, held))


def _line(row: LookupProof) -> LookupProofLine:
    body = row.body
    return LookupProofLine(
        number=row.number, title=body["item"], unit=body["unit"], source=body["source"], law=body["law"],
        at=datetime.fromisoformat(body["read_at"]), lines=tuple((label, value) for label, value in body["lines"]),
    )  # fmt: skip
