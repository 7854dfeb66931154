"""What outsiders need to check e-licences with tools of their own: published keys, certificates, status lists.

Anybody may fetch these from anywhere, also a browser on another site.
"""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.licences import public as licences

from ..ui.access import open_to
from ..ui.limits import limited
from ..ui.moment import now
from ..ui.pages import show

CACHED = "public, max-age=300"
PAIR = 4  # hexadecimal digits of a fingerprint that stand together


@open_to("anyone")
@require_safe
@limited("verify")
def keys(request: HttpRequest) -> HttpResponse:
    """Show every published key with its days, and how to check without this site."""
    fingerprint = (
        licences.keys_document(now=now())["root"]["fingerprint"] if licences.published_keys() else ""
    )
    rows = licences.published_keys()  # again: the root is made when it is first asked for
    root = next((row for row in rows if row.owner == "root" and row.certificate), None)
    return show(
        request, "public/keys.jinja", root=root, fingerprint=_in_groups(fingerprint),
        owners=[(name, list(found)) for name, found in groupby(rows, key=lambda row: row.owner_name)],
    )  # fmt: skip


@open_to("anyone")
@require_safe
@limited("verify")
def keys_file(request: HttpRequest) -> HttpResponse:
    """Return everything that is needed to verify offline, as one file that the root has signed."""
    if not licences.published_keys():
        raise Refused(Problem(code="licences.no_keys"))
    response = JsonResponse(
        licences.keys_document(now=now()), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response.headers["Content-Disposition"] = 'attachment; filename="guantong-keys.json"'
    return _open(response)


@open_to("anyone")
@require_safe
@limited("verify")
def key_set(request: HttpRequest) -> HttpResponse:
    """Return the keys of tokens and PDF as a JWK set, for tools that ask for the address of one."""
    if not licences.published_keys():
        raise Refused(Problem(code="licences.no_keys"))
    found = licences.keys_document(now=now())["jwks"]
    return _open(JsonResponse(found, content_type="application/jwk-set+json"))


@open_to("anyone")
@require_safe
@limited("verify")
def root_certificate(request: HttpRequest) -> HttpResponse:
    """Return the root's certificate as PEM, to be trusted in a PDF reader."""
    if not licences.published_keys():
        raise Refused(Problem(code="licences.no_keys"))
    certificate = licences.keys_document(now=now())["root"]["certificate"]
    response = HttpResponse(certificate, content_type="application/x-pem-file")
    response.headers["Content-Disposition"] = 'attachment; filename="guantong-root.pem"'
    return _open(response)


@open_to("anyone")
@require_safe
@limited("verify")
def controller(request: HttpRequest, owner: str) -> HttpResponse:
    """Return the keys of one unit as a controlled identifier document: the `kid` of a token points into it."""
    return _open(JsonResponse(licences.controller_document(owner), json_dumps_params={"ensure_ascii": False}))


@open_to("anyone")
@require_safe
@limited("verify")
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """Return a signed status list (Bitstring Status List)."""
    return _open(HttpResponse(licences.status_list(number, now=now()), content_type="application/vc+jwt"))


def _open(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = CACHED
    return response


def _in_groups(fingerprint: str) -> str:
    text = fingerprint.upper()
    return " ".join(text[at : at + PAIR] for at in range(0, len(text), PAIR))
