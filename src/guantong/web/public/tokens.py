"""Access tokens for programs: which there are, making one (shown once), ending one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity

from ..ui.access import actor_of, open_to
from ..ui.controls import Control
from ..ui.limits import limited
from ..ui.moment import now, wall
from ..ui.pages import by_field, show, summary_of
from ..ui.words import explain, say
from .oidc import EVERYONE
from .proving import proven_anew

FIELDS = ("name", "scope", "days")
TERMS = ("7", "30", "90")


@open_to(*EVERYONE)
@limited("sign-in", "POST")
@proven_anew("POST")
def tokens(request: HttpRequest) -> HttpResponse:
    """List one's tokens; make one and show it this one time."""
    if request.method != "POST":
        return _page(request)
    days = request.POST.get("days", "")
    try:
        made = identity.make_token(
            by=actor_of(request), name=request.POST.get("name", ""), scope=request.POST.get("scope", ""),
            days=int(days) if days in TERMS else 0, now=now(), wall=wall(),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, refused.problems)
    return _page(request, secret=made.secret)


@open_to(*EVERYONE)
@require_POST
def end_token(request: HttpRequest) -> HttpResponse:
    """End one of one's own tokens."""
    number = request.POST.get("token", "")
    try:
        wanted = int(number[:18]) if number.isascii() and number.isdecimal() else 0
        identity.end_token(by=actor_of(request), token_id=wanted, now=now(), wall=wall())
        messages.success(request, say("tokens-ended"))
    except Refused as refused:
        messages.warning(request, explain(refused.problems[0]))
    return redirect("account-tokens")


def _page(request: HttpRequest, problems: tuple[Problem, ...] = (), secret: str = "") -> HttpResponse:
    rows = identity.my_tokens(by=actor_of(request))
    return show(
        request, "public/account_tokens.jinja", rows=rows, at=wall(), secret=secret, controls=_controls(request, problems),
        problems=summary_of(problems, set(FIELDS)), status=400 if problems else 200,
    )  # fmt: skip


def _controls(request: HttpRequest, problems: tuple[Problem, ...]) -> list[Control]:
    wrong = by_field(problems)
    typed = request.POST if problems else {}
    scopes = tuple((each, say(f"tokens-scope-{each}")) for each in (identity.READ, identity.WRITE))
    terms = tuple((days, say("tokens-days", count=int(days))) for days in TERMS)
    return [
        Control(
            name="name", label=say("tokens-name"), hint=say("tokens-name-hint"), value=str(typed.get("name", "")),
            error=wrong.get("name", ""), max_length=80,
        ),
        Control(
            name="scope", label=say("tokens-scope"), kind="radio", choices=scopes, error=wrong.get("scope", ""),
            value=str(typed.get("scope", identity.READ)),
        ),
        Control(
            name="days", label=say("tokens-term"), kind="radio", choices=terms, error=wrong.get("days", ""),
            value=str(typed.get("days", TERMS[1])),
        ),
    ]  # fmt: skip
