"""Something is done in a case: load, decide, write; and again when somebody was faster."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.db import transaction

from guantong.core.flow.model import Event, Moment
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.tally import count
from guantong.modules.journal.public import case_chain, entries_of

from .. import access, group, rules
from ..access import Held
from ..queries.names import unit_name
from ..queries.wording import all_titles, in_words, names_ids
from ..rows import CaseRef
from . import licences, memory
from .data import check_event
from .decide import Change, decide
from .rectify import open_rectification
from .write import execute

ATTEMPTS = 5
LOCKED_FROM = (
    2  # from this attempt on the case is locked while it is decided upon, so somebody always gets through
)


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants done: who, in which case, what, when; on which version, and under which key."""

    by: Actor
    case_id: int
    event: Event
    moment: Moment
    version: int | None
    key: str


def act_on_case(
    *, by: Actor, case_id: int, event: Event, now: datetime, version: int | None = None, key: str = ""
) -> CaseRef:
    moment = Moment(at=now, calendar=load_calendar())
    deed = Deed(by=by, case_id=case_id, event=event, moment=moment, version=version, key=key)
    if (done := _done_before(deed)) is not None:
        return done
    for attempt in range(ATTEMPTS):
        try:
            written = _attempt(deed, attempt)
        except Refused as refused:
            # Perhaps it is refused because it has just been done: this very request, sent twice at once.
            if (done := _done_before(deed)) is not None:
                return done
            raise _worded(deed, refused) from refused
        if written is not None:
            count("case_acts", verb=event.do)
            _issue_licences(written, now)
            return ref_of(written.after)
        memory.forget(case_id)
        if (done := _done_before(deed)) is not None:
            return done
    raise Refused(Problem(code="cases.busy", where=str(case_id), facts={"attempts": ATTEMPTS}))


def _issue_licences(written: Change, now: datetime) -> None:
    """A case that has just been decided gets its licences now. The act is stored whatever comes of that."""
    if licences.AT_ONCE and any(effect.kind == "CaseDecided" for effect in written.effects):
        licences.issue_after(written.after.id, now)


def _worded(deed: Deed, refused: Refused) -> Refused:
    """Return the refusal with titles for ids; who may not see the case was told of none."""
    if not names_ids(refused):
        return refused
    held = access.hold_case(deed.by, deed.case_id)
    return in_words(refused, all_titles(held))


def _done_before(deed: Deed) -> CaseRef | None:
    return used(deed.by, deed.key, deed.case_id) if deed.key else None


def _attempt(deed: Deed, attempt: int) -> Change | None:
    """Return what was written, None when the case had moved on: from memory, from what is stored, then under a lock."""
    if attempt >= LOCKED_FROM:
        with transaction.atomic():
            return _write(deed, _decide_on(deed, access.hold_case(deed.by, deed.case_id, lock=True)))
    change = _decide_from_memory(deed) if attempt == 0 else None
    return _write(deed, change or _decide_on(deed, access.hold_case(deed.by, deed.case_id)))


def _decide_from_memory(deed: Deed) -> Change | None:
    """Decide on what this process remembers. It may be old, so it never refuses: only what is stored does that."""
    held = memory.recall(deed.case_id)
    if held is None or deed.version not in (None, held.version) or not rules.may_see(deed.by, held.facts):
        return None
    try:
        return _decide_on(deed, held)
    except Refused:
        memory.forget(deed.case_id)
        return None


def _decide_on(deed: Deed, held: Held) -> Change:
    if deed.version not in (None, held.version):
        raise stale(held, deed.version)
    check_event(held, deed.event, deed.by)
    return decide(held, by=deed.by, event=deed.event, moment=deed.moment, key=deed.key)


def _write(deed: Deed, change: Change) -> Change | None:
    if any(effect.kind == "RectificationOwed" for effect in change.effects):
        return _write_with_rectification(deed, change)
    if not group.commit(change):
        return None
    memory.remember(change.after)
    return change


def _write_with_rectification(deed: Deed, change: Change) -> Change | None:
    """Write the rating and what it opens in one transaction."""
    with transaction.atomic():
        if not group.commit(change):
            return None
        open_rectification(change, by=deed.by, moment=deed.moment)
    memory.forget(change.after.id)
    return change


def stale(held: Held, version: int | None) -> Refused:
    """Say what happened since the version that the actor saw, and by whom: the unit, never a private person."""
    last = entries_of(case_chain(held.id), after=held.head.seq - 1)[-1]
    return Refused(
        Problem(
            code="cases.stale",
            where=str(held.id),
            facts={
                "seen": version, "version": held.version, "verb": last.kind, "role": last.role, "unit": unit_name(last.unit) if last.unit else "",
                "at": last.at.isoformat(timespec="minutes"),
            },
        )
    )  # fmt: skip


def used(by: Actor, key: str, case_id: int = 0) -> CaseRef | None:
    """Return the case that came of a key before; refuse `cases.key_used` when that was another case."""
    rows = execute(_USED, [by.applicant, key])
    if not rows:
        return None
    found, code, version, phase = rows[0]
    if case_id and found != case_id:
        raise Refused(Problem(code="cases.key_used", where=key[:80], facts={"key": key[:80]}))
    return CaseRef(id=found, code=code, version=version, phase=phase)


_USED = """
SELECT k.id, k.code, u.version, k.phase FROM cases_submission u JOIN cases_case k ON k.id = u.case_id
WHERE u.account = %s::text AND u.key = %s::text"""


def ref_of(held: Held) -> CaseRef:
    return CaseRef(id=held.id, code=held.code, version=held.version, phase=held.phase)
