"""What people get while the database is away or a disk is full: a page that needs neither, with 503 and Retry-After.

Nothing that was confirmed is lost then. Whether the last click still counted is not known to anybody, so the page says how
to find out, and that sending a form twice does nothing twice (each carries its own key).
"""

from __future__ import annotations

import errno
import logging

import psycopg
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation

log = logging.getLogger("guantong.outage")
RETRY_SECONDS = 10  # the embedded database is back within a few seconds of being killed
AWAY = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def reason_of(error: BaseException | None) -> str:
    """Return `database` or `disk` when that is what an error comes from, else nothing."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, AWAY):
            return "database"
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return "disk"
        error = error.__cause__ or error.__context__
    return ""


def unavailable(request: HttpRequest, reason: str) -> HttpResponse:
    """Return the page, in the language that the person chose, without reading anything but the request."""
    from .errors import error_page
    from .problem_details import details, wants_details

    # Not the address: it may carry a tracking code.
    log.error("unavailable reason=%s view=%s", reason, _view_name(request))
    # A sign-in that got half-way has changed the form's token: the form that is sent again still holds the old one.
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
    with translation.override(_language_of(request)):
        response = details(request, 503) if wants_details(request) else error_page(request, 503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    # Django would log the whole address and a traceback for each of what may be thousands of requests.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _view_name(request: HttpRequest) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else ""


def _language_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
