"""Something is done in a case: load, decide, write; and again when somebody was faster."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from guantong.core.flow.model import Event, Moment
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import case_chain, entries_of

from .. import access, group, rules
from ..access import Held
from ..public import CaseRef
from ..queries.names import unit_name
from . import memory
from .data import check_event
from .decide import Change, decide
from .rectify import open_rectification

ATTEMPTS = 5
LOCKED_FROM = (
    2  # from this attempt on the case is locked while it is decided upon, so somebody always gets through
)


def act_on_case(
    *, by: Actor, case_id: int, event: Event, now: datetime, version: int | None = None, key: str = ""
) -> CaseRef:
    if key and (done := used(by, key, case_id)) is not None:
        return done
    moment = Moment(at=now, calendar=load_calendar())
    for attempt in range(ATTEMPTS):
        if attempt >= LOCKED_FROM:
            with transaction.atomic():
                written = _attempt(by, case_id, event, moment, version, key, lock=True)
        else:
            written = _attempt(by, case_id, event, moment, version, key, fresh=attempt > 0)
        if written is not None:
            return ref_of(written.after)
        memory.forget(case_id)
        # Whoever was faster may have been this very request, sent twice.
        if key and (done := used(by, key, case_id)) is not None:
            return done
    raise Refused(Problem(code="cases.busy", where=str(case_id), facts={"attempts": ATTEMPTS}))


def _attempt(
    by: Actor,
    case_id: int,
    event: Event,
    moment: Moment,
    version: int | None,
    key: str,
    *,
    fresh: bool = False,
    lock: bool = False,
) -> Change | None:
    """Return what was written, None when the case had moved on meanwhile."""
    change = _decided(by, case_id, event, moment, version, key, fresh=fresh, lock=lock)
    if any(effect.kind == "RectificationOwed" for effect in change.effects):
        return _with_rectifications(change, by, moment)
    if not group.commit(change):
        return None
    memory.remember(change.after)
    return change


def _decided(
    by: Actor,
    case_id: int,
    event: Event,
    moment: Moment,
    version: int | None,
    key: str,
    *,
    fresh: bool,
    lock: bool,
) -> Change:
    """Decide on what this process remembers; only what is stored can refuse."""
    if not fresh and not lock and (held := memory.recall(case_id)) is not None:
        try:
            if rules.may_see(by, held.facts) and version in (None, held.version):
                check_event(held, event, by)
                return decide(held, by=by, event=event, moment=moment, key=key)
        except Refused:
            pass  # perhaps only the memory is old
        memory.forget(case_id)
    held = access.hold_case(by, case_id, lock=lock)
    if version is not None and version != held.version:
        raise stale(held, version)
    check_event(held, event, by)
    return decide(held, by=by, event=event, moment=moment, key=key)


def _with_rectifications(change: Change, by: Actor, moment: Moment) -> Change | None:
    """Write the rating and what it opens in one transaction."""
    with transaction.atomic():
        if not group.commit(change):
            return None
        open_rectification(change, by=by, moment=moment)
    memory.forget(change.after.id)
    return change


def stale(held: Held, version: int) -> Refused:
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
    with connection.cursor() as cursor:
        cursor.execute(_USED, [by.account, key])
        row = cursor.fetchone()
    if row is None:
        return None
    if case_id and row[0] != case_id:
        raise Refused(Problem(code="cases.key_used", where=key[:80], facts={"key": key[:80]}))
    return CaseRef(id=row[0], code=row[1], version=row[2], phase=row[3])


_USED = """
SELECT k.id, k.code, u.version, k.phase FROM cases_submission u JOIN cases_case k ON k.id = u.case_id
WHERE u.account = %s AND u.key = %s"""


def ref_of(held: Held) -> CaseRef:
    return CaseRef(id=held.id, code=held.code, version=held.version, phase=held.phase)
