"""One way to show a page: template, the request, and what every page needs (language, navigation, preferences)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from guantong.core.kernel.problem import Problem
from guantong.modules.identity import public as identity

from . import navigation, posts, preferences
from .controls import field_id
from .moment import now, today
from .words import explain


def language() -> str:
    """Return `zh` or `en`: the language of the page that is being made."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def show(request: HttpRequest, template: str, /, *, status: int = 200, **context: Any) -> HttpResponse:
    """Return the page. `problems` in the context appear as its error summary, with links to the fields.

    A page that says that something broke, or for a request marked `_unread`, asks the database for nothing that is not known yet: it may
    be the database that broke, or the transaction in which the page is made.
    """
    from .access import visitor

    reads = status < 500 and not getattr(request, "_unread", False)
    try:
        # 503 says that nothing can be read: not who this is either.
        actor = None if status == 503 else visitor(request)
    except Exception:
        # An error page must show even when it is the account that cannot be read.
        if status < 400:
            raise
        actor = None
    # Where a post is still to be chosen it is not known yet what waits.
    waiting = (
        identity.count_waiting(by=actor, now=now()) if actor and reads and not posts.is_open(request) else 0
    )
    shell = {
        "lang": language(),
        "actor": actor,
        "links": navigation.links_for(request, actor, waiting),
        "to_answer": waiting,
        "begins_here": bool(waiting and actor and navigation.begins_here(request, actor)),
        "post": posts.shown(request) if actor and reads else None,
        "several_posts": reads and posts.are_several(request),
        "large": preferences.is_large(request),
        "here": request.get_full_path() if request.method in ("GET", "HEAD") else request.path,
        "notes": list(messages.get_messages(request)) if reads and hasattr(request, "_messages") else [],
        "demo_day": today() if settings.SIMULATED_DAY else None,
        "second_factor_offered": bool(
            actor and actor.role in navigation.DESKS and not identity.second_factor_demanded()
        ),
        "division": preferences.division_of(request) if reads else None,
    }
    text = render_to_string(template, {**shell, **context}, request)
    return HttpResponse(text, status=status)


def summary_of(problems: tuple[Problem, ...], known: set[str] | None = None) -> list[tuple[str, str]]:
    """Return (link target, text) for each problem: the field it belongs to, or nothing where there is no field.

    `known` are the names of the fields on the page; without it every place counts as a field.
    """
    return [
        (field_id(p.where) if p.where and (known is None or p.where in known) else "", explain(p))
        for p in problems
    ]


def by_field(problems: tuple[Problem, ...]) -> dict[str, str]:
    """Return the first problem of each field in words."""
    found: dict[str, str] = {}
    for problem in problems:
        found.setdefault(problem.where, explain(problem))
    return found
