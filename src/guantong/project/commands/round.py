"""`guantong round`: supplement days, due days and the journal's seal, once. For a timer where `serve` does not run."""

from __future__ import annotations

import argparse

import msgspec

HELP = "look at supplement days and unknown due days, and seal the journal (serve does so every hour)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    from guantong.project import start

    start.setup()
    from guantong.core.kernel.texts import say
    from guantong.project.rounds import go_round

    done = go_round()
    print(say("base-round-done", args.lang, **msgspec.structs.asdict(done)))
    return 0
