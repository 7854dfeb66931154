"""What shared sources give for a case, so that nobody is asked for it (M02). Every read leaves its trace in `sharing`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from guantong.core.kernel.actor import Actor
from guantong.core.scenario.compiled import DataRequest, Situation
from guantong.core.scenario.dictionary import find_element, split_id
from guantong.core.scenario.language import Package
from guantong.modules.identity.public import session_facts
from guantong.modules.licences.public import Held, held_here
from guantong.modules.sharing.public import ReadRequest, Silent, read_all

from .plausible import plausible

SESSION = "session"
LICENCES = "e-licences"  # the resource that stores licences; those issued here are read here
NOTHING_HELD = Held(valid={}, ended=frozenset())
# A source without a key of its own finds a row by its holder: the one the element is about, or who signed in.
HOLDER_KEYS = ("id_number", "uscc")
SIGNED_IN = ("enterprise.uscc", "company.uscc", "applicant.id_number")


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """What was read (element -> value), and the requests that nobody answered. `unknown` names, of those whose source
    answered that it holds nothing by the key, the typed element that was the key."""

    values: dict[str, Any]
    unanswered: tuple[DataRequest, ...]
    unknown: dict[str, str] = {}


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """An identity card or a business licence that was shown at the counter: it vouches for what a sign-in vouches for
    elsewhere. `facts` are the elements that stand on it, `number` is the key of its holder."""

    number: str
    facts: Mapping[str, Any]


def gather(
    situation: Situation,
    package: Package,
    data: Mapping[str, Any],
    *,
    by: Actor,
    case_chain: str,
    now: datetime,
    shown: Shown | None = None,
) -> Gathered:
    """Read everything whose key is known; what one source gives may be the key of the next. With `shown` nobody's
    sign-in says anything: who sits at the counter is not whom the case is about."""
    values: dict[str, Any] = {}
    unknown: dict[str, str] = {}
    facts = shown.facts if shown else session_facts(by.applicant, by.account) if situation.requests else {}
    pending = list(situation.requests)
    while pending:
        batch: dict[tuple[str, str, str], list[DataRequest]] = {}
        known = {**facts, **data, **values}
        for request in pending:
            if (key := _key_of(request, known)) is not None:
                batch.setdefault((request.resource, key, request.item), []).append(request)
        if not batch:
            break
        here = {key: _held_here(requests, key[1]) for key, requests in batch.items()}
        asked = [_read_of(requests, key[1], package, here[key]) for key, requests in batch.items()]
        if shown is not None:
            asked = [_as_shown(request, shown) for request in asked]
        answers = read_all(requests=asked, case_chain=case_chain, by=by, now=now)
        for found, (place, requests) in zip(answers, batch.items(), strict=True):
            if isinstance(found, Silent):
                continue
            # What was revoked here is not held, whatever the other store still says.
            ended = here[place].ended
            answer = {name: value for name, value in found.items() if (name, str(value)) not in ended}
            holder = key_element(requests[0], known)
            values |= plausible(
                answer, resource=requests[0].resource, holder=holder, key=str(known.get(holder, "")),
                situation=situation, package=package,
            )  # fmt: skip
            # Only what was typed can be mistyped; with a key from the sign-in there is nothing to compare.
            if not answer and holder in data:
                unknown |= {request.element: holder for request in requests}
        done = {id(request) for requests in batch.values() for request in requests}
        pending = [request for request in pending if id(request) not in done]
    missing = {request.element: request for request in situation.requests if request.element not in values}
    return Gathered(
        values=values,
        unanswered=tuple(missing.values()),
        unknown={element: key for element, key in unknown.items() if element in missing},
    )


def _key_of(request: DataRequest, known: Mapping[str, Any]) -> str | None:
    """Return the key by which the row is found, None while it is not known. A session needs none."""
    if request.mode == SESSION:
        return ""
    value = known.get(key_element(request, known))
    return str(value) if value not in (None, "") else None


def key_element(request: DataRequest, known: Mapping[str, Any]) -> str:
    """Return the element that holds the key of a request; empty for a session, and when nobody is known yet."""
    if request.mode == SESSION:
        return ""
    return request.key or holder_in(request.element, known)


def holder_of(element: str, known: Mapping[str, Any]) -> str | None:
    """Return the identity number or credit code of whoever the element is about, or of who signed in."""
    found = holder_in(element, known)
    return str(known[found]) if found else None


def holder_in(element: str, known: Mapping[str, Any]) -> str:
    """Return which known element says who the element is about; empty when none does."""
    entity, _ = split_id(element)
    names = (*(f"{entity}.{name}" for name in HOLDER_KEYS), *SIGNED_IN)
    return next((name for name in names if known.get(name)), "")


def _held_here(requests: list[DataRequest], key: str) -> Held:
    """Return what of a request to the store of licences this installation issued itself."""
    if requests[0].resource != LICENCES:
        return NOTHING_HELD
    return held_here(key, [request.element for request in requests])


def _as_shown(request: ReadRequest, shown: Shown) -> ReadRequest:
    """Return what a sign-in would answer as a read of the card that was shown, under its holder's number."""
    if request.mode != SESSION:
        return request
    held = {element: shown.facts[element] for element in request.elements if shown.facts.get(element)}
    return msgspec.structs.replace(request, mode="shown", key=shown.number, held=held)


def _read_of(requests: list[DataRequest], key: str, package: Package, here: Held) -> ReadRequest:
    first = requests[0]
    grant = package.scenario.grants[first.grant]
    elements = {request.element: field_of(request.element, package) for request in requests}
    return ReadRequest(
        resource=first.resource, key=key, elements=elements, item=first.item, law=first.law,
        purpose=grant.purpose.zh, granted=frozenset(elements), mode=first.mode,
        held=here.valid,
    )  # fmt: skip


def field_of(element: str, package: Package) -> str:
    """Return under which name the resource holds the element: `population.id_number` holds it as `id_number`."""
    found = find_element(package.dictionary, element)
    return found.held_by.partition(".")[2] if found and found.held_by else split_id(element)[1]
