"""What people hand in, checked field by field against the form of the case's situation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.answered import corrected_answers, say_value
from guantong.core.scenario.applying import can_be_checked, check_applicant, concerns_applicant
from guantong.core.scenario.compiled import FormField, Given, Situation
from guantong.core.scenario.form import field_instead
from guantong.core.scenario.language import Package
from guantong.core.scenario.values import check_form, check_value
from guantong.modules.identity import public as identity
from guantong.modules.services import public as services

from ..access import Held, package_of
from ..models import Document
from ..queries.answers import answers_of
from ..rules.objections import FIXED_ELEMENTS
from .fixed import check_kept

CHECKED_VERBS = ("correct", "supplement", "submit")
NEVER_HANDED_IN = ("sibling", "dropped")


def check_event(held: Held, event: Event, by: Actor) -> None:
    """Refuse with one problem a field when what an applicant hands in is not right."""
    if event.do not in CHECKED_VERBS or not event.data:
        return
    situation = services.get_situation(held.state.flow)
    fields = {field.element: field for field in situation.form.fields}
    if not event.data.keys() <= fields.keys():  # rare: something that a source should have given
        fields = fields_of(situation, package_of(held))
    if problems := (*check_against(fields, event.data), *check_documents(event.data, by)):
        raise Refused(*problems)
    if FIXED_ELEMENTS & event.data.keys():
        check_kept(
            {name: datum.value for name, datum in held.state.data.items() if name in event.data}, event.data
        )
    check_situation(held, event.data)
    check_who_applied(held, event.data, by)


def check_situation(held: Held, data: Mapping[str, Any]) -> None:
    """Refuse `form.other_situation` where a corrected value answers a question otherwise, so that other items would apply:
    a case runs to its end on the flow it was opened with."""
    matter = services.get_matter(held.facts.scenario, held.facts.division, held.matter_version)
    asks = matter.package.scenario.asks
    answering = {ask.is_: ask for ask in asks.values() if ask.is_ in data}
    if not answering:
        return
    before = answers_of(held.id, asks)
    try:
        known = services.situation_for(matter, corrected_answers(asks, before, data)).key
        same = known in (held.flow.situation, services.situation_for(matter, before).key)
    except Refused:
        same = False
    if not same:
        raise Refused(
            *(
                Problem(
                    code="form.other_situation",
                    where=element,
                    facts={"ask": ask.title.text(), "value": say_value(ask, data[element])},
                )
                for element, ask in answering.items()
            )
        )


def check_who_applied(held: Held, data: Mapping[str, Any], by: Actor) -> None:
    """Refuse a correction after which the applicant would not be who the form says."""
    package = package_of(held)
    if not concerns_applicant(package, data):
        return
    merged = {name: datum.value for name, datum in held.state.data.items()} | dict(data)
    if problems := who_applies(package, merged, by):
        raise Refused(*problems)


def who_applies(
    package: Package, data: Mapping[str, Any], by: Actor, number: str = ""
) -> tuple[Problem, ...]:
    """Return why the actor, or whoever showed `number` at the window, may not apply as what the form says; nothing where it does
    not matter who applies."""
    if package.scenario.applies_as is None:
        return ()
    mandate = identity.mandates_in([by.mandate]).get(by.mandate) if by.mandate else None
    guardian = mandate is not None and mandate.kind == "guardian"
    return check_applicant(package, data, number or identity.number_of(by.applicant), guardian=guardian)


def check_submission(
    situation: Situation, package: Package, data: Mapping[str, Any], by: Actor, number: str = ""
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a form. What may be owed may be missing; the window decides about it."""
    owed = [field.element for field in situation.form.fields if field.owed_workdays is not None]
    asked = {field.element for field in situation.form.fields}
    further = {name: value for name, value in data.items() if name not in asked}
    return (
        *check_form(situation.form.fields, data, owed),
        *check_values(situation, package, further),
        *check_documents(data, by),
        *(who_applies(package, data, by, number) if can_be_checked(package, data) else ()),
    )


def check_values(situation: Situation, package: Package, data: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return what is wrong with single values, and which of them nobody asks for."""
    return check_against(fields_of(situation, package), data) if data else ()


def check_against(fields: Mapping[str, FormField], data: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return what is wrong with single values, given the fields of everything that may be handed in."""
    found: list[Problem] = []
    for element, value in data.items():
        field = fields.get(element)
        problem = (
            Problem(code="form.not_asked", where=element, facts={"element": element})
            if field is None
            else check_value(field, value)
        )
        found += [problem] if problem else []
    return tuple(found)


def check_documents(data: Mapping[str, Any], by: Actor) -> tuple[Problem, ...]:
    """A document in a form is one that its owner has uploaded; anything else is somebody's invention."""
    named = {value["sha"]: element for element, value in data.items() if _is_document(value)}
    if not named or by.role not in ("applicant", "clerk"):
        return ()
    stored = Document.objects.filter(sm3__in=named, owner_id=int(by.applicant)).values_list("sm3", flat=True)
    missing = named.keys() - set(stored)
    return tuple(
        Problem(
            code="cases.no_document",
            where=named[sm3],
            facts={"name": str(data[named[sm3]].get("name", ""))[:80]},
        )
        for sm3 in sorted(missing, key=lambda sm3: named[sm3])
    )


def documents_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the hashes of the documents among the values."""
    return tuple(sorted({value["sha"] for value in data.values() if _is_document(value)}))


def fields_of(situation: Situation, package: Package) -> dict[str, FormField]:
    """Return the field of everything that an applicant may hand in: what the form asks, and what a source should
    have given and an officer or a silent source asks for after all."""
    fields = {given.element: field_instead(package, given) for given in _may_be_asked(situation)}
    return fields | {field.element: field for field in situation.form.fields}


def _may_be_asked(situation: Situation) -> Iterable[Given]:
    return (given for given in situation.form.given if given.source not in NEVER_HANDED_IN)


def _is_document(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("sha"), str)
