"""The door of `identity` to mandates: give, claim with proof, accept, refuse and end them, and act under one (ADR 0009)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from guantong.core.kernel.actor import Actor

from ..rows import MandateRow, RunnerRow


def give_mandate(
    *,
    by: Actor,
    kind: str,
    since: date,
    until: date,
    agent_key: str = "",
    agent_name: str = "",
    runner: int = 0,
    scope: Iterable[str] = (),
    because: str = "",
    now: datetime,
) -> MandateRow:
    """Give somebody a mandate (`agent`, or `runner` with the runner's account); it waits until they accept it.

    An agent is addressed by sign-in name, identity number or credit code, and name. The answer is the same whether or not
    there is such an account. Refuse with one problem a field, `identity.mandate_…`.
    """
    from .. import actions

    terms = actions.Terms(kind=kind, scope=tuple(scope), since=since, until=until, because=because)
    return actions.give_mandate(
        by=by, terms=terms, agent_key=agent_key, agent_name=agent_name, runner=runner, now=now
    )


def mandate_from_source(
    *,
    by: Actor,
    kind: str,
    number: str,
    name: str,
    named: Collection[str],
    held_name: str,
    source: str,
    now: datetime,
) -> MandateRow:
    """Record that a source names the actor as guardian or legal representative: in force at once. `named` are the
    numbers that the source names, `held_name` whom it holds under `number`. Refuse `identity.mandate_not_proven`."""
    from .. import actions

    return actions.mandate_from_source(
        by=by, kind=kind, number=number, name=name, named=named, held_name=held_name, source=source, now=now
    )


def mandate_at_window(
    *,
    by: Actor,
    kind: str,
    principal_number: str,
    principal_name: str,
    agent_number: str,
    agent_name: str,
    since: date,
    until: date,
    scope: Iterable[str] = (),
    papers: str,
    now: datetime,
) -> MandateRow:
    """Record a mandate of any kind whose papers a window clerk has seen. It carries nothing and is shown to no agent until a
    colleague agrees (`confirm_at_window`) or the principal does (`confirm_mandate`); then the agent accepts it on signing in.

    Refuse with one problem a field; `identity.mandate_own_matter` when the clerk is one of the two.
    """
    from .. import actions

    terms = actions.Terms(kind=kind, scope=tuple(scope), since=since, until=until, because=papers)
    return actions.mandate_at_window(
        by=by, terms=terms, principal=(principal_number, principal_name), agent=(agent_number, agent_name), now=now
    )  # fmt: skip


def confirm_at_window(*, by: Actor, proposal_id: int, now: datetime) -> MandateRow:
    """Agree, as a second clerk, to a mandate that a colleague recorded. Refuse as `take_proposal`, `identity.mandate_over` and
    `identity.mandate_own_matter`."""
    from .. import actions

    return actions.confirm_at_window(by=by, proposal_id=proposal_id, now=now)


def confirm_mandate(*, by: Actor, mandate_id: int, now: datetime) -> MandateRow:
    """Confirm, as its principal, a mandate that was recorded at a window. Refuse `identity.no_mandate` and
    `identity.mandate_over`."""
    from .. import actions

    return actions.confirm_mandate(by=by, mandate_id=mandate_id, now=now)


def check_principal_number(kind: str, number: str) -> str:
    """Return the number of a principal as it is stored; refuse `identity.mandate_bad_number`."""
    from .. import rules

    return rules.check_number(kind, number)


def accept_mandate(*, by: Actor, mandate_id: int, now: datetime) -> MandateRow:
    """Accept a mandate that is addressed to the actor; refuse `identity.no_mandate` and `identity.mandate_over`."""
    from .. import actions

    return actions.accept_mandate(by=by, mandate_id=mandate_id, now=now)


def refuse_mandate(*, by: Actor, mandate_id: int, now: datetime) -> MandateRow:
    """Refuse a mandate that is addressed to the actor; refusals as in `accept_mandate`."""
    from .. import actions

    return actions.refuse_mandate(by=by, mandate_id=mandate_id, now=now)


def end_mandate(*, by: Actor, mandate_id: int, because: str = "", now: datetime) -> MandateRow:
    """End a mandate at once: either side, or a window clerk with a reason. What the agent does next, they do as themselves."""
    from .. import actions

    return actions.end_mandate(by=by, mandate_id=mandate_id, because=because, now=now)


def mandates_given(*, by: Actor) -> tuple[MandateRow, ...]:
    """Return the mandates in which the actor is the principal, newest first, ended ones too."""
    from .. import queries

    return queries.mandates_given(by)


def mandates_held(*, by: Actor) -> tuple[MandateRow, ...]:
    """Return the mandates in which the actor is the agent, those still to be answered among them, newest first."""
    from .. import queries

    return queries.mandates_held(by)


def acting(*, by: Actor, mandate_id: int, today: date) -> Actor:
    """Return the actor that `by` is under a mandate; refuse `identity.mandate_over` and `identity.no_mandate`. Asked anew at
    every request, so that an ended mandate carries nothing any more."""
    from .. import queries

    return queries.acting(by, mandate_id, today)


def mandates_in(numbers: Iterable[str]) -> dict[str, MandateRow]:
    """Return number as in `Actor.mandate` -> mandate. For modules that show a journal; who may see it is theirs to know."""
    from .. import queries

    return queries.mandates_in(numbers)


def flag_runner(*, by: Actor, account_id: int, unit: int, division: str, now: datetime) -> None:
    """Record that a person runs errands for a unit (M34). For founding; later two persons decide, see `change_role`."""
    from .. import actions

    actions.flag_runner(by=by, account_id=account_id, unit=unit, division=division, now=now)


def runners_in(area: str) -> tuple[RunnerRow, ...]:
    """Return the runners of the divisions whose codes begin with `area`. Who they are is public: one has to be able to
    find them."""
    from .. import queries

    return queries.runners_in(area)
