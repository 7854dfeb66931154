"""`guantong workbook export|import`: a scenario package as one .xlsx workbook, and back to YAML."""

from __future__ import annotations

import argparse
from pathlib import Path

from guantong.core.kernel.problem import Refused
from guantong.core.kernel.texts import say
from guantong.core.scenario.language import Package
from guantong.core.scenario.read import SHARED_FILES, read_package, read_shared
from guantong.core.scenario.workbook import export_workbook, import_workbook
from guantong.core.scenario.written import write_package

HELP = "write a package into an .xlsx workbook, or a workbook into a package"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parsers = parser.add_subparsers(dest="direction", required=True, metavar="export|import")
    out = parsers.add_parser("export", help="DIR to FILE.xlsx")
    out.add_argument("folder", type=Path, metavar="DIR")
    out.add_argument("file", type=Path, metavar="FILE.xlsx")
    back = parsers.add_parser("import", help="FILE.xlsx to DIR")
    back.add_argument("file", type=Path, metavar="FILE.xlsx")
    back.add_argument("folder", type=Path, metavar="DIR")
    back.add_argument(
        "--shared", action="store_true", help="write elements, resources and units beside DIR too"
    )


def run(args: argparse.Namespace) -> int:
    if args.direction == "export":
        export_workbook(read_package(args.folder), args.file, args.lang)
        print(say("workbook-exported", args.lang, file=str(args.file)))
        return 0
    package = import_workbook(args.file)
    files = write_package(package, args.folder, shared=args.shared)
    print(say("workbook-imported", args.lang, count=len(files), folder=str(args.folder)))
    for name in () if args.shared else differing(package, args.folder.resolve().parent):
        print(say("workbook-shared-differs", args.lang, what=name, folder=str(args.folder.resolve().parent)))
    return 0


def differing(package: Package, folder: Path) -> list[str]:
    """Return the shared files that say something else than the workbook did."""
    try:
        shared = read_shared(folder)
    except Refused:
        return list(SHARED_FILES.values())
    return [name for part, name in SHARED_FILES.items() if getattr(shared, part) != getattr(package, part)]
