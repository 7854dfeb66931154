"""What a read may ask for and what it gives back. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from guantong.core.kernel.problem import Problem

STAFF = frozenset({"clerk", "officer", "manager"})
CASE_CHAIN = re.compile(r"^case:\d+$")


class ReadRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is read about whom, for which item, by which law and to which purpose.

    `elements`: element -> field of the resource's record. `granted` are the elements that the grant covers (nothing:
    exactly these). `mode` is the resource's: `session` answers from the sign-in, without a key. `held` are values that this
    installation has itself of what the resource is asked for (a licence that it issued): they come first.
    """

    resource: str
    key: str
    elements: Mapping[str, str]
    item: str = ""
    law: str = ""
    purpose: str = ""
    granted: Collection[str] | None = None
    mode: str = "api"
    held: Mapping[str, Any] = {}


class ProofSource(msgspec.Struct, frozen=True):
    """The resource that proves who stands for whom, and its fields: whom it is about, and the numbers that it names."""

    resource: str
    name: str
    named: str


PROOFS = {
    "guardian": ProofSource("population", "name", "guardians"),
    "legal_representative": ProofSource("legal-persons", "name", "legal_rep_number"),
}


def numbers_in(value: Any) -> tuple[str, ...]:
    """Return the identity numbers that a field holds: one, several, or none."""
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()


def problems_of(request: ReadRequest) -> list[Problem]:
    """Return why this may not be read: an element outside the grant, or neither law nor purpose."""
    problems = []
    if not request.law and not request.purpose:
        problems.append(Problem(code="sharing.no_purpose", where=request.resource))
    if request.granted is not None:
        granted = ", ".join(sorted(request.granted)) or "-"
        problems += [
            Problem(code="sharing.not_granted", where=element, facts={"element": element, "granted": granted})
            for element in request.elements
            if element not in request.granted
        ]
    return problems


def problem_without_case(role: str, case_chain: str) -> Problem | None:
    """Return why staff may not read this: every read of theirs names a case. Nobody looks somebody up just so."""
    if role in STAFF and not CASE_CHAIN.match(case_chain):
        return Problem(code="sharing.no_case", facts={"chain": case_chain})
    return None


def cut_to(elements: Mapping[str, str], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return only the elements asked for, of what a record holds under their fields."""
    return {element: data[field] for element, field in elements.items() if data.get(field) not in (None, "")}


def with_held(request: ReadRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer of a resource with what is held here in its place, of the elements asked for."""
    return {**answer, **{name: value for name, value in request.held.items() if name in request.elements}}


def key_digest(salt: bytes, key: str) -> str:
    """Return what the journal holds instead of the key."""
    return hashlib.new("sm3", salt + key.encode()).hexdigest()
