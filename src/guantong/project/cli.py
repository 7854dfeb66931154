"""`guantong COMMAND`: finds the commands in `project/commands/` and runs one. Refusals are printed, never a traceback."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

from guantong.core.kernel.problem import Refused
from guantong.core.kernel.texts import explain, say
from guantong.project import commands


def command_names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))


def make_parser(names: Sequence[str]) -> argparse.ArgumentParser:
    """Make the parser of these commands; each is imported for it."""
    parser = argparse.ArgumentParser(
        prog="guantong", description=say("cli-title", os.environ.get("GUANTONG_LANG", "zh"))
    )
    parser.add_argument("--lang", choices=["zh", "en"], default=os.environ.get("GUANTONG_LANG", "zh"))
    parsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        module = importlib.import_module(f"guantong.project.commands.{name}")
        sub = parsers.add_parser(name.replace("_", "-"), help=module.HELP, description=module.HELP)
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


def _named(argv: Sequence[str]) -> list[str]:
    """Return the one command that is called for, so that no other is imported; all of them when it is not plain which."""
    every = command_names()
    called = [word.replace("-", "_") for word in argv[:1]]
    return called if called and called[0] in every else every


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 refused with problems, 2 wrong usage."""
    args = make_parser(_named(sys.argv[1:] if argv is None else argv)).parse_args(argv)
    try:
        return int(args.run(args) or 0)
    except Refused as refused:
        for problem in refused.problems:
            where = f"{problem.where}: " if problem.where else ""
            print(f"{where}{problem.code} {explain(problem, args.lang)}", file=sys.stderr)  # noqa: T201
        return 1


if __name__ == "__main__":
    sys.exit(main())
