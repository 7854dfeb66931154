"""Reads of mandates: given, held, offered; who an actor is under one; whose matters are a member of staff's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused

from .. import rules
from ..models import Account, Mandate, Runner
from ..rows import MandateRow, RunnerRow

LIMIT = 200
WINDOW = "window"
# Accounts of one person carry one identity number; an enterprise's account carries that of the person behind it.
BOUND = """
WITH own AS (
  SELECT a.id FROM identity_account a
  WHERE a.id = %(id)s OR (a.id_number <> '' AND a.id_number = (SELECT id_number FROM identity_account WHERE id = %(id)s))
)
SELECT id FROM own WHERE id <> %(id)s
UNION
SELECT m.principal_id FROM identity_mandate m WHERE m.agent_id IN (SELECT id FROM own) AND m.answered_at IS NOT NULL
ORDER BY 1"""


def mandate_row(row: Mandate) -> MandateRow:
    return MandateRow(
        id=row.pk, kind=row.kind, principal=str(row.principal_id), principal_name=row.principal.name,
        agent="" if row.agent_id is None else str(row.agent_id), agent_name=row.agent_name,
        agent_shown=rules.masked_key(row.agent_key), scope=tuple(row.scope), since=row.since, until=row.until,
        state=row.state, because=row.because, proof=row.proof, given_at=row.given_at, ended_at=row.ended_at,
        ended_by_name=row.ended_by.name if row.ended_by else "", end_because=row.end_because,
        confirmed=row.proof != WINDOW or row.confirmed_at is not None,
    )  # fmt: skip


def mandates_given(by: Actor) -> tuple[MandateRow, ...]:
    principal = rules.speaks_for(by, kind_of(by))
    if not principal.isdecimal():
        return ()
    rows = with_names().filter(principal_id=int(principal)).order_by("-pk")
    return tuple(mandate_row(row) for row in rows[:LIMIT])


def mandates_held(by: Actor) -> tuple[MandateRow, ...]:
    if by.role != "applicant" or by.mandate or not by.account.isdecimal():
        return ()
    account = Account.objects.get(pk=int(by.account))
    rows = with_names().filter(Q(agent_id=account.pk) | _addressed_to(account)).order_by("-pk")
    return tuple(mandate_row(row) for row in rows[:LIMIT])


def addressed(account: Account, row: Mandate) -> bool:
    """True when the mandate was given to this account, or to what it is called by."""
    if row.agent_id is not None:
        return row.agent_id == account.pk
    return with_names().filter(_addressed_to(account), pk=row.pk).exists()


def _addressed_to(account: Account) -> Q:
    keys = [key for key in (account.handle, account.id_number, account.uscc) if key]
    open_ = Q(agent__isnull=True, state="given", agent_key__in=keys, agent_name=account.name)
    # What one clerk alone wrote down is not offered to anybody.
    return open_ & ~Q(principal_id=account.pk) & ~Q(proof=WINDOW, confirmed_at__isnull=True)


def same_mandate(one: Mandate, *, papers_seen: bool) -> Mandate | None:
    """Return a mandate in force or still to be answered that says the same as `one`, not stored yet: principal, agent,
    kind, scope, on some of the same days. An agent who is only addressed is compared by what was typed: nobody learns that
    a sign-in name and a number belong together, except a clerk, who saw the papers."""
    agent = Q(agent_key=one.agent_key, agent_name=one.agent_name) & ~Q(agent_key="")
    if one.agent is not None:
        agent = Q(agent=one.agent) | _addressed_to(one.agent)
    elif papers_seen:
        number = Q(agent__id_number=one.agent_key) | Q(agent__uscc=one.agent_key)
        agent |= number & Q(agent__name=one.agent_name)
    return (
        with_names()
        .filter(
            agent, principal=one.principal, kind=one.kind, scope=one.scope, state__in=("given", "accepted")
        )
        .filter(since__lte=one.until, until__gte=one.since)
        .order_by("pk")
        .first()
    )


def acting(by: Actor, mandate_id: int, today: date) -> Actor:
    row = with_names().filter(pk=mandate_id).first()
    problem: Actor | Problem = Problem(code="identity.no_mandate", facts={"mandate": mandate_id})
    if row is not None and row.principal.is_active:
        problem = rules.acting_as(by, mandate_row(row), today)
    if isinstance(problem, Problem):
        raise Refused(problem)
    return problem


def mandates_in(numbers: Iterable[str]) -> dict[str, MandateRow]:
    """Return number as in `Actor.mandate` -> mandate, for the pages that say who acted for whom."""
    known = [int(number) for number in set(numbers) if number.isdecimal()]
    return {str(row.pk): mandate_row(row) for row in with_names().filter(pk__in=known)} if known else {}


def runners_in(area: str) -> tuple[RunnerRow, ...]:
    rows = Runner.objects.filter(division__startswith=area, account__is_active=True).select_related("account")
    return tuple(
        RunnerRow(account=row.account_id, name=row.account.name, unit=row.unit, division=row.division)
        for row in rows.order_by("division", "account_id")[:LIMIT]
    )


def kind_of(by: Actor) -> str:
    """Return the kind of mandate that the actor acts under, empty for none."""
    row = Mandate.objects.filter(pk=int(by.mandate)).first() if by.mandate.isdecimal() else None
    return row.kind if row else ""


def bound_to(account_id: int) -> tuple[str, ...]:
    """Return the accounts whose matters are this person's own (see `Actor.bound`)."""
    with connection.cursor() as cursor:
        cursor.execute(BOUND, {"id": account_id})
        return tuple(str(row[0]) for row in cursor.fetchall())


def with_names() -> QuerySet[Mandate]:
    return Mandate.objects.select_related("principal", "agent", "ended_by")
