"""The people of the demonstration. All are invented; their passwords are printed, so this is never for a real place."""

from __future__ import annotations

from datetime import datetime

import msgspec

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.texts import say
from guantong.core.scenario.language import BOARDS
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.identity import public as identity
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services
from guantong.project.demo import shown

COUNTY = "330106000000"  # West Lake, Hangzhou
WITH_CODE = "officer-code"
PASSWORD, SHOWN = shown.PASSWORD, shown.FIRST


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One ready-made account: its sign-in name, what it is for, and the actor it is."""

    handle: str
    actor: Actor


def citizen(number: int, now: datetime) -> Person:
    """Return the account of the n-th invented person, made when it is not there."""
    return _applicant(number, "person", now)


def enterprise(number: int, now: datetime) -> Person:
    """Return the account of the n-th invented enterprise, made when it is not there."""
    return _applicant(number, "enterprise", now)


def _applicant(number: int, kind: str, now: datetime) -> Person:
    stem = "citizen" if kind == "person" else "enterprise"
    handle = stem if number == 0 else f"{stem}-{number}"
    row = identity.find_account(handle)
    if row is None:
        names = say("show-sample-people" if kind == "person" else "show-sample-organisations", "zh").split()
        agents = say("show-sample-people", "zh").split()
        row = identity.make_account(
            by=SYSTEM, handle=handle, kind=kind, name=names[number % len(names)], password=PASSWORD, now=now, invented=True,
            facts={"agent.name": agents[(number + 1) % len(agents)]} if kind == "enterprise" else {},
            id_number=id_number("applicant", number), phone=f"1990000{number:04d}",
            uscc=uscc_number("company", number) if kind == "enterprise" else "",
        )  # fmt: skip
    return Person(handle=handle, actor=Actor(account=str(row.id), role="applicant", name=row.name))


def staff(role: str, unit_role: str, level: str, division: str, now: datetime) -> Person:
    """Return the account of a clerk, officer or manager in the unit that fills `unit_role`, made when it is not there."""
    unit = orgs.unit_filling(unit_role, division, level)
    handle = role if _is_first(role, unit_role, unit.division) else f"{role}-{unit_role}-{unit.division[:6]}"
    row = identity.find_account(handle)
    boards = BOARDS if role == "clerk" else ()
    if row is None:
        name = say(f"demo-{role}-name", "zh", number=unit.id % 20 + 1)
        row = identity.make_account(
            by=SYSTEM, handle=handle, kind="staff", name=name, password=PASSWORD, now=now, invented=True
        )
        identity.join_unit(
            by=SYSTEM, account_id=row.id, unit=unit.id, unit_role=unit_role, division=unit.division,
            role=role, boards=boards, now=now,
        )  # fmt: skip
    actor = Actor(
        account=str(row.id), role=role, name=row.name, unit=str(unit.id), unit_role=unit_role,
        division=unit.division, boards=boards,
    )  # fmt: skip
    return Person(handle=handle, actor=actor)


def officer_with_code(now: datetime, wall: datetime) -> str:
    """Return the sign-in name of an officer who also needs a one-time code (`guantong code NAME`), made when not there."""
    if identity.find_account(WITH_CODE) is None:
        unit = orgs.unit_filling("market-regulation", COUNTY, "county")
        row = identity.make_account(
            by=SYSTEM, handle=WITH_CODE, kind="staff", name=say("demo-officer-name", "zh", number=unit.id % 20 + 2),
            password=PASSWORD, now=now, invented=True,
        )  # fmt: skip
        identity.join_unit(
            by=SYSTEM, account_id=row.id, unit=unit.id, unit_role="market-regulation", division=unit.division,
            role="officer", now=now,
        )  # fmt: skip
    identity.enrol_invented(handle=WITH_CODE, now=now, wall=wall)
    return WITH_CODE


def officers(now: datetime) -> list[Person]:
    """Return an officer for every unit that an item of a published matter needs in the county, made when not there;
    those of matters that nobody applies for, as a rectification, included."""
    wanted = {
        (item.unit, item.level)
        for scenario in services.published_scenarios()
        for item in services.get_matter(scenario, COUNTY).package.scenario.items.values()
    }
    return [staff("officer", role, level, COUNTY, now) for role, level in sorted(wanted)]


def _is_first(role: str, unit_role: str, division: str) -> bool:
    first = {"clerk": "service-centre", "officer": "market-regulation", "manager": "government-office"}
    return division == COUNTY and first[role] == unit_role


def everyone(now: datetime) -> tuple[Person, ...]:
    """Return the accounts that the screen prints, in the order of `SHOWN`."""
    return (
        citizen(0, now),
        enterprise(0, now),
        staff("clerk", "service-centre", "county", COUNTY, now),
        staff("officer", "market-regulation", "county", COUNTY, now),
        staff("manager", "government-office", "county", COUNTY, now),
    )
