"""What the applicant does: submit, correct, supplement, withdraw, rate."""

from __future__ import annotations

from guantong.core.flow.model import Mark
from guantong.core.flow.refusal import need, refuse
from guantong.core.flow.turn import UNDECIDED, Turn

BAD_GRADE = 2  # dissatisfied or very dissatisfied: a rectification is owed (好差评)


def submit(turn: Turn) -> None:
    """Hand in the form; after a return in the pre-check, hand it in again with anything in it changed."""
    event = turn.event
    _only_asked(turn)
    if open_marks := tuple(mark.element for mark in turn.marks if mark.element not in event.data):
        refuse("flow.marks_open", elements=open_marks)
    for element, value in event.data.items():
        turn.set_value(element, value, event.sources.get(element) or turn.index.askable[element])
    turn.marks = ()
    turn.phase = "submitted"
    if turn.state.submitted_on is None:
        turn.changed["submitted_on"] = turn.today
    turn.add("CaseSubmitted", elements=tuple(event.data))


def correct(turn: Turn) -> None:
    """Answer marked fields, some or all. Every branch that marked a field sees the answer; the rest stays open."""
    event = turn.event
    marked = {mark.element for mark in turn.marks if not event.item or mark.item == event.item}
    need(bool(event.data), "flow.nothing_given")
    if strangers := tuple(element for element in event.data if element not in marked):
        refuse("flow.not_marked", elements=strangers, possible=tuple(sorted(marked)))
    _only_asked(turn)
    for element, value in event.data.items():
        turn.set_value(element, value, event.sources.get(element, "applicant"))
    turn.marks = tuple(mark for mark in turn.marks if mark.element not in event.data)
    turn.owed = tuple(owed for owed in turn.owed if owed.element not in event.data)
    turn.add("CorrectionReceived", elements=tuple(event.data))
    if turn.phase == "correcting" and not turn.marks:
        turn.phase = "submitted"
        turn.add("CaseSubmitted", elements=tuple(event.data))


def supplement(turn: Turn) -> None:
    """Hand in what was owed at acceptance, in time or later as long as nobody has decided about the delay."""
    event = turn.event
    owed = {each.element for each in turn.owed}
    need(bool(event.data), "flow.nothing_given")
    if strangers := tuple(element for element in event.data if element not in owed):
        refuse("flow.not_owed", elements=strangers, possible=tuple(sorted(owed)))
    _only_asked(turn)
    for element, value in event.data.items():
        turn.set_value(element, value, event.sources.get(element, "applicant"))
    turn.owed = tuple(each for each in turn.owed if each.element not in event.data)
    turn.marks = tuple(mark for mark in turn.marks if mark.element not in event.data)
    turn.add("SupplementReceived", elements=tuple(event.data))


def withdraw(turn: Turn) -> None:
    """Take the case back. What has been decided stays on record; nothing more can happen."""
    for item, task in turn.tasks.items():
        if task.status in UNDECIDED:
            turn.close_stops(item)
            turn.set_task(item, status="withdrawn")
    turn.phase = "withdrawn"
    turn.marks, turn.owed = (), ()
    turn.changed.update(closed_on=turn.today, because=turn.event.because)
    turn.add("CaseWithdrawn", because=turn.event.because)


def rate(turn: Turn) -> None:
    """Rate from 1 (very dissatisfied) to 5 (very satisfied), once; 1 and 2 owe a rectification."""
    grade = turn.event.grade
    need(1 <= grade <= 5, "flow.grade", grade=grade)
    turn.changed["grade"] = grade
    turn.add("CaseRated", because=turn.event.because)
    if grade <= BAD_GRADE:
        turn.add("RectificationOwed", because=turn.event.because)


def _only_asked(turn: Turn) -> None:
    """An applicant cannot hand in what a sibling issues, nor what nobody asks; nor take a value away."""
    asked = turn.index.askable
    if strangers := tuple(element for element in turn.event.data if element not in asked):
        refuse("flow.not_asked", elements=strangers)
    if turn.event.do != "submit" and (
        empty := tuple(name for name, value in turn.event.data.items() if value is None)
    ):
        refuse("flow.missing", elements=empty)


def add_marks(turn: Turn, item: str) -> None:
    """Mark the event's fields for correction. `data` may give a field its own reason; `because` serves the others."""
    event = turn.event
    reasons = {element: str(event.data.get(element) or event.because).strip() for element in event.fields}
    need(bool(reasons), "flow.fields_missing", item)
    if unexplained := tuple(element for element, why in reasons.items() if not why):
        refuse("flow.reason_missing", item, elements=unexplained)
    kept = tuple(mark for mark in turn.marks if mark.item != item or mark.element not in reasons)
    turn.marks = (*kept, *(Mark(element=element, because=why, item=item) for element, why in reasons.items()))
    turn.add("CorrectionAsked", item, elements=event.fields, because=event.because)
