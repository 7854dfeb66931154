"""A source that is waited for (`if_silent: wait`) is asked again: which cases, when, and what becomes of the answer.

The round does this. A try is counted before the source is read, so that a machine that fails reads once too little rather
than for ever; what was read is journaled by `sharing` with the case's number, whatever becomes of it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings

from guantong.core.flow.guards import awaited
from guantong.core.flow.index import index_of
from guantong.core.flow.model import CLOSED_PHASES, Event
from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.compiled import DataRequest
from guantong.core.scenario.language import Package
from guantong.modules.identity import public as identity
from guantong.modules.journal.public import case_chain
from guantong.modules.services import public as services

from .. import access, rules
from ..access import Held
from ..models import Lookup, SourceTry
from .act import act_on_case
from .data import check_situation
from .reads import SESSION, Shown, gather

log = logging.getLogger("guantong.cases")


def wait_for_sources(held: Held, *, now: datetime) -> None:
    """Note that a new case waits for a source, if it does. In the caller's transaction."""
    if awaits(held):
        SourceTry.objects.create(case_id=held.id, due_at=rules.next_try(0, now, settings.ASK_AGAIN_HOURS))


def awaits(held: Held) -> frozenset[str]:
    """Return what the case still waits for."""
    if held.state.phase in (*CLOSED_PHASES, "decided"):
        return frozenset()
    return frozenset(awaited(index_of(held.flow), held.state))


def ask_again_due(*, now: datetime, limit: int) -> int:
    due = SourceTry.objects.filter(due_at__lte=now).order_by("due_at", "case_id")
    asked = 0
    for case_id, tried in list(due.values_list("case_id", "tried")[:limit]):
        try:
            asked += _see_to(case_id, tried, now)
        except Refused as refused:
            # One case that cannot be read for must not keep the others waiting; its try is counted.
            log.warning("ask_again.refused case=%s code=%s", case_id, refused.code)
    return asked


def _see_to(case_id: int, tried: int, now: datetime) -> bool:
    """Ask for one case; True when a source was to be asked."""
    hours = settings.ASK_AGAIN_HOURS
    held = access.hold_case(SYSTEM, case_id)
    if not (missing := awaits(held)):
        SourceTry.objects.filter(case_id=case_id).delete()
        return False
    if asked := tried < rules.most_tries(hours):
        # The last try leaves a day, too: if the machine fails now, the next round finds it used up and says so.
        following = rules.next_try(tried + 1, now, hours) or now
        row = SourceTry.objects.filter(case_id=case_id, tried=tried, due_at__lte=now)
        if not row.update(tried=tried + 1, last_at=now, due_at=following):
            return False  # another round was faster
        _ask(held, missing, now)
        tried += 1
        if not awaits(access.hold_case(SYSTEM, case_id)):
            SourceTry.objects.filter(case_id=case_id).delete()
            return True
    if tried >= rules.most_tries(hours):
        _give_up(case_id, now)
    return asked


def _ask(held: Held, missing: Collection[str], now: datetime) -> None:
    values = _read(held, missing, now)
    if not values:
        return
    check_situation(held, values)
    try:
        act_on_case(by=SYSTEM, case_id=held.id, event=Event(do="receive", data=values), now=now)
    except Refused as refused:
        if not refused.code.startswith("flow."):
            raise
        # The officer was faster, or the case has been closed.


def _give_up(case_id: int, now: datetime) -> None:
    """Say once that no source is asked again."""
    if not SourceTry.objects.filter(case_id=case_id, due_at__isnull=False).update(due_at=None):
        return
    try:
        act_on_case(by=SYSTEM, case_id=case_id, event=Event(do="give_up"), now=now)
    except Refused as refused:
        if not refused.code.startswith("flow."):
            raise


def _read(held: Held, missing: Collection[str], now: datetime) -> dict[str, Any]:
    """Return what the sources give now of what is missing, by the grants as they stand now: a grant that was taken back is
    not used by a case that was opened before."""
    package = services.get_matter(held.facts.scenario, held.facts.division).package
    situation = services.get_situation(held.state.flow)
    requests = tuple(
        each for each in situation.requests
        if each.element in missing and each.mode != SESSION and _is_granted(package, each, now)
    )  # fmt: skip
    known = {name: datum.value for name, datum in held.state.data.items() if datum.value is not None}
    found = gather(
        msgspec.structs.replace(situation, requests=requests), package, known, by=SYSTEM,
        case_chain=case_chain(held.id), now=now, shown=_vouched(held, package),
    )  # fmt: skip
    return {name: value for name, value in found.values.items() if name in missing}


def _is_granted(package: Package, request: DataRequest, now: datetime) -> bool:
    grant = package.scenario.grants.get(request.grant)
    if grant is None or (grant.until is not None and grant.until < now.date()):
        return False
    return grant.to == "all" or request.item in grant.to


def _vouched(held: Held, package: Package) -> Shown:
    """Return what was known of the applicant without asking when the case was opened: by the sign-in, or by the card."""
    if account := held.facts.applicant:
        return Shown(number=identity.number_of(account), facts=identity.session_facts(account, account))
    row = Lookup.objects.filter(case_id=held.id).first()
    if row is None:
        return Shown(number="", facts={})
    facts = rules.facts_shown(rules.kind_of_number(row.holder), row.holder, held.applicant_name, "")
    return Shown(number=row.holder, facts=facts)
