"""People of the demonstration who need a second person or act for another: colleagues, an agent, a parent, a runner.

All are invented. Made when they are not there; made again, nothing changes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from stdnum.cn import ric

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.texts import say
from guantong.core.scenario.language import BOARDS
from guantong.core.scenario.samples import id_number
from guantong.modules.identity import public as identity
from guantong.modules.orgs import public as orgs
from guantong.modules.sharing import public as sharing
from guantong.project.demo import accounts
from guantong.project.demo.shown import SECOND

SHOWN = SECOND
UNITS = {"clerk": "service-centre", "officer": "market-regulation", "manager": "government-office"}
DAYS = 180
CHILD_BORN = 2018
AGENT, RUNNER, CHILD = 21, 22, 23  # which of the invented people they are


def prepare(now: datetime) -> None:
    """Make everybody of this file."""
    for role, unit_role in UNITS.items():
        _colleague(role, unit_role, now)
    _agent(now)
    _runner(now)
    _guardian(now)


def _colleague(role: str, unit_role: str, now: datetime) -> None:
    """A second person of the same unit and role: without one nobody could agree to anything."""
    if identity.find_account(f"{role}-2"):
        return
    unit = orgs.unit_filling(unit_role, accounts.COUNTY, "county")
    row = identity.make_account(
        by=SYSTEM, handle=f"{role}-2", kind="staff", name=say(f"demo-{role}-name", "zh", number=unit.id % 20 + 3),
        password=accounts.PASSWORD, now=now, invented=True,
    )  # fmt: skip
    identity.join_unit(
        by=SYSTEM, account_id=row.id, unit=unit.id, unit_role=unit_role, division=unit.division, role=role,
        boards=BOARDS if role == "clerk" else (), now=now,
    )  # fmt: skip


def _person(handle: str, number: int, now: datetime) -> Actor | None:
    """Return somebody new, nothing when they are there already."""
    if identity.find_account(handle):
        return None
    people = say("show-sample-people", "zh").split()
    row = identity.make_account(
        by=SYSTEM, handle=handle, kind="person", name=people[number % len(people)], password=accounts.PASSWORD, now=now,
        invented=True, id_number=id_number("agent", number), phone=f"1990000{number:04d}",
    )  # fmt: skip
    return Actor(account=str(row.id), role="applicant", name=row.name)


def _agent(now: datetime) -> None:
    """Somebody who handles everything for the enterprise of the demonstration."""
    if (agent := _person("agent", AGENT, now)) is None:
        return
    given = identity.give_mandate(
        by=accounts.enterprise(0, now).actor, kind="agent", agent_key="agent", agent_name=agent.name, since=now.date(),
        until=now.date() + timedelta(days=DAYS), because=say("demo-mandate", "zh"), now=now,
    )  # fmt: skip
    identity.accept_mandate(by=agent, mandate_id=given.id, now=now)


def _runner(now: datetime) -> None:
    """A runner of the first town of the county, whom anybody there may ask."""
    if (runner := _person("runner", RUNNER, now)) is None:
        return
    town = orgs.divisions_under(accounts.COUNTY)[0]
    unit = orgs.unit_filling("service-centre", town.code, "town")
    identity.flag_runner(by=SYSTEM, account_id=int(runner.account), unit=unit.id, division=town.code, now=now)


def _guardian(now: datetime) -> None:
    """A child of the person of the demonstration: the population base names the parent, so no certificate is needed."""
    parent = accounts.citizen(0, now).actor
    if any(row.kind == "guardian" for row in identity.mandates_held(by=parent)):
        return
    name, number = say("demo-child-name", "zh"), _number_of_child()
    own = identity.session_facts(parent.account)["applicant.id_number"]
    record = {"name": name, "guardians": [own]}
    sharing.write_records(resource="population", records={number: record}, by=SYSTEM, now=now)
    sharing.claim_mandate(by=parent, kind="guardian", number=number, name=name, now=now)


def _number_of_child() -> str:
    stem = f"{accounts.COUNTY[:6]}{CHILD_BORN}0601{CHILD:03d}"
    return str(stem + ric.calc_check_digit(stem + "0"))
