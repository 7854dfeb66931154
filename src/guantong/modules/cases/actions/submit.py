"""The one form handed in: checked, completed from shared sources, opened as a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import datetime
from typing import Any

import msgspec
from django.db import IntegrityError, connection, transaction

from guantong.core.flow.index import index_of
from guantong.core.flow.model import Event, Moment
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.tally import count
from guantong.core.kernel.text import Text
from guantong.core.scenario.answered import answered_elements, check_read, check_typed
from guantong.core.scenario.answers import normalise_answers
from guantong.core.scenario.compiled import DataRequest, Situation
from guantong.core.scenario.values import is_empty
from guantong.modules.journal.public import case_chain
from guantong.modules.services import public as services

from .. import access
from ..queries.wording import in_words, titles_of_form
from ..rows import CaseRef
from . import memory
from .act import ref_of, used
from .ask_again import wait_for_sources
from .data import check_submission, documents_of, who_applies
from .fixed import check_draft
from .opening import Opening, next_case_id, open_case
from .reads import Gathered, Shown, gather


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """One form as it is handed in; `key` keeps it from being handed in twice."""

    scenario: str
    division: str
    answers: Mapping[str, Any]
    data: Mapping[str, Any]
    key: str
    draft_id: int | None = None


class Behalf(msgspec.Struct, frozen=True, kw_only=True):
    """Whose form it is. At the window `hand` is the clerk's account, `shown` the card, and `note` writes whose card it was in
    the transaction that opens the case."""

    account: str
    name: str
    mandate: str = ""
    hand: str = ""
    shown: Shown | None = None
    note: Callable[[access.Held], None] | None = None


def submit_case(
    *, by: Actor, scenario: str, division: str, answers: Mapping[str, Any], data: Mapping[str, Any], key: str,
    draft_id: int | None, now: datetime,
) -> CaseRef:  # fmt: skip
    if by.role != "applicant":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "submit", "item": ""}))
    if scenario and not by.covers(scenario):
        raise Refused(Problem(code="cases.out_of_scope", facts={"scenario": scenario}))
    if not key:
        raise Refused(Problem(code="cases.no_key", where="key"))
    if (done := used(by, key)) is not None:
        return done
    check_draft(by, draft_id, data)
    form = Form(scenario=scenario, division=division, answers=answers, data=data, key=key, draft_id=draft_id)
    whose = Behalf(account=by.applicant, name=by.applicant_name, mandate=by.mandate)
    return hand_in(by, form, services.get_matter(scenario, division), whose, now)


def hand_in(by: Actor, form: Form, matter: services.Matter, whose: Behalf, now: datetime) -> CaseRef:
    """Check the form, read what sources hold, and open the case. Whose form it is has been looked at before."""
    package = matter.package
    if package.scenario.opens_from not in ("application", "complaint"):
        raise Refused(Problem(code="cases.not_applied_for", where=form.scenario))
    situation = services.situation_for(matter, form.answers)
    asks, number = package.scenario.asks, whose.shown.number if whose.shown else ""
    given = normalise_answers(asks, form.answers)
    filled = {element: value for element, value in form.data.items() if not is_empty(value)}
    differing = check_typed(asks, given, filled)
    filled |= _answered(situation, answered_elements(asks, given))
    if problems := (*check_submission(situation, package, filled, by, number), *differing):
        raise in_words(Refused(*problems), titles_of_form(situation))
    case_id = next_case_id()
    # Committed before the case: a source that was read has been read, whatever becomes of the form.
    gathered = gather(
        situation, package, filled, by=by, case_chain=case_chain(case_id), now=now, shown=whose.shown
    )
    systems = {request.element: request.system for request in situation.requests}
    if problems := check_read(asks, given, gathered.values, systems):
        raise Refused(*problems)
    event = event_of(situation, filled, gathered)
    if problems := who_applies(package, event.data, by, number):
        raise in_words(Refused(*problems), titles_of_form(situation))
    silent = any(each.element not in filled for each in gathered.unanswered)
    opening = Opening(
        case_id=case_id, scenario=form.scenario, matter_version=matter.version, division=form.division,
        flow=access.flow_of(index_of(situation.flow).hash), account=whose.account, mandate=whose.mandate, name=whose.name,
        hand=whose.hand, board=package.scenario.board, answers=form.answers, key=form.key, draft_id=form.draft_id,
        documents=documents_of(filled),
    )  # fmt: skip
    try:
        # One statement is a transaction of its own; inside a larger one a savepoint keeps a used key from breaking it.
        larger = connection.in_atomic_block or silent or whose.note
        with transaction.atomic() if larger else nullcontext():
            held = open_case(opening, [(by, event)], Moment(at=now, calendar=load_calendar()))
            if silent:
                wait_for_sources(held, now=now)
            if whose.note:
                whose.note(held)
    except Refused as refused:
        raise in_words(refused, titles_of_form(situation)) from refused
    except IntegrityError:
        # The same form, sent twice at once: the other one was faster.
        if (done := used(by, form.key)) is not None:
            return done
        raise
    memory.remember(held)
    count("case_acts", verb="submit")
    return ref_of(held)


def _answered(situation: Situation, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the guided questions have asked already, as far as somebody in this situation needs it: then it is on
    the form, or stands in where a source stays silent."""
    wanted = {field.element for field in situation.form.fields}
    wanted |= {request.element for request in situation.requests}
    return {element: value for element, value in values.items() if element in wanted}


def event_of(situation: Situation, filled: Mapping[str, Any], gathered: Gathered) -> Event:
    """Return the submission: what was read wins over what was typed; refuse what nobody gave and somebody needs."""
    silent = [request for request in gathered.unanswered if request.element not in filled]
    problems = [
        _unread(situation, request, gathered.unknown.get(request.element))
        for request in silent
        if request.if_silent == "ask-applicant" and _is_required(situation, request.element)
    ]
    if problems:
        raise Refused(*problems)
    typed = [request.element for request in gathered.unanswered if request.element in filled]
    return Event(do="submit", data={**filled, **gathered.values}, sources=dict.fromkeys(typed, "applicant"))


def _unread(situation: Situation, request: DataRequest, key: str | None) -> Problem:
    """Say whose silence it is: nobody answers, or the source knows nobody by the key, which may be mistyped."""
    title, source = _title(situation, request.element), request.system
    if key is None:
        return Problem(
            code="form.source_silent", where=request.element, facts={"title": title, "system": source}
        )
    return Problem(
        code="form.source_unknown",
        where=request.element,
        facts={"title": title, "source": source, "key": key, "key_title": _title(situation, key)},
    )


def _is_required(situation: Situation, element: str) -> bool:
    inputs = [
        given for branch in situation.flow.branches for given in branch.inputs if given.element == element
    ]
    return any(given.required for given in inputs)


def _title(situation: Situation, element: str) -> Text:
    return titles_of_form(situation).get(element, Text(element))
