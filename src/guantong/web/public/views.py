"""Pages that need no sign-in: the front page, the matters and their guides, tracking, the choice of a division."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.cases import public as cases
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services

from ..ui.access import open_to, safe_path
from ..ui.limits import limited
from ..ui.moment import today
from ..ui.pages import show, summary_of
from ..ui.places import place_of
from ..ui.preferences import DIVISION, division_of, is_large, remember
from ..ui.reasons import accounts_for
from . import guide, indicators, savings

TRACKS = ("livelihood", "industry", "administration")
APPLICANTS = ("person", "enterprise")
POPULAR = 6


@open_to("anyone")
def home(request: HttpRequest) -> HttpResponse:
    """Search, the matters for persons and enterprises, tracking, and what the reform saved."""
    cards = services.list_matters()
    return show(
        request,
        "public/home.jinja",
        life=[card for card in cards if card.applicant == "person"][:POPULAR],
        business=[card for card in cards if card.applicant != "person"][:POPULAR],
        saved=savings.total_of([services.get_matter(card.scenario, "") for card in cards]),
    )


@open_to("anyone")
def matters(request: HttpRequest) -> HttpResponse:
    """List the matters, those that match the words first."""
    words, applicant = request.GET.get("q", "").strip()[:80], request.GET.get("for", "")
    applicant = applicant if applicant in APPLICANTS else ""
    found = services.list_matters(words=words, applicant=applicant)
    return show(request, "public/matters.jinja", words=words, applicant=applicant, found=found)


@open_to("anyone")
def matter(request: HttpRequest, scenario: str) -> HttpResponse:
    """Show what one has to know before one applies, as it holds in the chosen division."""
    division = division_of(request)
    found = services.get_matter(scenario, division.code if division else "")
    return show(
        request, "public/matter.jinja", matter=found, page=guide.guide_of(found, large=is_large(request)), scenario=found.package.scenario,
        materials=services.materials_of(found), who="-".join(accounts_for(found)), least=indicators.LEAST,
        told=indicators.told_of(found, division.code if division else ""),
    )  # fmt: skip


@open_to("anyone")
@limited("track")
def find_case(request: HttpRequest) -> HttpResponse:
    """Ask for a tracking code and go to its page."""
    typed = request.GET.get("code", "").strip()
    if typed and (code := re.sub(r"[\s-]+", "", typed).upper()):
        try:
            cases.track_case(code=code, today=today())
        except Refused:
            unknown = Problem(code="ui.unknown_code", where="code")
            return show(request, "public/find_case.jinja", typed=typed[:40], problems=summary_of((unknown,)), status=404)  # fmt: skip
        return redirect("tracking", code=code)
    return show(request, "public/find_case.jinja", typed="", problems=[])


@open_to("anyone")
@limited("track")
def track(request: HttpRequest, code: str) -> HttpResponse:
    """Show the steps and days of one case to whoever holds its code."""
    try:
        tracking = cases.track_case(code=code, today=today())
    except Refused:
        unknown = Problem(code="ui.unknown_code", where="code")
        return show(request, "public/find_case.jinja", typed=code[:40], problems=summary_of((unknown,)), status=404)  # fmt: skip
    response = show(
        request, "public/track.jinja", case=tracking, today=today(), place=place_of(tracking.division)
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response


@open_to("anyone")
def choose_division(request: HttpRequest) -> HttpResponse:
    """Go down from the province to a city, a county and a town, and remember the choice."""
    wanted = safe_path((request.POST or request.GET).get("next", ""), request)
    if request.method == "POST":
        chosen = orgs.get_division(request.POST.get("code", ""))
        response = redirect(wanted)
        remember(response, DIVISION, chosen.code)
        return response
    code = request.GET.get("at", "")
    if not code:
        provinces = orgs.divisions_under("")
        code = provinces[0].code if len(provinces) == 1 else ""
    return show(
        request,
        "public/division.jinja",
        wanted=wanted,
        path=orgs.path_of(code) if code else (),
        below=orgs.divisions_under(code),
    )


@open_to("anyone")
def about(request: HttpRequest) -> HttpResponse:
    return show(request, "public/about.jinja")


@open_to("anyone")
def clock(request: HttpRequest) -> HttpResponse:
    """Explain how days are counted."""
    return show(request, "public/clock.jinja")
