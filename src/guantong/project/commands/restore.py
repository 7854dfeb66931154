"""`guantong restore FILE`: bring a backup back into an empty home, and prove that it is what was there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guantong.project.commands.backup import PASSPHRASE, ask_passphrase
from guantong.project.operators import add_by, operator_of

HELP = "bring a backup back into an empty home, and prove it equal"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--with-keys", action="store_true", help=f"the secrets too ({PASSPHRASE}, or asked for)"
    )
    parser.add_argument(
        "--no-migrate", action="store_true", help="leave the tables as the backup's version had them"
    )
    add_by(parser)


def run(args: argparse.Namespace) -> int:
    from guantong.core.kernel.texts import say
    from guantong.project import start
    from guantong.project.backup import bring_back as back

    with back.opened(args.file) as (file, manifest, digest), back.only_one():
        if args.with_keys:
            back.bring_secrets(manifest, ask_passphrase(args.lang, twice=False))
        start.setup()
        from guantong.project.clock import not_before, now

        facts = {"hash": digest, "version": manifest.guantong, "at": manifest.at.isoformat(" ", "minutes")}
        print(say("restore-from", args.lang, **facts), flush=True)
        back.bring_back(file, manifest)
        proof = back.prove(manifest)
        show(proof, manifest, args.lang)
        if not proof.sound:
            return 1
        not_before(manifest.at)
        back.record(digest, manifest, operator_of(args), now())
        for name in back.lacking(manifest):
            print(say("restore-lacking", args.lang, name=name), file=sys.stderr)
    if not args.no_migrate:
        bring_up_to_date(args.lang)
    return 0


def show(proof, manifest, language: str) -> None:  # type: ignore[no-untyped-def]  # their module needs Django set up
    from guantong.core.kernel.texts import say

    for table in manifest.tables:
        equal = table.table not in proof.differs
        print(f"  {'=' if equal else '≠'} {table.table:<32} {table.rows:>10} {table.sm3[:16]}")
    facts = {
        "tables": proof.tables, "rows": proof.rows, "files": proof.files, "heads": proof.heads,
        "entries": proof.journal.entries, "chains": proof.journal.chains, "found": len(proof.differs) + proof.journal.found,
    }  # fmt: skip
    print(say("restore-equal" if proof.sound else "restore-differs", language, **facts))
    for name in proof.differs:
        print(f"  ≠ {name}")


def bring_up_to_date(language: str) -> None:
    """Run the migrations that came after the backup, when there are any."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from guantong.core.kernel.texts import say

    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
        print(say("restore-migrated", language, count=len(pending)))
