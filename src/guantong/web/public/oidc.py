"""Signing in with an identity provider: the way there, the way back, and linking one to one's account."""

from __future__ import annotations

import hmac
import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity

from ..ui import errors
from ..ui.access import open_to, safe_path, visitor
from ..ui.limits import limited
from ..ui.moment import now, wall
from ..ui.pages import show, summary_of
from ..ui.words import explain, say
from . import providers, sign_in
from .enrolment import forget_actor
from .proving import proven_anew

STATES, LINKING = "oidc_states", "oidc_linking"
MOST_STATES = 5  # sign-ins of one browser under way at once
STATE_SECONDS = 600
EVERYONE = ("applicant", "clerk", "officer", "manager")


@open_to("anyone")
@limited("sign-in")
def leave(request: HttpRequest, provider: str) -> HttpResponse:
    """Go to the provider, to sign in or to link it."""
    wanted = safe_path(request.GET.get("next", ""), request)
    linking = _is_linking(request, provider)
    if (actor := visitor(request)) and not linking:
        return redirect(sign_in.landing(wanted, actor))
    try:
        remote = providers.Remote(providers.provider_named(provider), providers.return_address(request))
        state, nonce, verifier = (secrets.token_urlsafe(size) for size in (24, 24, 48))
        address = remote.sign_in_address(state=state, nonce=nonce, verifier=verifier, at=wall())
        kept = {
            "provider": provider, "nonce": nonce, "verifier": verifier, "wanted": wanted, "linking": linking,
            "since": wall().timestamp(),
        }  # fmt: skip
    except Refused as refused:
        return _failed(request, refused)
    states = dict(request.session.get(STATES, {}))
    newest = sorted(states, key=lambda one: float(states[one]["since"]))[1 - MOST_STATES :]
    request.session[STATES] = {**{one: states[one] for one in newest}, state: kept}
    return redirect(address)


@open_to("anyone")
@limited("sign-in")
def back(request: HttpRequest) -> HttpResponse:
    """Come back from the provider with a code, once, to the browser that left."""
    states = dict(request.session.get(STATES, {}))
    kept: dict[str, Any] | None = states.pop(request.GET.get("state", ""), None)
    if kept is None or not 0 <= wall().timestamp() - kept["since"] <= STATE_SECONDS:
        return _failed(request, Refused(Problem(code="oidc.state")))
    request.session[STATES] = states
    try:
        provider = providers.provider_named(kept["provider"])
        who = identity.vouched(provider, _claims(request, provider, kept))
        if kept["linking"]:
            return _link(request, who)
        actor = identity.sign_in_vouched(request, who=who, now=now(), wall=wall())
    except Refused as refused:
        return sign_in.second_step(request, refused, kept["wanted"]) or _failed(request, refused)
    return redirect(sign_in.landing(kept["wanted"], actor))


def _claims(request: HttpRequest, provider: identity.Provider, kept: dict[str, Any]) -> Any:
    facts = {"provider": provider.text, "reason": "iss"}
    if request.GET.get("iss", provider.issuer) != provider.issuer:  # RFC 9207: another provider's answer
        raise Refused(Problem(code="oidc.token", facts=facts))
    if not request.GET.get("code"):
        raise Refused(Problem(code="oidc.denied", facts=facts))
    remote = providers.Remote(provider, providers.return_address(request))
    return remote.claims_for(request.GET["code"], nonce=kept["nonce"], verifier=kept["verifier"], at=wall())


def _failed(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Say what went wrong and where to go on: back at the sign-in page, or on a page of its own."""
    code = refused.code
    if code in ("oidc.state", "oidc.unknown_provider"):
        messages.warning(request, explain(refused.problems[0]))
        return redirect("sign-in")
    status = 502 if code == "oidc.unreachable" else errors.status_of(code)
    return show(request, "public/sign_in_failed.jinja", problems=refused.problems, status=status)


@open_to(*EVERYONE)
@proven_anew("POST")
def links(request: HttpRequest) -> HttpResponse:
    """Show which provider accounts sign in to one's own, link another one or remove one."""
    if request.method == "POST" and request.POST.get("link"):
        return _before_leaving(request, request.POST["link"])
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        number = request.POST.get("remove", "")
        try:
            identity.unlink_provider(
                request, link_id=int(number) if number.isascii() and number.isdecimal() else 0, now=now()
            )
            messages.success(request, say("identity-links-removed"))
            return redirect("account-links")
        except Refused as refused:
            problems = refused.problems
    security = identity.security_of(int(request.user.pk or 0), wall=wall())
    linked = {link.issuer for link in security.links}
    possible = [way for way in providers.ways() if way.audience == security.kind and way.issuer not in linked]
    titles = {way.issuer: way.text for way in providers.ways()}
    return show(
        request, "public/account_links.jinja", security=security, possible=possible, titles=titles,
        problems=summary_of(problems, set()), status=400 if problems else 200,
    )  # fmt: skip


def _before_leaving(request: HttpRequest, name: str) -> HttpResponse:
    """Show where the next step leads. A form may not lead to another site (form-action), a link may."""
    provider = providers.provider_named(name)
    token = secrets.token_urlsafe(16)
    request.session[LINKING] = {"provider": name, "token": token}
    address = f"{reverse('sign-in-with', args=[name])}?{urlencode({'link': token})}"
    return show(request, "public/account_link_go.jinja", provider=provider.text, address=address)


def _is_linking(request: HttpRequest, provider: str) -> bool:
    """Tell, once, whether whoever is signed in asked to link this provider (a link from elsewhere knows no token)."""
    token = request.GET.get("link", "")
    if not token or visitor(request) is None:
        return False
    kept = request.session.pop(LINKING, None) or {}
    return kept.get("provider") == provider and hmac.compare_digest(kept["token"].encode(), token.encode())


def _link(request: HttpRequest, who: identity.Vouched) -> HttpResponse:
    if visitor(request) is None:
        raise Refused(Problem(code="identity.step_late"))
    identity.link_provider(request, who=who, now=now(), wall=wall())
    forget_actor(request)
    messages.success(request, say("identity-links-done"))
    return redirect("account-links")
