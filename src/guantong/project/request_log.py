"""Every request gets a number, is timed, counted and written to the log: route, status, milliseconds; never the address.

The number comes from `X-Request-ID` of a proxy when it looks like one, goes back in the answer, stands on error pages and in
every log line made meanwhile. An account is written as a keyed digest: the same person the same day can be told, not who.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from guantong.core.kernel.digest import name_in_logs
from guantong.project import metrics, traces

log = logging.getLogger("guantong.request")
Answer = Callable[[HttpRequest], HttpResponse]
LOOKS_RIGHT = re.compile(r"[A-Za-z0-9._-]{8,64}")
HEADER = "X-Request-ID"
request_number: ContextVar[str] = ContextVar("request_number", default="")


def record_requests(answer: Answer) -> Answer:
    """Number, time, count and log each request. Stands outermost, so that nothing is missed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        number = given if LOOKS_RIGHT.fullmatch(given) else uuid.uuid4().hex
        request.request_id = number  # type: ignore[attr-defined]
        token = request_number.set(number)
        begun = time.perf_counter()
        try:
            with traces.request_span(request) as span:
                response = answer(request)
                span(route_of(request), response.status_code)
            seconds = time.perf_counter() - begun
            response.headers[HEADER] = number
            metrics.answered(route_of(request), request.method or "", response.status_code, seconds)
            log.info("request", extra={"fields": fields_of(request, response, seconds)})
        finally:
            request_number.reset(token)
        return response

    return middleware


def route_of(request: HttpRequest) -> str:
    """Return the name of the address, `none` where there is none: never the address, which may carry a code."""
    match = getattr(request, "resolver_match", None)
    return (match.view_name if match else "") or "none"


def fields_of(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, object]:
    """Return what the log says of a request."""
    fields: dict[str, object] = {
        "route": route_of(request), "method": request.method, "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }  # fmt: skip
    actor = getattr(request, "_actor", None)
    if actor is not None:
        fields |= {"account": digest_of(actor.account), "role": actor.role}
    return fields


def digest_of(account: str) -> str:
    """Return 12 hexadecimal digits that stand for an account in the logs of this installation alone."""
    return name_in_logs(settings.SECRET_KEY, account)
