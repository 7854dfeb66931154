"""Which post somebody with several acts in: chosen after signing in, changed from the head of every page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity

from ..ui import navigation
from ..ui.access import open_to, safe_path
from ..ui.errors import status_of
from ..ui.pages import show, summary_of
from ..ui.posts import posts_of
from ..ui.words import say

LONGEST = 18  # digits of a number that a column holds


@open_to("clerk", "officer", "manager", unchosen=True)
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest) -> HttpResponse:
    """Show one's own posts; act in the chosen one from now on."""
    wanted = safe_path((request.POST or request.GET).get("next", ""), request)
    problems: tuple[Problem, ...] = ()
    number = request.POST.get("post", "")[:LONGEST]
    if request.method == "POST":
        try:
            actor = identity.choose_post(request, membership_id=int(number) if number.isdecimal() else 0)
        except Refused as refused:
            problems = refused.problems
        else:
            chosen = next(each for each in posts_of(request) if each.id == int(number))
            messages.success(
                request, say("posts-chosen", role=say(f"staff-role-{chosen.role}"), unit=chosen.unit)
            )
            return redirect(_after(wanted, actor.role))
    return show(
        request, "public/post.jinja", posts=posts_of(request), wanted=wanted, problems=summary_of(problems, set()),
        status=(status_of(problems[0].code) if number else 400) if problems else 200,
    )  # fmt: skip


def _after(wanted: str, role: str) -> str:
    """Return where to go on: the page that was wanted, but one's own desk instead of the front page or another post's desk."""
    desks = {name: reverse(name) for name in navigation.DESKS.values()}
    own = desks[navigation.DESKS[role]]
    return own if wanted in (reverse("home"), *desks.values()) else wanted
