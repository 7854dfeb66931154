"""Where a story is run: the protocol of a runner, and the runner that needs nothing but memory.

The driver in `stories.py` knows no engine. A runner opens one case, does one thing after another in it and shows its
state; whatever is refused is raised as `Refused` and leaves the case as it was.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Protocol

from guantong.core.flow.engine import open_case, step
from guantong.core.flow.model import Effect, Event, Moment, State
from guantong.core.kernel.calendar import Calendar
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.story_data import Opening
from guantong.core.scenario.values import check_form, check_value, is_empty

OFFICE_OPENS = time(9, 0)


class Runner(Protocol):
    """Runs one story. A new runner (or a new case) for each story."""

    def open(self, opening: Opening) -> None:
        """Open the case and hand in its form on `opening.on`; refuse like the web form does (`form.…`)."""
        ...

    def act(self, event: Event, on: date, unit: str) -> None:
        """Do one thing on a day. `unit` is the role of the unit that acts, `window` for the window's verbs,
        empty for the applicant, `system` for the clock."""
        ...

    def state(self) -> State:
        """Return the case as it is stored now."""
        ...

    def opened(self) -> str:
        """Return the scenario of what this case has opened (`rectification` after a bad rating), or empty."""
        ...


class MemoryRunner:
    """Runs a story on the engine alone. The same checks of values as the web form, the same engine as the database."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.effects: list[Effect] = []
        self._opening: Opening | None = None
        self._state: State | None = None
        self._events = 0

    def open(self, opening: Opening) -> None:
        self._opening, self._state = opening, open_case(opening.situation.flow)
        may_wait = [field.element for field in opening.fields if field.owed_workdays is not None]
        if problems := (*check_form(opening.fields, opening.data, owed=may_wait), *opening.disagreeing):
            raise Refused(*problems)
        data = {**opening.given, **opening.data}
        handed_in = dict.fromkeys(opening.data, "applicant")
        self._step(Event(do="submit", data=data, sources={**opening.sources, **handed_in}), opening.on)

    def act(self, event: Event, on: date, unit: str) -> None:
        if event.do in ("submit", "correct", "supplement"):
            self._check(event)
        self._step(event, on)

    def state(self) -> State:
        assert self._state is not None, "open the case first"
        return self._state

    def opened(self) -> str:
        return "rectification" if any(effect.kind == "RectificationOwed" for effect in self.effects) else ""

    def _check(self, event: Event) -> None:
        assert self._opening is not None, "open the case first"
        found: list[Problem] = []
        for element, value in event.data.items():
            field = self._opening.field(element)
            problem = check_value(field, value) if field and not is_empty(value) else None
            found += [problem] if problem else []
        if found:
            raise Refused(*found)

    def _step(self, event: Event, on: date) -> None:
        assert self._opening is not None, "open the case first"
        # A minute an event keeps the order within a day.
        at = datetime.combine(on, OFFICE_OPENS) + timedelta(minutes=self._events)
        now = Moment(at=at, calendar=self.calendar)
        self._state, effects = step(self._opening.situation.flow, self.state(), event, now)
        self.effects.extend(effects)
        self._events += 1
