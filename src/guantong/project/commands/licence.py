"""`guantong licence verify FILE|IDENTIFIER [--keys FILE]`: check a licence here, or offline with published keys alone."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guantong.core.papers.verdict import Step, Verdict

HELP = "verify a licence: a PDF, a token, a directory record, or an identifier"
MARKS = {True: "✓", False: "✗", None: "?"}
WORDS = {True: "yes", False: "no", None: "open"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="what", required=True, metavar="verify")
    verify = parts.add_parser("verify", help=HELP)
    verify.add_argument("content", metavar="FILE|IDENTIFIER")
    verify.add_argument("--keys", type=Path, help="the file of published keys: nothing else is asked then")
    verify.add_argument("--root", default="", help="the root's fingerprint as you know it from elsewhere")


def run(args: argparse.Namespace) -> int:
    """Print the verdict; return 0 when the licence holds, else 1: also when nobody could say whether it was ended since."""
    from guantong.core.kernel.texts import say

    content = content_of(args.content)
    verdict = offline(content, args.keys, args.root) if args.keys else online(content)
    holds = verdict.valid and not _state_is_open(verdict)
    if holds == verdict.valid:
        answer = say(f"licences-cli-verdict-{'valid' if holds else 'not-valid'}", args.lang)
        state = say(f"licences-state-{verdict.state}", args.lang)
        print(say("licences-cli-verdict", args.lang, answer=answer, state=state))
    else:
        print(say("licences-cli-verdict-open", args.lang))
    if (said := verdict.said) is not None:
        facts = {"name": said.name, "holder": said.holder_name, "issuer": said.issuer_name}
        print("  " + say("licences-cli-said", args.lang, identifier=said.identifier, **facts))
    for step in verdict.steps:
        print(f"  {MARKS[step.passed]} {line_of(step, args.lang)}")
    if verdict.state == "elsewhere":
        print(say("licences-means-elsewhere", args.lang))
        print(say("licences-cli-elsewhere", args.lang))
    return 0 if holds else 1


def content_of(given: str) -> bytes:
    """Return what is to be checked: what the file holds, or the identifier or credential as it was typed; refuse
    `licences.no_file` for what is neither."""
    from guantong.core.kernel.identifiers import LICENCE_OID
    from guantong.core.kernel.problem import Problem, Refused
    from guantong.core.papers.verify import read_claim

    try:
        return Path(given).read_bytes()
    except OSError as error:
        if given.startswith(LICENCE_OID) or read_claim(given) is not None:
            return given.encode()
        raise Refused(Problem(code="licences.no_file", facts={"file": given[:200]})) from error


def _state_is_open(verdict: Verdict) -> bool:
    """The keys file holds no list that this licence names: genuine, but it may have been revoked long ago."""
    return any(step.check == "status" and step.passed is None for step in verdict.steps)


def offline(content: bytes, keys: Path, root: str) -> Verdict:
    from guantong.core.kernel.problem import Problem, Refused
    from guantong.core.papers.offline import verify_offline
    from guantong.core.papers.published import read_keys
    from guantong.project.clock import now

    try:
        document = json.loads(keys.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refused(Problem(code="keys.broken", where=str(keys))) from error
    return verify_offline(content, read_keys(document, trusted=root), now=now())


def online(content: bytes) -> Verdict:
    from guantong.project import start

    start.setup()
    from guantong.modules.licences.public import verify
    from guantong.project.clock import now

    return verify(content, now=now())


def line_of(step: Step, language: str) -> str:
    """Return one step in words."""
    from guantong.core.kernel.texts import has, say

    facts = {"form": "", "signer": "", "owner": "", "algorithm": "", "state": "", **step.facts}
    for name in ("form", "state"):
        if facts[name] and has(f"licences-{name}-{facts[name]}", language):
            facts[name] = say(f"licences-{name}-{facts[name]}", language)
    title = say(f"licences-step-{step.check}", language)
    as_of = say("licences-cli-as-of", language, at=facts["as_of"]) if facts.get("as_of") else ""
    return f"{title}: {say(f'licences-step-{step.check}-{WORDS[step.passed]}', language, **facts)}{as_of}"
