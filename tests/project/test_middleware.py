"""What every answer carries: the language the person chose, and the headers that keep the pages safe."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from guantong.project import middleware


class SignedIn:
    is_authenticated = True


def ask(user=None, page=None, **cookies):
    request = RequestFactory().get("/", headers={"accept-language": "en"})
    request.COOKIES.update(cookies)
    request.user = user or AnonymousUser()
    seen = {}

    def answer(request):
        seen["language"] = translation.get_language()
        return page or HttpResponse()

    chain = middleware.secure_headers(middleware.choose_language(answer))
    return chain(request), seen["language"]


def test_language_when_nothing_was_chosen_is_chinese_whatever_the_browser_says():
    response, language = ask()
    assert (language, response["Content-Language"]) == ("zh-hans", "zh-hans")


@pytest.mark.parametrize(
    ("chosen", "language"), [("en", "en"), ("zh-hans", "zh-hans"), ("fr", "zh-hans"), ("", "zh-hans")]
)
def test_language_of_the_cookie_counts_when_it_is_one_of_ours(chosen, language):
    assert ask(**{settings.LANGUAGE_COOKIE_NAME: chosen})[1] == language


def test_the_content_policy_allows_nothing_inline_and_nothing_from_elsewhere():
    policy = ask()[0]["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_page_of_somebody_signed_in_is_not_kept_by_the_browser():
    assert ask(user=SignedIn())[0]["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in ask()[0]
    kept = HttpResponse(headers={"Cache-Control": "private, max-age=60"})
    assert ask(user=SignedIn(), page=kept)[0]["Cache-Control"] == "private, max-age=60"
