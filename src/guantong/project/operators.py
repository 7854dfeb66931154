"""Who runs a command that writes: a name given with `--by`, else that of the machine's login. The journal keeps it.

It is a word, not a proof: whoever may run commands may write any name. What the machine itself knows of logins is its own log.
"""

from __future__ import annotations

import argparse
import getpass
import os

from guantong.core.kernel.actor import Actor, operator
from guantong.core.kernel.problem import Problem, Refused

LONGEST = 80


def add_by(parser: argparse.ArgumentParser) -> None:
    """Let a command that writes be told who runs it."""
    parser.add_argument(
        "--by", default="", metavar="NAME", help="who does this, for the journal (default: the login name)"
    )


def operator_of(args: argparse.Namespace) -> Actor:
    """Return who runs the command; refuse `cli.no_operator` where neither `--by` nor the machine names anybody."""
    name = (args.by or _login_name()).strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        raise Refused(Problem(code="cli.no_operator", where="--by", facts={"limit": LONGEST}))
    return operator(name)


def _login_name() -> str:
    """Return the login name; behind sudo that of the person, not of the service's user."""
    if known := os.environ.get("SUDO_USER"):
        return known
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has a number and no name
        return ""
