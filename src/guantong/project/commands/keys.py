"""`guantong keys list|rotate|publish`: the keys that sign licences; `publish` writes the file with which anybody verifies."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from guantong.project.operators import add_by, operator_of

if TYPE_CHECKING:
    from guantong.core.kernel.actor import Actor

HELP = "list, rotate or publish the keys that sign licences"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="what", required=True, metavar="list|rotate|publish")
    parts.add_parser("list", help="every key that ever signed, without its secret")
    rotate = parts.add_parser("rotate", help="let new keys sign from now on; the old stay published")
    rotate.add_argument("owner", nargs="?", default="", help="a unit's credit code, or root")
    rotate.add_argument("--all", action="store_true", help="everybody's")
    add_by(rotate)
    publish = parts.add_parser(
        "publish", help="write keys and status lists into one signed file, for offline use"
    )
    publish.add_argument("file", type=Path)


def run(args: argparse.Namespace) -> int:
    from guantong.project import start

    start.setup()
    if args.what == "list":
        return show(args.lang)
    if args.what == "rotate":
        return rotate(args.lang, args.owner, args.all, operator_of(args))
    return publish(args.lang, args.file)


def show(language: str) -> int:
    from guantong.core.kernel.texts import say
    from guantong.modules.licences.public import published_keys

    rows = published_keys()
    if not rows:
        print(say("licences-cli-none", language))
    for row in rows:
        facts = {"since": f"{row.since:%Y-%m-%d}", "until": f"{row.until:%Y-%m-%d}" if row.until else ""}
        print(
            say("licences-cli-line", language, owner=row.owner, owner_name=row.owner_name, algorithm=row.algorithm, kid=row.kid)
        )  # fmt: skip
        print("  " + say(f"licences-cli-{'retired' if row.until else 'signs'}", language, **facts))
    return 0


def rotate(language: str, owner: str, everybody: bool, by: Actor) -> int:
    from guantong.core.kernel.texts import say
    from guantong.modules.licences.public import published_keys, rotate_keys
    from guantong.project.clock import now

    owners = [owner] if owner else sorted({row.owner for row in published_keys()}) if everybody else []
    if not owners:
        print(say("licences-cli-rotate-whom", language))
        return 2
    for each in owners:
        for row in rotate_keys(by=by, owner=each, now=now()):
            print(say("licences-cli-made", language, owner=row.owner, algorithm=row.algorithm, kid=row.kid))
    return 0


def publish(language: str, file: Path) -> int:
    from guantong.core.kernel.texts import say
    from guantong.modules.licences.public import keys_document
    from guantong.project.clock import now

    document = keys_document(now=now())
    part = file.with_name(file.name + ".part")
    part.write_text(json.dumps(document, ensure_ascii=False, indent=1), "utf-8")
    part.replace(file)
    facts = {"keys": len(document["keys"]), "lists": len(document["statuses"])}
    print(
        say("licences-cli-written", language, file=str(file), fingerprint=document["root"]["fingerprint"], **facts)
    )  # fmt: skip
    return 0
