"""`guantong schema`: the JSON Schemas of the scenario language, for editors."""

from __future__ import annotations

import argparse
from pathlib import Path

from guantong.core.kernel.texts import say
from guantong.core.scenario.schema import FILES, schema_files

HELP = "print or write the JSON Schemas of the scenario language"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", nargs="?", choices=sorted(FILES), default="scenario", help="the file to describe"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write all schemas into a folder instead")


def run(args: argparse.Namespace) -> int:
    files = schema_files()
    if args.out is None:
        print(files[f"{args.name}.json"], end="")
        return 0
    args.out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (args.out / name).write_text(text, "utf-8")
    print(say("language-written", args.lang, count=len(files), folder=str(args.out)))
    return 0
