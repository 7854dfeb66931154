"""A browser that signs in by the provider of `oidc_provider`, and the installation that knows it."""

from __future__ import annotations

import json

import pytest
import requests
from django.test import Client

from guantong.modules.identity.models import Account
from guantong.project import clock
from guantong.web.public import providers
from tests.web.oidc_provider import CLIENT, SECRET, running

TITLES = {"zh": "统一身份认证", "en": "Unified Identity"}


@pytest.fixture
def provider(at, settings, tmp_path, monkeypatch):
    """A running provider that this installation knows as `one` (persons), `firms` (enterprises) and `staff`."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setenv("OIDC_ONE", SECRET)
    with running(int(at.timestamp())) as made, clock.fixed(at), clock.fixed_wall(at):
        told = {"issuer": made.issuer, "client_id": CLIENT, "secret": "OIDC_ONE", "title": TITLES}
        told["acr"] = {"face": "high", "sms": "substantial"}
        listed = [
            {**told, "name": "one", "audience": "person"},
            {**told, "name": "firms", "audience": "enterprise", "claims": {"uscc": "org_code"}},
            {**told, "name": "staff", "audience": "staff"},
        ]
        file = tmp_path / "oidc.json"
        file.write_text(json.dumps({"providers": listed}), "utf-8")
        settings.OIDC_FILE = str(file)
        providers._known.clear()
        yield made


def leave(client: Client, name: str = "one", query: str = "?next=/my/") -> str:
    """Go to the provider, sign in there, and return the address on our site that the browser is sent back to."""
    there = client.get(f"/sign-in/with/{name}/{query}")
    assert there.status_code == 302
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"]
    assert back.startswith("http://testserver/sign-in/return/")
    return back.removeprefix("http://testserver")


def text(answer) -> str:
    return answer.content.decode()


def signed_in(client: Client) -> Account | None:
    number = client.session.get("_auth_user_id")
    return Account.objects.get(pk=number) if number else None
