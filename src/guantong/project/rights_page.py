"""`docs/reference/rights.md`: who may do what with each kind of thing, asked of the rules about planted facts.

The visitors and the things of one small county are written down here; every letter on the page is an answer of a rule.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from guantong.core.flow.model import Branch, Flow, Inspection
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.text import Text
from guantong.modules.cases import rules as cases
from guantong.modules.identity.rows import MandateRow, ProposalRow
from guantong.modules.identity.rules.sessions import next_step
from guantong.modules.licences import rules as licences

from .rights import Thing, rights_in

PROVINCE, COUNTY, ELSEWHERE = "330000000000", "330106000000", "330203000000"
OWNER, OTHER, AGENT, CLERK, OFFICER, COLLEAGUE, MANAGER = "11", "12", "13", "21", "31", "32", "41"
UNIT, ASKED, LEADS, NO_PART, FAR = "1", "2", "3", "4", "5"
MATTER, BOARD, ITEM, PLACE = "open-venue", "business-registration", "registration", "premises"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
NOTE = "<!-- Written by `guantong reference`. Change the rules, then run it again. -->\n"


def _staff(role: str, account: str, unit: str = UNIT, division: str = COUNTY, *bound: str) -> Actor:
    boards = (BOARD,) if role == "clerk" else ()
    fills = {UNIT: "a", ASKED: "b", LEADS: "c"}.get(unit, "d")
    return Actor(
        account=account, role=role, unit=unit, unit_role=fills, division=division, boards=boards, bound=bound
    )


def _agent(mandate: str, scope: str, principal: str = OWNER) -> Actor:
    return Actor(account=AGENT, role="applicant", mandate=mandate, principal=principal, scope=(scope,))


def _without_second_factor() -> Actor | None:
    """Where a second factor is demanded, staff who have none are nobody: their sign-in is not finished."""
    step = next_step(kind="staff", assurance="low", enrolled=False, setting="demanded")
    return None if step else _staff("officer", OFFICER)


VISITORS: dict[str, Actor | None] = {
    "nobody": None,
    "applicant, own": Actor(account=OWNER, role="applicant"),
    "another applicant": Actor(account=OTHER, role="applicant"),
    "agent, in scope": _agent("7", MATTER),
    "agent, out of scope": _agent("8", "newborn"),
    "agent of another": _agent("9", MATTER, OTHER),
    "agent, mandate ended": Actor(account=AGENT, role="applicant"),
    "clerk of the county": _staff("clerk", CLERK),
    "clerk of another board": Actor(account="22", role="clerk", unit=UNIT, division=COUNTY, boards=("other-affairs",)),
    "clerk elsewhere": _staff("clerk", "23", FAR, ELSEWHERE),
    "clerk, bound to the applicant": _staff("clerk", "24", UNIT, COUNTY, OWNER),
    "officer of the unit": _staff("officer", OFFICER),
    "colleague in the unit": _staff("officer", COLLEAGUE),
    "officer, bound to the applicant": _staff("officer", "33", UNIT, COUNTY, OWNER),
    "officer of a consulted unit": _staff("officer", "34", ASKED),
    "officer who leads the visit": _staff("officer", "35", LEADS),
    "officer of another unit": _staff("officer", "36", NO_PART),
    "same unit elsewhere": _staff("officer", "37", FAR, ELSEWHERE),
    "manager of the county": _staff("manager", MANAGER),
    "manager of the province": _staff("manager", "42", "6", PROVINCE),
    "manager elsewhere": _staff("manager", "43", FAR, ELSEWHERE),
    "staff without second factor": _without_second_factor(),
    "the system": SYSTEM,
}  # fmt: skip

FLOW = Flow(
    scenario=MATTER, situation="", title=Text("-"), lead="a", promised=5,
    branches=(Branch(item=ITEM, title=Text("-"), unit="a", level="county", promised=1, legal=1, inspection=PLACE),),
    inspections=(Inspection(place=PLACE, title=Text("-"), items=(ITEM,), led_by="c", within=3),),
)  # fmt: skip
CASE = cases.Facts(
    scenario=MATTER, division=COUNTY, board=BOARD, applicant=OWNER, mandate="7", accepted_by=CLERK,
    units={ITEM: UNIT}, led_by={PLACE: LEADS}, asked={(ITEM, "b"): ASKED},
)  # fmt: skip
LICENCE = licences.Facts(unit=UNIT, scenario=MATTER, holder_account=OWNER, holder_code="", state="valid")


def _proposal(role: str, proposer: str) -> ProposalRow:
    return ProposalRow(
        id=1, kind="-", subject="-", body={}, because="-", proposer=proposer, proposer_name="-", unit=UNIT, unit_role="a",
        role=role, division=COUNTY, state="open", at=NOW, until=NOW + timedelta(hours=72),
    )  # fmt: skip


def _mandate(state: str, until: date) -> MandateRow:
    return MandateRow(
        id=7, kind="agent", principal=OWNER, principal_name="-", agent="" if state == "given" else AGENT, agent_name="-",
        agent_shown="-", scope=(MATTER,), since=NOW.date() - timedelta(days=5), until=until, state=state, because="",
        proof="", given_at=NOW,
    )  # fmt: skip


def _held(kind: str, **more: object) -> Thing:
    return Thing(kind=kind, case=CASE, flow=FLOW, part=ITEM, phase="handling", **more)  # type: ignore[arg-type]


LATER = NOW.date() + timedelta(days=30)
THINGS: dict[str, Thing] = {
    "case, as a whole": _held("case"),
    "branch of the case (an item)": _held("branch"),
    "joint visit of the case": Thing(kind="branch", case=CASE, flow=FLOW, part=PLACE, phase="handling"),
    "document in the case, L1 or L2": _held("document", grade="L2"),
    "document in the case, L4": _held("document", grade="L4"),
    "document, L4, before acceptance": Thing(kind="document", case=CASE, flow=FLOW, part=ITEM, phase="submitted", grade="L4"),
    "lookup proof on the file": _held("lookup-proof"),
    "draft": Thing(kind="draft", owner=OWNER, scenario=MATTER),
    "form begun at the window for somebody": Thing(kind="window-draft", owner=CLERK, case=CASE),
    "file handed over by the agent": Thing(kind="own-file", owner=OWNER, mandate="7"),
    "file of one's own": Thing(kind="own-file", owner=OWNER),
    "licence": Thing(kind="licence", licence=LICENCE),
    "purpose copy": Thing(kind="copy", licence=LICENCE),
    "licences, counted by unit": Thing(kind="licence-count", division=COUNTY),
    "proposal to revoke a licence": Thing(kind="proposal", proposal=_proposal("officer", OFFICER), now=NOW),
    "proposal to open a field": Thing(kind="proposal", proposal=_proposal("clerk", CLERK), now=NOW),
    "proposal to change a role": Thing(kind="proposal", proposal=_proposal("manager", MANAGER), now=NOW),
    "mandate, waiting": Thing(kind="mandate", given=_mandate("given", LATER), owner=AGENT, now=NOW),
    "mandate, accepted": Thing(kind="mandate", given=_mandate("accepted", LATER), now=NOW),
    "mandate, ended": Thing(kind="mandate", given=_mandate("ended", LATER), now=NOW),
    "read of the applicant's data": Thing(kind="read", owner=OWNER),
    "session": Thing(kind="session", owner=OWNER),
    "token": Thing(kind="token", owner=OWNER),
    "account of staff, with its roles": Thing(kind="staff", owner=OFFICER, division=COUNTY),
    "figures, ratings, loads": _held("figures"),
    "journal, as a whole": Thing(kind="journal"),
    "secret keys": Thing(kind="keys"),
}  # fmt: skip

INTRO = """# Rights: who may do what with each kind of thing

Every letter is an answer of a rule in the code, asked about the planted facts of `project/rights_page.py`: one case in a county, handed in by an agent,
accepted by the clerk of the county, in the hands of a unit that asked another one for its opinion. `tests/rights` asks the same rules about stored rows and
walks every address and every door as every visitor: nothing appears where no letter stands, and what has a letter is there.

**l** stands in a list · **s** can be opened · **c** is counted · **e** can be taken away as a file · **w** can be changed (decided, answered, ended, handed in again) · – nothing

What is open to whoever holds a code is no right of a role: the tracking page (steps and days, nobody's name) and the verification of a licence. Figures for
everybody are sums over published matters, and counts of papers saved. What is masked stands in [rights](../explain/rights.md), what each address answers in [routes](routes.md)."""


def rights_files() -> dict[str, str]:
    """Return path under `docs/reference` -> content."""
    from .routes import set_up

    set_up()
    return {"rights.md": write_rights()}


def write_rights() -> str:
    """Return the page."""
    lines = [NOTE, INTRO, ""]
    names, first = list(VISITORS), 0
    for title, count in TABLES.items():
        lines += [f"## {title}\n", *_table(names[first : first + count]), ""]
        first += count
    assert first == len(names), "a visitor stands in no table"
    return "\n".join([*lines, *_masks()]) + "\n"


TABLES = {"Applicants and agents": 7, "The window": 4, "Units": 7, "Managers, and the rest": 5}
"""Title -> how many visitors of `VISITORS`, in their order."""


def _table(names: list[str]) -> list[str]:
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for what, thing in THINGS.items():
        cells = " | ".join(rights_in(thing, VISITORS[name]) or "–" for name in names)
        lines.append(f"| {what} | {cells} |")
    return lines


PARTS = {
    "clerk": ("clerk", ""), "officer of the unit": ("officer", "branch"), "manager": ("manager", ""), "applicant": ("applicant", ""),
}  # fmt: skip
VALUES = {
    "L1, L2": {"grade": "L2", "value": "x"},
    "L3 identity number": {"grade": "L3", "check": "id-number", "value": "330106199001010012"},
    "L3 other": {"grade": "L3", "value": "x"},
    "L4 bank account": {"grade": "L4", "check": "bank-account", "value": "6222020200112233445"},
    "L4 document": {"grade": "L4", "type": "document", "value": {"sha": "x"}},
    "L4 other": {"grade": "L4", "value": "x"},
}


def _masks() -> list[str]:
    """How much of a graded value each role reads, after acceptance, before a second person opened it."""
    lines = [
        "## Graded fields\n", "How much of a value is read before a second person has opened it (after acceptance). A consulted unit gets L1 and L2 alone.\n",
        "| | " + " | ".join(PARTS) + " |", "|---|" + "---|" * len(PARTS),
    ]  # fmt: skip
    for name, about in VALUES.items():
        shown = [
            cases.how_shown(role=role, part=part, phase="handling", **about)  # type: ignore[arg-type]
            for role, part in PARTS.values()
        ]
        lines.append(f"| {name} | " + " | ".join(shown) + " |")
    return lines
