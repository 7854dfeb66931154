"""Notices by e-mail: queued from the chains by the round, sent, tried again. No personal data leaves but code and link.

The queue is worked out from what is stored, with a bookmark for each address, so that nothing depends on a moment at which
something might fail. Sent is written after sending: rather twice than never.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.texts import say

from .. import rules
from ..models import NoticeAddress, NoticeMail
from ..queries.notices import happened

LANGUAGE = "zh"
LONGEST = 254  # RFC 5321
# An act is stored some moments after the time that stands on it; what is found twice is queued once.
OVERLAP = timedelta(hours=1)

log = logging.getLogger("guantong.cases")


def set_address(*, by: Actor, address: str, now: datetime) -> None:
    """Have one's own notices sent to an address, or with an empty one no longer."""
    if by.role != "applicant" or by.mandate:
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "set_address", "item": ""}))
    address = address.strip()
    with transaction.atomic():
        if not address:
            NoticeMail.objects.filter(account=by.account).delete()
            NoticeAddress.objects.filter(account=by.account).delete()
            return
        try:
            validate_email(address)
        except ValidationError:
            raise Refused(Problem(code="cases.bad_address", where="address")) from None
        if len(address) > LONGEST:
            raise Refused(Problem(code="cases.bad_address", where="address"))
        NoticeAddress.objects.update_or_create(
            account=by.account, defaults={"address": address}, create_defaults={"address": address, "since": now, "queued_until": now}
        )  # fmt: skip


def deliver_notices(*, now: datetime, link: Callable[[str], str], limit: int) -> int:
    for row in NoticeAddress.objects.order_by("pk"):
        _queue(row, now)
    due = NoticeMail.objects.filter(due_at__lte=now).order_by("due_at", "pk").values_list("pk", flat=True)
    return sum(_send(number, now, link) for number in list(due[:limit]))


def _queue(row: NoticeAddress, now: datetime) -> None:
    by = Actor(account=row.account, role="applicant")
    since = max(row.queued_until - OVERLAP, row.since)
    with transaction.atomic():
        NoticeMail.objects.bulk_create(
            [
                NoticeMail(account=row.account, code=one.code, kind=one.kind, at=one.at, due_at=now)
                for one in happened(by, since, now, most_cases=None)
            ],
            ignore_conflicts=True,
        )
        NoticeAddress.objects.filter(pk=row.pk).update(queued_until=now)


def _send(number: int, now: datetime, link: Callable[[str], str]) -> bool:
    with transaction.atomic():
        row = (
            NoticeMail.objects.select_for_update(skip_locked=True).filter(pk=number, due_at__lte=now).first()
        )
        address = NoticeAddress.objects.filter(account=row.account).first() if row else None
        if row is None or address is None:
            return False
        try:
            what = say(f"citizen-news-{row.kind.replace('_', '-')}", LANGUAGE)
            send_mail(
                say("mail-subject", LANGUAGE, code=row.code),
                say("mail-body", LANGUAGE, what=what, code=row.code, link=link(row.code)),
                None, [address.address],
            )  # fmt: skip
        except (SMTPException, OSError) as error:
            log.warning("notices.not_sent number=%s error=%s", number, type(error).__name__)
            row.tried += 1
            row.due_at = rules.next_try(row.tried - 1, now, settings.MAIL_AGAIN_HOURS)
            row.save(update_fields=["tried", "due_at"])
            return False
        row.sent_at, row.due_at = now, None
        row.save(update_fields=["sent_at", "due_at"])
        return True
