"""Fixtures of the desks' tests: a county of people and the clock stopped in it."""

from __future__ import annotations

import pytest

from guantong.modules.cases.actions import memory
from guantong.project import clock
from tests.modules.cases.desk import Desk
from tests.web.desks.people import People


@pytest.fixture
def desk(db, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    memory.forget_all()
    return Desk(at)


@pytest.fixture
def people(desk):
    """The clock of the pages stands some hours after what the test does through the doors."""
    with clock.fixed(desk.at.replace(hour=17)):
        yield People(desk)
