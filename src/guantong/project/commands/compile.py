"""`guantong compile DIR`: the figures before and after, situation by situation, and the rows behind them."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Compiled, Situation
from guantong.core.scenario.overlay import package_for
from guantong.core.scenario.read import read_package
from guantong.project.figure_tables import print_materials, print_situation, print_title

HELP = "compile a scenario package and show its figures before and after"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--division", default="", help="12-digit code; its overlay is applied")
    parser.add_argument("--situation", default="", metavar="KEY", help="one situation; without it the widest")
    parser.add_argument("--rows", action="store_true", help="print the rows behind every figure")
    parser.add_argument(
        "--materials", action="store_true", help="print what becomes of every material, and what replaces it"
    )
    parser.add_argument(
        "--json", action="store_true", help="print everything that was compiled, as canonical JSON"
    )


def run(args: argparse.Namespace) -> int:
    package = package_for(read_package(args.folder), args.division)
    compiled = compile_package(package, args.division)
    if args.json:
        sys.stdout.buffer.write(compiled.to_json() + b"\n")
        return 0
    chosen = choose_situation(compiled, args.situation)
    print_title(compiled, args.lang)
    print_situation(package, compiled, chosen, args.lang, rows=args.rows)
    if args.materials:
        print_materials(package, chosen, args.lang)
    return 0


def choose_situation(compiled: Compiled, key: str) -> Situation:
    """Return the situation of this name, the widest without one; refuse `compile.no_situation`."""
    known = {situation.key: situation for situation in compiled.situations}
    if not key and compiled.situations:
        return compiled.situations[0]
    if key in known:
        return known[key]
    nearest = (get_close_matches(key, known, n=1, cutoff=0.5) or [""])[0]
    facts = {"key": key, "possible": ", ".join(known)}
    raise Refused(Problem(code="compile.no_situation", facts=facts, nearest=nearest))
