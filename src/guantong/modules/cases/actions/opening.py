"""A new case written: its rows, its first journal entry, its tasks and its key, in one statement."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import msgspec

from guantong.core.flow import engine
from guantong.core.flow.model import Event, Flow, Moment
from guantong.core.kernel.actor import Actor
from guantong.modules.journal import public as journal
from guantong.modules.orgs import public as orgs

from .. import rules
from ..access import Held
from .decide import body_of
from .write import TASK_COLUMNS, TASKS, as_json, execute, task_row


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What a case begins with. `account` and `mandate` are the applicant's; `hand` is the clerk who handed it in at a window for
    them: whose draft and papers they were; `origin` is the case it came from, and `addressed` names the units of items that do not go to whoever fills their role."""

    case_id: int
    scenario: str
    matter_version: int
    flow: Flow
    division: str
    account: str
    mandate: str = ""
    name: str
    hand: str = ""
    board: str = ""
    answers: Mapping[str, Any] = {}
    origin: int | None = None
    addressed: Mapping[str, int] = {}
    key: str = ""
    draft_id: int | None = None
    documents: tuple[str, ...] = ()


INSERT = (
    """
WITH opened AS (
  INSERT INTO cases_case (id, code, scenario, flow, title, title_en, division, board, applicant_id, mandate,
    applicant_name, answers, origin_id, tokens, opened_at, phase, stopped, due_on, submitted_on, accepted_on,
    accepted_by, closed_on, lapse_on, visits, grade, matter_version, handed_in_by)
  VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s::text[], %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
), stated AS (
  INSERT INTO cases_state (case_id, version, state, changed_at, head_seq, head_hash) VALUES (%s, %s, %s::json, %s, %s, %s)
), tasked AS (
  INSERT INTO cases_task ("""
    + TASK_COLUMNS
    + """)
  """
    + TASKS
    + """
), keyed AS (
  INSERT INTO cases_submission (account, key, case_id, version)
  SELECT %s, %s::text, %s, %s WHERE %s::text <> ''
), emptied AS (
  DELETE FROM cases_draft WHERE id = %s AND owner_id = %s
), attached AS (
  UPDATE cases_document SET case_id = %s WHERE owner_id = %s AND sm3 = ANY(%s::text[]) AND case_id IS NULL
), written AS (
  """
    + journal.INSERT_MANY
    + """
) SELECT 1"""
)


def next_case_id() -> int:
    """Return a number that no case has and none will get; a form that is refused uses one up."""
    return int(execute("SELECT nextval('cases_case_id_seq')", [])[0][0])


def open_case(opening: Opening, events: list[tuple[Actor, Event]], moment: Moment) -> Held:
    """Write a case with the events it begins with (at least its submission) and return it.

    All events become one version but each its journal entry. A key used before raises IntegrityError.
    """
    flow, code = opening.flow, rules.make_code(secrets.choice)
    state, link = engine.open_case(flow), journal.Link()
    entries: list[journal.Entry] = []
    chain = journal.case_chain(opening.case_id)
    accepted_by = ""
    for by, event in events:
        state, effects = engine.step(flow, state, event, moment)
        more = {} if entries else {"opened": _opened(opening, code, state.flow)}
        body = body_of(event, effects, 1, **more)
        entries.append(
            journal.make_entry(after=link, chain=chain, at=moment.at, by=by, kind=event.do, body=body)
        )
        link = journal.link_of(entries[-1])
        accepted_by = by.account if event.do == "accept" else accepted_by
    rows = rules.task_rows(flow, state, moment.calendar, moment.today)
    units = {key: _unit_of(opening, row) for key, row in rows.items()}
    held = Held(
        id=opening.case_id, code=code, version=1, matter_version=opening.matter_version, phase=state.phase, flow=flow, state=state, head=link, units=units,
        applicant_name=opening.name, changed_at=moment.at,
        row=rules.case_row(flow, state, moment.calendar, moment.today),
        facts=rules.facts_of(
            units, scenario=opening.scenario, division=opening.division, board=opening.board,
            applicant=opening.account, mandate=opening.mandate, accepted_by=accepted_by, handed_in_by=opening.hand,
        ),
    )  # fmt: skip
    execute(INSERT, _values(opening, held, rows, entries))
    return held


def _values(
    opening: Opening, held: Held, rows: Mapping[Any, rules.TaskRow], entries: list[journal.Entry]
) -> list[Any]:
    account, owner = (
        int(one) if one.isdecimal() else None for one in (opening.account, opening.hand or opening.account)
    )
    row, title = held.row, opening.flow.title
    tokens = rules.index_tokens(opening.name)
    return [
        held.id, held.code, opening.scenario, held.state.flow, title.zh, title.en, opening.division, opening.board,
        account, opening.mandate, opening.name, as_json(opening.answers), opening.origin, tokens,
        held.changed_at, row.phase, row.stopped, row.due_on, row.submitted_on, row.accepted_on,
        held.facts.accepted_by, row.closed_on, row.lapse_on, row.visits, row.grade,
        held.matter_version, opening.hand,
        held.id, held.version, as_json(held.state), held.changed_at, held.head.seq, held.head.hash,
        as_json([task_row(held.id, task, held.units[key]) for key, task in rows.items()]),
        opening.hand or opening.account, opening.key, held.id, held.version, opening.key,
        opening.draft_id, owner, held.id, owner, list(opening.documents),
        *journal.columns_of(entries),
    ]  # fmt: skip


def _opened(opening: Opening, code: str, flow_hash: str) -> dict[str, Any]:
    """What only the first entry of a case says: with the events, all that is needed to run the case again."""
    at_window = {"channel": "window", "on_behalf_of": {"name": opening.name, "account": opening.account}}
    return {
        "code": code, "scenario": opening.scenario, "division": opening.division, "flow": flow_hash,
        "matter_version": opening.matter_version,
        "answers": dict(opening.answers), "origin": opening.origin, **(at_window if opening.hand else {}),
    }  # fmt: skip


def _unit_of(opening: Opening, row: rules.TaskRow) -> int:
    if row.item in opening.addressed:
        return opening.addressed[row.item]
    levels = {branch.item: branch.level for branch in opening.flow.branches}
    for plan in opening.flow.inspections:
        levels[plan.place] = levels[plan.items[0]]
    return orgs.unit_filling(row.unit_role, opening.division, levels[row.item]).id
