"""How often somebody may call what anybody may call: `@limited("track")`. The limits stand in the setting `LIMITS`.

Counted by account for whoever is signed in, else by address, in the database, so that every web server counts the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity

from .moment import wall

View = Callable[..., HttpResponseBase]


def limited(kind: str, *methods: str) -> Callable[[View], View]:
    """Answer 429 with Retry-After when a view is called more often than `LIMITS[kind]` allows; of all methods unless some
    are named. Stands below `open_to`, which makes the page."""
    if kind not in settings.LIMITS:
        raise ValueError(f"LIMITS knows {', '.join(settings.LIMITS)}; not {kind}")

    def declare(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not methods or request.method in methods:
                check_limit(request, kind)
            return view(request, *args, **kwargs)

        counted.limited = kind  # type: ignore[attr-defined]
        return counted

    return declare


def check_limit(request: HttpRequest, kind: str, whose: str = "") -> None:
    """Count one call; refuse `ui.too_often` with the `seconds` to wait when it is one too many.

    `whose` is what to count by when the request does not say (an account known by a token, for instance).
    """
    count, seconds = settings.LIMITS[kind]
    left = identity.count_call(
        kind=kind, whose=whose or counted_by(request), count=count, seconds=seconds, now=wall()
    )
    if left:
        raise Refused(Problem(code="ui.too_often", facts={"seconds": left}))


def counted_by(request: HttpRequest) -> str:
    """Return whom calls count for: the account that is signed in, else the address."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"account:{user.pk}"
    return f"address:{identity.address_of(request)}"
