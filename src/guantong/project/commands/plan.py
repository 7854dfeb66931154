"""`guantong plan DIR`: the plan of one situation as BPMN 2.0 XML or as an SVG picture."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guantong.core.scenario.bpmn import bpmn_xml
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.gantt import gantt_svg
from guantong.core.scenario.language import Package
from guantong.core.scenario.names import names_of
from guantong.core.scenario.overlay import package_for
from guantong.core.scenario.read import read_package
from guantong.project.commands.compile import choose_situation

HELP = "write the plan as BPMN 2.0 XML or as a picture"
FORMATS = {".bpmn": "bpmn", ".xml": "bpmn", ".svg": "svg"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--situation", default="", metavar="KEY", help="one situation; without it the widest")
    parser.add_argument("--division", default="", help="12-digit code; its overlay is applied")
    parser.add_argument(
        "--as", dest="kind", choices=["bpmn", "svg"], help="default: by the file's name, else svg"
    )
    parser.add_argument("--compact", action="store_true", help="the picture for a phone")
    parser.add_argument("--out", type=Path, help="a file (.bpmn or .svg); without it the screen")


def run(args: argparse.Namespace) -> int:
    package = package_for(read_package(args.folder), args.division)
    situation = choose_situation(compile_package(package, args.division), args.situation)
    kind = args.kind or (FORMATS.get(args.out.suffix) if args.out else None) or "svg"
    if kind == "bpmn":
        data = bpmn_xml(situation.flow, args.lang, names=names_of(package, situation))
    else:
        data = draw_plan(package, situation, args.lang, compact=args.compact).encode() + b"\n"
    if args.out:
        args.out.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
    return 0


def draw_plan(package: Package, situation: Situation, language: str, *, compact: bool = False) -> str:
    """Return the picture of a situation's plan with all names filled in."""
    return gantt_svg(
        situation.plan,
        language,
        names=names_of(package, situation),
        procedures={branch.item: branch.procedures for branch in situation.flow.branches},
        compact=compact,
        title=package.scenario.title.text().in_(language),
    )
