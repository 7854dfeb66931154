"""The tables of licences can be taken away and made again; models and migrations agree."""

from __future__ import annotations

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("licences_")}


def test_migrations_when_undone_and_done_again_then_the_tables_are_what_they_were(db):
    before = tables()
    last = [key for key in MigrationExecutor(connection).loader.graph.leaf_nodes() if key[0] == "licences"]
    MigrationExecutor(connection).migrate([("licences", None)])
    assert tables() == set()
    MigrationExecutor(connection).migrate(last)
    assert (
        tables() == before == {model._meta.db_table for model in apps.get_app_config("licences").get_models()}
    )


def test_migrations_when_compared_with_the_models_then_nothing_is_missing(db):
    call_command("makemigrations", "licences", "cases", check=True, dry_run=True, verbosity=0)
