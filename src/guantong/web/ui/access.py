"""Who may open a page: every view says so with `open_to`, and the structure test fails for one that does not.

What a person may see *inside* a page is not decided here but by the doors of the modules, which take the actor.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from guantong.core.kernel.actor import ROLES, Actor
from guantong.core.kernel.problem import Problem, Refused

from . import acting, errors, posts
from .words import say

AUDIENCES = ("anyone", *ROLES)
View = Callable[..., HttpResponseBase]


def open_to(*audiences: str, unchosen: bool = False) -> Callable[[View], View]:
    """Declare who may open a view: `anyone`, or roles. Others are asked to sign in, or refused with a page. Who holds several
    posts and has chosen none is asked to choose first, except where `unchosen` says that it does not matter.

    A `Refused` that the view lets through becomes a page that says what to do.
    """
    unknown = set(audiences) - set(AUDIENCES)
    if unknown or not audiences:
        raise ValueError(f"open_to knows {', '.join(AUDIENCES)}; not {', '.join(sorted(unknown))}")

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                if "anyone" not in audiences:
                    actor = visitor(request)
                    if actor is None:
                        return to_sign_in(request)
                    if not unchosen:
                        posts.must_still_hold(request)
                        if posts.is_open(request):
                            return to_choice(request)
                    if actor.role not in audiences:
                        raise Refused(Problem(code="ui.wrong_role"))
                    acting.must_still_act(request)
                return view(request, *args, **kwargs)
            except Refused as refused:
                return errors.refusal(request, refused)

        guarded.open_to = frozenset(audiences)  # type: ignore[attr-defined]
        return guarded

    return declare


def visitor(request: HttpRequest) -> Actor | None:
    """Return who is signed in, or nobody. Looked up once a request."""
    if not hasattr(request, "_actor"):
        request._actor = _actor_of(request)  # type: ignore[attr-defined]
    return request._actor  # type: ignore[attr-defined, no-any-return]


def actor_of(request: HttpRequest) -> Actor:
    """Return who is signed in; refuse `identity.not_signed_in`. For views that are not open to anyone."""
    actor = visitor(request)
    if actor is None:
        raise Refused(Problem(code="identity.not_signed_in"))
    return actor


def oneself(request: HttpRequest) -> Actor:
    """Return who is signed in, as themselves even while they act for somebody: for what concerns the account alone."""
    actor = actor_of(request)
    return getattr(request, "_oneself", actor)


def _actor_of(request: HttpRequest) -> Actor | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    oneself = posts.in_post(request, user, str(request.session.get("assurance", "")))
    return acting.under_mandate(request, oneself)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a person to the sign-in page, and afterwards back to the page that they wanted."""
    posted = request.method not in ("GET", "HEAD")
    if posted and "back" not in request.POST:
        # A form of one's own is only shown to whoever is signed in: the session ended while it was filled in.
        messages.warning(request, say("ui-session-over"))
    elif why := getattr(request, "session_over", ""):
        messages.warning(request, say(f"identity-session-over-{why}"))
    wanted = back_of(request) if posted else request.get_full_path()
    return redirect(f"{reverse('sign-in')}?{urlencode({'next': wanted})}")


def to_choice(request: HttpRequest) -> HttpResponse:
    """Send somebody with several posts to choose one, and afterwards to the page that they wanted."""
    posted = request.method not in ("GET", "HEAD")
    if posted:
        messages.warning(request, say("posts-choose-first"))
    wanted = back_of(request) if posted else request.get_full_path()
    return redirect(f"{reverse('account-post')}?{urlencode({'next': wanted})}")


def back_of(request: HttpRequest) -> str:
    """Return the page on this site that a form was posted from: the one it names, else the one the browser names, else
    the one that takes it (forms show themselves again)."""
    if "back" in request.POST:
        return safe_path(request.POST["back"], request)
    came_from = urlsplit(request.headers.get("Referer", ""))
    here = came_from.netloc == request.get_host()
    return safe_path(came_from.path if here else request.path, request)


def safe_path(path: str, request: HttpRequest, otherwise: str = "/") -> str:
    """Return `path` when it leads to a page of this site, else `otherwise`: a link must not lead strangers away."""
    from django.utils.http import url_has_allowed_host_and_scheme

    fine = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if fine else otherwise
