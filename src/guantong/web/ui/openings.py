"""Proposing to open a masked value: the page with the reason, for the window and for officers alike."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.cases import public as cases

from .access import actor_of
from .controls import Control
from .moment import now
from .pages import by_field, show, summary_of
from .words import say

LONG = 500


def ask_to_open(
    request: HttpRequest, view: cases.CaseView | cases.TaskView, item: str, then: str
) -> HttpResponse:
    """Show what is masked and ask why it has to be read; propose it, and go back to `then`."""
    element = (request.POST or request.GET).get("element", "")
    value = next((value for value in view.values if value.element == element), None)
    if value is None or not value.masked:
        return redirect(then)
    problems: tuple[Problem, ...] = ()
    because = request.POST.get("because", "")[:LONG]
    if request.method == "POST":
        try:
            cases.propose_opening(
                by=actor_of(request), case_id=view.ref.id, item=item, element=element, because=because, now=now()
            )  # fmt: skip
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, say("openings-proposed"))
            return redirect(then)
    why = Control(
        name="because", kind="textarea", label=say("openings-because"), hint=say("openings-because-hint"), value=because,
        error=by_field(problems).get("because", ""), max_length=LONG,
    )  # fmt: skip
    return show(
        request, "ui/open_field.jinja", value=value, why=why, then=then, code=view.ref.code,
        problems=summary_of(problems, {"because"}), status=400 if problems else 200,
    )  # fmt: skip
