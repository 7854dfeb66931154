"""What a lookup at the counter needs: a real number, the person present and agreeing, a reason, and no more than so many a day."""

from __future__ import annotations

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.identifiers import check_id_number, check_uscc
from guantong.core.kernel.problem import Problem, Refused

MOST_A_DAY = (
    200  # lookups of one clerk; a window that serves more than one person in two minutes is not serving
)
SHORTEST_REASON = 4


def read_number(number: str, applicant: str) -> str:
    """Return an identity number or credit code as it is stored; refuse `cases.shown_number`."""
    plain = "".join(number.split()).upper()
    try:
        return check_id_number(plain) if applicant == "person" else check_uscc(plain)
    except Refused as wrong:
        raise Refused(Problem(code="cases.shown_number", where="number")) from wrong


def kind_of_number(number: str) -> str:
    """Return whose number was shown: `person` or `enterprise`; refuse `cases.shown_number`.

    >>> kind_of_number("33010619900101123X")
    'person'
    """
    try:
        read_number(number, "person")
    except Refused:
        read_number(number, "enterprise")
        return "enterprise"
    return "person"


def lookup_problems(
    *, by: Actor, number: str, own_number: str, present: bool, because: str, done_today: int
) -> tuple[Problem, ...]:
    """Return all that stands in the way of a lookup by this clerk; `number` is empty where none could be read."""
    found = []
    if by.role != "clerk":
        found.append(Problem(code="cases.wrong_role", facts={"verb": "lookup", "item": ""}))
    if number and number == own_number:
        found.append(Problem(code="cases.recuse", where="number"))
    if not present:
        found.append(Problem(code="cases.not_there", where="present"))
    if len(because.strip()) < SHORTEST_REASON:
        found.append(Problem(code="cases.why_lookup", where="because"))
    if done_today >= MOST_A_DAY:
        facts = {"count": done_today, "most": MOST_A_DAY}
        found.append(Problem(code="cases.lookup_limit", facts=facts))
    return tuple(found)


def facts_shown(applicant: str, number: str, name: str, phone: str) -> dict[str, str]:
    """Return element -> value for what stands on the card or licence, and the telephone of the holder's account."""
    if applicant == "person":
        facts = {
            "applicant.id_number": number,
            "applicant.name": name,
            "agent.id_number": number,
            "agent.name": name,
        }
        facts |= {"applicant.phone": phone, "agent.phone": phone}
    else:
        facts = {
            "enterprise.uscc": number,
            "company.uscc": number,
            "enterprise.name": name,
            "agent.phone": phone,
        }
    return {element: value for element, value in facts.items() if value}


def masked_number(number: str) -> str:
    """Return a number as a sheet on the file shows it: enough to compare with the card, not enough to use.

    >>> masked_number("330106199001011239")
    '330106********1239'
    """
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}" if len(number) > 10 else "*" * len(number)
