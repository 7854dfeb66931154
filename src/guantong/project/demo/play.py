"""One simulated day of cases: people hand in, the window accepts or returns, departments decide in parallel.

Everything goes through the same doors as the pages: rights, clock and journal are on. What each actor does is chosen at
random from what is open to them, with a seed, so that a day can be played again. Part of the cases was handed in on
earlier workdays, so that some are done, some run and some are late, as on any morning. What was played is noted in the
journal, so that a day that was broken off goes on where it stopped, and one that is over is not played again.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import product

import msgspec
from django.db import transaction

from guantong.core.flow.model import CLOSED_PHASES, Event
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.calendar import Calendar
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.answered import answered_elements
from guantong.core.scenario.applying import fitted_to
from guantong.core.scenario.compiled import Situation
from guantong.modules.cases import public as cases
from guantong.modules.identity import public as identity
from guantong.modules.journal import public as journal
from guantong.modules.services import public as services
from guantong.project.clock import ZONE
from guantong.project.demo import accounts, acts
from guantong.project.demo.papers import fill_in
from guantong.project.demo.registers import know_applicant, know_beforehand

CHAIN = "demo"
EVENING = time(12)  # the last turn of the day is over
BACKLOG_WORKDAYS = 12
APPLICANTS = 8
TURNS_A_DAY = 3
UNREAD = ("form.source_silent", "form.source_unknown")
WINDOW_IS_BUSY = 0.4  # the chance that a clerk does not get to a case in one turn


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """What one case came to."""

    code: str
    scenario: str
    phase: str


class _Run(msgspec.Struct, kw_only=True):
    """One case being played. `busy` is the chance that an officer gets to it in one turn."""

    applicant: Actor
    case_id: int
    code: str
    situation: Situation
    dice: random.Random
    busy: float
    seed: int


def workdays_until(day: date, number: int, calendar: Calendar) -> list[date]:
    """Return the `number` workdays before `day`, and `day` itself, oldest first."""
    found = [day]
    while len(found) <= number:
        day -= timedelta(days=1)
        if calendar.is_workday(day):
            found.append(day)
    return found[::-1]


def played_so_far() -> int | None:
    """Return how many cases were played to their end, None while no day was begun."""
    entries = journal.entries_of(CHAIN)
    return sum(entry.kind == "CasePlayed" for entry in entries) if entries else None


def play_day(day: date, number: int, calendar: Calendar, seed: int = 1) -> Iterator[Played]:
    """Play up to `number` cases up to the evening of `day`, yielding each when it is done with.

    A day that was begun before goes on, on the day it was begun for: the case at which it stopped is handed in under the
    same key, which makes no second one, and goes on after what happened in it last.
    """
    done, day = _begin(day)
    days = workdays_until(day, BACKLOG_WORKDAYS, calendar)
    matters = [card.scenario for card in services.list_matters()]
    _introduce(matters, datetime.combine(days[0], time(8), ZONE))
    for index in range(done, number):
        dice = random.Random(seed * 100_000 + index)
        # Half of the cases are of the day itself; the rest spread over the backlog.
        first = len(days) - 1 if dice.random() < 0.5 else dice.randrange(len(days))
        run = _hand_in(dice, matters[index % len(matters)], index, days[first])
        last = _last_act(run, day)
        for today, hour in product(days[first:], range(9, 9 + TURNS_A_DAY)):
            now = datetime.combine(today, time(hour, index % 60), ZONE)
            if now <= last:
                continue
            view = cases.get_case(by=run.applicant, case_id=run.case_id, today=today)
            if view.ref.phase in CLOSED_PHASES:
                _rate(run, view, now)
                break
            _turn(run, view, now)
        _note("CasePlayed", {"index": index, "case": run.code}, day)
        yield Played(code=run.code, scenario=run.situation.flow.scenario, phase=_phase(run, day))


def _begin(day: date) -> tuple[int, date]:
    """Return how many cases are done, and the day that is played: the one begun before, if any was."""
    entries = journal.entries_of(CHAIN)
    if entries:
        return played_so_far() or 0, date.fromisoformat(json.loads(entries[0].body)["day"])
    _note("DayBegun", {"day": day.isoformat()}, day)
    return 0, day


def _note(kind: str, body: dict[str, object], day: date) -> None:
    with transaction.atomic():
        journal.append(chain=CHAIN, kind=kind, body=body, by=SYSTEM, at=datetime.combine(day, EVENING, ZONE))


def _last_act(run: _Run, day: date) -> datetime:
    view = cases.get_case(by=run.applicant, case_id=run.case_id, today=day)
    return max(line.at for line in view.history)


def _introduce(matters: list[str], now: datetime) -> None:
    """Let the shared sources know the two applicants whom the screen prints: they are to see what is not asked."""
    for who, kind in ((accounts.citizen, "person"), (accounts.enterprise, "enterprise")):
        all_of_them = [services.get_matter(scenario, accounts.COUNTY) for scenario in matters]
        forms = [
            (matter.package, matter.compiled.situations[0])
            for matter in all_of_them
            if matter.package.scenario.applicant == kind
        ]
        know_beforehand(forms, identity.session_facts(who(0, now).actor.account), now)


def _hand_in(dice: random.Random, scenario: str, index: int, day: date) -> _Run:
    matter = services.get_matter(scenario, accounts.COUNTY)
    situation = dice.choice(matter.compiled.situations)
    now = datetime.combine(day, time(8, index % 60), ZONE)
    who = accounts.enterprise if matter.package.scenario.applicant == "enterprise" else accounts.citizen
    applicant = who(index % APPLICANTS, now).actor
    answered = answered_elements(matter.package.scenario.asks, situation.answers)
    fields = [field for field in situation.form.fields if field.element not in answered]
    data = fill_in(fields, index, applicant, now)
    data = fitted_to(matter.package, data, identity.number_of(applicant.account))
    # One applicant in twelve is unknown to the shared sources, and is asked after all.
    if index % 12:
        facts = identity.session_facts(applicant.account)
        know_applicant(matter.package, situation, {**data, **answered}, facts, index, now)
    ref = _submit(applicant, scenario, situation, data, index, now)
    return _Run(
        applicant=applicant, case_id=ref.id, code=ref.code, situation=situation, dice=dice, seed=index,
        # One case in sixteen lies at a desk where little gets done: those are the late ones.
        busy=0.04 if dice.random() < 0.06 else 0.7,
    )  # fmt: skip


def _submit(
    applicant: Actor, scenario: str, situation: Situation, data: dict[str, object], index: int, now: datetime
) -> cases.CaseRef:
    """Hand in; what a shared source does not know is asked for after all, as on the page."""
    try:
        return cases.submit_case(
            by=applicant, scenario=scenario, division=accounts.COUNTY, answers=situation.answers, data=data,
            key=f"demo-{index}", now=now,
        )  # fmt: skip
    except Refused as refused:
        silent = [problem.where for problem in refused.problems if problem.code in UNREAD]
        if not silent or len(silent) < len(refused.problems):
            raise
        given = acts.fields_for(scenario, situation, silent)
        return cases.submit_case(
            by=applicant, scenario=scenario, division=accounts.COUNTY, answers=situation.answers,
            data={**data, **fill_in(given, index, applicant, now)}, key=f"demo-{index}", now=now,
        )  # fmt: skip


def _phase(run: _Run, day: date) -> str:
    return cases.get_case(by=run.applicant, case_id=run.case_id, today=day).ref.phase


def _turn(run: _Run, view: cases.CaseView, now: datetime) -> None:
    """Let everybody whose turn it is do one thing."""
    phase = view.ref.phase
    if phase in ("submitted", "decided") and run.dice.random() >= WINDOW_IS_BUSY:
        acts.at_window(run.case_id, view, run.dice, now)
    elif view.marks or phase == "correcting":
        acts.correct(run.applicant, run.case_id, view, run.situation, run.seed + 7, now)
    elif view.owed and run.dice.random() < 0.3:
        acts.supplement(run.applicant, run.case_id, view, run.situation, run.seed, now)
    if phase == "handling":
        for step in view.steps:
            if step.status in ("open", "paused", "suspended") and run.dice.random() < run.busy:
                acts.at_desk(run.case_id, run.situation, step.item, run.dice, now)


def _rate(run: _Run, view: cases.CaseView, now: datetime) -> None:
    """Half of the applicants rate what was delivered."""
    if view.ref.phase == "delivered" and run.dice.random() < 0.5:
        grade = run.dice.choices((5, 4, 3, 2, 1), (60, 28, 9, 2, 1))[0]
        event = Event(do="rate", grade=grade, because=acts.words("rating", grade))
        acts.attempt(run.applicant, run.case_id, event, now)
