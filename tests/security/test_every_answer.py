"""Every answer of every address, errors included: what keeps a browser from running, framing, guessing or keeping it."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from guantong.project.routes import find_routes
from guantong.web.public import views
from tests.security.world import owner_of
from tests.structure.test_routes import QUERIES
from tests.web.page_reader import complaints, read

POLICY = {
    "default-src": "'self'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:", "object-src": "'none'",
    "base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'none'",
}  # fmt: skip
FOR_OTHERS = (
    "keys",
    "keys-file",
    "key-set",
    "root-certificate",
    "key-owner",
    "status-list",
    "api-keys",
    "api-status-list",
)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\s*[\"']|javascript:", re.I)


def directives(policy: str) -> dict[str, str]:
    return {part.split()[0]: " ".join(part.split()[1:]) for part in policy.split(";") if part.strip()}


def wrong_with(answer, *, personal: bool, name: str = "") -> list[str]:
    """Return everything that this answer lacks or has too much of."""
    heads, found = answer.headers, []
    policy = directives(heads.get("Content-Security-Policy", ""))
    if policy != POLICY and policy.get("default-src") != "'none'":
        found.append(f"policy {policy}")
    if heads.get("X-Content-Type-Options") != "nosniff":
        found.append("may be guessed")
    if heads.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        found.append("tells others where one comes from")
    if heads.get("Cross-Origin-Opener-Policy") != "same-origin":
        found.append("opener")
    if personal and "no-store" not in heads.get("Cache-Control", ""):
        found.append(f"kept: {heads.get('Cache-Control')}")
    if "Access-Control-Allow-Origin" in heads and name not in FOR_OTHERS:
        found.append("read by other sites")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = heads.get("Content-Type", "")
    if body and not kind:
        found.append("no type")
    # A style sheet is read in the encoding of the page that names it, and ours holds ASCII alone.
    if kind.startswith("text/") and name != "static" and "charset=utf-8" not in kind.lower():
        found.append(f"no encoding: {kind}")
    if kind.startswith("text/html") and (inline := INLINE.search(body.decode())):
        found.append(f"inline: {inline.group()}")
    return found


def test_answers_when_every_address_is_opened_by_whom_it_is_for_then_each_has_every_header_and_nothing_inline(
    walked,
):
    found, personal = {}, 0
    for route in sorted(find_routes(), key=lambda route: route.name == "sign-out"):
        visitor = owner_of(route)
        answer = walked.clients[visitor].get(walked.address(route), QUERIES.get(route.name, {}))
        mine = visitor != "nobody" and answer.status_code != 405
        found[route.name] = wrong_with(answer, personal=mine, name=route.name)
        personal += mine
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert (len(found) > 100, personal > 60) == (True, True)


def test_answers_when_a_page_goes_wrong_then_the_error_page_has_the_same_headers(walked, monkeypatch):
    visitor = walked.clients["nobody"]
    asked = {
        400: visitor.get("/", headers={"host": "evil.example"}),
        403: walked.clients["applicant"].get("/window/"),
        404: visitor.get("/nowhere/<script>alert(1)</script>/"),
        405: visitor.get("/sign-out/"),
        429: None,
    }
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    asked[4030] = strict.post("/sign-in/", {"handle": "x", "password": "y"})

    def broken(*args, **kwargs):
        raise RuntimeError("330106199001011239")

    monkeypatch.setattr(views.savings, "total_of", broken)
    asked[500] = visitor.get("/")
    from django.conf import settings

    monkeypatch.setitem(settings.LIMITS, "track", (0, 60))
    asked[429] = visitor.get("/track/")
    for status, answer in asked.items():
        assert answer.status_code == (403 if status == 4030 else status)
        assert wrong_with(answer, personal=False) == [], status
        if answer.content:
            assert b"330106199001011239" not in answer.content
            assert b"Traceback" not in answer.content
            assert b"<script>alert" not in answer.content
            assert complaints(answer) == [], status


def test_interface_when_it_goes_wrong_then_the_problem_tells_nothing_of_the_inside(walked, monkeypatch):
    from guantong.modules.services import public as services

    def broken(*args, **kwargs):
        raise RuntimeError("SELECT secret FROM inside")

    monkeypatch.setattr(services, "list_matters", broken)
    answer = walked.clients["nobody"].get("/api/v1/matters")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not re.search("SELECT|RuntimeError", answer.content.decode())
    assert wrong_with(answer, personal=False) == []


def test_methods_when_another_is_used_or_named_in_a_header_then_nothing_is_done_and_nothing_is_shown(walked):
    """No page takes PUT, PATCH, DELETE or TRACE, and no header makes one of a GET."""
    shown = {}
    for route in find_routes():
        if route.name in ("sign-out", "static"):
            continue
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.cookies = walked.clients[owner_of(route)].cookies
        for method in ("trace", "put", "delete", "patch"):
            answer = client.generic(
                method.upper(), walked.address(route), "{}", content_type="application/json"
            )
            if answer.status_code < 300:
                shown[route.name, method] = answer.status_code
    assert shown == {}
    draft = f"/api/v1/my/drafts/{walked.draft}"
    mine = walked.clients["applicant"]
    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert mine.get(draft, headers={header: "DELETE"}).status_code == 200
        assert mine.post(draft, "{}", "application/json", headers={header: "DELETE"}).status_code in (
            405,
            422,
        )
    assert mine.get(draft).status_code == 200


@pytest.mark.parametrize(
    "address", ["/", "/sign-in/", "/api/v1/matters", "/static/guantong/tokens.css", "/nowhere/"]
)
def test_trace_when_asked_then_no_page_answers(client, address):
    answer = client.generic("TRACE", address, headers={"x-secret": "planted-in-the-request"})
    assert (answer.status_code, answer.content) == (405, b"")


def test_pages_when_somebody_is_signed_in_then_each_offers_to_sign_out(walked):
    seen = 0
    for route in find_routes():
        visitor = owner_of(route)
        if visitor == "nobody" or route.machine or route.name == "sign-out":
            continue
        answer = walked.clients[visitor].get(walked.address(route), QUERIES.get(route.name, {}))
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            seen += 1
            assert 'action="/sign-out/"' in answer.content.decode(), route.name
    assert seen > 30


def test_password_fields_when_shown_then_they_are_masked_and_managers_may_fill_them(walked):
    pages = (walked.clients["nobody"].get("/sign-in/"), walked.clients["applicant"].get("/account/password/"))
    fields = [field for page in pages for field in read(page).xpath("//input[contains(@name, 'password') or @name='old' or @name='new' or @name='again']")]  # fmt: skip
    assert [(field.get("type"), field.get("autocomplete")) for field in fields] == [
        ("password", "current-password"), ("password", "current-password"), ("password", "new-password"), ("password", "new-password"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:80@evil.example", "localhost.evil.example", "a" * 300]
)
def test_host_when_it_is_not_ours_then_no_page_is_made_with_it(client, host, db):
    client.raise_request_exception = False
    answer = client.get("/sign-in/", headers={"host": host})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
    forwarded = client.get("/sign-in/", headers={"x-forwarded-host": "evil.example"})
    assert "evil.example" not in forwarded.content.decode() + str(forwarded.headers)


def test_contract_when_shown_then_it_is_data_and_not_a_page(client, db):
    answer = client.get("/api/v1/openapi.json")
    assert answer.headers["Content-Type"].startswith("application/")
    assert json.loads(answer.content)["openapi"].startswith("3.")
