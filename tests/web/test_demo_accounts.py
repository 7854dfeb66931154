"""The sign-in page names the invented accounts of a demonstration, and never anything of the kind anywhere else."""

from __future__ import annotations

import runpy
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.texts import has
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account
from guantong.project.demo import shown
from tests.web.page_reader import complaints, read

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password"
DAY = date(2026, 3, 30)


@pytest.fixture
def make(at, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def make(handle, invented=True, kind="person"):
        return identity.make_account(
            by=SYSTEM, handle=handle, kind=kind, name="某人", password=PASSWORD, now=at, invented=invented
        )

    return make


@pytest.fixture
def demonstration(settings):
    settings.SIMULATED_DAY, settings.DEMO_PASSWORD = DAY, PASSWORD
    settings.DEMO_ACCOUNTS = (*shown.FIRST, *shown.SECOND)


def settings_file():
    return Path(find_spec("guantong.project.settings").origin)


def named(answer):
    return read(answer).xpath("//*[@class='demo-accounts']//code/text()")


def test_sign_in_when_it_is_a_demonstration_then_its_accounts_are_named_and_work(client, make, demonstration):
    for handle in ("runner", "citizen", "officer"):
        make(handle)
    page = client.get("/sign-in/")
    assert named(page) == ["citizen", "officer", "runner"]
    assert complaints(page) == []
    (password,) = read(page).xpath("//section[@aria-labelledby='demo-accounts']/p/code/text()")
    wrong = client.post("/sign-in/", {"handle": "citizen", "password": "wrong password"})
    assert named(wrong) == ["citizen", "officer", "runner"]
    assert client.post("/sign-in/", {"handle": "citizen", "password": password}).status_code == 302


def test_sign_in_when_it_is_a_demonstration_then_nobody_real_is_named(client, make, demonstration):
    make("citizen", invented=False)
    make("somebody")
    closed = make("officer")
    Account.objects.filter(pk=closed.id).update(is_active=False)
    page = client.get("/sign-in/")
    assert named(page) == []
    assert PASSWORD not in page.content.decode()


def test_sign_in_when_it_is_no_demonstration_then_nothing_is_named(client, make, settings, demonstration):
    settings.SIMULATED_DAY = None
    for handle in (*shown.FIRST, *shown.SECOND):
        make(handle)
    for answer in (client.get("/sign-in/"), client.post("/sign-in/", {"handle": "citizen", "password": "x"})):
        page = answer.content.decode()
        assert named(answer) == []
        assert "演示账户" not in page
        assert PASSWORD not in page


@pytest.mark.parametrize("day", ["", "2026-03-30"])
def test_settings_when_no_day_is_simulated_then_they_hold_neither_accounts_nor_password(monkeypatch, day):
    from guantong.project import clock

    monkeypatch.setattr(clock, "_day", date.fromisoformat(day) if day else None)
    found = runpy.run_path(str(settings_file()))
    assert bool(found["SIMULATED_DAY"]) == bool(day)
    assert found["DEMO_ACCOUNTS"] == ((*shown.FIRST, *shown.SECOND) if day else ())
    assert found["DEMO_PASSWORD"] == (shown.PASSWORD if day else "")


def test_accounts_when_shown_then_each_has_words_in_both_languages():
    for handle in (*shown.FIRST, *shown.SECOND):
        assert all(has(f"demo-account-{handle}", language) for language in ("zh", "en")), handle
