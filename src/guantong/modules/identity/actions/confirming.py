"""The second yes to a mandate that a clerk recorded from papers (ADR 0011): a colleague's, or the principal's own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from .. import rules
from ..models import Account, Mandate, Proposal
from ..queries import kind_of, mandate_row
from ..rows import MandateRow
from .chains import locked_mandate, mandate_chain
from .proposals import end_proposal, propose, take_proposal

KIND = "mandate"


def ask_second(row: Mandate, *, by: Actor, now: datetime) -> None:
    """Propose a mandate just recorded to the clerk's colleagues. The body names it and nobody: the row has the names."""
    propose(
        by=by, kind=KIND, subject=_subject(row.pk), body={"mandate": row.pk}, because=row.because, now=now
    )


def confirm_at_window(*, by: Actor, proposal_id: int, now: datetime) -> MandateRow:
    with transaction.atomic():
        taken = take_proposal(by=by, proposal_id=proposal_id, kind=KIND, now=now)
        row = locked_mandate(int(taken.body["mandate"]))
        number = Account.objects.get(pk=int(by.account)).id_number
        if number and number in (row.principal.id_number, row.agent_key):
            raise Refused(Problem(code="identity.mandate_own_matter"))
        return _confirm(row, by, now, "colleague")


def confirm_mandate(*, by: Actor, mandate_id: int, now: datetime) -> MandateRow:
    with transaction.atomic():
        row = locked_mandate(mandate_id)
        if rules.speaks_for(by, kind_of(by)) != str(row.principal_id):
            raise Refused(Problem(code="identity.no_mandate", facts={"mandate": mandate_id}))
        found = _confirm(row, by, now, "principal")
        close_proposal(row.pk, by, now)
        return found


def close_proposal(mandate_id: int, by: Actor, now: datetime) -> None:
    """End what colleagues were asked about a mandate that is settled otherwise. In the caller's transaction."""
    for row in Proposal.objects.select_for_update().filter(
        kind=KIND, subject=_subject(mandate_id), state="open"
    ):
        end_proposal(row, "withdrawn", "", by, now)


def _confirm(row: Mandate, by: Actor, now: datetime, side: str) -> MandateRow:
    found = mandate_row(row)
    if found.state != "given" or found.confirmed or found.until < now.date():
        raise Refused(Problem(code="identity.mandate_over", facts={"mandate": row.pk}))
    row.confirmed_at = now
    row.save(update_fields=["confirmed_at"])
    append(chain=mandate_chain(row.pk), kind="MandateConfirmed", body={"by": side}, by=by, at=now)
    return mandate_row(row)


def _subject(mandate_id: int) -> str:
    return f"mandate:{mandate_id}"
