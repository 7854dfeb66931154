"""The post that staff act in: chosen once where somebody holds several, kept by the sign-in, asked for anew at every request.

A post that was taken away ends the choice at once. What was filled in for it is not taken for another one.
"""

from __future__ import annotations

from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity
from guantong.modules.orgs import public as orgs

from .words import say


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A post as pages show it. `here`: it is the one acted in."""

    id: int
    role: str
    unit: str
    here: bool


def in_post(request: HttpRequest, user: Any, assurance: str) -> Actor:
    """Return who the account is in the post of its sign-in; where that is gone, in the one that is left, with a message."""
    held = identity.memberships_of(user.pk) if getattr(user, "kind", "") == "staff" else ()
    chosen = identity.chosen_post(request)
    if chosen and chosen not in {row.id for row in held}:
        identity.leave_post(request)
        request._post_over = True  # type: ignore[attr-defined]
        messages.warning(request, say("posts-over-now"))
        chosen = 0
    request._held, request._chosen = held, chosen  # type: ignore[attr-defined]
    return identity.actor_of(user, chosen, assurance)


def is_open(request: HttpRequest) -> bool:
    """True while somebody with several posts has chosen none."""
    return are_several(request) and not request._chosen  # type: ignore[attr-defined]


def must_still_hold(request: HttpRequest) -> None:
    """Refuse a form that was filled in for a post that is gone."""
    if getattr(request, "_post_over", False) and request.method not in ("GET", "HEAD"):
        raise Refused(Problem(code="ui.post_over"))


def posts_of(request: HttpRequest) -> list[Post]:
    """Return the posts of whoever is signed in, the oldest first."""
    held = getattr(request, "_held", ())
    chosen = request._chosen or (held[0].id if len(held) == 1 else 0) if held else 0  # type: ignore[attr-defined]
    return [Post(id=row.id, role=row.role, unit=_unit(row.unit), here=row.id == chosen) for row in held]


def shown(request: HttpRequest) -> Post | None:
    """Return the post that the head of a page names: the one acted in, none while it is still to be chosen."""
    return next((post for post in posts_of(request) if post.here), None)


def are_several(request: HttpRequest) -> bool:
    return len(getattr(request, "_held", ())) > 1


def _unit(number: int) -> str:
    try:
        return orgs.get_unit(number).name
    except Refused:
        return ""
