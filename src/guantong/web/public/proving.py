"""Asking anew who somebody is before they change how they sign in: whoever sits down at an open screen gets no further."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity

from ..ui import errors
from ..ui.access import back_of, open_to, safe_path
from ..ui.controls import Control
from ..ui.limits import limited
from ..ui.moment import now, wall
from ..ui.pages import by_field, show, summary_of
from ..ui.words import say

EVERYONE = ("applicant", "clerk", "officer", "manager")
View = Callable[..., HttpResponseBase]


def proven_anew(*methods: str) -> Callable[[View], View]:
    """Let these methods through only within ten minutes of a proof; others are asked for one and come back to the page."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in methods and not identity.is_proven_anew(request, wall=wall()):
                return to_proof(request)
            return view(request, *args, **kwargs)

        return guarded

    return declare


def to_proof(request: HttpRequest) -> HttpResponse:
    """Send somebody to prove who they are, and afterwards back to the page whose form they used."""
    wanted = request.get_full_path() if request.method in ("GET", "HEAD") else back_of(request)
    return redirect(f"{reverse('account-prove')}?{urlencode({'next': wanted})}")


@sensitive_post_parameters("proof")
@open_to(*EVERYONE, unchosen=True)
@limited("sign-in", "POST")
def prove(request: HttpRequest) -> HttpResponse:
    """Ask for the password or a one-time code, once more."""
    wanted = safe_path((request.POST or request.GET).get("next", ""), request, reverse("account"))
    asked = identity.wanted_proof(request)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            identity.prove_anew(request, typed=_typed(request, asked), now=now(), wall=wall())
            messages.success(request, say("identity-prove-done"))
            return redirect(wanted)
        except Refused as refused:
            problems = refused.problems
    wrong = by_field(problems)
    control = Control(
        name="proof", label=say(f"identity-prove-{asked}"), kind="text" if asked == "code" else "password",
        error=wrong.get("proof", "") or wrong.get("code", ""), max_length=40 if asked == "code" else None, narrow=asked == "code",
        filled_by="one-time-code" if asked == "code" else "current-password",
    )  # fmt: skip
    page = show(
        request, "public/account_prove.jinja", wanted=wanted, asked=asked, control=control,
        problems=[(target or "f-proof", text) for target, text in summary_of(problems, {"proof"})],
        status=errors.status_of(problems[0].code) if problems else 200,
    )  # fmt: skip
    return errors.say_when(page, problems)


def _typed(request: HttpRequest, asked: str) -> str:
    typed = request.POST.get("proof", "")
    if not typed.strip() and asked != "sign_in":
        title = say(f"identity-prove-{asked}")
        raise Refused(Problem(code="form.missing", where="proof", facts={"title": title}))
    return typed if asked == "password" else typed.strip()[:40]
