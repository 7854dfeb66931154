"""Small flows and a desk at which a test does one thing after another, for the tests of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from guantong.core.flow.engine import allowed, open_case, step
from guantong.core.flow.model import Branch, Effect, Event, Flow, Input, Inspection, Moment, Procedure, State
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import explain

CALENDAR = load_calendar()
MONDAY = date(2026, 3, 2)
COMMON = "company.name"


def branch(item: str, *waits_for: str, promised: int = 5, **more: Any) -> Branch:
    """A branch that needs a field of its own, a document of its own, one field that all need, and what it waits for."""
    own = [Input(element=f"{item}.field", source="applicant"), Input(element=COMMON, source="applicant")]
    issued = [Input(element=f"licence/{before}", source="sibling", origin=before) for before in waits_for]
    given = {
        "title": Text(f"{item} permit"),
        "unit": f"unit-{item}",
        "level": "county",
        "promised": promised,
        "legal": 20,
        "inputs": (*own, *more.pop("inputs", ()), *issued),
        "waits_for": waits_for,
        "issues": (f"licence/{item}",),
        "yields": (f"licence/{item}",),
    }
    return Branch(item=item, **{**given, **more})


def flow_of(*branches: Branch, promised: int = 10, inspections: tuple[Inspection, ...] = ()) -> Flow:
    return Flow(
        scenario="sample", situation="all", title=Text("sample"), lead=branches[0].unit, promised=promised,
        branches=branches, inspections=inspections,
    )  # fmt: skip


def full_flow() -> Flow:
    """Four branches with everything a flow can have: an edge, a joint visit, a special procedure, what may be owed."""
    owable = Input(element="premises.plan", source="applicant", owed_workdays=5)
    return flow_of(
        branch("licence"),
        branch("fire", inspection="premises", inputs=(owable,)),
        branch("venue", "licence", promised=8, inspection="premises", procedures=(Procedure(kind="hearing", workdays=10), Procedure(kind="announcement", workdays=5)), inputs=(owable, Input(element="owner.record", source="officer"), Input(element="owner.note", source="applicant", required=False))),
        branch("sign", promised=0),
        inspections=(Inspection(place="premises", title=Text("the premises"), items=("fire", "venue"), led_by="unit-venue", within=3),),
    )  # fmt: skip


def moment(day: date) -> Moment:
    return Moment(at=datetime(day.year, day.month, day.day, 10), calendar=CALENDAR)


class Desk:
    """A case at work. `do` does one thing on a day (today, or the day given, which becomes today)."""

    def __init__(self, flow: Flow, day: date = MONDAY) -> None:
        self.flow = flow
        self.state: State = open_case(flow)
        self.today = day
        self.effects: tuple[Effect, ...] = ()
        self.events: list[tuple[date, Event]] = []

    def do(self, verb: str, item: str = "", *, on: date | None = None, **more: Any) -> Desk:
        """Do one thing. `day` in `more` is the event's own day (`Event.on`)."""
        self.today = on or self.today
        if "day" in more:
            more["on"] = more.pop("day")
        if "because" not in more and verb in (
            "return",
            "reject",
            "refuse",
            "send_back",
            "suspend",
            "extend",
            "consult",
            "answer",
        ):
            more["because"] = f"why {verb}"
        if verb == "inspect" and more.get("passed") is False:
            more.setdefault("because", "why inspect")
        event = Event(do=verb, item=item, **more)
        self.state, self.effects = step(self.flow, self.state, event, moment(self.today))
        self.events.append((self.today, event))
        return self

    def refused(self, verb: str, item: str = "", **more: Any) -> str:
        """Return the code with which one thing is refused; the refusal changes nothing and has its words."""
        before = self.state.to_json()
        try:
            self.do(verb, item, **more)
        except Refused as refused:
            assert self.state.to_json() == before
            for problem in refused.problems:
                for language in ("zh", "en"):
                    text = explain(problem, language)
                    assert "{" not in text, text
                    assert "[problem" not in text, text
            return refused.code
        raise AssertionError(f"{verb} {item} was not refused")

    def accepted(self, data: Mapping[str, Any] | None = None, **more: Any) -> Desk:
        """Submit everything the applicant is asked for, but what is owed, and accept."""
        owed = more.get("owed", ())
        filled = {
            each.element: f"{each.element} 1"
            for branch in self.flow.branches
            for each in branch.inputs
            if each.source == "applicant" and each.required and each.element not in owed
        }
        return self.do("submit", data={**filled, **(data or {})}).do("accept", **more)

    @property
    def statuses(self) -> dict[str, str]:
        return {item: task.status for item, task in self.state.tasks.items()}

    @property
    def kinds(self) -> list[str]:
        """The effects of the last event, as `TaskOpened fire`."""
        return [f"{effect.kind} {effect.item}".strip() for effect in self.effects]

    def can(self, item: str = "") -> set[str]:
        return {verb for verb, where in allowed(self.flow, self.state) if where == item}

    def value(self, element: str) -> Any:
        return self.state.data[element].value


def same(a: State, b: State) -> bool:
    """Equal, and equal as JSON."""
    return a == b and msgspec.json.encode(a) == msgspec.json.encode(b)
