"""One identity (一证通办, M38): at the window an identity number or a credit code opens the person's case, and what the items
may read is read instead of being asked. There is no way to look anybody up without a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from guantong.core.flow.index import index_of
from guantong.core.flow.model import Event, Moment
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.dispositions import dispositions_of, runs_on_one_identity
from guantong.modules.identity import public as identity
from guantong.modules.journal.public import append, case_chain
from guantong.modules.services import public as services

from .. import access, rules
from ..models import Case, Lookup
from ..queries.wording import in_words, titles_of_form
from ..rows import CaseRef
from . import memory
from .act import ref_of
from .ask_again import wait_for_sources
from .lookup_proofs import keep_proofs
from .opening import Opening, next_case_id, open_case
from .reads import Shown, gather
from .submit import event_of

COUNTER = "counter"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a clerk asks at the counter: for which matter, on whose card, why, and that the person is there and agrees."""

    scenario: str
    answers: Mapping[str, Any]
    number: str
    name: str
    present: bool
    because: str
    key: str


class Card(msgspec.Struct, frozen=True):
    """The number on the card that was shown, and account and telephone of its holder, if there is one."""

    number: str
    account: str
    phone: str


def open_on_one_identity(*, by: Actor, asked: Asked, now: datetime) -> CaseRef:
    if not asked.key:
        raise Refused(Problem(code="cases.no_key", where="key"))
    if (done := Lookup.objects.filter(account=by.account, key=asked.key).first()) is not None:
        return ref_of(access.hold_case(by, done.case_id))
    matter = services.get_matter(asked.scenario, by.division)
    scenario = matter.package.scenario
    card, situation = read_form(by, asked, matter, scenario.applicant, now)
    if not runs_on_one_identity(matter.package, situation):
        raise Refused(_not_on_one_identity(matter, situation))
    flow = access.flow_of(index_of(situation.flow).hash)
    facts = rules.facts_of(
        {}, scenario=asked.scenario, division=by.division, board=scenario.board, applicant=card.account
    )
    rules.must(by, Event(do="accept"), flow, facts)
    shown = Shown(
        number=card.number,
        facts=rules.facts_shown(scenario.applicant, card.number, asked.name.strip(), card.phone),
    )
    filled = {field.element: card.number for field in situation.form.fields}
    case_id = next_case_id()
    # Committed before the case: a source that was read has been read, whatever becomes of it. A clerk who is refused
    # has been shown nothing.
    gathered = gather(
        situation, matter.package, filled, by=by, case_chain=case_chain(case_id), now=now, shown=shown
    )
    try:
        event = event_of(situation, filled, gathered)
    except Refused as refused:
        raise in_words(refused, titles_of_form(situation)) from refused
    opening = Opening(
        case_id=case_id, scenario=asked.scenario, matter_version=matter.version, division=by.division, flow=flow, account=card.account,
        name=asked.name.strip(), hand=by.account, board=scenario.board, answers=asked.answers,
    )  # fmt: skip
    moment = Moment(at=now, calendar=load_calendar())
    try:
        with transaction.atomic():
            held = open_case(opening, [(by, event), (by, Event(do="accept"))], moment)
            wait_for_sources(held, now=now)
            _keep(held, asked, matter, by=by, number=card.number, now=now)
    except IntegrityError:
        # The same form, sent twice at once: the other one was faster.
        if (done := Lookup.objects.filter(account=by.account, key=asked.key).first()) is not None:
            return ref_of(access.hold_case(by, done.case_id))
        raise
    memory.remember(held)
    return ref_of(held)


def read_form(
    by: Actor, asked: Asked, matter: services.Matter, applicant: str, now: datetime
) -> tuple[Card, Situation]:
    """Return the card and the situation that was asked for; refuse everything that is wrong with the form at once. `applicant`:
    whose number it has to be, `person` or `enterprise`; empty for either."""
    wrong: list[Problem] = []
    number, card, situation = "", None, None
    with _noting(wrong):
        number = rules.read_number(asked.number, applicant or rules.kind_of_number(asked.number))
    with _noting(wrong):
        # Without a number nobody is looked up, and a name can only be missing.
        if number or not asked.name.strip():
            card = Card(number, *holder_of_card(number, asked.name))
    with _noting(wrong):
        check_lookup(by, number=number, present=asked.present, because=asked.because, now=now)
    with _noting(wrong):
        situation = services.situation_for(matter, asked.answers)
    if card is None or situation is None or wrong:
        raise Refused(*wrong)
    return card, situation


@contextmanager
def _noting(wrong: list[Problem]) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        wrong += refused.problems


def _keep(
    held: access.Held, asked: Asked, matter: services.Matter, *, by: Actor, number: str, now: datetime
) -> None:
    """Write whose card was shown to whom and why, and the proofs of what was read. In the caller's transaction."""
    because = asked.because.strip()
    Lookup.objects.create(
        case_id=held.id,
        holder=number,
        account=by.account,
        unit=by.unit,
        because=because,
        at=now,
        key=asked.key,
    )
    keep_proofs(held, matter.package, by=by, number=number, name=asked.name.strip(), now=now)
    body = {"case": held.id, "channel": COUNTER, "because": because, "present": True}
    append(chain=f"lookups:{case_chain(held.id)}", kind="LookedUp", body=body, by=by, at=now)


def claim_cases(*, by: Actor, now: datetime) -> int:
    """Give the person who signed in the cases that were opened on their number when they had no account."""
    if by.role != "applicant" or by.mandate or not (number := identity.number_of(by.account)):
        return 0
    waiting = Case.objects.filter(
        applicant__isnull=True, pk__in=Lookup.objects.filter(holder=number).values("pk")
    )
    if not waiting.exists():
        return 0
    with transaction.atomic():
        cases = list(waiting.select_for_update().values_list("pk", flat=True))
        Case.objects.filter(pk__in=cases).update(applicant_id=int(by.account))
        for case_id in cases:
            append(
                chain=f"lookups:{case_chain(case_id)}",
                kind="CaseClaimed",
                body={"case": case_id},
                by=by,
                at=now,
            )
    for case_id in cases:
        memory.forget(case_id)
    return len(cases)


def holder_of_card(number: str, name: str) -> tuple[str, str]:
    """Return account and telephone of the number's holder, if there is one; the name has to be the one on the card."""
    if not name.strip():
        raise Refused(Problem(code="cases.shown_name", where="name"))
    found = identity.account_of_number(number)
    if found is None:
        return "", ""
    account, phone = found
    if account.name != name.strip():
        raise Refused(Problem(code="cases.shown_name", where="name"))
    return str(account.id), phone


def check_lookup(by: Actor, *, number: str, present: bool, because: str, now: datetime) -> None:
    """Refuse what stands in the way of this clerk looking into this number's affairs now."""
    begin = now.replace(hour=0, minute=0, second=0, microsecond=0)
    problems = rules.lookup_problems(
        by=by, number=number, own_number=identity.number_of(by.account), present=present, because=because,
        done_today=Lookup.objects.filter(account=by.account, at__gte=begin).count(),
    )  # fmt: skip
    if problems:
        raise Refused(*problems)


def _not_on_one_identity(matter: services.Matter, situation: Situation) -> Problem:
    """Say what would be asked for besides the card."""
    lines = [
        one for one in dispositions_of(matter.package, situation) if one.way not in ("shared", "dropped")
    ]
    titles: tuple[Text, ...] = tuple(dict.fromkeys(one.material for one in lines))
    facts = {"title": matter.compiled.title, "elements": titles}
    return Problem(code="cases.not_one_identity", where="scenario", facts=facts)
