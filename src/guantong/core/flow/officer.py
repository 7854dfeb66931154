"""What an officer does in one branch: return, approve, reject, send a sibling back, consult another unit."""

from __future__ import annotations

from msgspec.structs import replace

from guantong.core.flow.applicant import add_marks
from guantong.core.flow.model import Consultation
from guantong.core.flow.refusal import need, need_reason, refuse
from guantong.core.flow.settle import reopen, versions
from guantong.core.flow.turn import Turn
from guantong.core.flow.window import reject_task


def return_fields(turn: Turn) -> None:
    """Ask the applicant to correct fields that this branch received; its clock stops, the siblings go on."""
    item = turn.event.item
    markable = turn.branch(item).markable
    if strangers := tuple(element for element in turn.event.fields if element not in markable):
        refuse("flow.not_markable", item, elements=strangers)
    add_marks(turn, item)


def approve(turn: Turn) -> None:
    """Decide in favour. `data` may say what is issued and what the officer looked up; an issued element without data
    keeps the value it has, or becomes True."""
    event, item = turn.event, turn.event.item
    branch = turn.branch(item)
    issued = branch.yields
    strangers = tuple(each for each in event.data if each not in issued and each not in branch.fetched)
    if strangers:
        refuse("flow.not_issued", item, elements=strangers, possible=issued or "-")
    for element, value in event.data.items():
        if element not in issued:
            turn.set_value(element, value, "officer")
    if missing := tuple(each for each in branch.needs if not turn.has_value(each)):
        refuse("flow.missing", item, elements=missing)
    used = versions(turn, item)
    for element in issued:
        value = event.data.get(element)
        if value is not None or not turn.has_value(element):
            turn.set_value(element, True if value is None else value, "sibling")
    turn.set_task(item, status="approved", decided_on=turn.today, because=event.because, used=used)
    turn.add("TaskApproved", item, elements=branch.branch.issues, because=event.because)


def reject(turn: Turn) -> None:
    """Decide against, with grounds. Branches that need what it would have issued become barred."""
    need_reason(turn.event.because, turn.event.item)
    reject_task(turn, turn.event.item, turn.event.because)


def send_back(turn: Turn) -> None:
    """Send an approved sibling back because what it issued is wrong. It opens again; this branch waits for it; the
    others keep their decisions unless the new result differs."""
    event = turn.event
    siblings = turn.branch(event.item).waits_for
    need(
        event.target in siblings,
        "flow.not_upstream",
        event.item,
        target=event.target or "-",
        possible=siblings,
    )
    need_reason(event.because, event.item)
    turn.add("TaskSentBack", event.target, because=event.because)
    reopen(turn, event.target)


def consult(turn: Turn) -> None:
    """Ask another unit; the branch cannot be decided before the answer. The clock runs on."""
    event = turn.event
    unit = event.target or event.unit
    need(bool(unit), "flow.unit_missing", event.item)
    need_reason(event.because, event.item)
    task = turn.tasks[event.item]
    asked = Consultation(unit=unit, question=event.because, asked_on=turn.today)
    turn.set_task(event.item, consultations=(*task.consultations, asked))
    turn.add("ConsultationAsked", event.item, because=event.because)


def answer(turn: Turn) -> None:
    """Answer a consultation: the one asked of `unit`, or the only one that is open."""
    event = turn.event
    need_reason(event.because, event.item)
    task = turn.tasks[event.item]
    waiting = [number for number, each in enumerate(task.consultations) if each.answered_on is None]
    named = [number for number in waiting if task.consultations[number].unit in (event.unit, event.target)]
    chosen = named[:1] or (waiting if len(waiting) == 1 and not event.unit else [])
    need(bool(chosen), "flow.no_consultation", event.item)
    answered = list(task.consultations)
    answered[chosen[0]] = replace(answered[chosen[0]], answer=event.because, answered_on=turn.today)
    turn.set_task(event.item, consultations=tuple(answered))
    turn.add("ConsultationAnswered", event.item, because=event.because)
