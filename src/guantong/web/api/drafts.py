"""The one form over the interface: begun, changed, checked, handed in; and the files that go with it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import File, Header, Path
from ninja.files import UploadedFile

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.form_schema import form_schema
from guantong.core.scenario.values import is_empty
from guantong.modules.cases import public as cases
from guantong.modules.identity import public as identity
from guantong.modules.services import public as services

from ..citizen import filling
from ..ui.access import actor_of
from ..ui.files import send_file
from ..ui.moment import now
from ..ui.pages import language
from ..ui.problem_details import detail_of
from ..ui.reasons import accounts_for
from ..ui.words import in_words
from . import case_shapes as shapes
from .door import operation
from .matters import find_matter
from .shapes import Detail, Digest, Line, Number

OWN = ("applicant",)
Key = Annotated[Line, Header(alias="Idempotency-Key", min_length=1)]


@operation("GET", "/my/drafts", name="api-drafts", to=OWN, gives=shapes.DraftLines, tag="drafts")
def list_drafts(request: HttpRequest) -> shapes.DraftLines:
    """The forms that the caller has begun."""
    rows = cases.my_drafts(by=actor_of(request))
    return shapes.DraftLines(items=[shapes.DraftLine.model_validate(row) for row in rows])


@operation("POST", "/my/drafts", name="api-drafts", to=OWN, gives=shapes.DraftShape, tag="drafts", status=201, takes="json")  # fmt: skip
def begin_draft(request: HttpRequest, new: shapes.NewDraft) -> shapes.DraftShape:
    """Begin a form. What the sign-in vouches for is filled in already."""
    by = actor_of(request)
    matter = find_matter(new.scenario, new.division)
    situation = services.situation_for(matter, new.answers)
    known = identity.session_facts(by.applicant)
    kind = "enterprise" if "enterprise.uscc" in known else "person"
    if kind not in (fitting := accounts_for(matter)):
        raise Refused(Problem(code=f"citizen.{fitting[0]}_only", facts={"title": matter.compiled.title}))
    prefilled = {
        field.element: known[field.element] for field in situation.form.fields if field.element in known
    }
    draft_id = cases.save_draft(
        by=by, scenario=new.scenario, division=new.division, answers=new.answers, data={**prefilled, **new.data}
    )  # fmt: skip
    return _draft(cases.get_draft(by=by, draft_id=draft_id))


@operation("GET", "/my/drafts/{draft_id}", name="api-draft", to=OWN, gives=shapes.DraftShape, tag="drafts")
def get_draft(request: HttpRequest, draft_id: Path[Number]) -> shapes.DraftShape:
    """One form with its schema, as the matter is published now."""
    return _draft(cases.get_draft(by=actor_of(request), draft_id=draft_id))


@operation("PUT", "/my/drafts/{draft_id}", name="api-draft", to=OWN, gives=shapes.DraftShape, tag="drafts", takes="json")  # fmt: skip
def change_draft(
    request: HttpRequest, draft_id: Path[Number], changed: shapes.ChangedDraft
) -> shapes.DraftShape:
    """Replace what is filled in. Nothing is checked yet but the answers."""
    by = actor_of(request)
    found = cases.get_draft(by=by, draft_id=draft_id)
    answers = found.answers if changed.answers is None else changed.answers
    services.situation_for(find_matter(found.scenario, found.division), answers)
    cases.save_draft(
        by=by, scenario=found.scenario, division=found.division, answers=answers, data=changed.data, draft_id=draft_id
    )  # fmt: skip
    return _draft(cases.get_draft(by=by, draft_id=draft_id))


@operation("DELETE", "/my/drafts/{draft_id}", name="api-draft", to=OWN, gives=None, tag="drafts", status=204)
def delete_draft(request: HttpRequest, draft_id: Path[Number]) -> None:
    """Throw a form away."""
    cases.delete_draft(by=actor_of(request), draft_id=draft_id)


@operation("GET", "/my/drafts/{draft_id}/check", name="api-draft-check", to=OWN, gives=shapes.Checked, tag="drafts")  # fmt: skip
def check_draft(request: HttpRequest, draft_id: Path[Number]) -> shapes.Checked:
    """Everything that stands in the way of handing in, all at once. Nothing is stored."""
    found = filling.filling_of(cases.get_draft(by=actor_of(request), draft_id=draft_id))
    problems = filling.check(found.fields, found.draft.data)
    return shapes.Checked(problems=[Detail(**detail_of(problem)) for problem in problems])


@operation(
    "POST", "/my/drafts/{draft_id}/submission", name="api-draft-submission", to=OWN, gives=shapes.CaseRef, tag="drafts",
    status=201, takes="json",
)  # fmt: skip
def submit_draft(
    request: HttpRequest, draft_id: Path[Number], submission: shapes.Submission, idempotency_key: Key
) -> shapes.CaseRef:
    """Hand the form in. The same `Idempotency-Key` again answers with the same case.

    A source that stays silent is a problem at its element (`form.source_silent`): put the value into `data`, hand in again.
    """
    by = actor_of(request)
    try:
        found = cases.get_draft(by=by, draft_id=draft_id)
    except Refused:
        # Perhaps it was handed in with this key, and the answer got lost on the way; else there is none.
        return _case_of_key(by, idempotency_key)
    data = {name: value for name, value in found.data.items() if not is_empty(value)}
    ref = cases.submit_case(
        by=by, scenario=found.scenario, division=found.division, answers=found.answers, data=data,
        key=idempotency_key, draft_id=draft_id, now=now(),
    )  # fmt: skip
    return shapes.CaseRef.model_validate(ref)


def _case_of_key(by: Any, key: str) -> shapes.CaseRef:
    try:
        ref = cases.submit_case(by=by, scenario="", division="", answers={}, data={}, key=key, now=now())
    except Refused:
        raise Refused(Problem(code="cases.not_found")) from None
    return shapes.CaseRef.model_validate(ref)


@operation(
    "POST", "/my/documents", name="api-documents", to=OWN, gives=shapes.DocumentShape, tag="documents", status=201, takes="file"
)  # fmt: skip
def upload_document(request: HttpRequest, file: File[UploadedFile]) -> shapes.DocumentShape:
    """Keep a file and return the `value` that a document element of a form holds. Its type is told by its content."""
    content = file.read()
    kept = cases.save_document(by=actor_of(request), name=file.name or "", content=content, now=now())
    return shapes.DocumentShape.model_validate(kept)


@operation("GET", "/my/documents/{sm3}", name="api-document", to=OWN, gives=None, tag="documents")
def get_document(request: HttpRequest, sm3: Path[Digest]) -> HttpResponseBase:
    """Give back a file of one's own."""
    return send_file(cases.get_document(by=actor_of(request), sm3=sm3))


def _draft(draft: cases.DraftView) -> shapes.DraftShape:
    found = filling.filling_of(draft)
    schema = form_schema(found.fields, in_words(draft.title), language())
    line = shapes.DraftLine.model_validate(draft)
    return shapes.DraftShape(**line.model_dump(), answers=draft.answers, data=draft.data, form=schema)
