"""Fixtures for the tests of cases."""

from __future__ import annotations

import pytest

from guantong.modules.cases.actions import memory
from tests.modules.cases.desk import Desk


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    memory.forget_all()


@pytest.fixture
def desk(db, at):
    return Desk(at)
