"""Operations on a licence: load and lock, decide by the table of states, sign a new version if it says something new, save,
journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity.public import ProposalRow, propose, take_proposal

from .. import access, rules
from ..models import Copy, Licence, Place, Version
from ..queries.licences import licence_row, newest
from ..rows import LicenceRow
from .issuing import record
from .signing import make_version

ALTERED = ("holder_name", "number")  # besides the carried elements


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done: which operation, why, what it changes, until when, and which proposal was taken."""

    operation: str
    because: str = ""
    changes: Mapping[str, str] = {}
    until: date | None = None
    proposal: int | None = None


def change_licence(
    *, by: Actor, identifier: str, operation: str, because: str, changes: Mapping[str, str], until: date | None, now: datetime
) -> LicenceRow:  # fmt: skip
    deed = Deed(operation=operation, because=because.strip(), changes=changes, until=until)
    with transaction.atomic():
        return _do(by, access.licence_for(by, identifier, lock=True), deed, now)


def propose_revocation(
    *, by: Actor, identifier: str, operation: str, because: str, now: datetime
) -> ProposalRow:
    licence = access.licence_for(by, identifier)
    if operation not in rules.PROPOSED:
        raise Refused(Problem(code="licences.not_proposed", facts={"operation": operation[:40]}))
    _check(by, licence, Deed(operation=operation, because=because.strip(), proposal=0))
    current = newest(licence).identifier
    body = {"identifier": current, "operation": operation}
    return propose(
        by=by, kind=rules.REVOKE_KIND, subject=current, body=body, because=because.strip(), now=now
    )


def revoke(*, by: Actor, proposal_id: int, now: datetime) -> LicenceRow:
    with transaction.atomic():
        taken = take_proposal(by=by, proposal_id=proposal_id, kind=rules.REVOKE_KIND, now=now)
        # What is done is what was proposed: the second person's form says nothing but yes.
        licence = access.licence_for(by, str(taken.body["identifier"]), lock=True)
        deed = Deed(operation=str(taken.body["operation"]), because=taken.because, proposal=proposal_id)
        return _do(by, licence, deed, now)


def expire_due(*, now: datetime, limit: int) -> int:
    due = Licence.objects.filter(state__in=rules.LIVE, valid_until__lt=now.date()).order_by(
        "valid_until", "pk"
    )
    done = 0
    for pk in due.values_list("pk", flat=True)[:limit]:
        with transaction.atomic():
            # Renewed or ended since it was listed, or in another worker's hand: not ours to do.
            licence = due.select_for_update(skip_locked=True).filter(pk=pk).first()
            if licence is not None:
                _do(SYSTEM, licence, Deed(operation="expire"), now)
                done += 1
    return done


def _do(by: Actor, licence: Licence, deed: Deed, now: datetime) -> LicenceRow:
    state = _check(by, licence, deed)
    before = newest(licence)
    licence.state = state
    if rules.OPERATIONS[deed.operation].new_paper:
        _apply(licence, deed, now.date())
        licence.version += 1
    licence.save()
    after = make_version(licence, now) if licence.version != before.number else before
    _set_places(licence)
    record(
        licence, after, by=by, operation=deed.operation, now=now, because=deed.because, proposal=deed.proposal
    )
    return licence_row(after)


def _check(by: Actor, licence: Licence, deed: Deed) -> str:
    """Return the state that the operation leads to; refuse what is not possible, not the actor's, or without a reason."""
    state = rules.next_state(licence.state, deed.operation)
    second = deed.proposal is not None
    own, facts = access.own_codes(by), access.facts_of(licence)
    if problem := rules.problem_with(by, deed.operation, facts, own, second=second):
        raise Refused(problem)
    if not deed.because and rules.OPERATIONS[deed.operation].by != "system":
        raise Refused(Problem(code="licences.no_reason", where="because"))
    return state


def _apply(licence: Licence, deed: Deed, today: date) -> None:
    if deed.operation == "renew":
        _renew(licence, deed.until)
    elif deed.operation == "alter":
        _alter(licence, deed.changes)


def _renew(licence: Licence, until: date | None) -> None:
    last = licence.valid_until
    if last is None or (until is None and not licence.term_months):
        raise Refused(Problem(code="licences.no_term", where="until"))
    chosen = until or rules.next_last_day(last, licence.term_months)
    if chosen <= last:
        raise Refused(Problem(code="licences.no_longer", where="until", facts={"last": last}))
    licence.valid_until = chosen


def _alter(licence: Licence, changes: Mapping[str, str]) -> None:
    """Write the new values; what a licence does not carry cannot be put onto it."""
    fields: list[dict[str, Any]] = [dict(field) for field in licence.fields]
    carried = {field["element"]: field for field in fields}
    wanted = {name: value.strip() for name, value in changes.items() if value.strip()}
    if strangers := sorted(wanted.keys() - carried.keys() - set(ALTERED)):
        raise Refused(*(Problem(code="licences.not_carried", where=name[:80]) for name in strangers))
    old = {"holder_name": licence.holder_name, "number": licence.number} | {
        name: field["value"] for name, field in carried.items()
    }
    if all(old[name] == value for name, value in wanted.items()):
        raise Refused(Problem(code="licences.nothing_changed"))
    for name, value in wanted.items():
        if name in carried:
            carried[name]["value"] = value
        else:
            setattr(licence, name, value)
    licence.fields = fields


def _set_places(licence: Licence) -> None:
    """Write what the status lists say of every paper of the licence: its versions, and the copies of them."""
    for version in Version.objects.filter(licence=licence):
        superseded = version.number != licence.version
        _set(version.place_id, rules.bits_of(licence.state, superseded=superseded))
        for copy in Copy.objects.filter(version=version):
            gone = copy.withdrawn_at is not None
            _set(copy.place_id, rules.bits_of(licence.state, superseded=superseded, withdrawn=gone))


def _set(place: int, bits: tuple[bool, bool]) -> None:
    ended, suspended = bits
    Place.objects.filter(pk=place).update(ended=ended, suspended=suspended)
