"""`guantong reference`: write docs/reference again from the code; `--check` only says whether it is up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guantong.core.kernel.texts import say
from guantong.core.scenario.reference import reference_files
from guantong.project.api_reference import api_files
from guantong.project.environment import settings_files
from guantong.project.home import CHECKOUT
from guantong.project.rights_page import rights_files
from guantong.project.routes import route_files

HELP = "write docs/reference from the code"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="DIR", default=CHECKOUT / "docs" / "reference")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 when something is stale"
    )


def run(args: argparse.Namespace) -> int:
    files = {**reference_files(), **route_files(), **rights_files(), **api_files(), **settings_files()}
    stale = [name for name, text in files.items() if read(args.out / name) != text]
    if args.check:
        for name in stale:
            print(args.out / name, file=sys.stderr)
        return int(bool(stale))
    for name in stale:
        (args.out / name).parent.mkdir(parents=True, exist_ok=True)
        (args.out / name).write_text(files[name], "utf-8", newline="\n")
    print(say("language-written", args.lang, count=len(stale), folder=str(args.out)))
    return 0


def read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
