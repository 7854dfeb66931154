"""Check an e-licence without an account: by its identifier, by QR code, or by the file that one was shown.

By identifier alone nothing personal is said; from a file, only what stands in the file. Nothing is kept.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guantong.core.kernel.problem import Problem
from guantong.modules.licences import public as licences

from ..ui.access import open_to
from ..ui.controls import Control
from ..ui.licences import printed, sign_of, steps_of, term_of, tone_of
from ..ui.limits import limited
from ..ui.moment import now
from ..ui.pages import by_field, show, summary_of
from ..ui.words import say

REFERENCE = re.compile(r"1(?:\.\d{1,9}){3,5}\.[0-9A-Za-z.]{10,128}(?:-[0-9A-Za-z]{1,20})?")
MOST_BYTES = min(3 * 1024 * 1024, settings.FILE_UPLOAD_LIMIT)
MOST_SIGNS = 60_000  # of a credential that is pasted
NOT_SAID = frozenset({"identifier", "reference"})


@open_to("anyone")
@require_http_methods(["GET", "HEAD", "POST"])
@limited("verify", "POST")
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for an identifier or a file; check a file at once, and lead to the page of an identifier."""
    if request.method != "POST":
        return _ask(request)
    upload = request.FILES.get("file")
    if upload is not None:
        if not 0 < (upload.size or 0) <= MOST_BYTES:
            return _ask(
                request,
                (Problem(code="licences.file_size", where="file", facts={"limit": MOST_BYTES >> 20}),),
            )
        return _verdict(request, upload.read())
    typed = request.POST.get("code", "").strip()[:MOST_SIGNS]
    if not typed:
        return _ask(request, (Problem(code="licences.nothing_given", where="code"),))
    reference = re.sub(r"\s+", "", typed)
    if REFERENCE.fullmatch(reference):
        return redirect("verify-licence", reference=reference)
    return _verdict(request, typed)


@open_to("anyone")
@require_safe
@limited("verify")
def verify_licence(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the state of one licence, or of one copy, to whoever holds its identifier."""
    return _verdict(request, reference[:200], reference=reference[:200])


def _ask(request: HttpRequest, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    errors, limit = by_field(problems), MOST_BYTES >> 20
    controls = [
        Control(name="code", label=say("licences-verify-code"), hint=say("licences-verify-code-hint"), 
                value=request.POST.get("code", "")[:200], error=errors.get("code", "")),
        Control(name="file", label=say("licences-verify-file"), kind="file", hint=say("licences-verify-file-hint", limit=limit),
                accept=".pdf,.json,.jwt,.txt", error=errors.get("file", "")),
    ]  # fmt: skip
    status = 400 if problems else 200
    return show(
        request, "public/verify.jinja", status=status, controls=controls, problems=summary_of(problems)
    )


def _verdict(request: HttpRequest, content: str | bytes, reference: str = "") -> HttpResponse:
    at = now()
    verdict = licences.verify(content, now=at)
    said = verdict.said
    response = show(
        request, "public/verdict.jinja", status=404 if reference and verdict.state == "unknown" else 200,
        verdict=verdict, said=said, carried=[(title, printed(value)) for title, value in said.carried] if said else [],
        steps=steps_of(verdict), tone=tone_of(verdict.state), sign=sign_of(verdict.state),
        at=at, term=term_of(said.valid_from, said.valid_until) if said else "",
        by_code=bool(reference) or (said is not None and said.form in NOT_SAID), here=reverse("verify"),
    )  # fmt: skip
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response
