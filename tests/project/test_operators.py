"""Every command that writes names its operator in the journal, and a fresh installation has root keys before anything else."""

from __future__ import annotations

import pytest
from django.test import Client

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.modules.identity import public as identity
from guantong.modules.journal.models import JournalEntry
from guantong.modules.licences import public as licences
from guantong.modules.licences.models import Key
from guantong.project import cli, clock, retention, start
from tests.modules.sign_ins import make

from .test_commands import UNITS, write_package

pytestmark = pytest.mark.django_db
ME = ("--by", "Wang Wu")
WRITES = {"account", "backup", "code", "keys", "load", "migrate", "publish", "restore", "retention"}
"""What writes into the journal in somebody's name. `round`, `serve` and `demo` act of themselves; a seal has no author."""


@pytest.fixture(autouse=True)
def _use_the_database_of_the_tests(monkeypatch):
    monkeypatch.setattr(start, "setup", lambda: None)


def authors() -> set[str]:
    return set(JournalEntry.objects.values_list("account", flat=True))


def test_commands_when_looked_through_then_those_that_write_and_no_others_take_a_name(capsys):
    taking = set()
    for name in cli.command_names():
        with pytest.raises(SystemExit):
            cli.main([name, "--help"])
        pages = [capsys.readouterr().out]
        for part in {"account": ["add"], "keys": ["rotate"]}.get(name, []):
            with pytest.raises(SystemExit):
                cli.main([name, part, "--help"])
            pages.append(capsys.readouterr().out)
        taking |= {name} if any("--by NAME" in page for page in pages) else set()
    assert taking == WRITES


def test_units_and_scenarios_when_loaded_and_published_then_the_journal_names_the_operator(tmp_path):
    (tmp_path / "units.yaml").write_text(UNITS, "utf-8")
    write_package(tmp_path, "health")
    assert cli.main(["load", "--units", str(tmp_path / "units.yaml"), *ME]) == 0
    assert cli.main(["publish", str(tmp_path), *ME]) == 0
    assert authors() == {"operator:Wang Wu"}


def test_second_factor_when_forgotten_then_the_journal_names_the_operator(at):
    make("lost", at=at, invented=True)
    identity.enrol_invented(handle="lost", now=at, wall=at)
    before = JournalEntry.objects.count()
    with clock.fixed_wall(at):
        assert cli.main(["code", "lost", "--forget", *ME]) == 0
    (entry,) = JournalEntry.objects.all()[before:]
    assert (entry.kind, entry.account) == ("SecondFactorForgotten", "operator:Wang Wu")


def test_retention_when_applied_then_the_journal_names_the_operator(monkeypatch):
    monkeypatch.setattr(retention, "seen_to", lambda by: {name: lambda **_: 1 for name in LAPSES})
    assert cli.main(["retention", "--apply", *ME]) == 0
    assert JournalEntry.objects.get(kind="RetentionApplied").account == "operator:Wang Wu"


LAPSES = set(retention.seen_to())


def test_installation_when_it_is_fresh_then_migrate_makes_the_root_keys_and_anybody_can_fetch_them(capsys):
    client = Client()
    assert client.get("/keys/guantong-keys.json").status_code == 404
    assert cli.main(["migrate", *ME]) == 0
    assert {(row.owner, row.algorithm) for row in licences.published_keys()} == {
        ("root", "p256"),
        ("root", "ed25519"),
    }
    document = client.get("/keys/guantong-keys.json").json()
    assert len(document["statuses"]) == 2
    assert document["root"]["fingerprint"]
    for address in ("/keys/", "/keys/jwks.json", "/keys/guantong-root.pem", "/status/1/", "/status/2/"):
        assert client.get(address).status_code == 200, address
    assert client.get("/status/3/").status_code == 404
    assert authors() == {"operator:Wang Wu"}


def test_keys_when_migrated_again_then_stay_as_they_are_and_only_what_lacks_is_made(at):
    by = Actor(account="system", role="system")
    assert len(licences.found_keys(by=by, now=at)) == 2
    before = list(Key.objects.order_by("pk").values())
    assert licences.found_keys(by=by, now=at) == ()
    assert list(Key.objects.order_by("pk").values()) == before
    licences.rotate_keys(by=SYSTEM, owner="root", now=at)
    assert licences.found_keys(by=by, now=at) == ()
    assert Key.objects.count() == 4
    Key.objects.filter(algorithm="ed25519").delete()
    assert [row.algorithm for row in licences.found_keys(by=by, now=at)] == ["ed25519"]


def test_keys_when_somebody_who_signed_in_asks_then_refused(at, clerk):
    with pytest.raises(Refused, match=r"licences\.wrong_role"):
        licences.found_keys(by=clerk, now=at)
    assert not Key.objects.exists()
