"""Account and security: how one signs in, on which devices, and what one can do about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity
from guantong.modules.orgs import public as orgs

from ..ui import errors
from ..ui.access import open_to
from ..ui.controls import Control
from ..ui.limits import limited
from ..ui.moment import now, wall
from ..ui.pages import by_field, show, summary_of
from ..ui.words import explain, in_words, say
from . import enrolment, providers, proving
from .oidc import EVERYONE

FEW_CODES = 3
FIELDS = ("old", "new", "again")
FILLED_BY = {"old": "current-password", "new": "new-password", "again": "new-password"}


@open_to(*EVERYONE)
def account(request: HttpRequest) -> HttpResponse:
    """Show how this account signs in, the devices and the last sign-ins."""
    security = identity.security_of(_number(request), wall=wall())
    here = next((row for row in security.sessions if row.id == identity.session_number(request)), None)
    return show(
        request, "public/account.jinja", security=security, here=here, few=FEW_CODES, method=method_words,
        ways=[way for way in providers.ways() if way.audience == security.kind],
        titles={way.issuer: way.text for way in providers.ways()},
    )  # fmt: skip


@sensitive_post_parameters(*FIELDS)
@open_to(*EVERYONE)
@limited("sign-in", "POST")
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            old, new = _typed_passwords(request)
            words = orgs.names_about(row.unit for row in identity.memberships_of(_number(request)))
            identity.change_password(request, old=old, new=new, words=words, now=now(), wall=wall())
            messages.success(request, say("identity-password-saved"))
            return redirect("account")
        except Refused as refused:
            problems = refused.problems
    wrong = by_field(problems)
    controls = [
        Control(
            name=name, label=say(f"identity-password-{name}"), kind="password", error=wrong.get(name, ""),
            hint=say("identity-password-hint") if name == "new" else "", filled_by=FILLED_BY[name],
        )
        for name in FIELDS
    ]  # fmt: skip
    security = identity.security_of(_number(request), wall=wall())
    answer = show(
        request, "public/account_password.jinja", security=security, controls=controls,
        problems=summary_of(problems, set(FIELDS)), status=_status(problems),
    )  # fmt: skip
    return errors.say_when(answer, problems)


def _typed_passwords(request: HttpRequest) -> tuple[str, str]:
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    missing = tuple(
        Problem(code="form.missing", where=name, facts={"title": say(f"identity-password-{name}")})
        for name, value in typed.items()
        if not value
    )
    if missing:
        raise Refused(*missing)
    if typed["new"] != typed["again"]:
        raise Refused(Problem(code="identity.password_differs", where="again"))
    return typed["old"], typed["new"]


@sensitive_post_parameters("code")
@open_to(*EVERYONE)
@limited("sign-in", "POST")
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up one-time codes; once there are some: change the authenticator, make new recovery codes, or stop."""
    known = identity.security_of(_number(request), wall=wall()).second_factor
    if known is None and not identity.is_proven_anew(request, wall=wall()):
        return proving.to_proof(request)
    if known is None or request.GET.get("replace"):
        try:
            return enrolment.page(request, go_on=reverse("account"))
        except Refused as refused:
            return _manage(request, refused.problems)
    if request.method != "POST":
        return _manage(request, ())
    try:
        return _do(request, request.POST.get("do", ""), enrolment.typed_code(request))
    except Refused as refused:
        return _manage(request, refused.problems)


def _do(request: HttpRequest, what: str, typed: str) -> HttpResponse:
    """Carry out what was chosen, with a code that has to be right."""
    if what == "replace":
        identity.begin_replacement(request, typed=typed, wall=wall())
        return redirect(f"{reverse('account-second-factor')}?replace=1")
    if what == "codes":
        made = identity.renew_recovery_codes(request, typed=typed, now=now(), wall=wall())
        return enrolment.recovery_codes(request, made, reverse("account"))
    if what == "remove":
        identity.remove_second_factor(request, typed=typed, now=now(), wall=wall())
        messages.success(request, say("identity-factor-removed"))
        return redirect("account")
    raise Refused(Problem(code="form.missing", where="do", facts={"title": say("identity-factor-what")}))


def _manage(request: HttpRequest, problems: tuple[Problem, ...]) -> HttpResponse:
    security = identity.security_of(_number(request), wall=wall())
    choices = tuple(
        (key, f"{say(f'identity-factor-{key}')} — {say(f'identity-factor-{key}-text')}")
        for key in ("replace", "codes", "remove")
        if key != "remove" or not _demanded(security.kind)
    )
    what = Control(
        name="do", label=say("identity-factor-what"), kind="radio", choices=choices, error=by_field(problems).get("do", ""),
        value=request.POST.get("do", ""),
    )  # fmt: skip
    answer = show(
        request, "public/account_factor.jinja", factor=security.second_factor, what=what, few=FEW_CODES,
        control=enrolment.code_control(problems, "identity-code-label", "identity-code-hint"),
        problems=summary_of(problems, {"code", "do"}), status=_status(problems),
    )  # fmt: skip
    return errors.say_when(answer, problems)


@open_to(*EVERYONE)
@require_POST
@proving.proven_anew("POST")
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one session (`session`), or all but this one."""
    number = request.POST.get("session", "")
    try:
        if number.isascii() and number.isdecimal():
            identity.end_session(request, session_id=int(number[:18]), now=now(), wall=wall())
            count = 1
        else:
            count = identity.end_other_sessions(request, now=now(), wall=wall())
    except Refused as refused:
        messages.warning(request, explain(refused.problems[0]))
    else:
        messages.success(request, say("identity-sessions-ended", count=count))
    return redirect("account")


def method_words(row: Any) -> str:
    """Return how a session was begun: `password+code` as people say it."""
    facts = {"provider": in_words(providers.title_of(row.provider)) if row.provider else ""}
    parts = [say(f"identity-method-{part}", **facts) for part in row.method.split("+")]
    return say("identity-method-and").join(parts)


def _demanded(kind: str) -> bool:
    return kind == "staff" and identity.second_factor_demanded()


def _number(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


def _status(problems: tuple[Problem, ...]) -> int:
    return errors.status_of(problems[0].code) if problems else 200
