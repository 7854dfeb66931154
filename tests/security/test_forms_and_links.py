"""What others could make somebody's browser do: send forms, follow links elsewhere, show what is not theirs."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from guantong.modules.journal.models import JournalEntry
from guantong.project.routes import find_routes
from tests.security.world import form_for, owner_of
from tests.web.page_reader import read

ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example", "http:evil.example",
    "javascript:alert(1)", "/\t/evil.example", " //evil.example", "https:/evil.example", "/%0d%0aSet-Cookie:%20planted=1",
    "/\r\nSet-Cookie: planted=1", "//evil.example\\@127.0.0.1/", "data:text/html,<script>alert(1)</script>",
)  # fmt: skip
TAKEN_FROM_ANYBODY = {
    "api-situation",
    "api-guide",
    "api-verify-content",
    "api-verify-file",
}  # keep nothing, know nobody


def test_forms_when_sent_from_elsewhere_then_every_address_refuses_and_nothing_is_written(walked):
    """As the owner, with the owner's session, but without the form's token; and with a token, but from another origin."""
    before = JournalEntry.objects.count()
    taken = {}
    for route in find_routes():
        if route.name in ("static", "healthz", "readyz", "metrics"):
            continue
        for more in ({}, {"origin": "https://evil.example"}):
            client = Client(enforce_csrf_checks=True, raise_request_exception=False)
            client.cookies = walked.clients[owner_of(route)].cookies.copy()
            data = form_for(route)
            if more and not route.machine:
                client.get("/sign-in/") if "csrftoken" not in client.cookies else None
                data["data"] = {**data["data"], "csrfmiddlewaretoken": client.cookies["csrftoken"].value} if "csrftoken" in client.cookies else data["data"]  # fmt: skip
            status = client.post(walked.address(route), **data, headers=more).status_code
            if status not in (403, 405):
                taken[route.name] = status
    assert set(taken) <= TAKEN_FROM_ANYBODY | {
        name for name, status in taken.items() if status == 422 and name in OPEN
    }
    assert JournalEntry.objects.count() == before


OPEN = {route.name for route in find_routes() if route.machine and "anyone" in route.audiences}


def test_interface_when_a_form_of_another_site_is_sent_then_every_owned_operation_refuses(walked):
    """What a browser sends without asking first (no preflight): a form, or text that looks like JSON."""
    refused = 0
    for route in find_routes():
        if not route.machine or "anyone" in route.audiences:
            continue
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.cookies = walked.clients[owner_of(route)].cookies.copy()
        for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json"):
            status = client.post(walked.address(route), "{}", content_type=kind).status_code
            assert status in (403, 405), (route.name, kind, status)
            refused += status == 403
    assert refused > 20


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_links_when_they_lead_elsewhere_then_no_address_follows_them(walked, wanted):
    known = [
        ("get", "/sign-in/", "next"), ("post", "/set/language/", "back"), ("post", "/set/text/", "back"), ("post", "/set/language/", "next"),
        ("post", "/division/", "next"), ("get", "/division/", "next"), ("get", "/sign-in/with/none/", "next"), ("post", "/my/acting/", "back"),
    ]  # fmt: skip
    for visitor in ("nobody", "applicant"):
        for method, address, name in known:
            client = walked.clients[visitor]
            form = {name: wanted, "language": "en", "code": "330106000000", "text": "large"}
            answer = getattr(client, method)(address, form)
            check(answer, wanted)
            answer = getattr(client, method)(address, {"language": "en"}, headers={"referer": wanted.strip()})
            check(answer, wanted)


def check(answer, wanted: str) -> None:
    where = urlsplit(answer.headers.get("Location", "/"))
    assert (where.scheme, where.netloc) == ("", ""), answer.headers["Location"]
    assert not where.path.startswith(("//", "/\\", "\\"))
    assert "planted" not in answer.cookies
    assert "\n" not in answer.headers.get("Location", "")
    if answer.status_code == 200:
        assert f'href="{wanted}"' not in answer.content.decode()
        assert f'action="{wanted}"' not in answer.content.decode()


def test_links_when_a_page_is_asked_to_lead_elsewhere_then_none_of_its_own_does(walked):
    answer = walked.clients["nobody"].get("/sign-in/", {"next": "//evil.example/"})
    page = read(answer)
    for link in page.xpath("//a/@href | //form/@action | //input[@name='next']/@value"):
        assert urlsplit(link).netloc == "", link


@pytest.mark.parametrize(
    "path",
    [
        "../../../project/settings.py", "%2e%2e/%2e%2e/project/settings.py", "..%2f..%2fproject/settings.py", "....//....//etc/passwd",
        "/etc/passwd", "%00", "guantong/../../templates/ui/page.jinja", "", "guantong/",
    ],
)  # fmt: skip
def test_static_when_a_path_leads_out_of_the_folder_then_nothing_is_served(client, db, path):
    client.raise_request_exception = False
    answer = client.get(f"/static/{path}")
    assert answer.status_code in (400, 404)


@pytest.mark.parametrize("name", ["../../etc/passwd", "..%2f..%2fsettings", "%00", "a" * 300, "' OR 1=1 --", "{{7*7}}", "${7*7}", "../" * 20])  # fmt: skip
def test_names_in_addresses_when_made_up_then_nothing_is_found_and_nothing_breaks(walked, name):
    for route in find_routes():
        if "<" not in route.address or route.name == "static":
            continue
        address = re.sub(r"<(?:str:)?\w+>", lambda _: name, route.address)
        address = re.sub(r"<int:\w+>", "7", re.sub(r"<slug:\w+>", "x", address))
        answer = walked.clients[owner_of(route)].get(address)
        assert answer.status_code < 500, address
        assert (
            answer.status_code >= 300
            or route.name in ("tracking", "verify-licence")
            or "<str:" not in route.address
        ), address
