"""Setting up one-time codes: the QR code, the secret to type, the code that proves it, and the recovery codes."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import segno
from django.http import HttpRequest, HttpResponse

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity

from ..ui import errors
from ..ui.controls import Control
from ..ui.moment import now, wall
from ..ui.pages import by_field, show, summary_of
from ..ui.words import say

NEVER_KEPT = "private, no-store"  # what stands on these pages is a secret


def page(request: HttpRequest, *, go_on: str, led: bool = False) -> HttpResponse:
    """Return the page that sets up one-time codes or, once a code was right, the one with the recovery codes.

    `go_on` is where one goes from there; `led`: the sign-in led here, and nobody is signed in yet.
    """
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            typed = typed_code(request)
            made = identity.confirm_enrolment(request, typed=typed, now=now(), wall=wall())
            forget_actor(request)
            return recovery_codes(request, made, go_on)
        except Refused as refused:
            problems = refused.problems
    enrolment = identity.begin_enrolment(request, wall=wall())
    answer = show(
        request, "public/enrol.jinja", enrolment=enrolment, led=led, action=request.get_full_path(), handle=handle_in(enrolment.address),
        qr=segno.make(enrolment.address, error="m", micro=False).svg_inline(omitsize=True, border=4, light="#fff"),
        control=code_control(problems, "identity-code-short", ""), problems=summary_of(problems, {"code"}),
        status=errors.status_of(problems[0].code) if problems else 200,
    )  # fmt: skip
    answer.headers["Cache-Control"] = NEVER_KEPT
    return errors.say_when(answer, problems)


def recovery_codes(request: HttpRequest, made: tuple[str, ...], go_on: str) -> HttpResponse:
    """Show recovery codes, this once."""
    answer = show(request, "public/recovery_codes.jinja", codes=made, go_on=go_on)
    answer.headers["Cache-Control"] = NEVER_KEPT
    return answer


def typed_code(request: HttpRequest) -> str:
    """Return the code that was typed; refuse `form.missing`."""
    typed = request.POST.get("code", "").strip()[:40]
    if not typed:
        raise Refused(Problem(code="form.missing", where="code", facts={"title": say("identity-code-short")}))
    return typed


def code_control(problems: tuple[Problem, ...], label: str, hint: str) -> Control:
    """Return the field for a code. Telephones offer digits and fill in what they know."""
    return Control(
        name="code", label=say(label), hint=say(hint) if hint else "", error=by_field(problems).get("code", ""),
        keypad="" if hint else "numeric", filled_by="one-time-code", max_length=40, narrow=True,
    )  # fmt: skip


def handle_in(address: str) -> str:
    """Return the account name as the authenticator shows it."""
    return unquote(urlsplit(address).path).rpartition(":")[2]


def forget_actor(request: HttpRequest) -> None:
    """Let the rest of this request see who has just been signed in."""
    if hasattr(request, "_actor"):
        del request._actor
