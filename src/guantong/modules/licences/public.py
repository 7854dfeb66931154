"""The door of `licences`: issue, change, copy, show and verify e-licences; publish the keys they are signed with.

What an actor may not see does not exist for them: `licences.not_found`. Verification asks for no actor at all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from guantong.core.kernel.actor import Actor
from guantong.core.papers.verdict import Said, Step, Verdict

from .rows import (
    Changes,
    CopyRow,
    CountRow,
    Field,
    Held,
    Holder,
    KeyRow,
    LicenceRow,
    LicenceView,
    OperationRow,
    Order,
    OutOfForce,
    Page,
    Paper,
    SeenRow,
    VersionRow,
)
from .rules import STATES, TAKEN

if TYPE_CHECKING:
    from guantong.modules.identity.public import ProposalRow

__all__ = [
    "STATES",
    "TAKEN",
    "Changes",
    "CopyRow",
    "CountRow",
    "Field",
    "Held",
    "Holder",
    "KeyRow",
    "LicenceRow",
    "LicenceView",
    "OperationRow",
    "Order",
    "OutOfForce",
    "Page",
    "Paper",
    "Said",
    "SeenRow",
    "Step",
    "Verdict",
    "VersionRow",
    "change_licence",
    "controller_document",
    "erase_seen",
    "expire_due",
    "found_keys",
    "get_licence",
    "held_by",
    "held_here",
    "issue",
    "keys_document",
    "licence_counts",
    "licences_of_case",
    "make_copy",
    "my_licences",
    "my_out_of_force",
    "out_of_force",
    "paper_of",
    "propose_revocation",
    "published_keys",
    "revoke",
    "rotate_keys",
    "seal_pdf",
    "seen_between",
    "signed_pdf",
    "status_list",
    "unit_licences",
    "verify",
    "withdraw_copy",
]


# ------------------------------------------------------------------------------------------------------------ writes


def issue(*, by: Actor, orders: Sequence[Order], now: datetime) -> tuple[LicenceRow, ...]:
    """Make the licences that decisions granted, in one transaction; return the new ones. Asking again makes none twice.

    For the system alone (`cases` calls it); refuse `licences.wrong_role` otherwise.
    """
    from . import actions

    return actions.issue(by=by, orders=orders, now=now)


def change_licence(
    *,
    by: Actor,
    identifier: str,
    operation: str,
    because: str,
    now: datetime,
    changes: Changes | None = None,
    until: date | None = None,
) -> LicenceRow:
    """Do one operation of the table of states: renew (`until` or one more term), alter (`changes`), suspend, restore,
    move, stay or cancel. An officer of the issuing unit, with a reason.

    Refuse `licences.not_now` (the state does not permit it), `licences.wrong_role`, `licences.recuse`, `licences.no_reason`,
    `licences.two_persons` (revoke and forfeit: `propose_revocation`), `licences.no_term`, `licences.not_carried`,
    `licences.nothing_changed`.
    """
    from . import actions

    return actions.change_licence(
        by=by,
        identifier=identifier,
        operation=operation,
        because=because,
        changes=changes or {},
        until=until,
        now=now,
    )


def propose_revocation(
    *, by: Actor, identifier: str, because: str, now: datetime, operation: str = "revoke"
) -> ProposalRow:
    """Propose to revoke (撤销) or to forfeit (吊销) a licence; another officer of the unit takes it with `revoke`.

    Refuse as `change_licence`. The proposal is of the kind `licence-revoke`, its subject the identifier.
    """
    from . import actions

    return actions.propose_revocation(
        by=by, identifier=identifier, operation=operation, because=because, now=now
    )


def revoke(*, by: Actor, proposal_id: int, now: datetime) -> LicenceRow:
    """Take a proposal of the kind `licence-revoke` and carry it out, in one transaction. Refuse `identity.proposal_…`."""
    from . import actions

    return actions.revoke(by=by, proposal_id=proposal_id, now=now)


def expire_due(*, now: datetime, limit: int = 1000) -> int:
    """Record for every licence whose last day has passed that it has; return how many."""
    from . import actions

    return actions.expire_due(now=now, limit=limit)


def make_copy(
    *,
    by: Actor,
    identifier: str,
    purpose: str,
    receiver: str,
    until: date,
    now: datetime,
    case_code: str = "",
) -> CopyRow:
    """Make a purpose copy of one's own licence, signed like it. Its last day never passes the licence's.

    Refuse `licences.copy_of_what` (the licence is not valid), `licences.copy_needs` (purpose, receiver), `licences.copy_days`.
    """
    from . import actions

    return actions.make_copy(
        by=by,
        identifier=identifier,
        purpose=purpose,
        receiver=receiver,
        until=until,
        case_code=case_code,
        now=now,
    )


def withdraw_copy(*, by: Actor, reference: str, now: datetime) -> CopyRow:
    """Take a purpose copy back; whoever verifies it from now on reads so."""
    from . import actions

    return actions.withdraw_copy(by=by, reference=reference, now=now)


def found_keys(*, by: Actor, now: datetime) -> tuple[KeyRow, ...]:
    """Make the root's keys where it has none, and return what was made. What is there stays as it is.

    For the system alone (`guantong migrate`).
    """
    from . import actions

    return actions.found_keys(by=by, now=now)


def rotate_keys(*, by: Actor, owner: str, now: datetime) -> tuple[KeyRow, ...]:
    """Let new keys sign for `owner` (a unit's credit code, or `root`) from now on. The old stay published.

    For the system alone (the command line).
    """
    from . import actions

    return actions.rotate_keys(by=by, owner=owner, now=now)


# ------------------------------------------------------------------------------------------------------------- reads


def my_licences(*, by: Actor) -> tuple[LicenceRow, ...]:
    """Return the licences of the applicant the actor acts for, those of their cases and those in their name: what is live
    before what has ended, each the last issued first."""
    from . import queries

    return queries.my_licences(by=by)


def get_licence(*, by: Actor, identifier: str, today: date, now: datetime | None = None) -> LicenceView:
    """Return a licence (the identifier of any of its versions) for its holder or an officer of its issuing unit. With
    `now`, that the officer opened it is noted (once a day)."""
    from . import actions, queries

    view = queries.get_licence(by=by, identifier=identifier, today=today)
    if now is not None:
        actions.record_seen(by=by, identifier=identifier, now=now)
    return view


def unit_licences(*, by: Actor, words: str = "", state: str = "", after: str = "", limit: int = 30) -> Page:
    """Return the licences that the officer's unit issued, the last issued first; `words` is an identifier, a number or part of
    the holder's name."""
    from . import queries

    return queries.unit_licences(by=by, words=words, state=state, after=after, limit=limit)


def licence_counts(*, by: Actor) -> tuple[CountRow, ...]:
    """Return how many licences the units of the manager's division have in each state."""
    from . import queries

    return queries.licence_counts(by=by)


def licences_of_case(case_id: int) -> tuple[LicenceRow, ...]:
    """Return what one case led to, by item. For `cases`, which has checked who is looking."""
    from . import queries

    return queries.licences_of_case(case_id)


def held_by(holder_code: str, element: str) -> LicenceRow | None:
    """Return the newest valid licence of this kind that is held under this identity number or credit code."""
    from . import queries

    return queries.held_by(holder_code, element)


def out_of_force(numbers: Mapping[str, str], holder_codes: Collection[str]) -> tuple[OutOfForce, ...]:
    """Return which of these licences (element -> number), held under one of these codes, cannot be used now. For `cases`."""
    from . import queries

    return queries.out_of_force(numbers, holder_codes)


def my_out_of_force(*, by: Actor, since: date) -> tuple[OutOfForce, ...]:
    """Return what the issuer has taken of the applicant's licences: suspended now, or ended since a day."""
    from . import queries

    return queries.my_out_of_force(by=by, since=since)


def held_here(holder_code: str, elements: Collection[str]) -> Held:
    """Return what is held here of these kinds under this code, in one statement. For `cases`, which reads here before it
    asks another store of licences."""
    from . import queries

    return queries.held_here(holder_code, elements)


def paper_of(*, by: Actor, identifier: str, today: date, now: datetime | None = None) -> Paper:
    """Return what is drawn of the version with this identifier, or of the copy with this reference. Who may see the
    licence may; a copy, its maker alone. `now` as in `get_licence`."""
    from . import actions, queries

    paper = queries.paper_of(by=by, identifier=identifier, today=today)
    if now is not None:
        actions.record_seen(by=by, identifier=identifier, now=now)
    return paper


def seen_between(
    *,
    by: Actor,
    since: datetime | None = None,
    until: datetime | None = None,
    seen_id: int = 0,
    limit: int = 5000,
) -> tuple[SeenRow, ...]:
    """Return who of the staff opened the applicant's own licences in a time, newest first; with `seen_id` that one alone."""
    from . import queries

    return queries.seen_between(by=by, since=since, until=until, seen_id=seen_id, limit=limit)


def erase_seen(*, before: datetime, apply: bool) -> int:
    """Erase the notes of who opened a licence that were made before a moment, or only count them; return how many."""
    from . import actions

    return actions.erase_seen(before=before, apply=apply)


def seal_pdf(*, pdf: bytes, unit_code: str, unit_name: str, reason: str, now: datetime) -> bytes:
    """Return a drawn sheet that is no licence (a lookup proof), signed by the P-256 key of the unit whose seal it bears."""
    from . import actions

    return actions.seal_pdf(pdf=pdf, unit_code=unit_code, unit_name=unit_name, reason=reason, now=now)


def signed_pdf(*, by: Actor, identifier: str, now: datetime) -> bytes:
    """Return the PDF of a version or copy: drawn by `core.papers`, sealed visibly, signed by the issuing unit's P-256 key.

    The credential travels inside as the attachment `licence.vc.jwt`: `verify` reads it from there. That an officer took it
    is noted (once a day).
    """
    from . import actions

    pdf = actions.signed_pdf(by=by, identifier=identifier, now=now)
    actions.record_seen(by=by, identifier=identifier, now=now)
    return pdf


# ------------------------------------------------------------------------------------------- keys, status, verification


def published_keys() -> tuple[KeyRow, ...]:
    """Return every key that ever signed, the root's first, then by unit; the newest of each first."""
    from . import queries

    return queries.published_keys()


def keys_document(*, now: datetime) -> dict[str, Any]:
    """Return the file that is published at `/keys/` as JSON: root certificate, all keys, the status lists, and all of it
    once more as a token signed by the root. Enough to verify without this installation."""
    from . import actions

    return actions.keys_document(now=now)


def controller_document(owner: str) -> dict[str, Any]:
    """Return the controlled identifier document at `/keys/<owner>/`, which the `kid` of a token points into; refuse
    `licences.no_keys`."""
    from . import queries

    return queries.controller_document(owner)


def status_list(number: int, *, now: datetime) -> str:
    """Return the signed status list credential at `/status/<number>/` (odd: revocation, even: suspension); refuse
    `licences.no_status_list`."""
    from . import actions

    return actions.status_list(number, now=now)


def verify(content: str | bytes, *, now: datetime) -> Verdict:
    """Say whether a licence holds: an identifier or a copy's reference, a token, a directory record, or a PDF of ours.

    Never refuses; what cannot be read gets a verdict that says so. By identifier alone nothing personal is said.
    """
    from . import queries

    return queries.verify(content, now=now)
