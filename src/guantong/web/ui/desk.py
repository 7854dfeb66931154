"""What the desks of window, officer and manager share: showing a case, trying an event, lists with filters."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guantong.core.flow.model import Event
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.cases import public as cases

from .access import actor_of
from .errors import status_of
from .moment import now
from .words import say

COLOURS = ("red", "amber", "green", "grey")
Draw = Callable[..., HttpResponse]


def new_key() -> str:
    """Return a key for a form, so that the same form sent twice does one thing."""
    return uuid.uuid4().hex


def do(request: HttpRequest, case_id: int, read: Callable[[], Event], draw: Draw, then: str) -> HttpResponse:
    """Try the posted event. Done: back to `then` with a note. Refused: the same page with what is wrong."""
    try:
        event = read()
        cases.act_on_case(
            by=actor_of(request), case_id=case_id, event=event, now=now(),
            version=_version(request), key=request.POST.get("key", "")[:80],
        )  # fmt: skip
    except Refused as refused:
        if refused.code == "cases.not_found":
            raise
        return draw(request, problems=refused.problems, status=status_of(refused.code))
    messages.success(request, say("desk-done", verb=say(f"flow-verb-{event.do.replace('_', '-')}")))
    return redirect(then)


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def again(request: HttpRequest, **changes: Any) -> str:
    """Return the address of this list with some of its filters changed (an empty value takes one away)."""
    query = {name: value for name, value in request.GET.items() if value and name != "after"}
    query.update({name: str(value) for name, value in changes.items()})
    return "?" + urlencode({name: value for name, value in query.items() if value})


def pages(request: HttpRequest, rows: cases.Rows) -> dict[str, str]:
    """Return the addresses of the next page and of the first one, empty where there is none."""
    return {
        "next": again(request, after=rows.next) if rows.next else "",
        "first": again(request) if request.GET.get("after") else "",
    }


def unknown_as_problem(refused: Refused) -> tuple[Problem, ...]:
    """Return the problems of a wrong filter, to be said above an empty list instead of on a page of its own."""
    return refused.problems
