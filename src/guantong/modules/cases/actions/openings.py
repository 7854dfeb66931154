"""Opening a graded field: one person of a unit proposes, a second one agrees; the opening stands in the case's chain."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity.public import ProposalRow, propose, take_proposal
from guantong.modules.journal.public import case_chain, link_of, make_entry

from .. import access, group
from ..models import FieldOpening
from ..queries.views import get_case, get_task
from ..rows import CaseRef, Value
from . import memory
from .act import ref_of
from .decide import Change

OPEN_FIELD = "open_field"
OPEN_HOURS = 24

_canonical = msgspec.json.Encoder(order="deterministic").encode


def propose_opening(
    *, by: Actor, case_id: int, item: str, element: str, because: str, now: datetime
) -> ProposalRow:
    value = _value(by, case_id, item, element, now)
    if not value.masked:
        raise Refused(Problem(code="cases.not_hidden", where=element, facts={"element": value.title}))
    body = {"case": case_id, "item": item, "element": element}
    return propose(
        by=by, kind=OPEN_FIELD, subject=f"case:{case_id}", body=body, because=because, now=now
    )  # fmt: skip


def open_field(*, by: Actor, proposal_id: int, now: datetime) -> CaseRef:
    with transaction.atomic():
        taken = take_proposal(by=by, proposal_id=proposal_id, kind=OPEN_FIELD, now=now)
        held = access.hold_case(by, int(taken.body["case"]), lock=True)
        until = now + timedelta(hours=OPEN_HOURS)
        opening = _opening_of(taken, until)
        change = _change(held, by, opening, now)
        if not group.commit(change):
            raise Refused(Problem(code="cases.busy", where=str(held.id), facts={"attempts": 1}))
        FieldOpening.objects.create(
            case_id=held.id, element=opening["element"], account=taken.proposer, unit=int(taken.unit),
            because=taken.because, proposal=taken.id, opened_at=now, until=until,
        )  # fmt: skip
    memory.forget(held.id)
    return ref_of(change.after)


def _opening_of(taken: ProposalRow, until: datetime) -> dict[str, Any]:
    return {
        "element": taken.body["element"], "item": taken.body["item"], "for": taken.proposer, "because": taken.because,
        "proposal": taken.id, "until": until,
    }  # fmt: skip


def _change(held: access.Held, by: Actor, opening: dict[str, Any], now: datetime) -> Change:
    """Return the change that an opening is: nothing of the state, but an entry in the chain and a new version."""
    entry = make_entry(
        after=held.head, chain=case_chain(held.id), at=now, by=by, kind=OPEN_FIELD,
        body=_canonical({"opening": opening, "version": held.version + 1}),
    )  # fmt: skip
    after = msgspec.structs.replace(held, version=held.version + 1, head=link_of(entry), changed_at=now)
    return Change(before=held, after=after, entry=entry, effects=(), row=None, tasks=(), account=by.account)


def _value(by: Actor, case_id: int, item: str, element: str, now: datetime) -> Value:
    """Return the value as the actor sees it; refuse `cases.not_found` for what they do not see at all."""
    if item:
        values = get_task(by=by, case_id=case_id, item=item, today=now.date(), now=now).values
    else:
        values = get_case(by=by, case_id=case_id, code="", today=now.date(), now=now).values
    found = next((value for value in values if value.element == element), None)
    if found is None:
        raise access.not_found(case_id)
    return found
