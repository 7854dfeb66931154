"""Writes of mandates, each journaled in the chain `mandate:<id>` and, where an account is made, in that account's."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import QuerySet

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from .. import rules
from ..models import Account, Mandate, Runner
from ..queries import addressed, kind_of, mandate_row, same_mandate
from ..rows import MandateRow
from .accounts import chain_of
from .chains import locked_mandate, mandate_chain
from .confirming import ask_second, close_proposal


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a mandate is for and how long: kind, scenarios (none: all), first and last day, why."""

    kind: str
    scope: tuple[str, ...] = ()
    since: date
    until: date
    because: str = ""


def give_mandate(
    *, by: Actor, terms: Terms, agent_key: str, agent_name: str, runner: int, now: datetime
) -> MandateRow:
    """Give a mandate; whether there is an account of that name is looked up by the one who accepts, never here."""
    _refuse(rules.may_give(by, kind_of(by)))
    if terms.kind not in rules.GIVEN_KINDS:
        raise Refused(Problem(code="identity.mandate_needs_proof", facts={"kind": terms.kind}))
    problems = rules.problems_of_term(terms.kind, terms.since, terms.until, now.date())
    principal = Account.objects.get(pk=int(by.applicant))
    agent, key, name = None, rules.written(agent_key), agent_name.strip()
    if terms.kind == "runner":
        agent = Account.objects.filter(pk=runner, pk__in=Runner.objects.values("account_id")).first()
        problems += [] if agent else [Problem(code="identity.no_runner", where="runner")]
        key, name = "", agent.name if agent else ""
    else:
        problems += [
            Problem(code="identity.mandate_agent_missing", where=where)
            for where, typed in (("agent_key", key), ("agent_name", name))
            if not typed
        ]
    # Behind a company's account sits a person, who may be given a mandate like anybody.
    if key and key in (principal.handle, principal.uscc or principal.id_number):
        problems.append(Problem(code="identity.mandate_self", where="agent_key"))
    _refuse(*problems)
    return _store(by=by, terms=terms, principal=principal, agent=agent, key=key, name=name, proof="", now=now)


def mandate_from_source(
    *, by: Actor, kind: str, number: str, name: str, named: Collection[str], held_name: str, source: str, now: datetime
) -> MandateRow:  # fmt: skip
    """Record at once, as accepted, what a source proves: that it names the actor for the one with this number."""
    _refuse(rules.may_give(by, ""))
    agent = Account.objects.get(pk=int(by.account))
    if not rules.is_proven(agent.id_number, name.strip(), named, held_name):
        raise Refused(Problem(code="identity.mandate_not_proven", facts={"kind": kind}))
    until = rules.last_day(kind, number, now.date())
    if until < now.date():
        raise Refused(Problem(code="identity.mandate_of_age"))
    terms = Terms(kind=kind, since=now.date(), until=until)
    with transaction.atomic():
        principal = _principal(by, kind, number, held_name, now)
        if principal.pk == agent.pk:
            raise Refused(Problem(code="identity.mandate_self"))
        row = _store(
            by=by, terms=terms, principal=principal, agent=agent, key="", name=agent.name, proof=source, now=now
        )  # fmt: skip
        return _answer(row.id, "accepted", by, now)


def mandate_at_window(
    *, by: Actor, terms: Terms, principal: tuple[str, str], agent: tuple[str, str], now: datetime
) -> MandateRow:
    """Record what a clerk has seen papers of; (number, name) of both sides. Once a colleague or the principal has confirmed
    it, the agent accepts it like any other."""
    if by.role != "clerk":
        raise Refused(Problem(code="identity.mandate_window_only"))
    problems = rules.problems_of_term(terms.kind, terms.since, terms.until, now.date())
    problems += rules.problems_of_guardian(terms.kind, principal[0], terms.until, now.date())
    if terms.kind == "runner" and not _is_runner(id_number=rules.written(agent[0])):
        problems.append(Problem(code="identity.no_such_runner", where="agent_number"))
    if not terms.because.strip():
        problems.append(Problem(code="identity.mandate_no_papers", where="because"))
    problems += [
        Problem(code="identity.mandate_name_missing", where=where)
        for where, (number, name) in (("principal_name", principal), ("agent_name", agent))
        if not name.strip() or not number.strip()
    ]
    if principal[0].strip() == agent[0].strip():
        problems.append(Problem(code="identity.mandate_self", where="agent_number"))
    own = Account.objects.get(pk=int(by.account)).id_number
    if own and own in (principal[0].strip().upper(), agent[0].strip().upper()):
        problems.append(Problem(code="identity.mandate_own_matter"))
    _refuse(*problems)
    key, name = rules.written(agent[0]), agent[1].strip()
    with transaction.atomic():
        account = _principal(by, terms.kind, principal[0], principal[1].strip(), now)
        found = _store(
            by=by, terms=terms, principal=account, agent=None, key=key, name=name, proof="window", now=now
        )  # fmt: skip
        ask_second(locked_mandate(found.id), by=by, now=now)
        return found


def accept_mandate(*, by: Actor, mandate_id: int, now: datetime) -> MandateRow:
    return _answer(mandate_id, "accepted", by, now)


def refuse_mandate(*, by: Actor, mandate_id: int, now: datetime) -> MandateRow:
    return _answer(mandate_id, "refused", by, now)


def end_mandate(*, by: Actor, mandate_id: int, because: str, now: datetime) -> MandateRow:
    with transaction.atomic():
        row = locked_mandate(mandate_id)
        _refuse(rules.may_end(by, mandate_row(row), kind_of(by)))
        if by.role == "clerk" and not because.strip():
            raise Refused(Problem(code="identity.mandate_no_papers", where="because"))
        row.state, row.end_because = "ended", because.strip()
        close_proposal(row.pk, by, now)
        return _end(row, by, now, "MandateEnded", {"because": row.end_because})


def flag_runner(
    *, by: Actor, account_id: int, unit: int, division: str, now: datetime, ended: bool = False
) -> None:
    """Record that a person runs errands for a unit, or no longer does; the mandates they hold as a runner end with it."""
    account = Account.objects.get(pk=account_id)
    if account.kind != "person":
        raise Refused(Problem(code="identity.runner_is_a_person", facts={"name": account.name}))
    with transaction.atomic():
        if ended:
            Runner.objects.filter(pk=account_id).delete()
            for row in _of(
                Mandate.objects.filter(agent_id=account_id, kind="runner", state__in=("given", "accepted"))
            ):
                row.state = "ended"
                _end(row, by, now, "MandateEnded", {"because": ""})
        else:
            Runner.objects.update_or_create(
                account_id=account_id, defaults={"unit": unit, "division": division, "since": now}
            )
        body = {"unit": unit, "division": division}
        append(
            chain=chain_of(account_id), kind="RunnerEnded" if ended else "RunnerNamed", body=body, by=by, at=now
        )  # fmt: skip


def _of(rows: QuerySet[Mandate]) -> QuerySet[Mandate]:
    return rows.select_for_update(of=("self",)).select_related("principal", "agent", "ended_by")


def _principal(by: Actor, kind: str, number: str, name: str, now: datetime) -> Account:
    """Return the account of a principal, made without a way to sign in when there is none. The name has to be the same."""
    number = rules.check_number(kind, number)
    company = rules.is_company(number)
    found = Account.objects.filter(
        **({"kind": "enterprise", "uscc": number} if company else {"kind": "person", "id_number": number})
    ).order_by("pk")
    if account := found.first():
        if account.name != name:
            raise Refused(Problem(code="identity.mandate_not_proven", facts={"kind": kind}))
        return account
    account = Account(
        handle=f"principal-{secrets.token_hex(8)}", kind="enterprise" if company else "person", name=name,
        uscc=number if company else "", id_number="" if company else number, created_at=now,
    )  # fmt: skip
    account.set_unusable_password()
    account.save(force_insert=True)
    body = {"handle": account.handle, "kind": account.kind}
    append(chain=chain_of(account.pk), kind="AccountMade", body=body, by=by, at=now)
    return account


def _store(
    *, by: Actor, terms: Terms, principal: Account, agent: Account | None, key: str, name: str, proof: str, now: datetime
) -> MandateRow:  # fmt: skip
    scope = sorted(set(terms.scope))
    with transaction.atomic():
        # Two at once must not become the same one twice; whoever refers to the account meanwhile need not wait.
        Account.objects.select_for_update(no_key=True).get(pk=principal.pk)
        one = Mandate(
            principal=principal, agent=agent, agent_key=key, agent_name=name, kind=terms.kind, scope=scope,
            since=terms.since, until=terms.until,
        )  # fmt: skip
        if known := same_mandate(one, papers_seen=proof == "window"):
            where = _agent_field(terms.kind, proof)
            raise Refused(rules.problem_of_second(mandate_row(known), where))
        row = Mandate.objects.create(
            principal=principal, agent=agent, agent_key=key, agent_name=name, kind=terms.kind, scope=scope,
            since=terms.since, until=terms.until, because=terms.because.strip(), proof=proof, given_by_id=int(by.account),
            given_at=now,
        )  # fmt: skip
        body = {
            "kind": terms.kind, "principal": principal.pk, "scope": scope, "since": terms.since,
            "until": terms.until, "proof": proof,
        }  # fmt: skip
        append(chain=mandate_chain(row.pk), kind="MandateGiven", body=body, by=by, at=now)
    return mandate_row(row)


def _agent_field(kind: str, proof: str) -> str:
    """Return the field in which the agent of a mandate is typed or chosen; none where a source names them."""
    if proof:
        return "agent_number" if proof == "window" else ""
    return "runner" if kind == "runner" else "agent_key"


def _answer(mandate_id: int, state: str, by: Actor, now: datetime) -> MandateRow:
    with transaction.atomic():
        row = locked_mandate(mandate_id)
        account = Account.objects.get(pk=int(by.account)) if by.account.isdecimal() else None
        if account is None or account.kind == "staff" or not addressed(account, row):
            raise Refused(Problem(code="identity.no_mandate", facts={"mandate": mandate_id}))
        _refuse(rules.may_answer(by, mandate_row(row), now.date()))
        if state == "accepted" and row.kind == "runner" and not _is_runner(pk=account.pk):
            raise Refused(Problem(code="identity.no_such_runner"))
        row.agent, row.state = account, state
        if state == "refused":
            return _end(row, by, now, "MandateRefused", {})
        row.answered_at = now
        row.save()
        append(chain=mandate_chain(row.pk), kind="MandateAccepted", body={}, by=by, at=now)
        return mandate_row(row)


def _is_runner(**of: Any) -> bool:
    """Whom two managers named, and nobody else, runs errands (M34)."""
    return Account.objects.filter(pk__in=Runner.objects.values("account_id"), **of).exists()


def _end(row: Mandate, by: Actor, now: datetime, kind: str, body: dict[str, Any]) -> MandateRow:
    row.ended_by, row.ended_at = Account.objects.get(pk=int(by.account)), now
    row.save()
    append(chain=mandate_chain(row.pk), kind=kind, body=body, by=by, at=now)
    return mandate_row(row)


def _refuse(*problems: Problem | None) -> None:
    found = [problem for problem in problems if problem]
    if found:
        raise Refused(*found)
