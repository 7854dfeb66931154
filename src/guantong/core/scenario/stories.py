"""Stories: executable examples of a package, run event by event, and compared with what they expect.

A story says only what matters in it; the rest has the defaults of docs/explain/stories.md. Where it runs is the runner's
business, so the same story gives the same outcome in memory and in the database.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from guantong.core.flow.deadlines import case_due
from guantong.core.flow.model import DECIDED_STATUSES, Event, Flow, State, Task
from guantong.core.kernel.calendar import Calendar
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Compiled, Situation
from guantong.core.scenario.language import Expect, Package, Story, StoryEvent
from guantong.core.scenario.overlay import package_for
from guantong.core.scenario.situations import situation_for
from guantong.core.scenario.story_data import Opening, fresh_values, make_opening, value_for
from guantong.core.scenario.story_runner import MemoryRunner, Runner

APPLICANT_VERBS = ("submit", "correct", "supplement", "withdraw", "rate")
WINDOW_VERBS = ("accept", "refuse", "deliver")
DISTURBING = ("correct", "supplement", "send_back", "lapse", "receive")
SYSTEM_VERBS = ("lapse", "receive", "give_up")  # what comes of itself, from the clock or a source
DECIDED = frozenset(DECIDED_STATUSES)


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of a story.

    `asked` are the elements that the applicant was asked for; `reopened` the items whose decision was taken back or that
    were returned to the applicant, `kept` those decided before something was disturbed and decided still. `days_used`
    are the workdays from acceptance to the last decision. `refused` holds the codes of the refusal that ended the
    story, `refused_at` the number of its event, from 1.
    """

    phase: str = ""
    items: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    due: date | None = None
    overdue: bool = False
    days_used: int | None = None
    opens: str = ""
    refused: tuple[str, ...] = ()
    refused_at: int = 0
    problems: tuple[Problem, ...] = ()


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One story of a package with its outcome and what differs from its expectation (nothing, when it is right)."""

    key: str
    story: Story
    outcome: Outcome
    differs: tuple[Problem, ...]


def run_stories(
    package: Package, calendar: Calendar, make_runner: Callable[[], Runner] | None = None
) -> tuple[Told, ...]:
    """Run every story of a package, each with the overlay of its division, in the order of their names."""
    variants: dict[str, tuple[Package, Compiled]] = {}
    told = []
    for key, story in sorted(package.stories.items()):
        division = story.division or ""
        if division not in variants:
            variant = package_for(package, division) if division else package
            variants[division] = (variant, compile_package(variant, division))
        variant, compiled = variants[division]
        runner = make_runner() if make_runner else None
        outcome = run_story(variant, compiled, story, calendar, runner)
        told.append(
            Told(key=key, story=story, outcome=outcome, differs=check_story(outcome, story.expect, where=key))
        )
    return tuple(told)


def run_story(
    package: Package, compiled: Compiled, story: Story, calendar: Calendar, runner: Runner | None = None
) -> Outcome:
    """Run one story and return what came of it. A refusal ends the story and is part of its outcome.

    `package` is the one that `compiled` came from (with the overlay of the story's division). Without a runner the
    story runs in memory.
    """
    try:
        situation = situation_for(compiled, package, story.answers)
    except Refused as refused:
        return Outcome(refused=_codes(refused), refused_at=1, problems=refused.problems)
    opening = make_opening(package, situation, story, compiled.division)
    telling = _Telling(opening, story, calendar, runner or MemoryRunner(calendar))
    telling.tell()
    return telling.outcome()


def _codes(refused: Refused) -> tuple[str, ...]:
    return tuple(dict.fromkeys(problem.code for problem in refused.problems))


class _Telling:
    """One story being told: what has been seen so far."""

    def __init__(self, opening: Opening, story: Story, calendar: Calendar, runner: Runner) -> None:
        self.opening, self.story, self.calendar, self.runner = opening, story, calendar, runner
        self.situation: Situation = opening.situation
        self.flow: Flow = opening.situation.flow
        self.state: State | None = None
        self.handed_in_on = opening.on
        self.reopened: dict[str, None] = {}
        self.kept: dict[str, None] = {}
        self.refused: Refused | None = None
        self.told = 0

    def tell(self) -> None:
        for number, event in enumerate(self.story.events, start=1):
            self.told = number
            try:
                self._happen(number, event)
            except Refused as refused:
                self.refused = refused
                return

    def _happen(self, number: int, event: StoryEvent) -> None:
        if self.state is None:
            if event.do == "submit":
                self.runner.open(self.opening)
                self.state = self.runner.state()
                return
            raise Refused(Problem(code="story.begins_with_submit", where=event.do))
        if self._needs_acceptance(number, event):
            self._act(Event(do="accept"), self.handed_in_on, "window")
        made = self._event(event)
        self._act(made, event.on, self._unit(event))
        if event.do in ("submit", "correct"):
            self.handed_in_on = event.on

    def _needs_acceptance(self, number: int, event: StoryEvent) -> bool:
        """A story that never says `accept` was accepted on the day its form was (last) handed in."""
        says_so = any(later.do in ("accept", "refuse") for later in self.story.events[number - 1 :])
        of_branch = bool(event.item) or event.do in ("appoint", "deliver", *SYSTEM_VERBS)
        return self.state is not None and self.state.phase == "submitted" and of_branch and not says_so

    def _act(self, event: Event, on: date, unit: str) -> None:
        assert self.state is not None
        before = self.state
        self.runner.act(event, on, unit)
        self.state = self.runner.state()
        self._watch(event, before, self.state)

    def _watch(self, event: Event, before: State, after: State) -> None:
        """Note whose decisions fell and whose stood."""
        fallen = [item for item, task in after.tasks.items() if _fell(before.tasks[item], task)]
        if fallen or event.do in DISTURBING or (event.do == "return" and event.item):
            standing = [
                item for item, task in before.tasks.items() if task.status in ("approved", "rejected")
            ]
            self.kept.update(dict.fromkeys(standing))
        self.reopened.update(dict.fromkeys(fallen))

    def _event(self, event: StoryEvent) -> Event:
        data = {
            element: value_for(self.opening.field(element) if event.do in APPLICANT_VERBS else None, value)
            for element, value in event.data.items()
        }
        return Event(
            do=event.do, item=event.item, unit=event.unit, data=data or self._default_data(event),
            fields=tuple(event.fields), because=event.because, days=event.days, on=event.day, place=event.place,
            grade=event.grade, target=event.target, owed=tuple(event.owed), passed=event.passed,
        )  # fmt: skip

    def _default_data(self, event: StoryEvent) -> dict[str, Any]:
        """An answer that the story does not spell out: new samples for all that is marked, or owed."""
        assert self.state is not None
        if event.do in ("correct", "submit"):
            marks = (mark for mark in self.state.marks if not event.item or mark.item == event.item)
            return fresh_values(self.opening, dict.fromkeys(mark.element for mark in marks), self.told)
        if event.do == "supplement":
            return fresh_values(
                self.opening, dict.fromkeys(owed.element for owed in self.state.owed), self.told
            )
        return {}

    def _unit(self, event: StoryEvent) -> str:
        """Who acts, where the story does not say: the unit of the item, of the visit, or the window."""
        if event.do in APPLICANT_VERBS:
            return ""
        if event.do in SYSTEM_VERBS:
            return "system"
        if event.unit:
            return event.unit
        if event.do in WINDOW_VERBS or (not event.item and event.do in ("return", "extend")):
            return "window"
        visit = next(
            (each for each in self.flow.inspections if event.place == each.place or event.item in each.items),
            None,
        )
        if event.do == "appoint" and visit:
            return visit.led_by
        return next((branch.unit for branch in self.flow.branches if branch.item == event.item), "")

    def outcome(self) -> Outcome:
        asked = tuple(field.element for field in self.opening.fields)
        refused = self.refused
        codes = _codes(refused) if refused else ()
        known = Outcome(
            items=self.situation.items,
            asked=asked,
            refused=codes,
            refused_at=self.told if refused else 0,
            problems=refused.problems if refused else (),
        )
        return known if self.state is None else self._with_state(known, self.state)

    def _with_state(self, known: Outcome, state: State) -> Outcome:
        last = self.story.events[max(0, self.told - 1)].on
        finished = _finished_on(state)
        due = case_due(self.flow, state, self.calendar, finished or last) if state.accepted_on else None
        used = state.accepted_on and self.calendar.count_workdays(state.accepted_on, finished or last)
        return msgspec.structs.replace(
            known,
            phase=state.phase,
            reopened=tuple(item for item in state.tasks if item in self.reopened),
            kept=tuple(
                item
                for item, task in state.tasks.items()
                if item in self.kept and item not in self.reopened and task.status in ("approved", "rejected")
            ),
            due=due,
            overdue=due is not None and (finished or last) > due,
            days_used=used,
            opens=self.runner.opened(),
        )


def _fell(before: Task, after: Task) -> bool:
    """A decision taken back, or an undecided item returned to the applicant (asking for what belongs to the stage that
    begins returns nothing)."""
    was, is_now = before.status in DECIDED, after.status in DECIDED
    returned = after.status == "correcting" != before.status and before.ready_on is not None
    return (was and not is_now) or after.round > before.round or returned


def _finished_on(state: State) -> date | None:
    """The day of the last decision, once nothing is undecided; the day of closing for a case that ended otherwise."""
    if any(task.status not in DECIDED for task in state.tasks.values()):
        return state.closed_on
    return max((task.decided_on for task in state.tasks.values() if task.decided_on), default=state.closed_on)


# ----------------------------------------------------------------------------------------------------------- comparing


def check_story(outcome: Outcome, expect: Expect, where: str = "") -> tuple[Problem, ...]:
    """Return every difference between what came of a story and what it expects; nothing when it came true.

    Codes: story.differs (one for each word of `expect`), story.refused for a refusal that nobody expected.
    """
    found: list[Problem] = []

    def compare(what: str, expected: Any, came: Any) -> None:
        if expected != came:
            facts = {"what": what, "expected": _shown(expected), "found": _shown(came)}
            found.append(Problem(code="story.differs", where=where, facts=facts))

    if expect.refused not in outcome.refused and (expect.refused or outcome.refused):
        _refusal(outcome, expect, where, found)
    for what in ("phase", "opens"):
        if getattr(expect, what):
            compare(what, getattr(expect, what), getattr(outcome, what))
    for what in ("items", "reopened", "kept"):
        if getattr(expect, what) is not None:
            compare(what, sorted(getattr(expect, what)), sorted(getattr(outcome, what)))
    for what in ("due", "overdue", "days_used"):
        if getattr(expect, what) is not None:
            compare(what, getattr(expect, what), getattr(outcome, what))
    compare("asked", [], [element for element in expect.asked if element not in outcome.asked])
    compare("not_asked", [], [element for element in expect.not_asked if element in outcome.asked])
    return tuple(found)


def _refusal(outcome: Outcome, expect: Expect, where: str, found: list[Problem]) -> None:
    if expect.refused:
        facts = {"what": "refused", "expected": expect.refused, "found": _shown(outcome.refused)}
        found.append(Problem(code="story.differs", where=where, facts=facts))
    else:
        facts = {"number": str(outcome.refused_at), "codes": ", ".join(outcome.refused)}
        found.append(Problem(code="story.refused", where=where, facts=facts))


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "-"
    return "-" if value in ("", None) else str(value)
