"""Run the main job: set up everything, play one simulated day, show what the reform saved, and serve the pages."""

from __future__ import annotations

import argparse
import os

# A Monday that the official calendar covers, with no holiday near: on this day every demonstration begins.
DAY = "2026-03-30"
HELP = "run the demonstration: load, publish, play a day of cases, show the figures, serve"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do everything but serve")
    parser.add_argument("--cases", type=int, default=120, help="how many cases to play (default 120)")
    parser.add_argument("--port", type=int, default=8000)


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("GUANTONG_DAY", DAY)
    # What stands in the QR code of a licence has to lead here, whichever the port.
    os.environ.setdefault("GUANTONG_ORIGIN", f"http://127.0.0.1:{args.port}")
    # Whoever looks around has no authenticator at hand; pages of staff say that a real installation asks for one.
    os.environ.setdefault("GUANTONG_SECOND_FACTOR", "offered")
    from guantong.project import start

    start.setup()
    from rich.console import Console

    from guantong.project.commands import serve
    from guantong.project.demo import show

    console = Console()
    show.prepare(args.lang)
    show.play(args.cases, args.lang, console)
    show.go_on_from_what_is_stored()
    show.print_figures(args.lang, console)
    show.print_accounts(args.port, args.lang, console, serving=not args.once)
    if args.once:
        return 0
    return serve.run(argparse.Namespace(lang=args.lang, host="127.0.0.1", port=args.port, workers=2))
