"""What every answer passes through: the language the person chose, and the headers that keep the pages safe."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import translation

from guantong.core.kernel.problem import Problem
from guantong.modules.identity import public as identity
from guantong.project.bodies import FULL
from guantong.project.clock import wall
from guantong.web.ui.errors import not_found
from guantong.web.ui.outage import unavailable
from guantong.web.ui.problem_details import details
from guantong.web.ui.words import explain

Answer = Callable[[HttpRequest], HttpResponse]

# No script, style, frame or connection from elsewhere, and nothing written inside the page: what a person typed can
# never run. Pictures may be `data:` for the tracking code's QR.
CONTENT_SECURITY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def choose_language(answer: Answer) -> Answer:
    """Show Chinese until the person chose another language (a cookie). The browser's own wish does not count:
    public machines in a service hall are set up in every language."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = answer(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def secure_headers(answer: Answer) -> Answer:
    """Add the content security policy and switch off what no page needs."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"
        )
        user = getattr(request, "user", None)
        # 503: the account cannot be read either (web/ui/outage.py), and that page is nobody's.
        if user is not None and response.status_code != 503 and user.is_authenticated:
            # Machines in a service hall are shared: the page of the last person must not come back with "back".
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def refuse_plain(answer: Answer) -> Answer:
    """Refuse the interface over http where TLS is on: led on, a program would go on sending its token in the clear."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.TLS and request.path.startswith("/api/v1/") and not request.is_secure():
            return details(request, 403, (Problem(code="api.plain"),))
        return answer(request)

    return middleware


def refuse_odd(answer: Answer) -> Answer:
    """Take no TRACE, and find no page at an address with a NUL in it: no name, code or file of ours has one, and no table can
    look it up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "TRACE":
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
        return not_found(request) if "\0" in request.path else answer(request)

    return middleware


def keep_session(answer: Answer) -> Answer:
    """Go on with the session of whoever is signed in, or end it when its time is over; `session_over` says why."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.session_over = identity.resume(request, wall=wall())  # type: ignore[attr-defined]
        return answer(request)

    return middleware


def ask_new_password(answer: Answer) -> Answer:
    """Lead whoever signed in with a start password, which the operator knows too, to choose their own before anything else."""
    open_names = frozenset({"account-password", "account-post", "sign-out", "set-language", "set-text"})

    def middleware(request: HttpRequest) -> HttpResponse:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated or user.start_until is None:
            return answer(request)
        try:
            name = resolve(request.path_info).url_name
        except Resolver404:
            return answer(request)
        if name in open_names or request.path.startswith(settings.STATIC_URL):
            return answer(request)
        if request.path.startswith("/api/v1/"):
            return details(request, 403, (Problem(code="identity.start_password"),))
        messages.warning(request, explain(Problem(code="identity.start_password")))
        return redirect("account-password")

    return middleware


def turn_away(answer: Answer) -> Answer:
    """Ask whoever finds all places for incoming bodies taken to come back (project/bodies.py)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.META.get(FULL):
            return unavailable(request, "bodies")
        return answer(request)

    return middleware
