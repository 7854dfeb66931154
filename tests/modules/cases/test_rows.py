"""Rows follow from states: made step by step or all at once, they are the same, on any walk through the engine."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from guantong.core.flow.engine import allowed, open_case, step
from guantong.core.flow.model import Branch, Event, Flow, Input, Inspection, Moment, Procedure, State
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.text import Text
from guantong.modules.cases import rules

CALENDAR = load_calendar()


def branch(item: str, *waits_for: str, **more: Any) -> Branch:
    inputs = (
        Input(element="x.name", source="applicant"),
        Input(element=f"x.{item}", source="applicant", owed_workdays=3),
    )
    needs = tuple(Input(element=f"licence/{name}", source="sibling", origin=name) for name in waits_for)
    return Branch(
        item=item, title=Text(item), unit=f"unit-{item}", level="county", promised=3, legal=9, inputs=(*inputs, *needs),
        waits_for=waits_for, issues=(f"licence/{item}",), yields=(f"licence/{item}",), **more,
    )  # fmt: skip


FLOW = Flow(
    scenario="s", situation="x", title=Text("题"), lead="unit-a", promised=8,
    branches=(
        branch("a"), branch("b", "a", inspection="place"),
        branch("c", inspection="place", procedures=(Procedure(kind="hearing", workdays=5),)),
    ),
    inspections=(Inspection(place="place", title=Text("场所"), items=("b", "c"), led_by="unit-d", within=3),),
)  # fmt: skip


def event(verb: str, item: str, today: date, choice: int) -> Event:
    elements = ("x.name", "x.a", "x.b", "x.c")
    data: dict[str, Any] = {}
    if verb in ("submit", "correct", "supplement"):
        data = dict.fromkeys(elements[: 1 + choice % 4], f"v{choice}")
    return Event(
        do=verb, item=item, data=data, because="因由", on=today, days=1, grade=1 + choice % 5, passed=bool(choice % 3),
        target="a" if verb == "send_back" else "unit-q" if verb == "consult" else "hearing",
        place="" if verb != "pause" else "hearing", owed=("x.b",) if verb == "accept" and choice % 2 else (),
        fields=(elements[choice % 4],) if verb == "return" else (),
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 11), st.integers(0, 3)), max_size=40))
def test_rows_when_only_changed_ones_are_made_again_then_they_are_what_all_of_them_would_be(walk):
    at = datetime(2026, 3, 2, 9)
    state: State = open_case(FLOW)
    state, _ = step(FLOW, state, event("submit", "", at.date(), 3), Moment(at=at, calendar=CALENDAR))
    rows = rules.task_rows(FLOW, state, CALENDAR, at.date())
    case = rules.case_row(FLOW, state, CALENDAR, at.date())
    for pick, choice, days in walk:
        at += timedelta(days=days)
        today = at.date()
        verbs = allowed(FLOW, state)
        if not verbs:
            break
        verb, item = verbs[pick % len(verbs)]
        try:
            after, _ = step(FLOW, state, event(verb, item, today, choice), Moment(at=at, calendar=CALENDAR))
        except Refused:
            continue
        for row in rules.changed_rows(FLOW, state, after, CALENDAR, today):
            rows[row.key] = row
        case = rules.next_case_row(FLOW, state, case, after, CALENDAR, today)
        made = rules.task_rows(FLOW, after, CALENDAR, today)
        assert {key: row for key, row in rows.items() if row.status != "withdrawn"}.keys() >= {
            key for key, row in made.items() if row.status != "withdrawn"
        }
        for key, row in made.items():
            # The day of a stopped branch moves with today; it is brought up to date when the branch next changes.
            branch_row = made.get((row.item, "branch", f"unit-{row.item}"), row)
            running = branch_row.status not in ("waiting", *rules.STOPPED)
            assert (rows[key] if running else rows[key].status) == (row if running else row.status), (
                verb,
                key,
            )
        whole = rules.case_row(FLOW, after, CALENDAR, today)
        assert case == whole
        state = after
