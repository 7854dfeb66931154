"""The open proposals of one's unit: look at each, agree to it and have it done, or decline it with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity

from ..ui.access import actor_of, open_to
from ..ui.controls import Control
from ..ui.errors import status_of
from ..ui.moment import now
from ..ui.pages import show, summary_of
from ..ui.proposals import line_of, open_lines, take
from ..ui.words import say

LONG = 500


@open_to("officer", "clerk", "manager")
@require_safe
def open_proposals(request: HttpRequest) -> HttpResponse:
    """List what colleagues of the same unit and post propose, and one's own, the oldest first."""
    return show(request, "officer/proposals.jinja", lines=open_lines(actor_of(request), now()))


@open_to("officer", "clerk", "manager")
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One proposal: what, why, by whom; taken or declined here."""
    by = actor_of(request)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            _answer(request, proposal_id)
        except Refused as refused:
            problems = refused.problems
        else:
            return redirect("proposals")
    line = line_of(by, proposal_id)
    status = status_of(problems[0].code) if problems else 200
    because = Control(
        name="because", kind="textarea", max_length=LONG, value=request.POST.get("because", ""),
        label=say("proposals-withdraw-because" if line.own else "proposals-decline-because"),
    )  # fmt: skip
    return show(
        request, "officer/proposal.jinja", status=status, line=line, because=because,
        problems=summary_of(problems, {"because"}), open=line.row.state == "open" and now() < line.row.until,
    )  # fmt: skip


def _answer(request: HttpRequest, proposal_id: int) -> None:
    by, at = actor_of(request), now()
    if request.POST.get("do") == "take":
        take(by=by, proposal_id=proposal_id, now=at)
        messages.success(request, say("proposals-taken"))
        return
    because = request.POST.get("because", "").strip()[:LONG]
    identity.decline_proposal(by=by, proposal_id=proposal_id, because=because, now=at)
    messages.success(request, say("proposals-declined"))
