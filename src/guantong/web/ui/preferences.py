"""What a person prefers, remembered in cookies: language, large text, and the division they live or trade in."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from guantong.core.kernel.problem import Refused
from guantong.modules.orgs import public as orgs

LARGE, DIVISION = "guantong_text", "guantong_division"
YEAR = 365 * 24 * 60 * 60
LANGUAGES = {"zh": "zh-hans", "en": "en"}


def is_large(request: HttpRequest) -> bool:
    return request.COOKIES.get(LARGE) == "large"


def division_of(request: HttpRequest) -> orgs.DivisionRow | None:
    """Return the division that this person chose, or nothing."""
    code = request.COOKIES.get(DIVISION, "")
    if not re.fullmatch(r"\d{12}", code):
        return None
    try:
        return orgs.get_division(code)
    except Refused:
        return None


def remember(response: HttpResponse, name: str, value: str) -> None:
    """Keep a preference for a year. It says nothing about who the person is."""
    response.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
