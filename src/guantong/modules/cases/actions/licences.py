"""Licences of decided cases (ADR 0010): made right after the act that decided, and in every round for what was missed.

A decided case is never taken up again, so what it granted then is granted, as that version of the matter says which it
was opened under. `licensed_at` says that a case has been seen to; making licences twice is impossible below this (unique a case, item and element).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection, transaction

from guantong.core.flow.model import Branch, Datum
from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.language import Element, Package
from guantong.modules.identity.public import session_facts
from guantong.modules.licences.public import Field, Holder, Order, issue

from .. import access, rules
from ..access import Held

log = logging.getLogger("guantong.cases")

DUE = """
SELECT id FROM cases_case WHERE licensed_at IS NULL AND phase IN ('decided', 'delivered') AND id > %s ORDER BY id LIMIT %s"""
BATCH = 200
AT_ONCE = True  # benchmarks of storage alone leave it to the round


def issue_licences_due(*, now: datetime, limit: int) -> int:
    """Make the licences that decided cases have not got yet; return how many cases were seen to."""
    done, last = 0, 0
    while done < limit and (due := _due_after(last, min(BATCH, limit - done))):
        # Those that cannot be made now are passed over, so that they never stand in the way of the others.
        done += sum(issue_after(case_id, now) for case_id in due)
        last = due[-1]
    return done


def _due_after(last: int, limit: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(DUE, [last, limit])
        return [row[0] for row in cursor.fetchall()]


def issue_after(case_id: int, now: datetime) -> bool:
    """Make the licences of one decided case. What goes wrong spoils no act: the next round tries again."""
    try:
        with transaction.atomic():
            held = access.hold_case(SYSTEM, case_id)
            issue(by=SYSTEM, orders=tuple(_orders(held)), now=now)
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE cases_case SET licensed_at = %s WHERE id = %s AND licensed_at IS NULL",
                    [now, case_id],
                )
    except (Refused, DatabaseError) as error:
        code = error.code if isinstance(error, Refused) else type(error).__name__
        where = error.problems[0].where if isinstance(error, Refused) else ""
        log.warning("licences.not_issued case=%s code=%s where=%s", case_id, code, where)
        return False
    return True


def _orders(held: Held) -> Iterator[Order]:
    package = access.package_of(held)
    account = held.facts.applicant
    facts = session_facts(account) if account else {}
    said = {name: datum.value for name, datum in held.state.data.items() if _is_said(datum)}
    known = {**facts, **said}
    place = 0
    for branch in held.flow.branches:
        task = held.state.tasks.get(branch.item)
        for element in branch.issues:
            place += 1
            about = find_element(package.dictionary, element)
            if task is None or task.status != "approved":
                continue
            if about is None:
                raise Refused(_unknown_result(held, branch.item, element))
            if about.e_licence is not None:
                yield _order(held, branch, element, about, package, known, place)


def _unknown_result(held: Held, item: str, element: str) -> Problem:
    """A decision granted what its own package does not describe: somebody has to look, nothing may be left out."""
    facts = {"code": held.code, "item": item, "element": element, "version": held.matter_version}
    return Problem(code="cases.result_unknown", where=element, facts=facts)


def _is_said(datum: Datum) -> bool:
    """What an item yields and nobody typed is `True`: that it is there, not what it is."""
    return datum.value is not None and not (datum.value is True and datum.source == "sibling")


def _order(
    held: Held, branch: Branch, element: str, about: Element, package: Package, known: Mapping[str, Any], place: int
) -> Order:  # fmt: skip
    assert about.e_licence is not None
    decided_on = held.state.tasks[branch.item].decided_on
    assert decided_on is not None
    named = about.e_licence.holder
    entities = (named,) if named else rules.APPLICANTS[package.scenario.applicant]
    holder = rules.holder_of(entities, known, held.applicant_name)
    item = package.scenario.items.get(branch.item)
    return Order(
        case_id=held.id, case_code=held.code, scenario=held.facts.scenario, item=branch.item, item_title=branch.title,
        item_code=item.basic_code or "" if item else "", element=element, name=about.title.text(),
        type_code=about.e_licence.type, number=rules.number_of(known.get(element), held.code, place),
        unit_id=held.units[branch.item, "branch", branch.unit], division=held.facts.division,
        holder=Holder(
            name=holder.name, code=holder.code, code_type=holder.code_type, account=held.facts.applicant
        ),
        fields=tuple(
            Field(element=name, title=title, value=value)
            for name, title, value in rules.printed_on(about, package.dictionary, known, holder.elements)
        ),
        decided_on=decided_on, term_months=about.e_licence.valid.amount if about.e_licence.valid else 0,
    )  # fmt: skip
