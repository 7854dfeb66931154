"""The demonstration: the applicants whom the screen prints are known to the shared sources."""

from __future__ import annotations

from pathlib import Path

from guantong.core.kernel.calendar import load_calendar
from guantong.core.scenario.read import read_package
from guantong.modules.identity import public as identity
from guantong.modules.sharing.models import SharedRecord
from guantong.project.demo import accounts
from guantong.project.demo.play import play_day
from tests.database_runner import settle_down

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


def test_officers_when_matters_are_published_then_there_is_one_for_every_unit_of_the_county(db, at):
    package = read_package(SCENARIOS / "open-ktv")
    settle_down(package, at)
    made = accounts.officers(at)
    assert {each.actor.unit_role for each in made} == {item.unit for item in package.scenario.items.values()}
    assert [each.handle for each in made] == [each.handle for each in accounts.officers(at)]


def test_day_when_played_then_the_ready_made_enterprise_need_not_type_what_is_held(db, at):
    settle_down(read_package(SCENARIOS / "open-pharmacy"), at)
    list(play_day(at.date(), 0, load_calendar()))
    uscc = identity.session_facts(accounts.enterprise(0, at).actor.account)["enterprise.uscc"]
    held = {row.resource: set(row.data) for row in SharedRecord.objects.filter(key=uscc)}
    assert {"name", "address", "legal_rep", "articles"} <= held["legal-persons"]
    assert "business" in held["e-licences"]
