"""One case as its applicant, a clerk or a manager sees it; one branch as its officer does; the tracking page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from guantong.core.flow import engine
from guantong.core.flow.model import Task
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.calendar import load_calendar
from guantong.modules.identity.public import MandateRow, mandates_in
from guantong.modules.journal.public import Entry, case_chain, entries_of
from guantong.modules.licences.public import licences_of_case

from .. import access, rules
from ..access import Held
from ..rows import CaseRef, CaseView, HistoryLine, TaskView, Tracking
from .answers import answers_shown
from .awaited import awaited_in, tries_in
from .lists import amber_until
from .masking import mask_values
from .names import branch_in, title_in, unit_name
from .obstacles import why_not
from .ratings import rectifications_of
from .relied_on import relied_on
from .steps import case_colour, due_of, results_of, steps_of, visit_day, why_due
from .values import titles_of, values_for_case, values_for_task

ISSUED = ("decided", "delivered")
OPEN_FIELD = "open_field"


def get_case(*, by: Actor, case_id: int, code: str, today: date, now: datetime | None = None) -> CaseView:
    held = access.case_for(by, case_id=case_id, code=code)
    calendar, state = load_calendar(), held.state
    due_on = due_of(held, calendar, today)
    titles, awaited = titles_of(held), awaited_in(held)
    allowed = rules.verbs_for(by, engine.allowed(held.flow, state), held.flow, held.facts)
    return CaseView(
        ref=ref_of(held), title=held.flow.title, scenario=held.flow.scenario, flow=state.flow, matter_version=held.matter_version,
        applicant=held.applicant_name, division=held.facts.division,
        submitted_on=state.submitted_on, accepted_on=state.accepted_on, due_on=due_on,
        due_why=why_due(held, calendar, today), closed_on=state.closed_on,
        because=state.because, colour=case_colour(held, due_on, today, amber_until(today)), grade=state.grade,
        values=mask_values(by, held, values_for_case(held, titles), now=now), marks=state.marks, owed=state.owed,
        steps=steps_of(held, calendar, today), results=results_of(held, titles),
        history=history_of(held, reader=by), can=_verbs(allowed), answers=answers_shown(held), awaited=awaited, tries=tries_in(held, awaited),
        licences=licences_of_case(held.id) if by.role != "manager" and state.phase in ISSUED else (),
        out_of_force=relied_on(held, state.data),
        rectifications=rectifications_of([held.id], today).get(held.id, ()) if state.grade else (),
    )  # fmt: skip


def get_task(*, by: Actor, case_id: int, item: str, today: date, now: datetime | None = None) -> TaskView:
    held = access.task_for(by, case_id=case_id, item=item)
    calendar, branch = load_calendar(), branch_in(held.flow, item)
    allowed = rules.verbs_for(by, engine.allowed(held.flow, held.state), held.flow, held.facts)
    kind, asked_as = access.part_of(by, held, item)
    row = rules.task_rows(held.flow, held.state, calendar, today)[
        next(key for key in held.units if key[0] == item and key[1] in ("branch", "visit"))
    ]
    place = branch.inspection if branch else item
    plan = next((plan for plan in held.flow.inspections if plan.place == place), None)
    # Whoever only leads a visit acts on it through any of its items.
    concerned = (item,) if branch or plan is None else plan.items
    visit = held.state.visits.get(place)
    task = held.state.tasks[item] if branch else Task()
    awaited = awaited_in(held, item) if branch and kind == "branch" else ()
    return TaskView(
        ref=ref_of(held), title=held.flow.title, scenario=held.flow.scenario, item=item, flow=held.state.flow, division=held.facts.division,
        matter_version=held.matter_version,
        item_title=title_in(held.flow, item), unit=_unit_of(held, item), status=row.status, round=task.round,
        ready_on=_asked_on(task, asked_as) or row.ready_on, due_on=row.due_on,
        due_why=why_due(held, calendar, today, item) if branch else (),
        colour=rules.colour_of(row.due_on, row.status == "open", today, amber_until(today)),
        values=mask_values(
            by, held, values_for_task(held, branch, access.elements_for(by, held, item)), part=kind, now=now
        ) if branch else (),
        steps=steps_of(held, calendar, today), history=history_of(held, concerned if by.role == "officer" else None),
        visit_place=place, visit_on=visit.appointed_on if visit else None,
        consultations=tuple(each for each in task.consultations if kind != "consult" or each.unit == asked_as),
        can=_verbs(pair for pair in allowed if pair[1] in concerned and (branch or pair[0] == "appoint")), kind=kind, asked_as=asked_as,
        findings=tuple((title_in(held.flow, each), visit.findings.get(each) if visit else None) for each in plan.items)
        if plan else (),
        answers=answers_shown(held, item, for_opinion=kind == "consult") if branch else (),
        awaited=awaited, tries=tries_in(held, awaited),
        out_of_force=relied_on(held, access.elements_for(by, held, item)) if branch else (),
        why_not=why_not(by, held, item) if kind == "branch" and by.role == "officer" else (),
    )  # fmt: skip


def _asked_on(task: Task, asked_as: str) -> date | None:
    """For a unit that is asked for its opinion the matter begins on the day of the question."""
    return max(
        (each.asked_on for each in task.consultations if asked_as and each.unit == asked_as), default=None
    )


def track_case(*, code: str, today: date) -> Tracking:
    held = access.case_of_code(code)
    calendar, state = load_calendar(), held.state
    return Tracking(
        code=held.code, title=held.flow.title, phase=state.phase, division=held.facts.division,
        submitted_on=state.submitted_on, accepted_on=state.accepted_on,
        due_on=due_of(held, calendar, today), closed_on=state.closed_on,
        steps=steps_of(held, calendar, today), to_correct=len(state.marks),
        owed=sum(1 for owed in state.owed if not owed.lapsed), visit_on=visit_day(state), as_of=held.changed_at,
    )  # fmt: skip


def history_of(
    held: Held, items: tuple[str, ...] | None = None, reader: Actor | None = None
) -> tuple[HistoryLine, ...]:
    """Return the journal of the case in words, the oldest first: roles and units, never a person's name; but to the
    applicant who acted in their name.

    With `items`, only what concerns these or the case as a whole: what another unit wrote is not everybody's to read.
    """
    facts = [(entry, entry.facts()) for entry in entries_of(case_chain(held.id))]
    mandates = mandates_in(entry.mandate for entry, _ in facts)
    return tuple(
        _line(held, entry, known, mandates.get(entry.mandate), reader)
        for entry, known in facts
        if items is None or _what(known).get("item", "") in ("", *items)
    )


def _line(
    held: Held, entry: Entry, facts: dict[str, Any], mandate: MandateRow | None, reader: Actor | None
) -> HistoryLine:
    told = reader is not None and reader.role == "applicant" and reader.mandate in ("", entry.mandate)
    event = _what(facts)
    item = event.get("item", "")
    about = title_in(held.flow, item) if item else None
    if entry.kind == OPEN_FIELD:
        about = titles_of(held).of(event["element"])
    return HistoryLine(
        at=entry.at, actor=entry.role, unit=unit_name(entry.unit) if entry.unit else "", do=entry.kind,
        item=about, because=event.get("because", ""),
        version=facts.get("version", 0), mandate=entry.mandate, agent_kind=mandate.kind if mandate else "",
        agent=mandate.agent_name if mandate and told else "",
    )  # fmt: skip


def _what(facts: dict[str, Any]) -> dict[str, Any]:
    """Return what an entry of the chain is about: an event of the case, the opening of a graded field, or that it was
    looked through."""
    found: dict[str, Any] = facts.get("event") or facts.get("opening") or facts.get("look") or {}
    return found


def ref_of(held: Held) -> CaseRef:
    return CaseRef(id=held.id, code=held.code, version=held.version, phase=held.phase)


def _verbs(pairs: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(verb for verb, _ in pairs))


def _unit_of(held: Held, item: str) -> str:
    unit = next(
        (unit for key, unit in held.units.items() if key[0] == item and key[1] in ("branch", "visit")), ""
    )
    return unit_name(unit)
