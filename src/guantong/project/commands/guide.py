"""`guantong guide DIR`: the guide for people, or the checklist for the window, of one situation, as Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from guantong.core.scenario.checklist import checklist_markdown, make_checklist
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.guide import make_guide
from guantong.core.scenario.guide_markdown import guide_markdown
from guantong.core.scenario.overlay import package_for
from guantong.core.scenario.read import read_package
from guantong.project.commands.compile import choose_situation

HELP = "write the guide that a person reads, or the checklist of the window, as Markdown"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--situation", default="", metavar="KEY", help="one situation; without it the widest")
    parser.add_argument("--division", default="", help="12-digit code; its overlay is applied")
    parser.add_argument("--checklist", action="store_true", help="the window's checklist instead")
    parser.add_argument("--out", type=Path, help="a file; without it the screen")


def run(args: argparse.Namespace) -> int:
    package = package_for(read_package(args.folder), args.division)
    situation = choose_situation(compile_package(package, args.division), args.situation)
    if args.checklist:
        text = checklist_markdown(make_checklist(package, situation, args.lang))
    else:
        text = guide_markdown(make_guide(package, situation, args.lang))
    if args.out:
        args.out.write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0
