"""`guantong account add|role|password|disable|enable|end-sessions HANDLE`: accounts, by whoever runs the machine.

For the first people of a unit, and for what cannot wait. Roles are given by two managers as soon as there are two (ADR 11).
A password is never an argument: others at the machine could read it. It is asked for, or read from standard input.
"""

from __future__ import annotations

import argparse
import getpass
import secrets
import sys
from typing import TYPE_CHECKING

from guantong.core.kernel.texts import say
from guantong.project.operators import add_by, operator_of

if TYPE_CHECKING:
    from guantong.core.kernel.actor import Actor
    from guantong.modules.orgs.public import UnitRow

HELP = "make accounts, give start passwords and first roles, close accounts"
PARTS = {
    "add": "a new account with a start password",
    "role": "a post at a unit, where no two managers can give it",
    "password": "a start password in place of one that was lost; ends all sign-ins",
    "disable": "close an account: sessions, tokens and open proposals end at once",
    "enable": "open a closed account again",
    "end-sessions": "end all sessions and tokens of an account",
}
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # nobody mistakes one for another; 20 of them are 100 bits


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="what", required=True, metavar="|".join(PARTS))
    made = {name: parts.add_parser(name, help=text, description=text) for name, text in PARTS.items()}
    for part in made.values():
        part.add_argument("handle", help="the sign-in name")
        add_by(part)
    for name in ("add", "password"):
        made[name].add_argument("--random", action="store_true", help="make up a start password and print it")
    add = made["add"]
    add.add_argument("--kind", choices=["staff", "person", "enterprise"], default="staff")
    add.add_argument("--name", required=True, help="the name of the person or the enterprise")
    for option, text in (("id-number", "identity number"), ("uscc", "credit code"), ("phone", "telephone")):
        add.add_argument(f"--{option}", default="", help=text)
    role = made["role"]
    role.add_argument("role", choices=["clerk", "officer", "manager"])
    role.add_argument(
        "--unit", required=True, help="the unit's credit code; with --division also its name or role"
    )
    role.add_argument("--division", default="", help="12-digit code")
    role.add_argument("--board", action="append", default=[], help="a board that a window clerk has passed")
    role.add_argument("--because", default="", help="why, where two managers could give it between them")


def run(args: argparse.Namespace) -> int:
    by = operator_of(args)
    given = start_password(args) if args.what in ("add", "password") else ""
    from guantong.project import start

    start.setup()
    done = {"add": add, "role": give_role, "password": give_password}.get(args.what, switch)
    done(args, by, given)
    if given and args.random:
        print(say("account-cli-random", args.lang, password=given))
    return 0


def start_password(args: argparse.Namespace) -> str:
    """Return a made-up password, or the one typed twice at a terminal, or the first line of standard input."""
    if args.random:
        made = "".join(secrets.choice(SIGNS) for _ in range(20))
        return "-".join(made[at : at + 5] for at in range(0, 20, 5))
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from guantong.core.kernel.problem import Problem, Refused

    first = getpass.getpass(say("account-cli-ask", args.lang, handle=args.handle))
    if getpass.getpass(say("account-cli-ask-again", args.lang)) != first:
        raise Refused(Problem(code="identity.password_differs"))
    return first


def add(args: argparse.Namespace, by: Actor, password: str) -> None:
    from guantong.core.kernel.identifiers import check_id_number, check_uscc
    from guantong.modules.identity import public as identity
    from guantong.project.clock import now, wall

    row = identity.found_account(
        by=by, handle=args.handle, kind=args.kind, name=args.name.strip(), password=password,
        id_number=check_id_number(args.id_number) if args.id_number else "",
        uscc=check_uscc(args.uscc) if args.uscc else "", phone=args.phone.strip(), now=now(), wall=wall(),
    )  # fmt: skip
    print(say("account-cli-added", args.lang, handle=row.handle, kind=row.kind, name=row.name))
    print(say("account-cli-start", args.lang))
    if args.kind == "staff":
        print(say("account-cli-next-role", args.lang, handle=row.handle))


def give_role(args: argparse.Namespace, by: Actor, password: str) -> None:
    from guantong.modules.identity import public as identity
    from guantong.project.clock import now

    unit = unit_of(args.unit, args.division)
    identity.found_role(
        by=by, handle=args.handle, unit=unit.id, unit_role=unit.role, division=unit.division, role=args.role,
        boards=args.board, because=args.because, now=now(),
    )  # fmt: skip
    word = say(f"staff-role-{args.role}", args.lang)
    print(say("account-cli-role", args.lang, handle=args.handle, role=word, unit=unit.name))
    if args.role == "manager":
        print(say("account-cli-two-managers", args.lang))


def unit_of(words: str, division: str) -> UnitRow:
    """Return the unit with this credit code or, in a division, with this name or role; refuse `account.no_unit`."""
    from difflib import get_close_matches

    from guantong.core.kernel.problem import Problem, Refused
    from guantong.modules.orgs import public as orgs

    if not division:
        return orgs.unit_with_code(words)
    orgs.get_division(division)
    units = orgs.units_in(division)
    for unit in units:
        if words in (unit.name, unit.role, unit.uscc):
            return unit
    names = [unit.name for unit in units]
    nearest = (get_close_matches(words, names, n=1, cutoff=0.3) or [""])[0]
    facts = {"unit": words[:80], "division": division, "possible": ", ".join(names)}
    raise Refused(Problem(code="account.no_unit", where="--unit", facts=facts, nearest=nearest))


def give_password(args: argparse.Namespace, by: Actor, password: str) -> None:
    from guantong.modules.identity import public as identity
    from guantong.modules.orgs import public as orgs
    from guantong.project.clock import now, wall

    known = identity.find_account(args.handle)
    words = orgs.names_about(row.unit for row in identity.memberships_of(known.id)) if known else ()
    identity.give_start_password(
        by=by, handle=args.handle, password=password, words=words, now=now(), wall=wall()
    )
    print(say("account-cli-password", args.lang, handle=args.handle))
    print(say("account-cli-start", args.lang))


def switch(args: argparse.Namespace, by: Actor, password: str) -> None:
    from guantong.modules.identity import public as identity
    from guantong.project.clock import now, wall

    facts = {"handle": args.handle}
    if args.what == "disable":
        identity.close_account(by=by, handle=args.handle, now=now(), wall=wall())
    elif args.what == "enable":
        identity.open_account(by=by, handle=args.handle, now=now())
    else:
        facts["count"] = identity.end_sign_ins(by=by, handle=args.handle, now=now(), wall=wall())
    print(say(f"account-cli-{args.what}", args.lang, **facts))
