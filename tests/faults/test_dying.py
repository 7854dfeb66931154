"""A worker killed between any two statements: whoever does the same again gets what one undisturbed would have got."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from guantong.project.postgres import Embedded
from tests.faults.figures import say
from tests.installation import Installation

QUICK_STEP = 13  # the long test takes every point


@pytest.fixture
def installation() -> Iterator[Installation]:
    made = Installation()
    server = Embedded(made.home)
    made.url = server.start()
    yield made
    server.stop()
    made.end()


def let_die(installation: Installation, step: int, first: int) -> dict:
    said = installation.play("tests.faults.dying", str(step), str(first), DATABASE_URL=installation.url)
    return json.loads(said.splitlines()[-1])


def test_worker_when_killed_at_one_of_many_points_then_the_work_is_done_once_by_whoever_repeats_it(
    installation,
):
    found = let_die(installation, QUICK_STEP, 4)
    assert found["wrong"] == []
    assert found["deaths"] >= 5


@pytest.mark.faults
def test_worker_when_killed_at_every_point_then_the_work_is_done_once_by_whoever_repeats_it(installation):
    found = let_die(installation, 1, 1)
    say(f"a worker killed at each of {found['deaths']} points: everything done once")
    assert found["wrong"] == []
    assert found["deaths"] >= 50
