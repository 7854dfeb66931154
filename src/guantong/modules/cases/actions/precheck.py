"""The online pre-check (M37): the window says of a case handed in that it has been looked through and is complete, before it
accepts. An entry in the case's chain and nothing else: no clock starts and no verb is gained or lost by it."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.db import transaction

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import case_chain, link_of, make_entry

from .. import access, group, rules
from ..rows import CaseRef
from . import memory
from .act import ref_of, stale
from .decide import Change

_canonical = msgspec.json.Encoder(order="deterministic").encode


def look_through(
    *, by: Actor, case_id: int, come: bool, because: str, version: int | None, now: datetime
) -> CaseRef:
    """`come`: the applicant is asked to the window, and `because` says with what."""
    because = because.strip()
    with transaction.atomic():
        held = access.hold_case(by, case_id, lock=True)
        # Who may accept may say that there is nothing in the way of it.
        rules.must(by, Event(do="accept"), held.flow, held.facts)
        if version not in (None, held.version):
            raise stale(held, version)
        if problem := rules.look_problem(held.phase, come=come, because=because):
            raise Refused(problem)
        change = _change(held, by, rules.INVITED if come else rules.LOOKED, because, now)
        if not group.commit(change):
            raise Refused(Problem(code="cases.busy", where=str(held.id), facts={"attempts": 1}))
    memory.forget(held.id)
    return ref_of(change.after)


def _change(held: access.Held, by: Actor, kind: str, because: str, now: datetime) -> Change:
    entry = make_entry(
        after=held.head, chain=case_chain(held.id), at=now, by=by, kind=kind,
        body=_canonical({"look": {"because": because}, "version": held.version + 1}),
    )  # fmt: skip
    after = msgspec.structs.replace(held, version=held.version + 1, head=link_of(entry), changed_at=now)
    return Change(before=held, after=after, entry=entry, effects=(), row=None, tasks=(), account=by.account)
