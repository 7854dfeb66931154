"""`guantong journal verify|seal`: go through the whole journal, or fix what it holds with a checkpoint."""

from __future__ import annotations

import argparse

HELP = "verify the journal, or seal a checkpoint"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify", "seal"])
    parser.add_argument("--chain", default="", help="verify one chain only, such as case:123")


def run(args: argparse.Namespace) -> int:
    from guantong.project import start

    start.setup()
    return seal(args.lang) if args.what == "seal" else verify(args.lang, args.chain)


def seal(language: str) -> int:
    from guantong.core.kernel.texts import say
    from guantong.modules.journal.public import seal as seal_now
    from guantong.project.clock import now

    sealed = seal_now(now=now())
    if sealed is None:
        print(say("base-journal-nothing", language))
    else:
        facts = {"number": sealed.number, "heads": sealed.heads, "hash": sealed.hash.hex()}
        print(say("base-journal-sealed", language, **facts))
    return 0


def verify(language: str, chain: str) -> int:
    """Print the report and return 0 when everything is as it was written, else 1."""
    from rich.progress import Progress

    from guantong.core.kernel.texts import say
    from guantong.modules.journal import public as journal

    with Progress() as bar:
        task = bar.add_task(say("base-journal-verifying", language), total=None)
        report = journal.verify(chain, lambda done: bar.advance(task, done))
        bar.update(task, total=report.entries, completed=report.entries)
    for finding in report.findings:
        print(
            f"{finding.chain or 'checkpoint'} {finding.seq}: {say(f'base-finding-{finding.what}', language)}"
        )
    if not report.sound:
        print(say("base-journal-broken", language, found=report.found))
        return 1
    facts = {"entries": report.entries, "chains": report.chains, "checkpoints": report.checkpoints}
    print(say("base-journal-sound", language, **facts))
    return 0
