"""The door of `sharing`: read what a shared resource holds instead of asking for it. Every read leaves a trace.

A read names its item, law and purpose, is written to the journal in the chain `reads:<chain of the case>`, and can be
seen by the person concerned (`reads_about`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from guantong.core.kernel.actor import Actor
from guantong.modules.identity.public import MandateRow

from .rows import ReadRow, Silent
from .rules import ReadRequest

__all__ = [
    "ANSWERED",
    "ReadRequest",
    "ReadRow",
    "Silent",
    "claim_mandate",
    "erase_reads",
    "read",
    "read_about",
    "read_all",
    "reads_about",
    "reads_between",
    "reads_of",
    "set_answering",
    "set_silent",
    "write_records",
    "years_of",
]


def read(
    *,
    resource: str,
    key: str,
    elements: Mapping[str, str] | Iterable[str],
    item: str,
    case_chain: str,
    by: Actor,
    law: str,
    purpose: str,
    now: datetime,
    granted: Collection[str] | None = None,
    mode: str = "api",
) -> dict[str, Any] | Silent:
    """Return element -> value from one record of a resource (without those it does not hold), or `Silent`.

    `elements` maps elements to fields of the record; a plain list takes the elements as fields. Refuse
    `sharing.not_granted` for an element outside `granted`, and `sharing.no_purpose`. Nothing is read then.
    """
    fields = dict(elements) if isinstance(elements, Mapping) else {element: element for element in elements}
    request = ReadRequest(
        resource=resource,
        key=key,
        elements=fields,
        item=item,
        law=law,
        purpose=purpose,
        granted=granted,
        mode=mode,
    )
    return read_all(requests=(request,), case_chain=case_chain, by=by, now=now)[0]


def read_all(
    *, requests: Sequence[ReadRequest], case_chain: str, by: Actor, now: datetime
) -> tuple[dict[str, Any] | Silent, ...]:
    """Do several reads for one case in five statements; answers in the order of the requests. Refuse as `read` does,
    with all problems at once."""
    from . import actions

    return actions.read_all(requests=requests, case_chain=case_chain, by=by, now=now)


def claim_mandate(*, by: Actor, kind: str, number: str, name: str, now: datetime) -> MandateRow:
    """Ask the source that proves it whether the actor is the guardian of the child, or the legal representative of the
    company, with this number and name. The read leaves its trace like any other. Refuse `identity.mandate_not_proven`."""
    from . import actions

    return actions.claim_mandate(by=by, kind=kind, number=number, name=name, now=now)


ANSWERED = """
SELECT substr(case_chain, 6)::bigint AS case_id, item, resource, count(*) AS reads
FROM sharing_read
WHERE answered AND (item, resource) IN (SELECT * FROM unnest(%s::text[], %s::text[])) AND at >= %s
  AND case_chain ~ '^case:[0-9]{1,18}$'
GROUP BY 1, 2, 3"""
"""How often each case had these answered reads since a moment. Parameters: items, their resources, the moment. `cases` counts
over it which of its cases were spared a paper."""


def write_records(
    *, resource: str, records: Mapping[str, Mapping[str, Any]], by: Actor, now: datetime
) -> int:
    """Take over records (key -> field -> value) into a resource, replacing those with the same key; return how many."""
    from . import actions

    return actions.write_records(resource=resource, records=records, by=by, now=now)


def set_silent(*, resource: str, because: str = "", by: Actor, now: datetime) -> None:
    """Record that a resource does not answer until `set_answering`."""
    from . import actions

    actions.set_silent(resource=resource, because=because, by=by, now=now)


def set_answering(*, resource: str, by: Actor, now: datetime) -> None:
    """Record that a resource answers again."""
    from . import actions

    actions.set_answering(resource=resource, by=by, now=now)


def reads_about(key: str, *, before: int = 0, limit: int = 50) -> tuple[ReadRow, ...]:
    """Return the reads about the person or company with this key, newest first."""
    from . import queries

    return queries.reads_about(key, before, limit)


def reads_between(
    keys: Collection[str], *, since: datetime, until: datetime, limit: int = 5000
) -> tuple[ReadRow, ...]:
    """Return the reads about any of these keys in a time, newest first, at most `limit`."""
    from . import queries

    return queries.reads_between(keys, since, until, limit)


def years_of(keys: Collection[str]) -> tuple[int, ...]:
    """Return the years in which anything about these keys was read, the last first."""
    from . import queries

    return queries.years_of(keys)


def read_about(keys: Collection[str], read_id: int) -> ReadRow | None:
    """Return one read if it is about one of these keys."""
    from . import queries

    return queries.read_about(keys, read_id)


def reads_of(case_chain: str) -> tuple[ReadRow, ...]:
    """Return the reads made for one case, in order."""
    from . import queries

    return queries.reads_of(case_chain)


def erase_reads(*, before: datetime, apply: bool) -> int:
    """Erase the rows of reads made before a moment, or only count them; return how many. The journal keeps what it holds of
    them: a salted digest, which without the row names nobody."""
    from . import actions

    return actions.erase_reads(before=before, apply=apply)
