"""`guantong retention [--apply]`: what has lapsed; with --apply it is erased or archived."""

from __future__ import annotations

import argparse

from guantong.project.operators import add_by, operator_of

HELP = "show which records have lapsed; with --apply erase or archive them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--apply", action="store_true", help="do it; without, nothing is changed")
    add_by(parser)


def run(args: argparse.Namespace) -> int:
    from guantong.project import start

    start.setup()
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from guantong.core.kernel.texts import say
    from guantong.project.clock import now
    from guantong.project.retention import apply_retention

    done = apply_retention(now=now(), apply=args.apply, by=operator_of(args))
    table = Table(box=SIMPLE_HEAD)
    for column in ("kind", "term", "then", "basis", "count"):
        table.add_column(
            say(f"retention-{column}", args.lang), justify="right" if column == "count" else "left"
        )
    for each in done:
        kind = each.kind
        starts = kind.starts.in_(args.lang)
        term = say("retention-for-good", args.lang) if not kind.ends else words_of(kind.term, args.lang)
        table.add_row(
            kind.title.in_(args.lang), f"{term}（{starts}）" if starts and args.lang == "zh" else f"{term} {starts and f'({starts})'}",
            say(f"retention-then-{kind.then}", args.lang),
            say("retention-assumed", args.lang) if kind.basis == "assumed" else kind.basis,
            "–" if each.count is None else str(each.count),
        )  # fmt: skip
    Console().print(table)
    number = sum(each.count or 0 for each in done)
    print(say("retention-done" if args.apply else "retention-dry", args.lang, count=number))
    return 0


def words_of(term: str, language: str) -> str:
    """Return a term in words."""
    from guantong.core.kernel.texts import say

    number, unit = term.split()
    return say(f"retention-{unit}", language, count=int(number))
