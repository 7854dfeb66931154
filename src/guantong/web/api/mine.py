"""One's own cases over the interface: where each stands, what is handed in later, taking it back, rating it; who read my data."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Header, Path

from guantong.core.flow.model import Event
from guantong.modules.cases import public as cases
from guantong.modules.identity import public as identity
from guantong.modules.sharing import public as sharing

from ..citizen.mine import reader_of
from ..citizen.registers import OWN_NUMBERS
from ..ui.access import actor_of, visitor
from ..ui.moment import now, today
from . import case_shapes as shapes
from .door import operation
from .shapes import Code, Cursor, Limit, Line

OWN = ("applicant",)
Key = Annotated[Line, Header("", alias="Idempotency-Key")]


@operation("GET", "/session", name="api-session", to=("anyone",), gives=shapes.SessionShape, tag="session")
def get_session(request: HttpRequest) -> shapes.SessionShape:
    """Who calls with this browser's session, and the CSRF token for everything that changes something."""
    actor = visitor(request)
    return shapes.SessionShape(
        signed_in=actor is not None, role=actor.role if actor else "", name=actor.name if actor else "",
        unit=actor.unit if actor else "", division=actor.division if actor else "",
        assurance=actor.assurance if actor else "", csrf_token=get_token(request),
    )  # fmt: skip


@operation("GET", "/my/cases", name="api-my-cases", to=OWN, gives=shapes.CaseLines, tag="my cases")
def list_cases(request: HttpRequest, after: Line = "", limit: Limit = 20) -> shapes.CaseLines:
    """The caller's own cases, the newest first."""
    rows = cases.my_cases(by=actor_of(request), after=after, limit=limit, today=today())
    return shapes.CaseLines(items=[shapes.CaseLine.model_validate(row) for row in rows.rows], next=rows.next)


@operation("GET", "/my/cases/{code}", name="api-my-case", to=OWN, gives=shapes.CaseShape, tag="my cases")
def get_case(request: HttpRequest, code: Path[Code]) -> shapes.CaseShape:
    """One case of one's own. What registers hold about others is not in it: such a value is `hidden`."""
    case = _case(request, code)
    made = shapes.CaseShape.model_validate(case)
    reader = reader_of(request, case)
    for value, shown in zip(case.values, made.values, strict=True):
        if not reader.may_see(value):
            shown.value, shown.hidden, shown.told = None, True, reader.instead(value)
    return made


@operation(
    "POST", "/my/cases/{code}/corrections", name="api-correct", to=OWN, gives=shapes.CaseRef, tag="my cases", takes="json"
)  # fmt: skip
def correct_case(
    request: HttpRequest, code: Path[Code], deed: shapes.HandedIn, idempotency_key: Key = ""
) -> shapes.CaseRef:
    """Hand in the marked fields."""
    return _act(request, code, deed, idempotency_key, Event(do="correct", data=deed.data))


@operation(
    "POST", "/my/cases/{code}/supplements", name="api-supplement", to=OWN, gives=shapes.CaseRef, tag="my cases", takes="json"
)  # fmt: skip
def supplement_case(
    request: HttpRequest, code: Path[Code], deed: shapes.HandedIn, idempotency_key: Key = ""
) -> shapes.CaseRef:
    """Hand in what was still owed; in parts if need be."""
    return _act(request, code, deed, idempotency_key, Event(do="supplement", data=deed.data))


@operation(
    "POST", "/my/cases/{code}/withdrawal", name="api-withdraw", to=OWN, gives=shapes.CaseRef, tag="my cases", takes="json"
)  # fmt: skip
def withdraw_case(
    request: HttpRequest, code: Path[Code], deed: shapes.Deed, idempotency_key: Key = ""
) -> shapes.CaseRef:
    """Take the case back."""
    return _act(request, code, deed, idempotency_key, Event(do="withdraw", because=deed.because))


@operation(
    "POST", "/my/cases/{code}/rating", name="api-rate", to=OWN, gives=shapes.CaseRef, tag="my cases", takes="json"
)  # fmt: skip
def rate_case(
    request: HttpRequest, code: Path[Code], deed: shapes.Rating, idempotency_key: Key = ""
) -> shapes.CaseRef:
    """Rate the service. A grade of 1 or 2 opens a rectification."""
    event = Event(do="rate", grade=deed.grade, because=deed.because)
    return _act(request, code, deed, idempotency_key, event)


@operation("GET", "/my/reads", name="api-my-reads", to=OWN, gives=shapes.Reads, tag="my data")
def list_reads(request: HttpRequest, after: Cursor = "", limit: Limit = 50) -> shapes.Reads:
    """Who read data about the caller, the newest first: for which case, which elements, by which law."""
    facts = identity.session_facts(actor_of(request).account)
    keys = dict.fromkeys(str(facts[name]) for name in OWN_NUMBERS if facts.get(name))
    before = int(after or 0)
    rows = [row for key in keys for row in sharing.reads_about(key, before=before, limit=limit + 1)]
    rows.sort(key=lambda row: row.id, reverse=True)
    page = rows[:limit]
    return shapes.Reads(
        items=[shapes.ReadShape.model_validate(row) for row in page],
        next=str(page[-1].id) if len(rows) > limit else "",
    )


def _case(request: HttpRequest, code: str) -> cases.CaseView:
    wanted = code.replace(" ", "").replace("-", "").upper()
    return cases.get_case(by=actor_of(request), code=wanted, today=today())


def _act(request: HttpRequest, code: str, deed: shapes.Deed, key: str, event: Event) -> shapes.CaseRef:
    case = _case(request, code)
    ref = cases.act_on_case(
        by=actor_of(request), case_id=case.ref.id, event=event, now=now(), version=deed.version, key=key
    )
    return shapes.CaseRef.model_validate(ref)
