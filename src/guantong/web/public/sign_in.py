"""Sign in, in one step or two, and out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity

from ..ui import errors, navigation
from ..ui.access import open_to, safe_path, visitor
from ..ui.controls import Control
from ..ui.limits import limited
from ..ui.moment import now, wall
from ..ui.pages import by_field, show, summary_of
from ..ui.words import say
from . import enrolment, providers

WANTED = "sign_in_wanted"  # the page that somebody wanted, while they do a second step
STEPS = {"identity.code_wanted": "sign-in-code", "identity.enrol_wanted": "sign-in-enrol"}
TOO_OFTEN = "identity.wait"


@sensitive_post_parameters("password")
@open_to("anyone")
@limited("sign-in", "POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; afterwards go to the page that was wanted."""
    wanted = safe_path((request.POST or request.GET).get("next", ""), request)
    if request.method != "POST":
        actor = visitor(request)
        return redirect(landing(wanted, actor)) if actor else _page(request, wanted)
    handle, password = request.POST.get("handle", "").strip(), request.POST.get("password", "")
    missing = tuple(
        Problem(code="form.missing", where=name, facts={"title": say(f"public-sign-in-{name}")})
        for name, value in (("handle", handle), ("password", password))
        if not value
    )
    try:
        if missing:
            raise Refused(*missing)
        actor = identity.sign_in(request, handle=handle, password=password, now=now(), wall=wall())
    except Refused as refused:
        return second_step(request, refused, wanted) or _page(request, wanted, handle, refused.problems)
    return redirect(landing(wanted, actor))


@sensitive_post_parameters("code")
@open_to("anyone")
@limited("sign-in", "POST")
def code(request: HttpRequest) -> HttpResponse:
    """The second step: ask for a one-time code or a recovery code."""
    pending = identity.pending_of(request, wall=wall())
    if pending is None or pending.step != "code":
        return redirect("sign-in")
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            typed = enrolment.typed_code(request)
            actor = identity.take_code(request, typed=typed, now=now(), wall=wall())
            return redirect(landing(safe_path(request.session.pop(WANTED, ""), request), actor))
        except Refused as refused:
            problems = refused.problems
    page = show(
        request, "public/sign_in_code.jinja", control=enrolment.code_control(problems, "identity-code-label", "identity-code-hint"),
        provider=providers.title_of(pending.provider) if pending.provider else None,
        problems=summary_of(problems, {"code"}), status=_status(problems),
    )  # fmt: skip
    return errors.say_when(page, problems)


@sensitive_post_parameters("code")
@open_to("anyone")
@limited("sign-in", "POST")
def enrol(request: HttpRequest) -> HttpResponse:
    """Let staff set up one-time codes before they are signed in."""
    pending = identity.pending_of(request, wall=wall())
    if pending is None or pending.step != "enrol":
        return redirect("sign-in")
    wanted = safe_path(request.session.get(WANTED, ""), request)
    return enrolment.page(request, go_on=f"{reverse('sign-in')}?next={wanted}", led=True)


@open_to("anyone")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and go to the front page, or to where one can sign out of the provider too."""
    provider = identity.sign_out(request, now=now(), wall=wall())
    if provider and (address := providers.sign_out_address(provider, request, wall())):
        answer = show(
            request, "public/signed_out.jinja", provider=providers.title_of(provider), address=address
        )
    else:
        answer = redirect("home")
    # The next person at a shared machine finds nothing of the last one's pages (heard by browsers over TLS).
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def second_step(request: HttpRequest, refused: Refused, wanted: str) -> HttpResponse | None:
    """Return the way to the second step that a sign-in needs, if it needs one."""
    if refused.code not in STEPS:
        return None
    request.session[WANTED] = wanted
    return redirect(STEPS[refused.code])


def landing(wanted: str, actor: Actor | None) -> str:
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
    found = [(target or "f-handle", text) for target, text in summary_of(problems, {"handle", "password"})]
    page = show(
        request, "public/sign_in.jinja", wanted=wanted, controls=controls, problems=found, ways=providers.ways(),
        demo_accounts=_demo_accounts(), demo_password=settings.DEMO_PASSWORD, status=_status(problems),
    )  # fmt: skip
    return errors.say_when(page, problems)


def _demo_accounts() -> list[tuple[str, str]]:
    """Return (who it is, sign-in name) of the invented people of a demonstration; nothing where none is running."""
    if not settings.SIMULATED_DAY:
        return []
    rows = identity.invented_among(settings.DEMO_ACCOUNTS)
    return [(say(f"demo-account-{row.handle}"), row.handle) for row in rows]


def _status(problems: tuple[Problem, ...]) -> int:
    return errors.status_of(problems[0].code) if problems else 200
