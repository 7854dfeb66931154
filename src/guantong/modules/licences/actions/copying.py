"""Purpose copies (加注件): made by the holder for one purpose and receiver, until a day, and taken back by the holder."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.papers.content import CopyTerms
from guantong.modules.journal.public import append

from .. import access, rules
from ..models import Copy, Licence, Place
from ..queries.licences import copy_row, newest
from ..rows import CopyRow
from .signing import end_of, make_copy_of

LONGEST = 100  # characters of a purpose or a receiver: they stand on the paper
MOST_DAYS = 366


def make_copy(
    *, by: Actor, identifier: str, purpose: str, receiver: str, until: date, case_code: str, now: datetime
) -> CopyRow:
    purpose, receiver = purpose.strip(), receiver.strip()
    if problems := _problems(purpose, receiver, until, now.date()):
        raise Refused(*problems)
    with transaction.atomic():
        licence = access.licence_for(by, identifier, lock=True)
        if by.role != "applicant":
            raise Refused(Problem(code="licences.wrong_role", facts={"operation": "copy"}))
        if licence.state != "valid" or _is_over(licence, now.date()):
            raise Refused(Problem(code="licences.copy_of_what", facts={"state": licence.state}))
        version = newest(licence)
        terms = CopyTerms(
            purpose=purpose, receiver=receiver, creator=licence.holder_name, made_at=now, until=end_of(version, until),
            case_code=case_code,
        )  # fmt: skip
        copy = make_copy_of(version, terms, now)
        _journal(copy, "CopyMade", by, now)
    return copy_row(copy, licence, now.date())


def withdraw_copy(*, by: Actor, reference: str, now: datetime) -> CopyRow:
    with transaction.atomic():
        copy = access.copy_for(by, reference, lock=True)
        if copy.withdrawn_at is None:
            copy.withdrawn_at = now
            copy.save(update_fields=["withdrawn_at"])
            ended, suspended = rules.bits_of(copy.version.licence.state, withdrawn=True)
            Place.objects.filter(pk=copy.place_id).update(ended=ended, suspended=suspended)
            _journal(copy, "CopyWithdrawn", by, now)
    return copy_row(copy, copy.version.licence, now.date())


def _problems(purpose: str, receiver: str, until: date, today: date) -> list[Problem]:
    texts = {"purpose": purpose, "receiver": receiver}
    found = [
        Problem(code="licences.copy_needs", where=name, facts={"longest": LONGEST})
        for name, text in texts.items()
        if not 0 < len(text) <= LONGEST or not text.isprintable()
    ]
    if not 0 <= (until - today).days <= MOST_DAYS:
        found.append(Problem(code="licences.copy_days", where="until", facts={"most": MOST_DAYS}))
    return found


def _is_over(licence: Licence, today: date) -> bool:
    return licence.valid_until is not None and licence.valid_until < today


def _journal(copy: Copy, kind: str, by: Actor, now: datetime) -> None:
    body = {"reference": copy.reference, "until": copy.until.isoformat()}
    append(chain=f"licence:{copy.version.licence_id}", kind=kind, body=body, by=by, at=now)
