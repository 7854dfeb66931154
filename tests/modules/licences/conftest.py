"""Fixtures for the tests of licences."""

from __future__ import annotations

import pytest

from tests.modules.licences.office import Office


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def office(db, at):
    return Office(at)
