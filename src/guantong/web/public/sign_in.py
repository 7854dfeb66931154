"""Sign in and out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity

from ..ui import navigation
from ..ui.access import open_to, safe_path, visitor
from ..ui.controls import Control
from ..ui.moment import now
from ..ui.pages import by_field, show, summary_of
from ..ui.words import say


@open_to("anyone")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; afterwards go to the page that was wanted."""
    wanted = safe_path((request.POST or request.GET).get("next", ""), request)
    if request.method != "POST":
        actor = visitor(request)
        return redirect(_landing(wanted, actor)) if actor else _page(request, wanted)
    handle, password = request.POST.get("handle", "").strip(), request.POST.get("password", "")
    missing = tuple(
        Problem(code="form.missing", where=name, facts={"title": say(f"public-sign-in-{name}")})
        for name, value in (("handle", handle), ("password", password))
        if not value
    )
    try:
        if missing:
            raise Refused(*missing)
        actor = identity.sign_in(request, handle=handle, password=password, now=now())
    except Refused as refused:
        return _page(request, wanted, handle, refused.problems)
    return redirect(_landing(wanted, actor))


@open_to("anyone")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and go to the front page."""
    identity.sign_out(request, now=now())
    return redirect("home")


def _landing(wanted: str, actor: Actor | None) -> str:
    """Return the page that was wanted; without one, staff begin at their own desk."""
    desk = navigation.DESKS.get(actor.role, "") if actor else ""
    return reverse(desk) if desk and wanted == reverse("home") else wanted


def _page(
    request: HttpRequest, wanted: str, handle: str = "", problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    wrong = by_field(problems)
    controls = [
        Control(name="handle", label=say("public-sign-in-handle"), value=handle, error=wrong.get("handle", ""), filled_by="username"),
        Control(name="password", label=say("public-sign-in-password"), kind="password", error=wrong.get("password", ""), filled_by="current-password"),
    ]  # fmt: skip
    errors = [(target or "f-handle", text) for target, text in summary_of(problems, {"handle", "password"})]
    return show(
        request, "public/sign_in.jinja", wanted=wanted, controls=controls, problems=errors, status=400 if problems else 200
    )  # fmt: skip
