"""What the people of the demonstration do, one act each. Which acts are open is asked of the same doors as on a page."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from guantong.core.flow.model import Branch, Event
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.texts import say
from guantong.core.scenario.compiled import FormField, Situation
from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.form import field_instead
from guantong.core.scenario.samples import sample_value
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.project.demo import accounts
from guantong.project.demo.papers import fill_in

# How often an officer chooses what, of what is open to him. Invented, for variety; no claim about anybody.
WEIGHTS = {
    "approve": 80, "resume": 70, "inspect": 90, "appoint": 90, "answer": 90, "pause": 12, "return": 6, "consult": 3, "reject": 1,
    "extend": 1, "suspend": 1,
}  # fmt: skip


def words(kind: str, number: int = 0) -> str:
    return say(f"demo-{kind}-{number}" if number else f"demo-{kind}", "zh")


def attempt(by: Actor, case_id: int, event: Event, now: datetime) -> bool:
    """Do it if it may be done. Chance may choose what somebody else has just made impossible; that is no failure."""
    try:
        cases.act_on_case(by=by, case_id=case_id, event=event, now=now)
    except Refused:
        return False
    return True


def at_window(case_id: int, view: cases.CaseView, dice: random.Random, now: datetime) -> None:
    """Accept (with gaps where something may be owed and is missing), return once in a while, deliver what is decided."""
    clerk = accounts.staff("clerk", "service-centre", "county", accounts.COUNTY, now).actor
    if view.ref.phase == "decided":
        attempt(clerk, case_id, Event(do="deliver"), now)
        return
    handed_in = [
        value.element
        for value in view.values
        if value.source == "applicant" and value.value not in (None, "")
    ]
    if handed_in and dice.random() < 0.08:
        event = Event(do="return", fields=(dice.choice(handed_in),), because=words("return"))
        attempt(clerk, case_id, event, now)
        return
    situation = services.get_situation(view.flow)
    owed = tuple(
        field.element
        for field in situation.form.fields
        if field.owed_workdays is not None and field.element not in {value.element for value in view.values}
    )
    attempt(clerk, case_id, Event(do="accept", owed=owed), now)


def at_desk(case_id: int, situation: Situation, item: str, dice: random.Random, now: datetime) -> None:
    """Let the officer of an item do one of the things that are open to him."""
    branch = next(each for each in situation.flow.branches if each.item == item)
    officer = accounts.staff("officer", branch.unit, branch.level, accounts.COUNTY, now).actor
    try:
        task = cases.get_task(by=officer, case_id=case_id, item=item, today=now.date())
    except Refused:
        return
    for asked in task.consultations:
        if asked.answered_on is None:
            answer_consultation(case_id, item, asked.unit, branch.level, now)
    open_acts = [verb for verb in task.can if verb in WEIGHTS]
    if branch.inspection and "approve" not in open_acts:
        _visit(case_id, situation, branch, now)
    if not open_acts:
        return
    verb = dice.choices(open_acts, [WEIGHTS[verb] for verb in open_acts])[0]
    attempt(officer, case_id, event_of(verb, task, branch, dice, now), now)


def answer_consultation(case_id: int, item: str, unit: str, level: str, now: datetime) -> None:
    officer = accounts.staff("officer", unit, level, accounts.COUNTY, now).actor
    attempt(officer, case_id, Event(do="answer", item=item, unit=unit, because=words("answer")), now)


def _visit(case_id: int, situation: Situation, branch: Branch, now: datetime) -> None:
    """The leading unit appoints the day of a joint visit; on that day or after, the item's own unit says what it found."""
    inspection = next(each for each in situation.flow.inspections if each.place == branch.inspection)
    leader = accounts.staff("officer", inspection.led_by, branch.level, accounts.COUNTY, now).actor
    if not attempt(leader, case_id, _appointment(inspection.place, now.date()), now):
        attempt(leader, case_id, _appointment(inspection.place, now.date(), words("reason")), now)


def _appointment(place: str, day: date, because: str = "") -> Event:
    """A visit on the day or the next workday; one that comes late needs its reason."""
    return Event(do="appoint", place=place, on=load_calendar().next_workday(day), because=because)


def event_of(verb: str, task: cases.TaskView, branch: Branch, dice: random.Random, now: datetime) -> Event:
    """Return the event with what it needs."""
    handed_in = [value.element for value in task.values if value.source == "applicant"]
    kind = branch.procedures[0].kind if branch.procedures else ""
    match verb:
        case "return":
            return Event(do=verb, item=task.item, fields=tuple(handed_in[:1]), because=words("return"))
        case "consult":
            return Event(do=verb, item=task.item, target="development-reform", because=words("question"))
        case "answer":
            return Event(do=verb, item=task.item, because=words("answer"))
        case "extend":
            return Event(do=verb, item=task.item, days=max(1, branch.promised // 2), because=words("reason"))
        case "appoint":
            return _appointment(branch.inspection, (now + timedelta(days=1)).date())
        case "inspect":
            passed = dice.random() < 0.97
            because = "" if passed else words("reason")
            return Event(do=verb, item=task.item, place=branch.inspection, passed=passed, because=because)
        case "pause":
            return Event(do=verb, item=task.item, target=kind, because=words("reason"))
        case "reject" | "suspend":
            return Event(do=verb, item=task.item, because=words("reason"))
    return Event(do=verb, item=task.item, data=_found_out(task, branch) if verb == "approve" else {})


def _found_out(task: cases.TaskView, branch: Branch) -> dict[str, Any]:
    """Return what an officer writes down with the decision: the numbers that a licence gives to what it is about. The number of
    the licence itself is left to the system; a company of the demonstration has its credit code from its account."""
    dictionary = services.get_matter(task.scenario, accounts.COUNTY).package.dictionary
    found = {name: find_element(dictionary, name) for name in branch.yields}
    return {
        name: sample_value(name, about, task.ref.id)
        for name, about in found.items()
        if about is not None and about.type == "text" and about.check != "uscc" and not name.endswith(".name")
    }


def correct(
    by: Actor, case_id: int, view: cases.CaseView, situation: Situation, seed: int, now: datetime
) -> None:
    """Hand in again what was marked."""
    wanted = [mark.element for mark in view.marks]
    verb = "submit" if view.ref.phase == "correcting" and "submit" in view.can else "correct"
    data = fill_in(fields_for(view.scenario, situation, wanted), seed, by, now)
    attempt(by, case_id, Event(do=verb, data=data), now)


def supplement(
    by: Actor, case_id: int, view: cases.CaseView, situation: Situation, seed: int, now: datetime
) -> None:
    """Hand in what was owed."""
    wanted = [owed.element for owed in view.owed]
    data = fill_in(fields_for(view.scenario, situation, wanted), seed, by, now)
    attempt(by, case_id, Event(do="supplement", data=data), now)


def fields_for(scenario: str, situation: Situation, elements: list[str]) -> list[FormField]:
    """Return the fields of these elements: of the form, or of what a source should have given."""
    package = services.get_matter(scenario, accounts.COUNTY).package
    asked = {field.element: field for field in situation.form.fields}
    given = {each.element: each for each in situation.form.given}
    return [
        asked[element] if element in asked else field_instead(package, given[element])
        for element in elements
        if element in asked or element in given
    ]
