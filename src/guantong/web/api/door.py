"""How the interface is entered: one declaration an operation says who may call it, what it takes and what it gives.

A browser brings its session cookie and, to change something, the CSRF token of `/api/v1/session`; a program brings a
personal access token. What a caller may do inside is not decided here but by the doors of the modules.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as WrongShape
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from guantong.core.kernel.problem import Problem, Refused

from ..ui.errors import note_refusal, say_when, status_of
from ..ui.problem_details import details
from .callers import Caller
from .wrong_shape import problems_of

VERSION = "1"
PREFIX = "api/v1/"
ACCEPTED_LANGUAGE = "en"
View = Callable[..., HttpResponseBase]


class Renderer(BaseRenderer):
    """Dates, times and numbers as msgspec writes them."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return msgspec.json.encode(data)


class Reader(Parser):
    """Strict JSON: no NaN, no lone surrogates, no bytes that are not UTF-8."""

    def parse_body(self, request: HttpRequest) -> Any:
        return msgspec.json.decode(request.body)


api = NinjaAPI(
    title="Guantong", version=VERSION, openapi_url=None, docs_url=None, urls_namespace="api", renderer=Renderer(), parser=Reader()
)  # fmt: skip


def operation(
    method: str, path: str, *, name: str, to: tuple[str, ...], gives: Any, tag: str, status: int = 200, takes: str = "",
    counts_as: str = "api",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # fmt: skip
    """Declare an operation: `to` names the audiences as `open_to` does, `takes` is `json`, `file` or nothing, `counts_as`
    the limit of the setting `LIMITS`. Every operation on one address has the same `name`, under which `reverse` finds it.
    """
    caller = Caller(audiences=frozenset(to), method=method, takes=takes, counts_as=counts_as)
    codes = ["400", "404", "422", "429", "503"]
    codes += ["401", "403"] if "anyone" not in to else []
    codes += ["413", "415"] if takes else []
    codes += ["409"] if method != "GET" and "anyone" not in to else []
    extra = {
        "x-open-to": sorted(to),
        "security": [] if "anyone" in to else [{"session": []}, {"token": []}],
        "responses": {code: {"$ref": "#/components/responses/Problem"} for code in sorted(set(codes))},
    }
    return api.api_operation(
        [method], path, auth=[caller], response={status: gives}, url_name=name, operation_id="", tags=[tag], openapi_extra=extra
    )  # fmt: skip


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """Answer with every problem; the first one's code gives the status."""
    status = STATUS_OF.get(error.code) or status_of(error.code)
    note_refusal(request, error.code, status)
    answer = details(request, status, error.problems)
    if error.code in UNKNOWN_CALLER:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return say_when(answer, error.problems)


UNKNOWN_CALLER = ("identity.not_signed_in", "identity.token_unknown")
STATUS_OF = {
    "identity.not_signed_in": 401, "identity.token_unknown": 401, "identity.token_scope": 403, "api.form_token": 403,
    "api.media_type": 415,
    "ui.unknown_code": 404, "cases.key_used": 409, "cases.busy": 409, "cases.document_size": 413, "cases.document_type": 415,
}  # fmt: skip


@api.exception_handler(WrongShape)
def wrong_shape(request: HttpRequest, error: WrongShape) -> HttpResponse:
    return details(request, 422, problems_of(error.errors))


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    problem = Problem(code="api.unreadable") if error.status_code == 400 else None
    return details(request, error.status_code, (problem,) if problem else ())


@api.exception_handler(RequestDataTooBig)
@api.exception_handler(TooManyFilesSent)
def too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    return details(request, 413)


def in_the_language_asked(view: View) -> View:
    """Answer in the language of `Accept-Language`, Chinese unless English comes first; 405 is told as a problem too."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(language_of(request)):
            answer = view(request, *args, **kwargs)
            if answer.status_code == 405:
                allowed = answer.headers.get("Allow", "")
                answer = details(request, 405)
                answer.headers["Allow"] = allowed
            answer.headers["Content-Language"] = translation.get_language() or ""
        patch_vary_headers(answer, ("Accept-Language",))
        somebody = request.headers.get("Authorization") or getattr(request, "_actor", None)
        answer.headers.setdefault("Cache-Control", "private, no-store" if somebody else "no-cache")
        return answer

    return answered


def language_of(request: HttpRequest) -> str:
    """Return Django's name of the language that the caller puts first.

    >>> from types import SimpleNamespace as N
    >>> language_of(N(headers={"Accept-Language": "en-GB,en;q=0.9,zh;q=0.1"})), language_of(N(headers={}))
    ('en', 'zh-hans')
    """
    wanted: list[tuple[float, int, str]] = []
    for at, part in enumerate(request.headers.get("Accept-Language", "")[:200].split(",")):
        name, _, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=").strip() if rest else "1"
        try:
            wanted.append((-float(weight), at, name.strip().lower()))
        except ValueError:
            continue
    for _, _, name in sorted(wanted):
        if name.startswith(("zh", "en")):
            return "en" if name.startswith("en") else "zh-hans"
    return "zh-hans"
