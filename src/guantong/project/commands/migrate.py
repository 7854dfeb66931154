"""`guantong migrate`: bring the database's tables up to the code's version."""

from __future__ import annotations

import argparse

HELP = "bring the tables up to date"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("app", nargs="?", help="only this module, up to MIGRATION")
    parser.add_argument("migration", nargs="?", help="a migration's name, or zero")


def run(args: argparse.Namespace) -> int:
    from guantong.project import start

    start.setup()
    from django.core.management import call_command

    call_command("migrate", *[part for part in (args.app, args.migration) if part], interactive=False)
    return 0
