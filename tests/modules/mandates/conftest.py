"""Fixtures for the tests of mandates."""

from __future__ import annotations

import pytest

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.scenario.samples import id_number
from guantong.modules.identity import public as identity
from tests.modules.mandates.people import FIRM, LI, WANG


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def account(db, at):
    def make(handle, name, kind="person", **more):
        row = identity.make_account(
            by=SYSTEM, handle=handle, kind=kind, name=name, password="correct horse battery", now=at, **more
        )
        return Actor(account=str(row.id), role="applicant", name=name)

    return make


@pytest.fixture
def firm(account):
    return account("firm", "西湖乐府有限公司", "enterprise", uscc=FIRM)


@pytest.fixture
def li(account):
    return account("li", "李四", id_number=LI)


@pytest.fixture
def wang(account):
    return account("wang", "王五", id_number=WANG)


@pytest.fixture
def clerk(db, at):
    row = identity.make_account(
        by=SYSTEM, handle="clerk", kind="staff", name="窗口", password="correct horse battery",
        id_number=id_number("applicant", 7), now=at,
    )  # fmt: skip
    return Actor(account=str(row.id), role="clerk", name="窗口", unit="5", division="330106000000")


@pytest.fixture
def second(db, at):
    """A colleague of the clerk at the same window."""
    row = identity.make_account(
        by=SYSTEM, handle="clerk-two", kind="staff", name="窗口二号", password="correct horse battery",
        id_number=id_number("applicant", 8), now=at,
    )  # fmt: skip
    return Actor(account=str(row.id), role="clerk", name="窗口二号", unit="5", division="330106000000")
