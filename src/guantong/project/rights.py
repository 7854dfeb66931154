"""What an actor may do with each kind of thing that is stored: the modules' own rules, asked one by one.

Nothing is decided here. `docs/reference/rights.md` asks about planted facts (`rights_page.py`), and the walk of
`tests/rights` asks about stored rows and holds every address and every door to the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

import msgspec

from guantong.core.flow.model import VERBS, Event, Flow
from guantong.core.kernel.actor import Actor
from guantong.modules.cases import rules as cases
from guantong.modules.identity import rules as identity
from guantong.modules.identity.rows import MandateRow, ProposalRow, RoleChange
from guantong.modules.licences import rules as licences

LISTED, SEEN, COUNTED, EXPORTED, CHANGED = "l", "s", "c", "e", "w"
NOBODY = Actor(account="", role="")
OPINION = ("L1", "L2")


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is stored, with the facts that rights in it depend on; which of them, its kind says.

    `owner` is an account, `mandate` the one that a file was handed over under, `part` where in a case it lies (an item);
    `grade`, `type` and `check` are those of an element, `phase` that of the case that holds it.
    """

    kind: str
    case: cases.Facts | None = None
    flow: Flow | None = None
    part: str = ""
    phase: str = ""
    grade: str = "L1"
    type: str = "document"
    check: str = ""
    owner: str = ""
    mandate: str = ""
    scenario: str = ""
    division: str = ""
    licence: licences.Facts | None = None
    proposal: ProposalRow | None = None
    given: MandateRow | None = None
    now: datetime | None = None


def rights_in(thing: Thing, by: Actor | None, own_codes: Collection[str] = ()) -> str:
    """Return the letters of what the actor (None: nobody signed in) may do with the thing, in the order of the page."""
    found = RULES[thing.kind](by or NOBODY, thing, frozenset(own_codes))
    return "".join(letter for letter in (LISTED, SEEN, COUNTED, EXPORTED, CHANGED) if letter in found)


def _facts(thing: Thing) -> tuple[cases.Facts, Flow]:
    assert thing.case is not None, thing.kind
    assert thing.flow is not None, thing.kind
    return thing.case, thing.flow


def _sees(by: Actor, thing: Thing) -> bool:
    return thing.case is not None and cases.may_see(by, thing.case)


def _case(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    """The whole of a case: an officer sees branches, never the whole."""
    facts, flow = _facts(thing)
    if by.role == "officer" or not _sees(by, thing):
        return ""
    verbs = any(cases.may(by, Event(do=verb), flow, facts) is None for verb in VERBS)
    own = {"applicant": "ls", "clerk": "lsc", "manager": "lsc", "system": "lsc"}[by.role]
    return own + CHANGED * verbs


def _branch(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    facts, flow = _facts(thing)
    if by.role == "manager" and _sees(by, thing):
        return "lsc"
    if by.role != "officer" or not by.unit or by.unit not in _units(thing):
        return ""
    deeds = [Event(do=verb, item=thing.part, place=thing.part if verb == "appoint" else "") for verb in VERBS]
    return "lsc" + CHANGED * any(cases.may(by, deed, flow, facts) is None for deed in deeds)


def _units(thing: Thing) -> set[str]:
    """The units that have something to do in one branch or at one place."""
    facts, _ = _facts(thing)
    asked = {unit for (item, _), unit in facts.asked.items() if item == thing.part}
    return {facts.units.get(thing.part, ""), facts.led_by.get(thing.part, ""), *asked} - {""}


def _document(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    """A document of a case: whoever sees the element that holds it, as far as it is not masked."""
    if by.role == "system":
        return "se"
    if not _sees(by, thing):
        return ""
    part = ""
    if by.role == "officer":
        part = _part(by, thing)
        if not part or (part == "consult" and thing.grade not in OPINION):
            return ""
    shown = cases.how_shown(
        role=by.role, grade=thing.grade, type=thing.type, check=thing.check, value={"sha": "x"}, part=part, phase=thing.phase
    )  # fmt: skip
    return "lse" if shown == "whole" else ""


def _part(by: Actor, thing: Thing) -> str:
    facts, _ = _facts(thing)
    if facts.units.get(thing.part) == by.unit:
        return "branch"
    return "consult" if by.unit in _units(thing) and thing.part not in facts.led_by else ""


def _proof(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    """The sheet of a lookup: whoever sees the case; of officers those of the unit whose item read."""
    facts, _ = _facts(thing)
    if not _sees(by, thing) or (by.role == "officer" and by.unit != facts.units.get(thing.part)):
        return ""
    return "se" if by.role == "manager" else "lse"


def _draft(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    own = by.role == "applicant" and bool(by.applicant) and by.applicant == thing.owner
    return "lsw" if own and by.covers(thing.scenario) else ""


def _window_draft(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    """A form that a clerk began at the window for somebody: that clerk, at that window, as long as the board is theirs."""
    facts = thing.case
    assert facts is not None
    own = by.role == "clerk" and bool(by.account) and by.account == thing.owner
    there = own and by.division == facts.division and facts.board in ("", *by.boards)
    return "lsw" if there else ""


def _file(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    """A file in no case yet: its owner; an agent, those handed over under the same mandate."""
    own = by.role == "applicant" and bool(by.applicant) and by.applicant == thing.owner
    return "se" if own and (not by.mandate or by.mandate == thing.mandate) else ""


def _licence(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    assert thing.licence is not None
    if not licences.may_see(by, thing.licence, codes):
        return ""
    return "lse" + CHANGED * bool(licences.operations_for(by, thing.licence))


def _copy(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    assert thing.licence is not None
    return "lsew" if by.role == "applicant" and licences.may_see(by, thing.licence, codes) else ""


def _licence_count(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    return (
        COUNTED if by.role == "manager" and thing.division.startswith(identity.area_of(by.division)) else ""
    )


def _proposal(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    row, now = thing.proposal, thing.now
    assert row is not None
    assert now is not None
    if not identity.concerns(by, row):
        return ""
    open_ = identity.may_decline(by, row, "-") is None
    takes = identity.may_take(by, row, kind=row.kind, now=now, same_person=False) is None
    return (LISTED * open_) + SEEN + CHANGED * (open_ or takes)


def _mandate(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    row, now = thing.given, thing.now
    assert row is not None
    assert now is not None
    given = bool(row.principal) and identity.speaks_for(by, "agent" if by.mandate else "") == row.principal
    agent = row.agent or thing.owner  # whom it is addressed to, until somebody accepts it
    held = by.role == "applicant" and not by.mandate and bool(agent) and by.account == agent
    ends = identity.may_end(by, row, "agent" if by.mandate else "") is None
    answers = held and identity.may_answer(by, row, now.date()) is None
    under = bool(by.mandate) and by.mandate == str(row.id)  # every page says so at its top
    return "ls" * (given or held) + SEEN * under + CHANGED * (ends or answers)


def _read(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    """A read of somebody's data: that person alone, in person. To object to it is what can be done."""
    return "lsew" if _is_oneself(by, thing) and not by.mandate else ""


def _own(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    """A session, a token: of the account itself."""
    return "lsw" if by.account and by.account == thing.owner else ""


def _is_oneself(by: Actor, thing: Thing) -> bool:
    return by.role == "applicant" and bool(by.account) and by.account == thing.owner


def _staff(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    """An account of staff with its roles: managers of the area, who propose changes; never of their own."""
    if by.role != "manager" or not thing.division.startswith(identity.area_of(by.division)):
        return ""
    change = RoleChange(act="add", account=0, unit=0, unit_role="", division=thing.division, role="officer")
    own = by.account == thing.owner
    return "ls" + CHANGED * (identity.problem_of_change(by, change, kind="staff", own=own) is None)


def _figures(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    """A case among the figures, ratings and loads of a division."""
    return "lc" if by.role == "manager" and _sees(by, thing) else ""


def _closed(by: Actor, thing: Thing, codes: frozenset[str]) -> str:
    """What no address shows to anybody: only commands of the machine's operator reach it."""
    return ""


RULES: dict[str, Callable[[Actor, Thing, frozenset[str]], str]] = {
    "case": _case,
    "branch": _branch,
    "document": _document,
    "lookup-proof": _proof,
    "draft": _draft,
    "window-draft": _window_draft,
    "own-file": _file,
    "licence": _licence,
    "copy": _copy,
    "licence-count": _licence_count,
    "proposal": _proposal,
    "mandate": _mandate,
    "read": _read,
    "session": _own,
    "token": _own,
    "staff": _staff,
    "figures": _figures,
    "journal": _closed,
    "keys": _closed,
}
"""Kind of thing -> how the rules are asked about it."""
