"""`guantong code` and `guantong providers`, run as one runs them."""

from __future__ import annotations

import pyotp
import pytest

from guantong.modules.identity import public as identity
from guantong.modules.identity.models import SecondFactor
from guantong.project import cli, clock, start
from guantong.project.demo import accounts
from tests.modules.sign_ins import make
from tests.web.oidc_provider import CLIENT, running


@pytest.fixture(autouse=True)
def _use_the_database_of_the_tests(monkeypatch):
    monkeypatch.setattr(start, "setup", lambda: None)


@pytest.mark.django_db
def test_code_when_asked_for_an_invented_account_then_prints_the_present_one_and_for_a_real_one_refuses(
    at, capsys
):
    make("made-up", at=at, invented=True)
    make("real", at=at)
    identity.enrol_invented(handle="made-up", now=at, wall=at)
    with clock.fixed_wall(at):
        assert cli.main(["code", "made-up"]) == 0
        shown = capsys.readouterr().out.strip()
        from guantong.modules.identity.queries import secret_of

        assert shown == pyotp.TOTP(secret_of(SecondFactor.objects.get())).at(at)
        assert cli.main(["--lang", "en", "code", "real"]) == 1
        assert "not an invented account" in capsys.readouterr().err
        assert cli.main(["code", "made-up", "--forget"]) == 0
        assert cli.main(["code", "made-up", "--forget"]) == 1
    assert SecondFactor.objects.count() == 0


@pytest.mark.django_db
def test_people_of_the_demonstration_when_made_then_are_all_marked_as_invented(at):
    from guantong.modules.identity.models import Account

    accounts.citizen(0, at)
    accounts.enterprise(0, at)
    assert set(Account.objects.values_list("invented", flat=True)) == {True}


def test_providers_when_the_file_is_right_then_are_listed_and_asked_and_when_wrong_refused(
    settings, tmp_path, monkeypatch, capsys, at
):
    file = tmp_path / "providers.yaml"
    settings.OIDC_FILE = str(file)
    with running(int(at.timestamp())) as provider, clock.fixed_wall(at):
        file.write_text(
            f"providers: [{{name: one, issuer: '{provider.issuer}', client_id: {CLIENT}, secret: ONE_SECRET, "
            "title: {zh: 统一, en: One}, audience: staff}]",
            "utf-8",
        )
        monkeypatch.delenv("ONE_SECRET", raising=False)
        assert cli.main(["--lang", "en", "providers", "--ask"]) == 0
        shown = capsys.readouterr().out
        assert f"one  {provider.issuer}  staff  One" in shown
        assert "ONE_SECRET is not set" in shown
        assert "1 public key." in shown
    file.write_text("providers: [{name: one}]", "utf-8")
    assert cli.main(["providers"]) == 1
    assert "oidc.file" in capsys.readouterr().err
    settings.OIDC_FILE = str(tmp_path / "nowhere.yaml")
    assert cli.main(["providers"]) == 1
