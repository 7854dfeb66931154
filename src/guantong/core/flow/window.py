"""What the window does for all departments: return, accept, refuse, deliver; and what comes of itself: the day that passes for
what is owed, and the answer of a source that was waited for."""

from __future__ import annotations

from guantong.core.flow.applicant import add_marks
from guantong.core.flow.guards import awaited
from guantong.core.flow.model import Owed
from guantong.core.flow.refusal import need, need_reason, refuse
from guantong.core.flow.settle import withdraw_results
from guantong.core.flow.turn import UNDECIDED, Turn


def return_form(turn: Turn) -> None:
    """Send the form back before acceptance, with the fields that are to be corrected (M37)."""
    if strangers := tuple(element for element in turn.event.fields if element not in turn.index.askable):
        refuse("flow.not_markable", elements=strangers)
    add_marks(turn, "")
    turn.phase = "correcting"


def accept(turn: Turn) -> None:
    """Accept for all departments (M22), with what may still be owed (M28). The clocks begin."""
    owed = dict.fromkeys(turn.event.owed)
    owable = turn.index.owable
    if strangers := tuple(element for element in owed if element not in owable):
        refuse("flow.not_owable", elements=strangers, possible=tuple(sorted(owable)) or "-")
    missing = tuple(each for each in turn.index.required if each not in owed and not turn.has_value(each))
    if missing:
        refuse("flow.missing", elements=missing)
    turn.owed = tuple(
        Owed(element=each, due_on=turn.calendar.add_workdays(turn.today, owable[each])) for each in owed
    )
    turn.phase = "handling"
    turn.changed["accepted_on"] = turn.today
    turn.add("CaseAccepted")
    for each in turn.owed:
        turn.add("SupplementOwed", elements=(each.element,), on=each.due_on)


def refuse_case(turn: Turn) -> None:
    """Refuse acceptance with grounds; after acceptance, end the branches whose owed material never came."""
    need_reason(turn.event.because)
    if turn.phase == "handling":
        _refuse_lapsed(turn)
        return
    turn.phase = "refused"
    turn.marks = ()
    turn.changed.update(closed_on=turn.today, because=turn.event.because)
    turn.add("CaseRefused", because=turn.event.because)


def _refuse_lapsed(turn: Turn) -> None:
    """Other branches go on: what they were granted does not depend on a material that somebody else needed."""
    lapsed = {each.element for each in turn.owed if each.lapsed}
    for item, task in turn.tasks.items():
        if task.status in UNDECIDED and not lapsed.isdisjoint(turn.branch(item).needs):
            reject_task(turn, item, turn.event.because)
    turn.owed = tuple(each for each in turn.owed if not each.lapsed)


def reject_task(turn: Turn, item: str, because: str) -> None:
    """Decide one branch against. What it issued in an earlier round is withdrawn, and decisions that used it fall."""
    data = turn.data
    used = {element: data[element].version for element in turn.branch(item).inputs if element in data}
    turn.close_stops(item)
    turn.marks = tuple(mark for mark in turn.marks if mark.item != item)
    turn.set_task(item, status="rejected", decided_on=turn.today, because=because, used=used)
    withdraw_results(turn, item)
    turn.add("TaskRejected", item, because=because)


def grant_term(turn: Turn) -> None:
    """Give another term for what lapsed: the named elements, or all. Counted in workdays from today."""
    event = turn.event
    need(event.days > 0, "flow.extension_days", days=event.days, most="-")
    lapsed = {each.element for each in turn.owed if each.lapsed}
    chosen = set(event.owed) or lapsed
    if strangers := tuple(sorted(chosen - lapsed)):
        refuse("flow.not_owed", elements=strangers, possible=tuple(sorted(lapsed)))
    day = turn.calendar.add_workdays(turn.today, event.days)
    turn.owed = tuple(
        Owed(element=each.element, due_on=day) if each.element in chosen else each for each in turn.owed
    )
    turn.add("SupplementExtended", elements=tuple(sorted(chosen)), on=day, because=event.because)


def lapse(turn: Turn) -> None:
    """Note that a supplement day has passed: the branches that need the material stop until somebody decides."""
    late = {each.element for each in turn.owed if not each.lapsed and each.due_on < turn.today}
    if not late:
        due = min(each.due_on for each in turn.owed if not each.lapsed)
        refuse("flow.not_lapsed", due=due.isoformat())
    turn.owed = tuple(
        Owed(element=each.element, due_on=each.due_on, lapsed=True) if each.element in late else each
        for each in turn.owed
    )
    turn.add("SupplementLapsed", elements=tuple(sorted(late)))


def receive(turn: Turn) -> None:
    """Take over what a source has given at last, as if it had answered at once; nothing that is there already changes."""
    data, expected = turn.event.data, awaited(turn.index, turn.state)
    strangers = tuple(each for each, value in data.items() if value is None or each not in expected)
    if strangers or not data:
        refuse("flow.not_awaited", elements=strangers or ("-",), possible=tuple(expected))
    for element, value in data.items():
        turn.set_value(element, value, expected[element])
    turn.add("SourceAnswered", elements=tuple(sorted(data)))


def give_up(turn: Turn) -> None:
    """Note that no source is asked again. What is missing stays missing until the officer brings it along."""
    turn.add("SourceGivenUp", elements=tuple(awaited(turn.index, turn.state)))


def deliver(turn: Turn) -> None:
    """Hand over all results at once (M25), favourable or not."""
    turn.phase = "delivered"
    turn.changed["closed_on"] = turn.today
    issued = tuple(
        element
        for item, task in turn.tasks.items()
        if task.status == "approved"
        for element in turn.branch(item).branch.issues
    )
    turn.add("CaseDelivered", elements=issued)
