"""What one step of the engine costs: a case of six tasks and fourteen changes, step alone and with its JSON.

Run with `python -m bench.engine [--rounds N]`. Pure Python on one core, nothing stored; storage is measured elsewhere.
"""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import date, datetime

import msgspec

from guantong.core.flow.deadlines import case_due, task_due
from guantong.core.flow.engine import allowed, open_case, step
from guantong.core.flow.model import Branch, Event, Flow, Input, Moment, State
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.text import Text

FIELDS = 8  # of its own for each branch; a real item of the six services has five to twelve
GRAPH = {"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c"), "e": (), "f": ("e",)}
TODAY = date(2026, 3, 2)


def make_flow() -> Flow:
    """Six branches: a diamond and a chain."""
    branches = tuple(
        Branch(
            item=item,
            title=Text(item),
            unit=f"unit-{item}",
            level="county",
            promised=5,
            legal=20,
            inputs=(
                *(Input(element=f"{item}.field_{number}", source="applicant") for number in range(FIELDS)),
                Input(element="company.name", source="applicant"),
                *(Input(element=f"licence/{each}", source="sibling", origin=each) for each in before),
            ),
            waits_for=before,
            issues=(f"licence/{item}",),
            yields=(f"licence/{item}",),
        )
        for item, before in GRAPH.items()
    )
    return Flow(
        scenario="bench", situation="all", title=Text("bench"), lead="unit-a", promised=15, branches=branches
    )


def make_events(flow: Flow) -> list[Event]:
    """Fourteen changes: submission, acceptance, a correction, a send-back with another result, delivery, rating."""
    form = {
        i.element: f"value of {i.element}" for b in flow.branches for i in b.inputs if i.source == "applicant"
    }
    return [
        Event(do="submit", data=form),
        Event(do="accept"),
        Event(do="approve", item="a", data={"licence/a": "No. 1"}),
        Event(do="return", item="e", fields=("e.field_1",), because="unclear"),
        Event(do="correct", data={"e.field_1": "clear"}),
        Event(do="approve", item="b"),
        Event(do="approve", item="e"),
        Event(do="approve", item="c"),
        Event(do="send_back", item="d", target="b", because="wrong"),
        Event(do="approve", item="b", data={"licence/b": "No. 2"}),
        Event(do="approve", item="f"),
        Event(do="approve", item="d"),
        Event(do="deliver"),
        Event(do="rate", grade=5),
    ]


def measure(rounds: int) -> dict[str, float]:
    """Return microseconds for each operation: the median over the rounds of the mean over the case."""
    flow, now = make_flow(), Moment(at=datetime(2026, 3, 2, 10), calendar=load_calendar())
    events = make_events(flow)
    states = [open_case(flow)]
    for event in events:
        states.append(step(flow, states[-1], event, now)[0])
    stored = [state.to_json() for state in states]
    decoder = msgspec.json.Decoder(State)
    calendar = now.calendar

    def steps() -> None:
        for state, event in zip(states, events, strict=False):
            step(flow, state, event, now)

    def steps_and_json() -> None:
        for state, event in zip(states, events, strict=False):
            step(flow, state, event, now)[0].to_json()

    def whole() -> None:
        for json, event in zip(stored, events, strict=False):
            step(flow, decoder.decode(json), event, now)[0].to_json()

    def allows() -> None:
        for state in states:
            allowed(flow, state)

    def dues() -> None:
        for state in states:
            case_due(flow, state, calendar, TODAY)
            task_due(flow, state, "d", calendar, TODAY)

    found = {"state_bytes": statistics.mean(map(len, stored))}
    for name, work in (("step", steps), ("step_encode", steps_and_json), ("decode_step_encode", whole), ("allowed", allows), ("due_days", dues)):  # fmt: skip
        found[f"{name}_us"] = _median(work, rounds) / len(events) * 1e6
    return found


def _median(work: object, rounds: int) -> float:
    assert callable(work)
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=500)
    for name, value in measure(parser.parse_args().rounds).items():
        print(f"{name:22} {value:8.1f}")


if __name__ == "__main__":
    main()
