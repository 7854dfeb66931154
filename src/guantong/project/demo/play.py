"""One simulated day of cases: people hand in, the window accepts or returns, departments decide in parallel.

Everything goes through the same doors as the pages: rights, clock and journal are on. What each actor does is chosen at
random from what the engine allows, with a seed, so that a day can be played again. Part of the cases was handed in on
earlier workdays, so that some are done, some run and some are late, as on any morning.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import msgspec

from guantong.core.flow.model import CLOSED_PHASES
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.calendar import Calendar
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.samples import sample_value
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.project.clock import ZONE
from guantong.project.demo import accounts

BACKLOG_WORKDAYS = 12
APPLICANTS = 24
STEPS_AT_MOST = 60
# How often an officer gets to one task on a workday, and what he then does. Invented, for variety; no claim about anybody.
BUSY = 0.55
WEIGHTS = {
    "approve": 80,
    "return": 5,
    "reject": 1,
    "consult": 2,
    "suspend": 1,
    "extend": 1,
    "pause": 6,
    "resume": 60,
}


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """What one case came to."""

    code: str
    scenario: str
    phase: str


class _Run(msgspec.Struct, kw_only=True):
    """One case being played."""

    applicant: Actor
    division: str
    situation: Situation
    ref: cases.CaseRef
    dice: random.Random
    slow: bool


def workdays_before(day: date, number: int, calendar: Calendar) -> list[date]:
    """Return the `number` workdays before `day` and `day` itself, oldest first."""
    found = [day]
    while len(found) <= number:
        day -= timedelta(days=1)
        if calendar.is_workday(day):
            found.append(day)
    return found[::-1]


def play_day(day: date, number: int, calendar: Calendar, seed: int = 1) -> Iterator[Played]:
    """Play `number` cases up to the evening of `day`, yielding each when it is done with."""
    days = workdays_before(day, BACKLOG_WORKDAYS, calendar)
    matters = [card.scenario for card in services.list_matters()]
    for index in range(number):
        dice = random.Random(seed * 100_000 + index)
        # Half of the cases are of the day itself; the rest spread over the backlog.
        first = len(days) - 1 if dice.random() < 0.5 else dice.randrange(len(days))
        run = _hand_in(dice, matters[index % len(matters)], index, days[first])
        phase = run.ref.phase
        for today in days[first:]:
            phase = _work(run, today)
            if phase in CLOSED_PHASES:
                break
        yield Played(code=run.ref.code, scenario=run.situation.flow.scenario, phase=phase)


def _hand_in(dice: random.Random, scenario: str, index: int, day: date) -> _Run:
    matter = services.get_matter(scenario, accounts.COUNTY)
    situation = dice.choice(matter.compiled.situations)
    now = datetime.combine(day, time(8, 30), ZONE) + timedelta(minutes=index % 300)
    who = accounts.enterprise if matter.package.scenario.applicant == "enterprise" else accounts.citizen
    applicant = who(index % APPLICANTS, now).actor
    ref = cases.submit_case(
        by=applicant, scenario=scenario, division=accounts.COUNTY, answers=situation.answers,
        data=_filled(situation, index), key=f"demo-{day}-{index}", now=now,
    )  # fmt: skip
    return _Run(
        applicant=applicant,
        division=accounts.COUNTY,
        situation=situation,
        ref=ref,
        dice=dice,
        slow=dice.random() < 0.12,
    )


def _filled(situation: Situation, seed: int) -> dict[str, object]:
    return {
        field.element: sample_value(field.element, field, seed)
        for field in situation.form.fields
        if field.type != "document"
    }


def _work(run: _Run, today: date) -> str:
    raise NotImplementedError
