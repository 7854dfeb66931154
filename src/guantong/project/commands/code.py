"""`guantong code NAME`: the present one-time code of an invented account. Of a real one nobody sees it; the operator can only
clear it (`--forget`), when telephone and recovery codes are lost."""

from __future__ import annotations

import argparse

from guantong.core.kernel.texts import say
from guantong.project.operators import add_by, operator_of

HELP = say("identity-cli-help", "en")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="the sign-in name")
    parser.add_argument("--forget", action="store_true", help="clear the one-time codes of this account")
    add_by(parser)


def run(args: argparse.Namespace) -> int:
    from guantong.project import start

    start.setup()
    from guantong.modules.identity import public as identity
    from guantong.project.clock import now, wall

    if args.forget:
        identity.forget_second_factor(by=operator_of(args), handle=args.name, now=now(), wall=wall())
        print(say("identity-cli-forgotten", args.lang, handle=args.name))
    else:
        print(identity.code_of_invented(args.name, wall=wall()))
    return 0
