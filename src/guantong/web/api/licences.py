"""E-licences: anybody checks one, fetches keys and status lists; who holds one sees it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Path
from ninja.files import UploadedFile

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.papers.verdict import Verdict
from guantong.modules.licences import public as licences

from ..public.verify import MOST_BYTES
from ..ui.access import actor_of
from ..ui.moment import now
from . import licence_shapes as shapes
from .door import operation
from .shapes import Number

ANYONE, OWN = ("anyone",), ("applicant",)


@operation(
    "GET",
    "/licences/{reference}",
    name="api-verify",
    to=ANYONE,
    gives=shapes.VerdictShape,
    tag="licences",
    counts_as="verify",
)
def verify_reference(request: HttpRequest, reference: Path[shapes.Reference]) -> shapes.VerdictShape:
    """The state of one licence, or of one purpose copy, for whoever holds its identifier."""
    return _verdict(licences.verify(reference, now=now()))


@operation(
    "POST", "/verifications", name="api-verify-content", to=ANYONE, gives=shapes.VerdictShape, takes="json", tag="licences", counts_as="verify"
)  # fmt: skip
def verify_content(request: HttpRequest, shown: shapes.Shown) -> shapes.VerdictShape:
    """Check a credential or a directory record that one was shown. Nothing is kept."""
    return _verdict(licences.verify(shown.content, now=now()))


@operation(
    "POST", "/verifications/file", name="api-verify-file", to=ANYONE, gives=shapes.VerdictShape, takes="file", tag="licences", counts_as="verify"
)  # fmt: skip
def verify_file(request: HttpRequest, file: File[UploadedFile]) -> shapes.VerdictShape:
    """Check a PDF, or any other form of a licence, as a file. Nothing is kept."""
    if not 0 < (file.size or 0) <= MOST_BYTES:
        raise Refused(Problem(code="licences.file_size", where="file", facts={"limit": MOST_BYTES >> 20}))
    return _verdict(licences.verify(file.read(), now=now()))


@operation("GET", "/keys", name="api-keys", to=ANYONE, gives=shapes.Keys, tag="licences", counts_as="verify")
def list_keys(request: HttpRequest) -> shapes.Keys:
    """Every published key with its days, and the signed document for checking offline."""
    document = licences.keys_document(now=now()) if licences.published_keys() else {}
    rows = licences.published_keys()  # again: the root is made when it is first asked for
    return shapes.Keys(items=[shapes.KeyShape.model_validate(row) for row in rows], document=document)


@operation(
    "GET",
    "/status-lists/{number}",
    name="api-status-list",
    to=ANYONE,
    gives=None,
    tag="licences",
    counts_as="verify",
)
def get_status_list(request: HttpRequest, number: Path[Number]) -> HttpResponseBase:
    """A signed Bitstring Status List, as `application/vc+jwt`."""
    return HttpResponse(licences.status_list(number, now=now()), content_type="application/vc+jwt")


@operation("GET", "/my/licences", name="api-my-licences", to=OWN, gives=shapes.Licences, tag="licences")
def list_licences(request: HttpRequest) -> shapes.Licences:
    """The caller's own licences."""
    rows = licences.my_licences(by=actor_of(request))
    return shapes.Licences(items=[shapes.LicenceShape.model_validate(row) for row in rows])


def _verdict(found: Verdict) -> shapes.VerdictShape:
    said = None
    if found.said:
        carried = [shapes.Carried(title=title, value=value) for title, value in found.said.carried]
        names = [name for name in shapes.SaidShape.model_fields if name != "carried"]
        said = shapes.SaidShape(**{name: getattr(found.said, name) for name in names}, carried=carried)
    steps = [shapes.StepOfCheck.model_validate(step) for step in found.steps]
    return shapes.VerdictShape(
        valid=found.valid, state=found.state, reasons=list(found.reasons), steps=steps, said=said
    )
