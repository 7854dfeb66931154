"""A worker killed between any two statements: whoever does the same again gets what one undisturbed would have got."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from guantong.project.postgres import Embedded
from tests.faults.figures import say
from tests.installation import Installation

STORIES = {"case": 100, "revocation": 20, "mandate": 15, "lookup": 20, "objection": 15}
"""Each story and how many points it has at least: fewer, and something is not counted any more."""
QUICK_STEP = 37  # the long tests take every point


@pytest.fixture
def installation() -> Iterator[Installation]:
    made = Installation()
    server = Embedded(made.home)
    made.url = server.start()
    yield made
    server.stop()
    made.end()


def let_die(installation: Installation, step: int, first: int, *stories: str) -> dict[str, dict]:
    said = installation.play(
        "tests.faults.dying", str(step), str(first), *stories, DATABASE_URL=installation.url
    )
    found = json.loads(said.splitlines()[-1])
    assert found["sound"]
    return found["stories"]


def test_worker_when_killed_at_some_points_of_each_story_then_all_is_done_once_by_whoever_repeats_it(
    installation,
):
    found = let_die(installation, QUICK_STEP, 8, *STORIES)
    assert [wrong for each in found.values() for wrong in each["wrong"]] == []
    assert {name: each["deaths"] > 0 for name, each in found.items()} == dict.fromkeys(STORIES, True)


@pytest.mark.faults
@pytest.mark.parametrize("story", STORIES)
def test_worker_when_killed_at_every_point_then_the_work_is_done_once_by_whoever_repeats_it(
    installation, story
):
    installation.patience = 1800  # on a busy machine a point takes seconds
    found = let_die(installation, 1, 1, story)[story]
    say(f"a worker killed at each of {found['deaths']} points of the story “{story}”: everything done once")
    assert found["wrong"] == []
    assert found["deaths"] >= STORIES[story]
