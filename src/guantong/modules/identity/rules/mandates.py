"""What a mandate may be, who may give, accept and end it, and when a source proves one. Pure (ADR 0009).

Terms are those of the Civil Code where it names any: a minor has a guardian until the day before the eighteenth birthday
(articles 17 and 27); an authorisation names agent, matter, authority and term (article 165). How long a term may be at
most is this project's own choice.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.identifiers import birth_date, check_id_number, check_uscc
from guantong.core.kernel.problem import Problem, Refused

from ..rows import MandateRow

# Every kind of mandate with the most days that it may last; what else knows of kinds takes them from here.
LONGEST_DAYS = {"legal_representative": 1096, "agent": 731, "guardian": 18 * 366, "runner": 366}
MANDATE_KINDS = tuple(LONGEST_DAYS)
PROVEN_KINDS = ("legal_representative", "guardian")  # a word does not make them
GIVEN_KINDS = tuple(kind for kind in MANDATE_KINDS if kind not in PROVEN_KINDS)
OF_AGE = 18
# Identity numbers and credit codes alike: two signs, the six digits of a division, ten signs.
NUMBER = re.compile(r"[0-9A-Za-z]{2}[0-9]{6}[0-9A-Za-z]{10}", re.ASCII)


def problems_of_term(kind: str, since: date, until: date, today: date) -> list[Problem]:
    """Return what is wrong with the days of a new mandate: past, upside down, too long."""
    if since < today:
        return [Problem(code="identity.mandate_past", where="since")]
    if until < since:
        return [Problem(code="identity.mandate_ends_first", where="until")]
    longest = LONGEST_DAYS[kind]
    if (until - since).days >= longest:
        return [Problem(code="identity.mandate_too_long", where="until", facts={"days": longest})]
    return []


def problems_of_guardian(kind: str, number: str, until: date, today: date) -> list[Problem]:
    """Return what is wrong with the last day of a guardian of a minor: it lies before the eighteenth birthday. Who is of
    age already may have a guardian by a court's order, which has no such day."""
    if kind != "guardian":
        return []
    try:
        last = before_coming_of_age(check_id_number(number.strip()))
    except Refused:
        return []  # `check_number` says so
    if today <= last < until:
        return [Problem(code="identity.mandate_ends_of_age", where="until", facts={"day": last.isoformat()})]
    return []


def problem_of_second(known: MandateRow, where: str) -> Problem:
    """Return why a mandate is not given a second time: which one there is already."""
    facts = {
        "mandate": known.id, "since": known.since.isoformat(), "until": known.until.isoformat(), "state": known.state,
    }  # fmt: skip
    return Problem(code="identity.mandate_there", where=where, facts=facts)


def may_give(by: Actor, own_kind: str) -> Problem | None:
    """Return why the actor may not give a mandate. Nobody passes on what was given to them, except who represents a
    company by law: the company has no other hand to give with. `own_kind` is the kind acted under, if any."""
    return None if speaks_for(by, own_kind) else Problem(code="identity.mandate_not_yours_to_give")


def may_answer(by: Actor, row: MandateRow, today: date) -> Problem | None:
    """Return why the actor, to whom the mandate is addressed, may not accept it now."""
    if by.role != "applicant" or by.mandate or by.account == row.principal:
        return Problem(code="identity.no_mandate", facts={"mandate": row.id})
    if not row.open_to_answer(today):
        return Problem(code="identity.mandate_over", facts={"mandate": row.id})
    return None


def speaks_for(by: Actor, own_kind: str) -> str:
    """Return the account in whose name the actor may look after mandates: one's own, or that of the company represented
    by law; empty under any other mandate. `own_kind` is the kind acted under, if any."""
    if by.role != "applicant" or (by.mandate and own_kind != "legal_representative"):
        return ""
    return by.applicant


def may_end(by: Actor, row: MandateRow, own_kind: str) -> Problem | None:
    """Return why the actor may not end the mandate: either side may at any time, and the window for the principal."""
    side = speaks_for(by, own_kind)
    sides = {row.principal} if by.mandate else {row.principal, row.agent}
    if by.role != "clerk" and not (side and side in sides):
        return Problem(code="identity.no_mandate", facts={"mandate": row.id})
    if row.state not in ("given", "accepted"):
        return Problem(code="identity.mandate_over", facts={"mandate": row.id})
    return None


def acting_as(by: Actor, row: MandateRow, today: date) -> Actor | Problem:
    """Return the actor that `by` is under the mandate, or why it does not carry."""
    if by.role != "applicant" or by.mandate or not row.agent or by.account != row.agent:
        return Problem(code="identity.no_mandate", facts={"mandate": row.id})
    if not row.in_force(today):
        return Problem(
            code="identity.mandate_over", facts={"mandate": row.id, "principal": row.principal_name}
        )
    return Actor(
        account=by.account, role=by.role, name=by.name, assurance=by.assurance, mandate=str(row.id),
        principal=row.principal, principal_name=row.principal_name, scope=row.scope,
    )  # fmt: skip


def is_proven(number: str, name: str, named: Collection[str], held_name: str) -> bool:
    """True when a source names this person's number, and holds the name that was typed for the one it is about."""
    return bool(number) and number in named and bool(name) and name == held_name


def last_day(kind: str, number: str, today: date) -> date:
    """Return the last day of a proven mandate: for a guardian the day before the ward comes of age.

    >>> last_day("guardian", "330106201503012312", date(2026, 3, 2))
    datetime.date(2033, 2, 28)
    """
    if kind == "guardian":
        return before_coming_of_age(number)
    return date.fromordinal(today.toordinal() + LONGEST_DAYS[kind] - 1)


def before_coming_of_age(number: str) -> date:
    """Return the day before the eighteenth birthday; who was born on a leap day has it on the first of March."""
    born = birth_date(number)
    try:
        birthday = born.replace(year=born.year + OF_AGE)
    except ValueError:
        birthday = date(born.year + OF_AGE, 3, 1)
    return date.fromordinal(birthday.toordinal() - 1)


def check_number(kind: str, number: str) -> str:
    """Return the number of a principal, written right: a company's credit code, or a person's identity number. Who has a
    guardian is a person, who is represented by law a company. Refuse `identity.mandate_bad_number`."""
    checks = {"legal_representative": (check_uscc,), "guardian": (check_id_number,)}
    for check in checks.get(kind, (check_id_number, check_uscc)):
        try:
            return check(number)
        except Refused:
            continue
    raise Refused(Problem(code="identity.mandate_bad_number", where="principal_number"))


def is_company(number: str) -> bool:
    """True for a credit code, given a number that `check_number` returned."""
    try:
        check_id_number(number)
    except Refused:
        return True
    return False


def written(key: str) -> str:
    """Return what somebody is addressed by as it is stored: right numbers in capitals, everything else as it is typed.

    >>> written(" 33010619900101019x "), written("culture-company-01")
    ('33010619900101019X', 'culture-company-01')
    """
    for check in (check_id_number, check_uscc):
        try:
            return check(key)
        except Refused:
            continue
    return key.strip()


def masked_key(key: str) -> str:
    """Return what somebody was addressed by, without its middle when it looks like a number, rightly typed or not.

    >>> masked_key("330106199001011239"), masked_key("lisi"), masked_key("culture-company-01")
    ('3301**********1239', 'lisi', 'culture-company-01')
    """
    return f"{key[:4]}{'*' * (len(key) - 8)}{key[-4:]}" if NUMBER.fullmatch(key) else key
