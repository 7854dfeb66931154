"""Reads of shared resources (each is a write: of its trace), and what fills a resource or makes it silent."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.tally import count
from guantong.core.kernel.texts import say
from guantong.modules.identity.public import (
    MandateRow,
    check_principal_number,
    mandate_from_source,
    number_of,
    session_facts,
)
from guantong.modules.journal.public import append, append_all

from . import rules
from .models import Read, SharedRecord, Silence
from .rows import Silent
from .rules import ReadRequest

CHAIN = "sharing"
HELD_NAME, NAMED = "mandate.principal_name", "mandate.named_numbers"
Answer = dict[str, Any] | Silent


def read_all(
    *, requests: Sequence[ReadRequest], case_chain: str, by: Actor, now: datetime
) -> tuple[Answer, ...]:
    problems = [problem for request in requests for problem in rules.problems_of(request)]
    if (caseless := rules.problem_without_case(by.role, case_chain)) is not None:
        problems.append(caseless)
    if problems:
        raise Refused(*problems)
    if not requests:
        return ()
    with transaction.atomic():
        answers = _answers(requests, by)
        _leave_trace(requests, answers, case_chain, by, now)
    for request, answer in zip(requests, answers, strict=True):
        count("reads", resource=request.resource, answered="no" if isinstance(answer, Silent) else "yes")
    return answers


def _answers(requests: Sequence[ReadRequest], by: Actor) -> tuple[Answer, ...]:
    silences = dict(
        Silence.objects.filter(resource__in={request.resource for request in requests}).values_list(
            "resource", "because"
        )
    )
    stored = [
        request for request in requests if request.mode != "session" and request.resource not in silences
    ]
    records = _records(stored)
    facts = (
        session_facts(by.applicant, by.account)
        if any(request.mode == "session" for request in requests)
        else {}
    )
    answers: list[Answer] = []
    for request in requests:
        if request.resource in silences and not request.held:
            answers.append(Silent(resource=request.resource, because=silences[request.resource]))
        elif request.mode == "session":
            answers.append(rules.cut_to({element: element for element in request.elements}, facts))
        else:
            found = rules.cut_to(request.elements, records.get((request.resource, request.key), {}))
            answers.append(rules.with_held(request, found))
    return tuple(answers)


def _records(requests: Sequence[ReadRequest]) -> dict[tuple[str, str], Mapping[str, Any]]:
    if not requests:
        return {}
    names = {request.resource for request in requests}
    keys = {request.key for request in requests}
    rows = SharedRecord.objects.filter(resource__in=names, key__in=keys).values_list(
        "resource", "key", "data"
    )
    return {(resource, key): data for resource, key, data in rows}


def _leave_trace(
    requests: Sequence[ReadRequest], answers: Sequence[Answer], case_chain: str, by: Actor, now: datetime
) -> None:
    # A sign-in has no key of its own: what it says is found by the number of whom it is about.
    own = number_of(by.applicant) if any(not request.key for request in requests) else ""
    reads = Read.objects.bulk_create(
        Read(
            at=now,
            resource=request.resource,
            key=request.key or own,
            elements=sorted(request.elements),
            item=request.item,
            case_chain=case_chain,
            account=by.account,
            unit=by.unit,
            law=request.law,
            purpose=request.purpose,
            answered=not isinstance(answer, Silent),
            salt=secrets.token_bytes(16),
        )
        for request, answer in zip(requests, answers, strict=True)
    )
    bodies = [
        {
            "read": read.pk,
            "resource": read.resource,
            "key": rules.key_digest(bytes(read.salt), read.key),
            "elements": read.elements,
            "item": read.item,
            "case": case_chain,
            "law": read.law,
            "purpose": read.purpose,
            "answered": read.answered,
        }
        for read in reads
    ]
    append_all(chain=f"reads:{case_chain}", kind="DataRead", bodies=bodies, by=by, at=now)


def claim_mandate(*, by: Actor, kind: str, number: str, name: str, now: datetime) -> MandateRow:
    """Ask the source; its trace stays also when it proves nothing. Then let `identity` decide on what it said."""
    source = rules.PROOFS.get(kind)
    if source is None:
        raise Refused(Problem(code="sharing.no_proof_source", facts={"kind": kind}))
    if by.role != "applicant" or by.mandate:
        raise Refused(Problem(code="identity.mandate_not_yours_to_give"))
    number = check_principal_number(kind, number)
    request = ReadRequest(
        resource=source.resource, key=number, elements={HELD_NAME: source.name, NAMED: source.named}, item=kind,
        law=say(f"mandates-law-{kind.replace('_', '-')}", "zh"), purpose=say("mandates-purpose", "zh"),
    )  # fmt: skip
    (answer,) = read_all(requests=(request,), case_chain=f"mandates:{by.account}", by=by, now=now)
    if isinstance(answer, Silent):
        raise Refused(Problem(code="identity.mandate_source_silent", facts={"source": source.resource}))
    return mandate_from_source(
        by=by, kind=kind, number=number, name=name, named=rules.numbers_in(answer.get(NAMED)),
        held_name=str(answer.get(HELD_NAME, "")), source=source.resource, now=now,
    )  # fmt: skip


def write_records(
    *, resource: str, records: Mapping[str, Mapping[str, Any]], by: Actor, now: datetime
) -> int:
    with transaction.atomic():
        SharedRecord.objects.bulk_create(
            (SharedRecord(resource=resource, key=key, data=dict(data)) for key, data in records.items()),
            update_conflicts=True,
            unique_fields=["resource", "key"],
            update_fields=["data"],
            batch_size=1000,
        )
        body = {"resource": resource, "records": len(records)}
        append(chain=CHAIN, kind="RecordsWritten", body=body, by=by, at=now)
    return len(records)


def set_silent(*, resource: str, because: str, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        Silence.objects.update_or_create(resource=resource, defaults={"because": because, "since": now})
        append(
            chain=CHAIN,
            kind="ResourceFellSilent",
            body={"resource": resource, "because": because},
            by=by,
            at=now,
        )


def set_answering(*, resource: str, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        Silence.objects.filter(resource=resource).delete()
        append(chain=CHAIN, kind="ResourceAnsweredAgain", body={"resource": resource}, by=by, at=now)


def erase_reads(*, before: datetime, apply: bool) -> int:
    rows = Read.objects.filter(at__lt=before)
    return rows.delete()[0] if apply else rows.count()
