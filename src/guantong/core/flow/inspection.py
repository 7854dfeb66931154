"""The joint inspection: one appointed visit for several items, one finding each, a repeat only for what failed (M27)."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from guantong.core.flow.deadlines import unless_unknown
from guantong.core.flow.guards import to_inspect
from guantong.core.flow.model import Inspection, Visit
from guantong.core.flow.refusal import need, need_reason, refuse
from guantong.core.flow.turn import Turn


def appoint(turn: Turn) -> None:
    """Appoint the day of the visit, or move it. After a visit with failed findings this appoints the repeat visit, for
    the failed items alone. Only the leading unit may, when the event names a unit; a day later than the plan allows needs
    a reason."""
    event = turn.event
    place = turn.branch(event.item).inspection
    plan = turn.index.inspections[place]
    need(
        event.unit in ("", plan.led_by), "flow.not_leading", event.item, unit=event.unit, leading=plan.led_by
    )
    day = _fitting_day(turn)
    if (latest := _latest(turn, plan)) is not None:
        need(
            day <= latest or bool(event.because.strip()),
            "flow.visit_late",
            event.item,
            due=latest.isoformat(),
        )
    before = turn.visits.get(place) or Visit(place=place)
    passed = {item: True for item, finding in before.findings.items() if finding}
    visit = replace(before, appointed_on=day, findings=passed, done_on=None, begun=False)
    turn.visits = {**turn.visits, place: visit}
    waiting = to_inspect(turn.index, turn.state, place)
    turn.add("VisitAppointed", event.item, on=day, elements=waiting, because=event.because)


def _fitting_day(turn: Turn) -> date:
    """Return the day of the event; refuse one that is past, and one on which no office works."""
    day, item = turn.event.on, turn.event.item
    if day is None or day < turn.today:
        refuse("flow.visit_day", item, day=day.isoformat() if day else "-")
    if not turn.calendar.is_workday(day):
        refuse("flow.not_workday", item, day=day.isoformat(), possible=_workdays_around(turn, day))
    return day


def _workdays_around(turn: Turn, day: date) -> tuple[str, ...]:
    """Return the nearest workdays before and after a day, none before today."""
    before = day
    while before > turn.today and not turn.calendar.is_workday(before):
        before -= timedelta(days=1)
    after = turn.calendar.next_workday(day)
    return tuple(each.isoformat() for each in (before, after) if turn.calendar.is_workday(each))


def _latest(turn: Turn, plan: Inspection) -> date | None:
    """Return the last day for which nobody has to say why; None in a year without its official notice.

    Counted from the day on which the visit could start: every item of it has begun and no clock of theirs stands still.
    As long as one cannot, and for a repeat visit, that is today.
    """
    visit = turn.visits.get(plan.place)
    tasks = [turn.tasks[item] for item in to_inspect(turn.index, turn.state, plan.place)]
    days = [task.ready_on or turn.today for task in tasks]
    days += [stop.until or turn.today for task in tasks for stop in task.stops]
    if visit is not None and visit.findings:
        days.append(turn.today)
    return unless_unknown(lambda: turn.calendar.add_workdays(max(days), plan.within))


def inspect(turn: Turn) -> None:
    """Record one item's finding at the visit, with the reason when it failed. The visit is over when every undecided item has one."""
    event = turn.event
    place = turn.branch(event.item).inspection
    visit = turn.visits[place]
    appointed = visit.appointed_on
    assert appointed is not None  # the guard has seen it
    if not event.passed:
        need_reason(event.because, event.item)
    need(turn.today >= appointed, "flow.visit_day", event.item, day=appointed.isoformat())
    findings = {**visit.findings, event.item: event.passed}
    left = [item for item in to_inspect(turn.index, turn.state, place) if item not in findings]
    done_on, held = None if left else turn.today, visit.held + (not visit.begun)
    visit = replace(visit, findings=findings, done_on=done_on, held=held, begun=True)
    turn.visits = {**turn.visits, place: visit}
    turn.add("FindingRecorded", event.item, because=event.because)
