"""Cases of every kind, planted by chance, and every measure counted over them in plain Python: the witness of the SQL."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.db import connection

from guantong.core.flow.model import Datum, State, Stop
from guantong.core.flow.working_time import used_workdays
from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.calendar import load_calendar
from guantong.modules.cases import access, rules
from guantong.modules.cases.models import Case, CaseState, Lookup, Task
from guantong.modules.sharing.models import Read
from tests.modules.cases.desk import GONGSHU, HAISHU, RECTIFICATION, TOWN, VENUE, XIHU, Desk

TODAY = date(2026, 6, 17)
SINCE = date(2026, 1, 1)
CALENDAR = load_calendar()
ELEMENTS = ("company.name", "company.address", "premises.floor_plan")
SOURCES = ("applicant", "shared", "sibling", "licence", "commitment", "officer")
PHASES = ("submitted", "handling", "decided", "delivered", "delivered", "delivered", "refused", "withdrawn")


class Planted(msgspec.Struct, kw_only=True):
    """One case as it was planted, with what no row of it says."""

    case: Any
    state: State
    decided_on: date | None
    sent_back: bool
    owed: int
    lapsed: int
    silent: int
    reads: int
    at_counter: bool


def plant(desk: Desk, seed: int, count: int) -> list[Planted]:
    """Store so many cases of both matters in four divisions, from a year before to today, and return them."""
    dice, made = random.Random(seed), []
    template = Case.objects.get(pk=desk.delivered().id)
    state = access.hold_case(SYSTEM, template.pk).state
    units = {row.item: row.unit_id for row in Task.objects.filter(case_id=template.pk, kind="branch")}
    journal: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM cases_case")
        first = cursor.fetchone()[0] + 1
    for number in range(first, first + count):
        one = _case(dice, template, state, number, [each.case for each in made])
        made.append(one)
        journal += _entries(dice, one, template.opened_at)
    Case.objects.bulk_create(one.case for one in made)
    CaseState.objects.bulk_create(
        CaseState(
            case_id=one.case.id, version=1, state=one.state.to_json().decode(), changed_at=template.opened_at, head_seq=1, head_hash=b"0" * 32,
        )
        for one in made
    )  # fmt: skip
    Task.objects.bulk_create(
        Task(
            case_id=one.case.id, item=item, kind="branch", unit_role="u", unit_id=units[item], status=task.status, decided_on=task.decided_on,
        )
        for one in made
        for item, task in one.state.tasks.items()
    )  # fmt: skip
    Read.objects.bulk_create(
        Read(
            at=template.opened_at, resource="r", key="k", elements=[], item="i", case_chain=f"case:{one.case.id}", account="1", unit="1",
            law="l", purpose="p", answered=each >= one.silent, salt=b"1",
        )
        for one in made
        for each in range(one.reads)
    )  # fmt: skip
    Lookup.objects.bulk_create(
        Lookup(case_id=one.case.id, holder="1", account="1", unit="1", because="b", at=template.opened_at, key=str(one.case.id))
        for one in made
        if one.at_counter
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO journal_entry (chain, seq, at, account, role, unit, mandate, kind, body, previous, hash) "
            "VALUES (%s, %s, %s, '', 'clerk', '', '', %s, %s::json, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))",
            journal,
        )
    template.scenario = "left-out"
    template.save()
    return made


def _case(dice: random.Random, template: Any, state: State, number: int, earlier: list[Any]) -> Planted:
    phase = dice.choice(PHASES)
    submitted_on = date(2025, 7, 1) + timedelta(days=dice.randrange(350))
    accepted_on = (
        submitted_on + timedelta(days=dice.randrange(6)) if phase not in ("submitted", "refused") else None
    )
    rectified = bool(earlier) and dice.random() < 0.25
    made = _state(dice, state, phase, accepted_on)
    row = rules.case_row(access.flow_of(template.flow), made, CALENDAR, TODAY)
    decided = [task.decided_on for task in made.tasks.values() if task.decided_on]
    closed = phase in ("delivered", "refused", "withdrawn")
    over_on = max(decided, default=accepted_on or submitted_on) + timedelta(days=dice.randrange(4))
    case = Case(
        id=number, code=rules.make_code(dice.choice), scenario=RECTIFICATION if rectified else VENUE, flow=template.flow, title="题",
        division=dice.choice((XIHU, XIHU, TOWN, GONGSHU, HAISHU)), applicant_name="某", phase=phase, stopped=not closed and dice.random() < 0.3,
        opened_at=datetime.combine(submitted_on, datetime.min.time(), ZoneInfo("Asia/Shanghai")), submitted_on=submitted_on,
        accepted_on=accepted_on, due_on=row.due_on if dice.random() < 0.95 else None, closed_on=min(over_on, TODAY) if closed else None,
        grade=dice.randrange(6) if phase == "delivered" else 0, visits=dice.randrange(4),
        origin=dice.choice(earlier) if rectified else None,
    )  # fmt: skip
    reads = dice.randrange(4)
    owed = dice.randrange(3) if accepted_on else 0
    return Planted(
        case=case, state=made, decided_on=max(decided, default=None), sent_back=dice.random() < 0.3, owed=owed,
        lapsed=dice.randint(0, owed), silent=dice.randint(0, reads), reads=reads, at_counter=dice.random() < 0.3,
    )  # fmt: skip


def _state(dice: random.Random, state: State, phase: str, accepted_on: date | None) -> State:
    """A state of the flow with stops and an extension here and there, decided as far as its phase says."""
    tasks = {}
    days = (0,) if dice.random() < 0.2 else (0, 0, 3, 12, 25)
    for item, task in state.tasks.items():
        decided = phase in ("decided", "delivered") or (
            accepted_on and phase == "handling" and dice.random() < 0.4
        )
        stops: tuple[Stop, ...] = ()
        if accepted_on and dice.random() < 0.3:
            since = accepted_on + timedelta(days=dice.randrange(5))
            stops = (Stop(since=since, until=since + timedelta(days=dice.randrange(1, 9)), why="suspension"),)
        tasks[item] = msgspec.structs.replace(
            task, status="approved" if decided else "open", ready_on=accepted_on, stops=stops,
            decided_on=min(accepted_on + timedelta(days=dice.choice(days)), TODAY) if decided and accepted_on else None,
            extended=2 if dice.random() < 0.1 else 0,
        )  # fmt: skip
    data = {
        name: Datum(value=dice.choice(("x", None)), source=dice.choice(SOURCES)) for name in ELEMENTS if dice.random() < 0.9
    }  # fmt: skip
    return msgspec.structs.replace(state, phase=phase, tasks=tasks, data=data, accepted_on=accepted_on)


def _entries(dice: random.Random, one: Planted, at: datetime) -> Iterator[tuple[Any, ...]]:
    chain, names = f"case:{one.case.id}", [f"x.{n}" for n in range(one.owed)]
    effects = [{"kind": "CaseAccepted"}, *({"kind": "SupplementOwed", "elements": [name]} for name in names)]
    kinds = [("submit", [{"kind": "CaseSubmitted", "elements": ["x.0"]}])]
    kinds += [("return", [{"kind": "CorrectionAsked", "elements": ["x.0"]}])] * (
        dice.randint(1, 2) if one.sent_back else 0
    )
    kinds += [("accept", effects)] if one.case.accepted_on else []
    # What lapsed may be given another term and lapse again: it is one material still.
    kinds += [("lapse", [{"kind": "SupplementLapsed", "elements": names[: one.lapsed]}])] * (
        dice.randint(1, 2) if one.lapsed else 0
    )
    for seq, (kind, made) in enumerate(kinds, 1):
        yield (chain, seq, at, kind, msgspec.json.encode({"effects": made, "event": {"do": kind}}).decode())


# ---------------------------------------------------------------------------------------------------- the plain count

Rows = list[tuple[int, date, int, int]]


def counted(measure: str, planted: list[Planted], scenario: str, area: str, since: date, until: date) -> Rows:
    """Return (case, day, counted, of) of a measure, worked out case by case."""
    scenarios = {one.case.id: one.case.scenario for one in planted}
    rows: Rows = []
    for one in planted:
        if one.case.division.startswith(area):
            rows += _rows(measure, one, scenario, scenarios, since, until)
    return rows


def _rows(
    measure: str, one: Planted, scenario: str, scenarios: dict[int, str], since: date, until: date
) -> Rows:
    case = one.case
    if measure == "rectified_rate":
        mine = case.scenario == RECTIFICATION and (
            scenario == RECTIFICATION or scenarios.get(case.origin_id) == scenario
        )
        struck = case.phase in ("decided", "delivered")
        late = case.closed_on is None and case.due_on is not None and case.due_on < until
        if not mine or case.due_on is None or not (struck or late):
            return []
        days = [case.due_on, one.decided_on] if struck and one.decided_on else [case.due_on]
        in_time = struck and one.decided_on is not None and one.decided_on <= case.due_on
        return _within([(case.id, min(days), int(in_time), 1)], since, until)
    if case.scenario != scenario:
        return []
    if measure in ("cases_open", "cases_overdue"):
        return list(_at_ends(measure, case, since, until))
    made = _one(measure, one)
    if made is None:
        return []
    day, number, of = made
    return _within([(case.id, day, number, of)], since, until)


def _within(rows: Rows, since: date, until: date) -> Rows:
    return [row for row in rows if since <= row[1] <= until]


def _at_ends(measure: str, case: Any, since: date, until: date) -> Iterator[tuple[int, date, int, int]]:
    months = defaultdict(list)
    for n in range((until - since).days + 1):
        day = since + timedelta(days=n)
        months[day.year, day.month].append(day)
    for days in months.values():
        end = days[-1]
        is_open = case.submitted_on <= end and (case.closed_on is None or case.closed_on > end)
        overdue = case.due_on is not None and case.due_on < end and not case.stopped
        if is_open and (measure == "cases_open" or overdue):
            yield (case.id, end, 1, 1)


def _one(measure: str, one: Planted) -> tuple[date, int, int] | None:
    case, decided = one.case, one.decided_on
    delivered = case.phase == "delivered"
    known = delivered and case.accepted_on and decided
    held = [datum for datum in one.state.data.values() if datum.value is not None]
    rated = delivered and case.grade > 0
    match measure:
        case "cases_submitted":
            return case.submitted_on, 1, 1
        case "counter_rate":
            return case.submitted_on, int(one.at_counter), 1
        case "silent_rate":
            return (case.submitted_on, one.silent, one.reads) if one.reads else None
    if case.closed_on is None:
        return None
    answers = {
        "cases_closed": (True, 1, 1),
        "on_time_rate": (known and case.due_on, known and case.due_on and decided <= case.due_on, 1),
        "average_workdays": (known, _took(one) if known else 0, 1),
        "at_once_rate": (known, decided == case.accepted_on, 1),
        "correction_rate": (True, one.sent_back, 1),
        "refusal_rate": (True, case.phase == "refused", 1),
        "withdrawal_rate": (True, case.phase == "withdrawn", 1),
        "owed_lapsed_rate": (one.owed, one.lapsed, one.owed),
        "shared_rate": (delivered and held, sum(datum.source in ("shared", "licence", "sibling") for datum in held), len(held)),
        "inspections_per_case": (delivered, case.visits, 1),
        "rating_average": (rated, case.grade, 1),
        "good_rating_rate": (rated, case.grade in (4, 5), 1),
        "bad_rating_rate": (rated, case.grade in (1, 2), 1),
    }  # fmt: skip
    asked, number, of = answers[measure]
    return (case.closed_on, int(number), of) if asked else None


def _took(one: Planted) -> int:
    flow = access.flow_of(one.case.flow)
    return used_workdays(flow, one.state, one.case.accepted_on, one.decided_on, CALENDAR)
