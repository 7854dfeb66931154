"""`guantong publish [DIR]`: publish every package in a folder, or say everything that is wrong with any of them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guantong.core.scenario.language import Package

HELP = "publish the scenario packages of a folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="?", type=Path, help="one package or a folder of packages (scenarios/)"
    )


def run(args: argparse.Namespace) -> int:
    from guantong.project import start

    start.setup()
    from guantong.core.kernel.actor import SYSTEM
    from guantong.core.kernel.texts import say
    from guantong.modules.services.public import publish
    from guantong.project.clock import now
    from guantong.project.home import scenarios

    folder = args.folder or scenarios()
    packages = read_packages(folder)
    if not packages:
        print(say("base-publish-none", args.lang, folder=str(folder)))
        return 1
    for package in packages:
        done = publish(package=package, by=SYSTEM, now=now(), together=packages)
        key = "base-publish-done" if done.changed else "base-publish-same"
        print(say(key, args.lang, scenario=done.scenario, version=done.version, situations=done.situations))
    return 0


def read_packages(folder: Path) -> list[Package]:
    """Return all packages of a folder; refuse with the problems of all of them together."""
    from guantong.core.kernel.problem import Problem, Refused
    from guantong.core.scenario.read import find_packages, read_package

    packages: list[Package] = []
    problems: list[Problem] = []
    for path in find_packages(folder):
        try:
            packages.append(read_package(path))
        except Refused as refused:
            problems.extend(refused.problems)
    if problems:
        raise Refused(*problems)
    return packages
