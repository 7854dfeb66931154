"""The joint inspection: one appointed visit for several items, one finding each, a repeat only for what failed (M27)."""

from __future__ import annotations

from msgspec.structs import replace

from guantong.core.flow.guards import to_inspect
from guantong.core.flow.model import Visit
from guantong.core.flow.refusal import need
from guantong.core.flow.turn import Turn


def appoint(turn: Turn) -> None:
    """Appoint the day of the visit, or move it. After a visit with failed findings this appoints the repeat visit, for
    the failed items alone. Only the leading unit may, when the event names a unit."""
    event = turn.event
    place = turn.branch(event.item).inspection
    plan = turn.index.inspections[place]
    need(
        event.unit in ("", plan.led_by), "flow.not_leading", event.item, unit=event.unit, leading=plan.led_by
    )
    day = event.on
    need(
        day is not None and day >= turn.today,
        "flow.visit_day",
        event.item,
        day=day.isoformat() if day else "-",
    )
    before = turn.visits.get(place) or Visit(place=place)
    passed = {item: True for item, finding in before.findings.items() if finding}
    visit = replace(before, appointed_on=day, findings=passed, done_on=None)
    turn.visits = {**turn.visits, place: visit}
    turn.add("VisitAppointed", event.item, on=day, elements=to_inspect(turn.index, turn.state, place))


def inspect(turn: Turn) -> None:
    """Record one item's finding at the visit. It is over when every undecided item has one."""
    event = turn.event
    place = turn.branch(event.item).inspection
    visit = turn.visits[place]
    appointed = visit.appointed_on
    assert appointed is not None  # the guard has seen it
    need(turn.today >= appointed, "flow.visit_day", event.item, day=appointed.isoformat())
    findings = {**visit.findings, event.item: event.passed}
    left = [item for item in to_inspect(turn.index, turn.state, place) if item not in findings]
    turn.visits = {
        **turn.visits,
        place: replace(visit, findings=findings, done_on=None if left else turn.today),
    }
    turn.add("FindingRecorded", event.item, because=event.because)
