"""What moves a branch's clock by hand: special procedures, suspension, extension."""

from __future__ import annotations

from guantong.core.flow.refusal import need, need_reason
from guantong.core.flow.turn import Turn, running_stop


def pause(turn: Turn) -> None:
    """Begin a special procedure that the flow lists for this branch. `target` names its kind (`because` may, and when
    the flow lists only one neither need)."""
    event = turn.event
    known = turn.branch(event.item).procedures
    kind = next((each for each in (event.target, event.because) if each in known), "")
    if not kind and len(known) == 1 and not event.target:
        kind = next(iter(known))
    need(
        bool(kind),
        "flow.procedure",
        event.item,
        kind=event.target or event.because or "-",
        possible=tuple(sorted(known)),
    )
    _stop(turn, f"procedure:{kind}", "" if event.because == kind else event.because)


def suspend(turn: Turn) -> None:
    """Suspend the branch with a reason; its clock stops until it is resumed."""
    need_reason(turn.event.because, turn.event.item)
    _stop(turn, "suspension", turn.event.because)


def _stop(turn: Turn, why: str, because: str) -> None:
    item = turn.event.item
    turn.open_stop(item, why, because)
    turn.set_task(item, status="suspended" if why == "suspension" else "paused")
    turn.add("TaskStopped", item, because=because or why)


def resume(turn: Turn) -> None:
    """End the special procedure or the suspension. Other causes (a correction, a lapse) keep the clock still."""
    item = turn.event.item
    stop = running_stop(turn.tasks[item], "procedure") or running_stop(turn.tasks[item], "suspension")
    assert stop is not None  # the guard has seen it
    turn.close_stops(item, stop.why)


def extend(turn: Turn) -> None:
    """Extend the branch's term once, with a reason, by at most the promised term."""
    event = turn.event
    most = turn.branch(event.item).branch.promised
    need(0 < event.days <= most, "flow.extension_days", event.item, days=event.days, most=most)
    need_reason(event.because, event.item)
    turn.set_task(event.item, extended=event.days, extended_in=turn.tasks[event.item].round)
    turn.add("TaskExtended", event.item, because=event.because)
