"""Proposals that a second person takes, as pages show them: what kind, of what, and which door carries it out.

A new kind is one line in `KINDS`: the door that takes it, and how its subject is said. What is done stands in the
proposal's body alone; the second person's form says nothing but yes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from django.urls import reverse

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.texts import has
from guantong.modules.cases import public as cases
from guantong.modules.identity import public as identity
from guantong.modules.licences import public as licences
from guantong.modules.orgs import public as orgs

from .moment import now as clock
from .words import in_words, say, show_day


class ProposalLine(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal in words. `address` leads to what it is about, `own`: the viewer made it; `here`: it can be taken here."""

    row: identity.ProposalRow
    kind: str
    subject: str
    what: str
    address: str
    own: bool
    here: bool


class Kind(msgspec.Struct, frozen=True):
    """`take(by=, proposal_id=, now=)` carries a proposal out; `tell` returns (subject, what is done, address) to the viewer."""

    take: Callable[..., object]
    tell: Callable[[Actor, identity.ProposalRow], tuple[str, str, str]]


def _revocation(by: Actor, row: identity.ProposalRow) -> tuple[str, str, str]:
    operation = str(row.body.get("operation", ""))
    said = licences.verify(row.subject, now=clock()).said
    subject = f"{said.name} {said.holder_name} {row.subject}" if said else row.subject
    return subject, say(f"licences-operation-{operation}"), reverse("unit-licence", args=[row.subject])


def _role_change(by: Actor, row: identity.ProposalRow) -> tuple[str, str, str]:
    change = identity.read_change(row)
    key = "boards" if change.act == "add" and change.boards else change.act
    boards = say("ui-comma").join(say(f"staff-board-{board}") for board in change.boards)
    try:
        unit = orgs.get_unit(change.unit).name
    except Refused:
        unit = ""
    what = say(f"staff-what-{key}", role=say(f"staff-role-{change.role}"), unit=unit, boards=boards)
    return identity.account_name(change.account), what, reverse("staff-member", args=[change.account])


def _opening(by: Actor, row: identity.ProposalRow) -> tuple[str, str, str]:
    try:
        element, code = cases.opening_subject(by=by, row=row)
    except Refused:  # the case has left the unit since, or is of a board that the viewer has not passed
        return row.subject, "", ""
    item, case_id = str(row.body["item"]), int(row.body["case"])
    address = reverse("work-task", args=[case_id, item]) if item else reverse("window-case", args=[case_id])
    return say("openings-of-case", code=code), say("openings-what", element=in_words(element)), address


def _mandate(by: Actor, row: identity.ProposalRow) -> tuple[str, str, str]:
    found = identity.mandates_in([str(row.body["mandate"])]).get(str(row.body["mandate"]))
    if found is None:
        return row.subject, "", ""
    kind = say(f"mandates-kind-{found.kind.replace('_', '-')}")
    names = say("mandates-second-names", principal=found.principal_name, agent=found.agent_name)
    days = say("mandates-days", since=show_day(found.since), until=show_day(found.until))
    return names, say("mandates-second-what", kind=kind, days=days), reverse("window-mandates")


KINDS: dict[str, Kind] = {
    "mandate": Kind(identity.confirm_at_window, _mandate),
    "open_field": Kind(cases.open_field, _opening),
    "change_role": Kind(identity.change_role, _role_change),
    "licence-revoke": Kind(licences.revoke, _revocation),
}


def open_lines(by: Actor, now: datetime) -> list[ProposalLine]:
    """Return the open proposals of the actor's unit and role in words, the oldest first."""
    return [_line(by, row) for row in identity.open_proposals(by=by, now=now)]


def line_of(by: Actor, proposal_id: int) -> ProposalLine:
    """Return one proposal in words; refuse `identity.proposal_not_yours`."""
    return _line(by, identity.get_proposal(by=by, proposal_id=proposal_id))


def take(*, by: Actor, proposal_id: int, now: datetime) -> None:
    """Agree to a proposal and carry it out; refuse as `identity.take_proposal` and the door of its kind do."""
    row = identity.get_proposal(by=by, proposal_id=proposal_id)
    if row.kind not in KINDS:
        raise Refused(Problem(code="identity.proposal_elsewhere", facts={"proposal": proposal_id}))
    KINDS[row.kind].take(by=by, proposal_id=proposal_id, now=now)


def _line(by: Actor, row: identity.ProposalRow) -> ProposalLine:
    known = KINDS.get(row.kind)
    subject, what, address = known.tell(by, row) if known else (row.subject, "", "")
    key = f"proposals-kind-{row.kind.replace('_', '-')}"
    kind = say(key if has(key, "zh") else "proposals-kind-other")
    return ProposalLine(
        row=row, kind=kind, subject=subject, what=what, address=address, own=row.proposer == by.account,
        here=known is not None,
    )  # fmt: skip
