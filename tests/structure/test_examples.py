"""Every example of every scenario runs in memory and in the database, with the same result, and comes true."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.texts import explain
from guantong.core.scenario.read import find_packages, read_package
from guantong.core.scenario.stories import Outcome, run_stories
from guantong.modules.journal.public import verify
from guantong.modules.services import public as services
from tests.database_runner import DatabaseRunner, settle_down

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
PACKAGES = [folder.name for folder in find_packages(SCENARIOS)]
RECTIFICATION = "rectification"
FEWEST_STORIES = 6  # of a service that people apply for; the others have as many as they have ways to end


@pytest.mark.parametrize("name", PACKAGES)
def test_examples_when_run_in_memory_and_in_the_database_then_both_come_true_alike(
    name, db, at, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path / "files"
    package = read_package(SCENARIOS / name)
    settle_down(package, at)
    if name != RECTIFICATION:
        services.publish(package=read_package(SCENARIOS / RECTIFICATION), by=SYSTEM, now=at)
    calendar = load_calendar()
    in_memory = run_stories(package, calendar)
    in_database = run_stories(package, calendar, lambda: DatabaseRunner(package))
    assert in_memory
    for here, there in zip(in_memory, in_database, strict=True):
        words = [explain(problem) for problem in (*here.differs, *there.differs)]
        assert not words, here.key
        assert _by_code(here.outcome) == _by_code(there.outcome), here.key
    assert verify().sound


def test_services_that_people_apply_for_when_counted_then_each_has_at_least_six_stories():
    packages = {name: read_package(SCENARIOS / name) for name in PACKAGES}
    services_of_all = [name for name, one in packages.items() if one.scenario.opens_from == "application"]
    assert len(services_of_all) >= 6
    assert not {name for name in services_of_all if len(packages[name].stories) < FEWEST_STORIES}
    assert not {name for name, one in packages.items() if not one.stories}


def test_packages_when_listed_then_the_six_services_and_the_rectification_are_there():
    assert {
        "after-death",
        "investment-project",
        "newborn",
        "open-company",
        "open-ktv",
        "open-pharmacy",
        RECTIFICATION,
    } <= set(PACKAGES)


def _by_code(outcome: Outcome) -> tuple[Outcome, list[tuple[str, str]]]:
    """The stored case names titles where the engine names ids; which refusal it is and where must agree."""
    return replace(outcome, problems=()), [(problem.code, problem.where) for problem in outcome.problems]
