"""A small published world for pages: divisions, units, matters and one account of each kind, made once a module.

It is committed, so that each test can roll back to it, and emptied before the next module's tests.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from guantong.core.kernel.actor import SYSTEM
from guantong.core.scenario.read import read_package
from guantong.project import clock
from guantong.project.clock import ZONE
from tests.web.oidc_browser import provider  # noqa: F401 - a fixture

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
PASSWORD = "correct-horse-battery"
COUNTY = "330106000000"
AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
STAFF = {"clerk": "service-centre", "officer": "market-regulation", "manager": "government-office"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Return handle -> account."""
    with django_db_blocker.unblock():
        made = _make_world()
    yield made
    with django_db_blocker.unblock():
        _empty()


def _make_world():
    from guantong.modules.identity import public as identity
    from guantong.modules.orgs import public as orgs
    from guantong.modules.services import public as services

    packages = [read_package(SCENARIOS / name) for name in ("newborn", "open-ktv")]
    orgs.load_divisions(by=SYSTEM, now=AT)
    names = {role: dict(unit.names) for role, unit in packages[0].units.items()}
    orgs.load_units(by=SYSTEM, names=names, now=AT)
    for package in packages:
        services.publish(package=package, by=SYSTEM, now=AT)
    actors = {}
    for handle, kind in (("citizen", "person"), ("neighbour", "person"), ("enterprise", "enterprise")):
        row = identity.make_account(
            by=SYSTEM, handle=handle, kind=kind, name=f"某{handle}", password=PASSWORD, now=AT,
            id_number="33010619900101123X", phone="13800000000", uscc="91330106MA27XXXX1A" if kind == "enterprise" else "",
        )  # fmt: skip
        actors[handle] = row
    for role, unit_role in STAFF.items():
        unit = orgs.unit_filling(unit_role, COUNTY, "county")
        row = identity.make_account(
            by=SYSTEM, handle=role, kind="staff", name=role, password=PASSWORD, now=AT
        )
        boards = tuple({package.scenario.board for package in packages})
        identity.join_unit(
            by=SYSTEM, account_id=row.id, unit=unit.id, unit_role=unit_role, division=COUNTY, role=role,
            boards=boards, now=AT,
        )  # fmt: skip
        actors[role] = row
    return actors


def _empty() -> None:
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def pages(db, world):
    """A stopped clock and a database with the world in it."""
    with clock.fixed(AT):
        yield world


@pytest.fixture
def visitor(pages) -> Client:
    return Client()


@pytest.fixture
def sign_in(pages):
    def sign(handle: str) -> Client:
        client = Client()
        answer = client.post("/sign-in/", {"handle": handle, "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return sign


@pytest.fixture
def citizen(sign_in) -> Client:
    client = sign_in("citizen")
    client.cookies["guantong_division"] = COUNTY
    return client
