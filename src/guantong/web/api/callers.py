"""Who calls: a browser with its session, a program with a token, or nobody. Looked at before anything is read."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest
from ninja.utils import check_csrf

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity

from ..ui import acting, posts
from ..ui.access import visitor
from ..ui.limits import check_limit
from ..ui.moment import wall

JSON, MULTIPART = "application/json", "multipart/form-data"
SAFE = ("GET", "HEAD", "OPTIONS")
MEDIA = {"json": JSON, "file": MULTIPART}


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """What an operation wants of whoever calls it. Called by the router before parameters are read."""

    audiences: frozenset[str]
    method: str
    takes: str = ""
    counts_as: str = "api"

    def __call__(self, request: HttpRequest) -> bool:
        """Return True, or refuse: too often, not signed in, another role, a token that may only read, no CSRF token."""
        secret = bearer_of(request)
        actor = self._recognise(request, secret)
        check_limit(request, self.counts_as, f"account:{actor.account}" if actor else "")
        if "anyone" not in self.audiences:
            self._admit(request, actor, by_token=bool(secret))
        wanted = MEDIA.get(self.takes, "")
        if wanted and request.content_type != wanted:
            given = (request.content_type or "")[:80]
            raise Refused(Problem(code="api.media_type", facts={"wanted": wanted, "given": given}))
        return True

    def _recognise(self, request: HttpRequest, secret: str) -> Actor | None:
        if not secret:
            return visitor(request)
        try:
            presented = identity.actor_of_token(secret=secret, now=wall())
        except Refused:
            check_limit(request, self.counts_as, f"address:{identity.address_of(request)}")
            raise
        if self.method not in SAFE and "anyone" not in self.audiences and presented.scope != identity.WRITE:
            raise Refused(Problem(code="identity.token_scope"))
        request._actor = presented.actor  # type: ignore[attr-defined]
        return presented.actor

    def _admit(self, request: HttpRequest, actor: Actor | None, by_token: bool) -> None:
        if actor is None:
            raise Refused(Problem(code="identity.not_signed_in"))
        if not by_token and self.method not in SAFE and check_csrf(request) is not None:
            raise Refused(Problem(code="api.form_token"))
        acting.must_still_act(request)
        posts.must_still_hold(request)
        if posts.is_open(request):
            raise Refused(Problem(code="ui.post_not_chosen"))
        if actor.role not in self.audiences:
            raise Refused(Problem(code="ui.wrong_role"))


def bearer_of(request: HttpRequest) -> str:
    """Return the token that a program sends, or nothing."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip()[:200] if kind.lower() == "bearer" else ""
