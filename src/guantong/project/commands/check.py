"""`guantong check [DIR …]`: everything that is wrong or doubtful about scenario packages, with its line."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from guantong.core.kernel.problem import Problem
from guantong.core.kernel.texts import explain, say
from guantong.core.scenario.checks import severity_of
from guantong.core.scenario.read import find_packages, inspect_package
from guantong.project.home import scenarios

HELP = "check scenario packages: every problem at once, with file, line and what is possible"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        metavar="DIR",
        help="packages, or folders of packages (default: all scenarios)",
    )
    parser.add_argument(
        "--shared", type=Path, help="where elements.yaml, resources.yaml and units.yaml stand"
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")


def run(args: argparse.Namespace) -> int:
    folders = [one for root in args.folders or [scenarios()] for one in find_packages(root) or [root]]
    problems: dict[tuple[str, str, str], Problem] = {}
    for folder in folders:
        for problem in inspect_package(folder, args.shared).problems:
            problems[problem.where, problem.code, explain(problem, "en")] = problem
    found = list(problems.values())
    errors = sum(severity_of(problem.code) == "error" for problem in found)
    if args.json:
        print(json.dumps([_as_json(problem, args.lang) for problem in found], ensure_ascii=False, indent=1))
    else:
        for problem in found:
            kind = say(f"check-{severity_of(problem.code)}", args.lang)
            print(f"{problem.where}: {problem.code} {kind}: {explain(problem, args.lang)}")
        facts = {"packages": len(folders), "errors": errors, "warnings": len(found) - errors}
        print(say("check-summary", args.lang, **facts), file=sys.stderr)
    return int(bool(errors or (args.strict and found)))


def _as_json(problem: Problem, language: str) -> dict[str, str]:
    return {
        "where": problem.where,
        "code": problem.code,
        "severity": severity_of(problem.code),
        "text": explain(problem, language),
        "nearest": problem.nearest,
    }
