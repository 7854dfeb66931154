"""The commands that load, publish and verify, run as one runs them."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from guantong.core.kernel.actor import SYSTEM
from guantong.modules.journal import public as journal
from guantong.modules.orgs.models import Unit
from guantong.modules.services import public as services
from guantong.project import cli, start

UNITS = """
units:
  health:
    title: 卫生健康部门
    short: 卫健
    names: {city: "{place}卫生健康委员会", county: "{place}卫生健康局"}
"""


@pytest.fixture(autouse=True)
def _use_the_database_of_the_tests(monkeypatch):
    monkeypatch.setattr(start, "setup", lambda: None)


def write_package(folder, item_unit):
    (folder / "elements.yaml").write_text(
        "entities:\n  person: {title: 人}\nelements:\n  person.name: {title: 姓名}\n", "utf-8"
    )
    (folder / "resources.yaml").write_text("resources: {}\n", "utf-8")
    (folder / "units.yaml").write_text(UNITS, "utf-8")
    for name in ("first", "second"):
        (folder / name).mkdir()
        (folder / name / "SOURCES.md").write_text("# 来源\n", "utf-8")
        (folder / name / "scenario.yaml").write_text(
            f"""
scenario: {name}
title: {{zh: 出生一件事, en: Birth}}
track: livelihood
path: [甲, 乙, 丙]
applicant: person
lead: health
promised: 5 workdays
items:
  certificate:
    title: 出生医学证明
    unit: {item_unit}
    law: [某法第1条]
    promised: 2 workdays
    legal: 5 workdays
    materials: [{{name: 申请表, kind: form, elements: [person.name]}}]
    result: 证明
""",
            "utf-8",
        )


@pytest.mark.django_db
def test_load_makes_a_unit_for_every_division_named(tmp_path, capsys):
    (tmp_path / "units.yaml").write_text(UNITS, "utf-8")
    assert cli.main(["load", "--units", str(tmp_path / "units.yaml")]) == 0
    assert Unit.objects.count() == 11 + 90
    assert Unit.objects.filter(synthetic=False).count() == 0
    assert "101" in capsys.readouterr().out


@pytest.mark.django_db
def test_publish_of_a_folder_publishes_every_package_and_again_none(tmp_path, capsys):
    write_package(tmp_path, "health")
    assert cli.main(["publish", str(tmp_path)]) == 0
    assert cli.main(["publish", str(tmp_path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [("已发布" in line, "没有变化" in line) for line in said] == [(True, False)] * 2 + [
        (False, True)
    ] * 2


@pytest.mark.django_db
def test_publish_when_packages_are_wrong_reports_the_problems_of_all(tmp_path, capsys):
    write_package(tmp_path, "helth")
    assert cli.main(["publish", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "first/scenario.yaml:" in said
    assert "second/scenario.yaml:" in said
    assert journal.entries_of("services") == ()


@pytest.mark.django_db
def test_publish_when_one_package_is_broken_then_the_others_are_published_and_it_is_named(tmp_path, capsys):
    write_package(tmp_path, "health")
    path = tmp_path / "first" / "scenario.yaml"
    path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    assert cli.main(["publish", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "second 已发布" in said.out
    assert "!! first 没有发布" in said.err
    assert "first/scenario.yaml:" in said.err
    assert services.published_scenarios() == ("second",)


@pytest.mark.django_db
def test_publish_of_a_folder_without_packages_says_so(tmp_path, capsys):
    assert cli.main(["publish", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().out


@pytest.mark.django_db
def test_journal_verify_when_a_row_was_changed_names_it_and_fails(at, capsys):
    journal.append(chain="case:5", kind="Tried", body={}, by=SYSTEM, at=at)
    assert cli.main(["journal", "verify"]) == 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE journal_entry SET kind = 'Forged'")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert cli.main(["--lang", "en", "journal", "verify", "--chain", "case:5"]) == 1
    assert "case:5 1: entry changed" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_journal_seal_says_the_hash_once_and_then_that_there_is_nothing_new(at, capsys, settle):
    journal.append(chain="case:5", kind="Tried", body={}, by=SYSTEM, at=at)
    settle()
    assert cli.main(["journal", "seal"]) == 0
    assert cli.main(["--lang", "en", "journal", "seal"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert len(first.split("SM3 ")[1].split("。")[0]) == 64
    assert second == "Nothing was written since the last checkpoint."


@pytest.mark.django_db(transaction=True)
def test_migrations_go_back_to_nothing_and_forward_again():
    call_command("migrate", "contenttypes", "zero", verbosity=0, interactive=False)
    for app in ("cases", "services", "sharing", "orgs", "identity", "journal"):
        call_command("migrate", app, "zero", verbosity=0, interactive=False)
    left = [name for name in connection.introspection.table_names() if name.split("_")[0] in OURS]
    call_command("migrate", verbosity=0, interactive=False)
    assert left == []
    assert "journal_entry" in connection.introspection.table_names()


OURS = ("cases", "services", "sharing", "orgs", "identity", "journal")


@pytest.mark.django_db
def test_models_have_no_change_that_is_not_in_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert MigrationLoader(connection).detect_conflicts() == {}
