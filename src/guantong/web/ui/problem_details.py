"""Problems as machines read them: `application/problem+json` (RFC 9457), every problem at once, in the language asked.

Under `/api/` this stands in for the pages of `errors.py`. `type` leads to the list of all codes at `/api/problems/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from guantong.core.kernel.problem import Problem
from guantong.core.kernel.text import Text

from .words import explain, in_words, say

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/"
# The code of an answer that no rule of ours gave, by its status.
CODE_OF_STATUS = {
    400: "api.bad_request", 403: "api.form_token", 404: "api.no_address", 405: "api.wrong_method", 409: "api.conflict",
    413: "api.too_large", 415: "api.media_type", 429: "ui.too_often", 500: "api.failed", 503: "api.unavailable",
}  # fmt: skip


def wants_details(request: HttpRequest) -> bool:
    """Return whether this request is a machine's: its address lies under `/api/`, the pages there aside."""
    return request.path.startswith(f"{PREFIX}v")


def details(request: HttpRequest, status: int, problems: Iterable[Problem] = ()) -> HttpResponse:
    """Return the answer for one or more problems. Without any, the status alone says what is wrong."""
    problems = tuple(problems) or (Problem(code=CODE_OF_STATUS.get(status, "api.bad_request")),)
    first = problems[0]
    body: dict[str, Any] = {
        "type": f"{PREFIX}problems/#{first.code.replace('.', '-').replace('_', '-')}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": explain(first) if len(problems) == 1 else say("api-several", count=len(problems)),
        "code": first.code,
        "problems": [detail_of(problem) for problem in problems],
    }
    if request_id := getattr(request, "request_id", ""):
        body["request_id"] = request_id
    return HttpResponse(msgspec.json.encode(body), status=status, content_type=MEDIA_TYPE)


def detail_of(problem: Problem) -> dict[str, Any]:
    """Return one problem: its code, the place, what it says, and the facts that are more than words."""
    return {
        "code": problem.code,
        "where": problem.where,
        "detail": explain(problem),
        "nearest": problem.nearest,
        "facts": {name: _plain(fact) for name, fact in problem.facts.items()},
    }


def _plain(fact: Any) -> Any:
    if isinstance(fact, Text):
        return in_words(fact)
    if isinstance(fact, tuple | list):
        return [_plain(each) for each in fact]
    return fact if isinstance(fact, str | int | float | bool) or fact is None else str(fact)
