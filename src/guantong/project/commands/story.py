"""`guantong story DIR`: run the stories of a package in memory and say what differs."""

from __future__ import annotations

import argparse
from pathlib import Path

from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.texts import explain, say
from guantong.core.scenario.read import read_package
from guantong.core.scenario.stories import Told, run_stories

HELP = "run the stories of a package in memory and compare them with what they expect"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("package", type=Path, help="the package's folder")
    parser.add_argument("stories", nargs="*", metavar="STORY", help="only these stories (default: all)")


def run(args: argparse.Namespace) -> int:
    """Print one line a story; 1 when one of them did not come true or has an unknown name."""
    package = read_package(args.package)
    unknown = sorted(set(args.stories) - set(package.stories))
    for name in unknown:
        print(say("show-story-unknown", args.lang, name=name, possible=", ".join(sorted(package.stories))))
    chosen = {key: story for key, story in package.stories.items() if not args.stories or key in args.stories}
    told = run_stories(package.model_copy(update={"stories": chosen}), load_calendar())
    for each in told:
        _print(each, args.lang)
    wrong = sum(1 for each in told if each.differs)
    print(say("show-story-sum", args.lang, stories=len(told), wrong=wrong))
    return 1 if wrong or unknown else 0


def _print(told: Told, language: str) -> None:
    mark = "✗" if told.differs else "✓"
    print(f"{mark} {told.key}: {told.story.story.text().in_(language)}")
    for problem in told.differs:
        print(f"    {problem.code} {explain(problem, language)}")
    for problem in (
        told.outcome.problems if any(each.code == "story.refused" for each in told.differs) else ()
    ):
        print(f"    {problem.where} {problem.code} {explain(problem, language)}")
