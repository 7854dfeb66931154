"""`guantong migrate`: bring the database's tables up to the code's version, and make what an installation begins with."""

from __future__ import annotations

import argparse

from guantong.project.operators import add_by, operator_of

HELP = "bring the tables up to date, and make the root keys where there are none"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("app", nargs="?", help="only this module, up to MIGRATION")
    parser.add_argument("migration", nargs="?", help="a migration's name, or zero")
    add_by(parser)


def run(args: argparse.Namespace) -> int:
    by = operator_of(args)
    from guantong.project import start

    start.setup()
    from django.core.management import call_command

    call_command("migrate", *[part for part in (args.app, args.migration) if part], interactive=False)
    if not args.app:
        from guantong.core.kernel.texts import say
        from guantong.modules.licences.public import found_keys
        from guantong.project.clock import now

        # Others have to be able to look at the root, and to write its fingerprint down, before there is a licence.
        for row in found_keys(by=by, now=now()):
            print(say("licences-cli-made", args.lang, owner=row.owner, algorithm=row.algorithm, kid=row.kid))
    return 0
