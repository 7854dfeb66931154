"""What the guide promises is what the clock of a case comes to, in every situation of every real package.

Each branch uses its promised term to the last day, each joint visit is on its last day, each special procedure takes
exactly its days, and what a stage asks for comes on the day it is asked for: then nobody is late, and the day that the plan names is the day that the engine works out.
"""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import accumulate
from pathlib import Path

import pytest

from guantong.core.flow.deadlines import case_due, task_due
from guantong.core.flow.engine import open_case, step
from guantong.core.flow.index import index_of
from guantong.core.flow.model import Event, Moment, State
from guantong.core.kernel.calendar import load_calendar
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.guide import make_guide
from guantong.core.scenario.overlay import package_for
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import sample_form

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"
FOLDERS = sorted(path.parent for path in SCENARIOS.glob("*/scenario.yaml"))
CALENDAR = load_calendar()
ACCEPTED = date(2026, 3, 2)


class SmoothCase:
    """One case in which everybody uses the time that the plan gives them, and no more."""

    def __init__(self, situation: Situation) -> None:
        self.plan, self.flow, self.fields = situation.plan, situation.flow, situation.form.fields
        self.state: State = open_case(self.flow)
        self.today = ACCEPTED
        read = {g.element: "read" for g in situation.form.given if g.source in ("shared", "licence")}
        self.later = {field.element for field in self.fields if field.needed_from_stage}
        self.form = sample_form(situation.form)
        at_first = {element: value for element, value in self.form.items() if element not in self.later}
        self.do(Event(do="submit", data={**read, **at_first}))
        self.do(Event(do="accept"))

    def do(self, event: Event) -> None:
        moment = Moment(at=datetime.combine(self.today, time(9)), calendar=CALENDAR)
        self.state, _ = step(self.flow, self.state, event, moment)
        if asked := {mark.element for mark in self.state.marks}:
            assert asked <= self.later
            self.do(Event(do="correct", data={element: self.form[element] for element in asked}))

    def run(self) -> None:
        """Let the days pass, from acceptance to the day on which the plan ends."""
        items = {each.item: each for each in self.plan.items}
        for offset in range(self.plan.calendar_longest + 1):
            self.today = CALENDAR.add_workdays(ACCEPTED, offset)
            for item in index_of(self.flow).order:
                if items[item].calendar_start == offset:
                    assert self.state.tasks[item].ready_on == self.today
                for visit in self.plan.visits:
                    if item in visit.items and offset == visit.start + visit.within:
                        self.visit(visit.place, item)
                self.stop_and_go(item, offset - items[item].used_up)
                if items[item].calendar_finish == offset:
                    self.approve(item)

    def visit(self, place: str, item: str) -> None:
        if place not in self.state.visits:
            self.do(Event(do="appoint", place=place, on=self.today))
        self.do(Event(do="inspect", item=item))

    def stop_and_go(self, item: str, days: int) -> None:
        """Special procedures come last, one after the other."""
        procedures = index_of(self.flow).branches[item].branch.procedures
        ends = list(accumulate(each.workdays for each in procedures))
        if days in ends:
            self.do(Event(do="resume", item=item))
        starts = [0, *ends[:-1]] if ends else []
        if days in starts:
            self.do(Event(do="pause", item=item, target=procedures[starts.index(days)].kind))

    def approve(self, item: str) -> None:
        assert task_due(self.flow, self.state, item, CALENDAR, self.today) == self.today
        self.do(Event(do="approve", item=item))


@pytest.mark.parametrize("division", ["", "330100000000"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case_when_all_goes_as_planned_then_it_ends_in_time_and_is_due_on_the_day_of_the_guide(
    folder: Path, division: str
) -> None:
    package = package_for(read_package(folder), division) if division else read_package(folder)
    for situation in compile_package(package, division).situations:
        case = SmoothCase(situation)
        case.run()
        due = case_due(case.flow, case.state, CALENDAR, case.today)
        assert case.state.phase == "decided"
        assert due == CALENDAR.add_workdays(ACCEPTED, make_guide(package, situation).lived)
        assert case.today <= due


def test_smooth_case_when_a_visit_is_left_out_then_the_branch_cannot_be_approved() -> None:
    """The run above would notice a visit outside the plan: nobody is approved without a finding."""
    situation = compile_package(read_package(SCENARIOS / "open-pharmacy")).situations[0]
    case = SmoothCase(situation)
    case.visit = lambda place, item: None  # type: ignore[method-assign]
    with pytest.raises(Exception, match="finding_missing"):
        case.run()
