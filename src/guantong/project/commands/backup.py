"""`guantong backup FILE`: everything in one file, while everything runs."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from guantong.project.operators import add_by, operator_of

HELP = "write database, files and, with --with-keys, the secrets into one file"
PASSPHRASE = "GUANTONG_BACKUP_PASSPHRASE"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--with-keys",
        action="store_true",
        help=f"the secrets too, under a passphrase ({PASSPHRASE}, or asked for)",
    )
    add_by(parser)


def run(args: argparse.Namespace) -> int:
    from guantong.project import start

    passphrase = ask_passphrase(args.lang, twice=True) if args.with_keys else ""
    start.setup()
    from guantong.core.kernel.texts import say
    from guantong.project.backup.save import save
    from guantong.project.clock import now

    made = save(
        args.file,
        passphrase=passphrase,
        by=operator_of(args),
        now=now(),
        progress=lambda step: print(say(f"backup-step-{step}", args.lang), flush=True),
    )
    manifest = made.manifest
    facts = {
        "file": str(args.file), "size": made.size / 1024 / 1024, "tables": len(manifest.tables),
        "rows": sum(table.rows for table in manifest.tables), "files": len(manifest.members) - 1, "hash": made.sm3,
    }  # fmt: skip
    print(say("backup-done", args.lang, **facts))
    print(
        say(
            "backup-with-keys" if passphrase else "backup-without-keys",
            args.lang,
            count=len(manifest.secrets),
        )
    )
    for name in made.missing:
        print(say("backup-missing", args.lang, name=name), file=sys.stderr)
    return int(bool(made.missing))


def ask_passphrase(language: str, *, twice: bool) -> str:
    """Return the passphrase from the environment, else from the keyboard; refuse `backup.passphrase_differs`."""
    from guantong.core.kernel.problem import Problem, Refused
    from guantong.core.kernel.texts import say

    if given := os.environ.get(PASSPHRASE):
        return given
    first = getpass.getpass(say("backup-passphrase", language))
    if twice and getpass.getpass(say("backup-passphrase-again", language)) != first:
        raise Refused(Problem(code="backup.passphrase_differs"))
    return first
