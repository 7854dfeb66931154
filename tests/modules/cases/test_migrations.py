"""The tables of cases can be taken away and made again, step by step; models and migrations agree."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("cases_")}


def test_migrations_when_undone_and_done_again_then_the_tables_are_what_they_were(db):
    before = tables()
    last = [key for key in MigrationExecutor(connection).loader.graph.leaf_nodes() if key[0] == "cases"]
    MigrationExecutor(connection).migrate([("cases", None)])
    assert tables() == set()
    MigrationExecutor(connection).migrate(last)
    assert tables() == before == {model._meta.db_table for model in apps.get_app_config("cases").get_models()}


def test_migrations_when_compared_with_the_models_then_nothing_is_missing(db):
    call_command("makemigrations", "cases", check=True, dry_run=True, verbosity=0)


def test_rating_and_visits_when_filled_from_states_then_they_are_what_every_change_would_have_written(desk):
    rated = desk.delivered()
    desk.act(desk.company, rated, "rate", grade=2, because="慢")
    unrated = desk.delivered()
    running = desk.accepted()
    written = columns()
    assert (written[rated.id], written[unrated.id], written[running.id]) == ((2, 1), (0, 1), (0, 0))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET grade = 0, visits = 0")
        cursor.execute(import_module("guantong.modules.cases.migrations.0005_rating_and_visits").FILL)
    assert columns() == written


def columns() -> dict[int, tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, grade, visits FROM cases_case")
        return {number: (grade, visits) for number, grade, visits in cursor.fetchall()}
