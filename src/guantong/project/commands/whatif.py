"""`guantong whatif DIR --without-grant X`: what a withdrawn grant, or an item left out, costs the applicant."""

from __future__ import annotations

import argparse
from pathlib import Path

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.overlay import package_for
from guantong.core.scenario.read import read_package
from guantong.core.scenario.whatif import compare, withdraw
from guantong.project.figure_tables import print_differences

HELP = "show what it costs to withdraw a grant or to leave out an item"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--without-grant", action="append", default=[], metavar="RESOURCE[:ITEM]")
    parser.add_argument("--without-item", action="append", default=[], metavar="ITEM")
    parser.add_argument("--division", default="", help="12-digit code; its overlay is applied")
    parser.add_argument("--all", action="store_true", help="every situation; without it the widest")


def run(args: argparse.Namespace) -> int:
    if not args.without_grant and not args.without_item:
        raise Refused(Problem(code="whatif.nothing_asked"))
    package = package_for(read_package(args.folder), args.division)
    other = withdraw(package, grants=args.without_grant, items=args.without_item)
    differences = compare(package, other)
    without = [*args.without_grant, *args.without_item]
    print_differences(package, differences if args.all else differences[:1], without, args.lang)
    return 0
