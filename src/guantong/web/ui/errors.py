"""Pages for what went wrong: each says what happened, what the person can do, and where to go on from here."""

from __future__ import annotations

import logging
import sys

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from guantong.core.kernel.digest import name_in_logs
from guantong.core.kernel.problem import Problem, Refused

from . import outage
from .pages import show
from .problem_details import details, wants_details

log = logging.getLogger("guantong.web")
security = logging.getLogger("guantong.security")
STATUSES = (400, 403, 404, 409, 413, 429, 500, 503)

# Codes of problems that are not the fault of what was typed. Everything else is 400.
STATUS_OF = {
    "ui.wrong_role": 403,
    "ui.metrics_closed": 403,
    "ui.too_often": 429,
    "identity.wait": 429,
    "citizen.person_only": 403,
    "citizen.enterprise_only": 403,
    "cases.not_yours": 403,
    "cases.wrong_role": 403,
    "cases.own_data_only": 403,
    "identity.no_role": 403,
    "cases.stale": 409,
    "ui.mandate_over": 409,
    "ui.post_over": 409,
    "ui.post_not_chosen": 409,
    "identity.post_not_yours": 403,
    "cases.out_of_scope": 403,
    "identity.no_mandate": 404,
    "identity.no_staff": 404,
    "identity.proposal_not_yours": 404,
    "cases.not_found": 404,
    "services.not_published": 404,
    "services.no_flow": 404,
    "orgs.no_division": 404,
    "orgs.no_unit": 404,
    "ui.no_page": 404,
    "licences.not_found": 404,
    "licences.no_keys": 404,
    "licences.no_status_list": 404,
    "licences.not_yours": 403,
    "licences.wrong_role": 403,
    "papers.no_font": 503,
}


def status_of(code: str) -> int:
    """Return the HTTP status that a problem's code answers with."""
    return STATUS_OF.get(code, 404 if code.endswith((".no_draft", ".no_file")) else 400)


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Return the page for a refusal that no form of the page could show at its fields."""
    if refused.code == "identity.not_signed_in":
        return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.path})}")
    log.info("page refused %s %s", refused.code, request.resolver_match and request.resolver_match.view_name)
    status = status_of(refused.code)
    note_refusal(request, refused.code, status)
    known = status not in (403, 404) or not refused.code.startswith("ui.")
    return error_page(request, status, refused if known else None)


def note_refusal(request: HttpRequest, code: str, status: int) -> None:
    """Write to the log that somebody was not let through: what for, at which page, and who under a digest. No address."""
    if status in (401, 403, 429):
        match, actor = request.resolver_match, getattr(request, "_actor", None)
        fields = {"code": code, "status": status, "route": match.view_name if match else "none"}
        if actor is not None:
            fields |= {"account": name_in_logs(settings.SECRET_KEY, actor.account), "role": actor.role}
        security.warning("refused", extra={"fields": fields})


def error_page(
    request: HttpRequest, status: int, refused: Refused | None = None, *, unread: bool = False
) -> HttpResponse:
    """Return the page of one status, with the problems in words when there are any."""
    problems = refused.problems if refused else ()
    if wants_details(request):
        return say_when(details(request, status, problems), problems)
    if unread:
        request._unread = True  # type: ignore[attr-defined]
    page = show(request, "ui/error.jinja", status=status, problems=problems, status_code=status)
    return say_when(page, problems)


def say_when(response: HttpResponse, problems: tuple[Problem, ...]) -> HttpResponse:
    """Add Retry-After where a problem says how many seconds to wait."""
    seconds = max((int(problem.facts.get("seconds", 0)) for problem in problems), default=0)
    if response.status_code == 429 and seconds:
        response.headers["Retry-After"] = str(seconds)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request that makes no sense; a session that could not be saved is the database's fault."""
    if reason := outage.reason_of(exception):
        return outage.unavailable(request, reason)
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Return the page for an error nobody foresaw; while the database is away or a disk is full, the page that says so.

    What no column can hold (a NUL, a number beyond all numbers) was sent by nobody's browser: a request that makes no sense.
    """
    error = sys.exc_info()[1]
    if reason := outage.reason_of(error):
        return outage.unavailable(request, reason)
    return error_page(request, 400 if isinstance(error, DataError) else 500, unread=True)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form without a valid token: usually a page that was open for longer than the session."""
    note_refusal(request, "ui.form_expired", 403)
    if wants_details(request):
        return details(request, 403)
    return show(request, "ui/error.jinja", status=403, problems=(), status_code=403, expired=True)
