"""What the shared sources know of an invented applicant, so that the demonstration can really read instead of asking.

Rows are made from the same samples as the form, under the key by which a request finds them. Nothing here is anybody's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from guantong.core.kernel.actor import SYSTEM
from guantong.core.scenario.compiled import DataRequest, Situation
from guantong.core.scenario.dictionary import find_element, split_id
from guantong.core.scenario.language import Package
from guantong.core.scenario.samples import sample_value
from guantong.modules.sharing import public as sharing

Records = dict[str, dict[str, dict[str, Any]]]


def know_applicant(
    package: Package,
    situation: Situation,
    data: Mapping[str, Any],
    facts: Mapping[str, Any],
    seed: int,
    now: datetime,
) -> None:
    """Write what each resource holds about the people and things of this form. `facts` is what the sign-in vouches for."""
    _write(_records_of(package, situation, {**facts, **data}, seed), now)


def know_beforehand(
    forms: Iterable[tuple[Package, Situation]], facts: Mapping[str, Any], now: datetime
) -> None:
    """Write what the resources hold about somebody who has filled in nothing yet, for all these forms together."""
    together: Records = defaultdict(lambda: defaultdict(dict))
    for package, situation in forms:
        for resource, rows in _records_of(package, situation, facts, seed=0).items():
            for key, row in rows.items():
                together[resource][key].update(row)
    _write(together, now)


def _write(records: Records, now: datetime) -> None:
    for resource, rows in records.items():
        sharing.write_records(resource=resource, records=rows, by=SYSTEM, now=now)


def _records_of(package: Package, situation: Situation, given: Mapping[str, Any], seed: int) -> Records:
    """Return resource -> key -> field -> value for all that can be found from what is given, one lookup after another."""
    known = dict(given)
    records: Records = defaultdict(lambda: defaultdict(dict))
    pending = [request for request in situation.requests if request.mode != "session"]
    while pending:
        found = [request for request in pending if _key_of(request, known)]
        if not found:
            break
        for request in found:
            value = _value(package, request.element, seed)
            known.setdefault(request.element, value)
            field = _field_of(package, request.element)
            records[request.resource][str(_key_of(request, known))][field] = known[request.element]
        pending = [request for request in pending if request not in found]
    return records


def _key_of(request: DataRequest, known: Mapping[str, Any]) -> Any:
    if request.key:
        return known.get(request.key)
    entity, _ = split_id(request.element)
    names = (f"{entity}.id_number", f"{entity}.uscc", "company.uscc", "applicant.id_number")
    return next((known[name] for name in names if known.get(name)), None)


def _value(package: Package, element_id: str, seed: int) -> Any:
    element = find_element(package.dictionary, element_id)
    return sample_value(element_id, element, seed) if element else element_id


def _field_of(package: Package, element_id: str) -> str:
    element = find_element(package.dictionary, element_id)
    return element.held_by.partition(".")[2] if element and element.held_by else split_id(element_id)[1]
