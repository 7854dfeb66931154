"""For people who write programs: the list of operations, the list of problem codes, and the contract itself."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guantong.core.kernel import texts

from ..ui.access import open_to
from ..ui.pages import language, show
from .contract import contract

METHODS = ("get", "post", "put", "delete")
PROBLEM = "problem-"


@open_to("anyone")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List every operation by what it is about, with who may call it."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for address, methods in contract()["paths"].items():
        for method in METHODS:
            if one := methods.get(method):
                name = one["operationId"].replace("_", "-")
                line = {"method": method.upper(), "address": address, "name": name, "to": one["x-open-to"]}
                groups.setdefault(one["tags"][0], []).append(line)
    return show(request, "api/index.jinja", groups=groups)


@open_to("anyone")
@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """List every problem code with what it says in the language of the page."""
    return show(request, "api/problems.jinja", codes=problem_texts(language()))


@open_to("anyone")
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The contract: OpenAPI 3.1."""
    answer = HttpResponse(msgspec.json.encode(contract()), content_type="application/json")
    answer.headers["Cache-Control"] = "max-age=300"
    return answer


def problem_texts(spoken: str) -> list[tuple[str, str]]:
    """Return each code, dots and underscores as dashes, with its words; a gap that a situation fills shows its name.

    Codes of the language (`S…`) are not among them: they are for those who write packages.
    """
    keys = [key for key in texts.keys_beginning(PROBLEM) if not key.startswith(f"{PROBLEM}S")]
    return [(key.removeprefix(PROBLEM), texts.say(key, spoken)) for key in keys]
