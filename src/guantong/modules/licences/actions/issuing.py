"""Licences made from decisions: each once, however often and by however many at the same time it is asked for."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.tally import count
from guantong.modules.journal.public import append
from guantong.modules.orgs.public import get_unit

from .. import rules
from ..models import Licence, Operation, Version
from ..queries.licences import licence_row
from ..rows import LicenceRow, Order
from .signing import make_version

SERIAL_DIGITS = 8  # after the day; random, so that a number does not tell how many there are


def issue(*, by: Actor, orders: Sequence[Order], now: datetime) -> tuple[LicenceRow, ...]:
    if by.role != "system":
        raise Refused(Problem(code="licences.wrong_role", facts={"operation": "issue"}))
    with transaction.atomic():
        _queue(orders)
        made = [_issue(by, order, now) for order in orders if not _is_made(order)]
    if made:
        count("licences_issued", len(made))
    return tuple(licence_row(version) for version in made)


def _queue(orders: Sequence[Order]) -> None:
    """Let two workers with the same case wait for each other, in the order of the cases; the second finds all done."""
    with connection.cursor() as cursor:
        for case_id in sorted({order.case_id for order in orders}):
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"licences:case:{case_id}"]
            )


def _is_made(order: Order) -> bool:
    return Licence.objects.filter(case_id=order.case_id, item=order.item, element=order.element).exists()


def _issue(by: Actor, order: Order, now: datetime) -> Version:
    licence = _licence_of(order, now)
    licence.save(force_insert=True)
    version = make_version(licence, now)
    record(licence, version, by=by, operation="issue", now=now)
    return version


def _licence_of(order: Order, now: datetime) -> Licence:
    unit = get_unit(order.unit_id)
    type_code, _, own_type = rules.type_of(order.type_code, unit.uscc)
    account = order.holder.account
    return Licence(
        case_id=order.case_id, case_code=order.case_code, scenario=order.scenario, item=order.item,
        item_title=order.item_title.zh, item_title_en=order.item_title.en, item_code=order.item_code, element=order.element,
        name=order.name.zh, name_en=order.name.en, type_code=type_code, own_type=own_type, serial=_serial(now),
        number=order.number, unit_id=order.unit_id, division=order.division,
        holder_account_id=int(account) if account.isdecimal() else None, holder_name=order.holder.name,
        holder_code=order.holder.code, holder_code_type=order.holder.code_type if order.holder.code else "none",
        fields=[_field(each) for each in order.fields], term_months=order.term_months, state="valid",
        issued_on=order.decided_on, valid_from=order.decided_on,
        valid_until=rules.last_day(order.decided_on, order.term_months),
    )  # fmt: skip


def _field(field: Any) -> dict[str, str]:
    return {
        "element": field.element, "title": field.title.zh, "title_en": field.title.en, "value": field.value,
    }  # fmt: skip


def _serial(now: datetime) -> str:
    return f"{now:%Y%m%d}{secrets.randbelow(10**SERIAL_DIGITS):0{SERIAL_DIGITS}d}"


def record(
    licence: Licence, version: Version, *, by: Actor, operation: str, now: datetime, because: str = "", proposal: int | None = None
) -> None:  # fmt: skip
    """Write the operation into the licence's life and into its chain of the journal. No personal data goes there."""
    seq = licence.operations.count() + 1
    Operation.objects.create(
        licence=licence, seq=seq, at=now, operation=operation, state=licence.state, version=licence.version,
        because=because, account=by.account, unit=by.unit, proposal=proposal,
    )  # fmt: skip
    body = {
        "operation": operation, "state": licence.state, "identifier": version.identifier, "case": licence.case_id,
        "item": licence.item, "because": because, "proposal": proposal or 0,
    }  # fmt: skip
    append(chain=f"licence:{licence.pk}", kind="LicenceChanged", body=body, by=by, at=now)
