"""One event decided: rights, engine, rows and journal entry. Pure but for looking up which unit
fills a role, and which proofs are cancelled."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from guantong.core.flow import engine
from guantong.core.flow.model import Effect, Event, Moment
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity.public import number_of
from guantong.modules.journal.public import Entry, case_chain, link_of, make_entry
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services

from .. import rules
from ..access import Held, package_of
from .data import documents_of

_canonical = msgspec.json.Encoder(order="deterministic").encode


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A decided event, ready to be written where the case still has version `before.version`.

    `row` is None when no list shows anything new; `tasks` are (row, number of its unit); `documents` are the hashes of
    the applicant's own files that came with the event.
    """

    before: Held
    after: Held
    entry: Entry
    effects: tuple[Effect, ...]
    row: rules.CaseRow | None
    tasks: tuple[tuple[rules.TaskRow, int], ...]
    account: str
    key: str = ""
    documents: tuple[str, ...] = ()


def decide(held: Held, *, by: Actor, event: Event, moment: Moment, key: str = "") -> Change:
    """Return what comes of the event; refuse by `rules` or by the engine."""
    rules.must(by, event, held.flow, held.facts)
    if not held.facts.applicant:
        _must_not_hold(held, by, event)
    rules.must_not_ask(event, held.flow, held.state)
    if event.do == "return" and event.because:
        _must_not_name(held, event)
    return change_of(held, by=by, event=event, moment=moment, key=key)


def _must_not_hold(held: Held, by: Actor, event: Event) -> None:
    """Refuse staff whose own identity number stands in a case that is no account's: opened at the counter for somebody
    without one, it would otherwise know nobody to recuse."""
    number = number_of(by.account) if by.role in ("clerk", "officer") else ""
    if number and any(datum.value == number for datum in held.state.data.values()):
        raise Refused(
            Problem(code="cases.recuse", where=event.item, facts={"verb": event.do, "item": event.item})
        )


def _must_not_name(held: Held, event: Event) -> None:
    """Refuse a correction whose reason asks for a proof that some published matter has cancelled."""
    lines = services.proof_lines()
    cancelled = {line.line.material.zh: line.measure for line in lines if line.line.dropped and not line.kept}
    if cancelled:
        items = package_of(held).scenario.items.values()
        kept = {material.name.zh for item in items for material in item.materials if material.instead is None}
        rules.must_not_name(event, cancelled, kept)


def change_of(held: Held, *, by: Actor, event: Event, moment: Moment, key: str = "") -> Change:
    """Return what comes of the event, whoever does it: rights were checked, or the system acts."""
    moment = not_before(held.changed_at, moment)
    state, effects = engine.step(held.flow, held.state, event, moment)
    calendar, today = moment.calendar, moment.today
    rows = rules.changed_rows(held.flow, held.state, state, calendar, today)
    units = {row.key: held.units.get(row.key) or unit_of(held, row) for row in rows}
    facts = held.facts
    known = {**held.units, **units}
    if event.do == "accept":
        facts = msgspec.structs.replace(facts, accepted_by=by.account)
    if len(known) > len(held.units):
        facts = rules.with_units(facts, known)
    row = rules.next_case_row(held.flow, held.state, held.row, state, calendar, today)
    entry = make_entry(
        after=held.head, chain=case_chain(held.id), at=moment.at, by=by, kind=event.do,
        body=body_of(event, effects, held.version + 1),
    )  # fmt: skip
    after = msgspec.structs.replace(
        held, version=held.version + 1, phase=state.phase, state=state, facts=facts, head=link_of(entry), units=known,
        row=row, changed_at=moment.at,
    )  # fmt: skip
    return Change(
        before=held, after=after, entry=entry, effects=effects,
        row=row if row != held.row or facts.accepted_by != held.facts.accepted_by else None,
        tasks=tuple((row, units[row.key]) for row in rows), account=by.applicant, key=key,
        documents=documents_of(event.data) if event.data and by.role == "applicant" else (),
    )  # fmt: skip


def not_before(last: datetime, moment: Moment) -> Moment:
    """Return the moment, or that of the last change when a machine's clock has gone back since: the time of a case never
    does, so that its history keeps its order and no due day moves back."""
    if moment.at >= last:
        return moment
    return msgspec.structs.replace(moment, at=last.astimezone(moment.at.tzinfo))


def body_of(event: Event, effects: tuple[Effect, ...], version: int, **more: Any) -> bytes:
    """Return the body of a journal entry: enough to run the case again from its journal."""
    return _canonical({"event": event, "effects": effects, "version": version, **more})


def unit_of(held: Held, row: rules.TaskRow) -> int:
    """Return the unit that fills the row's role, at the level of the branch and in the division of the case."""
    level = next((branch.level for branch in held.flow.branches if branch.item == row.item), "county")
    return orgs.unit_filling(row.unit_role, held.facts.division, level).id
