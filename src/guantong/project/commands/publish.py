"""`guantong publish [DIR]`: publish every package of a folder that is right, and say loudly which is not and why.

One broken package keeps no other from being published; the exit status is 1 as long as there is one.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from guantong.project.operators import add_by, operator_of

if TYPE_CHECKING:
    from guantong.core.kernel.problem import Problem
    from guantong.core.scenario.language import Package

HELP = "publish the scenario packages of a folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="?", type=Path, help="one package or a folder of packages (scenarios/)"
    )
    add_by(parser)


def run(args: argparse.Namespace) -> int:
    from guantong.project import start

    start.setup()
    from guantong.core.kernel.problem import Refused
    from guantong.core.kernel.texts import say
    from guantong.modules.services.public import publish
    from guantong.project.clock import now
    from guantong.project.home import scenarios

    by, folder = operator_of(args), args.folder or scenarios()
    packages, wrong = read_packages(folder)
    if not packages and not wrong:
        print(say("base-publish-none", args.lang, folder=str(folder)))
        return 1
    for package in packages:
        try:
            done = publish(package=package, by=by, now=now(), together=packages)
        except Refused as refused:
            wrong[package.scenario.scenario] = refused.problems
            continue
        key = "base-publish-done" if done.changed else "base-publish-same"
        print(say(key, args.lang, scenario=done.scenario, version=done.version, situations=done.situations))
    tell_wrong(wrong, args.lang)
    return 1 if wrong else 0


def read_packages(folder: Path) -> tuple[list[Package], dict[str, tuple[Problem, ...]]]:
    """Return the packages of a folder that are right, and the problems of each that is not, by the name of its folder."""
    from guantong.core.kernel.problem import Refused
    from guantong.core.scenario.read import find_packages, read_package

    packages: list[Package] = []
    wrong: dict[str, tuple[Problem, ...]] = {}
    for path in find_packages(folder):
        try:
            packages.append(read_package(path))
        except Refused as refused:
            wrong[path.resolve().name] = refused.problems
    return packages, wrong


def tell_wrong(wrong: dict[str, tuple[Problem, ...]], language: str) -> None:
    """Print what was not published, each with its problems, where nobody overlooks it: last, and as errors."""
    from guantong.core.kernel.texts import explain, say

    for name, problems in wrong.items():
        print(say("base-publish-refused", language, scenario=name, count=len(problems)), file=sys.stderr)
        for problem in problems:
            where = f"{problem.where}: " if problem.where else ""
            print(f"  {where}{problem.code} {explain(problem, language)}", file=sys.stderr)
