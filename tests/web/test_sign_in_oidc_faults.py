"""Everything that an identity provider may get wrong, or somebody in its name: nobody is signed in, and a page says so."""

from __future__ import annotations

import base64
import json

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from guantong.modules.identity.models import Account
from tests.web.oidc_browser import leave, signed_in, text
from tests.web.oidc_provider import CLIENT, Provider

pytestmark = pytest.mark.django_db


FAULTS = {
    "another nonce": lambda claims: {**claims, "nonce": "another"},
    "no nonce": lambda claims: {name: claims[name] for name in claims if name != "nonce"},
    "another audience": lambda claims: {**claims, "aud": "another-client"},
    "two audiences and no party": lambda claims: {**claims, "aud": ["another-client", CLIENT]},
    "another issuer": lambda claims: {**claims, "iss": "https://evil.example"},
    "expired": lambda claims: {**claims, "iat": claims["iat"] - 900, "exp": claims["iat"] - 600},
    "no end": lambda claims: {name: claims[name] for name in claims if name != "exp"},
    "not yet": lambda claims: {**claims, "nbf": claims["iat"] + 600},
    "no subject": lambda claims: {name: claims[name] for name in claims if name != "sub"},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_token_when_a_claim_is_wrong_then_nobody_is_signed_in_and_the_page_says_so(provider, fault):
    provider.change = FAULTS[fault]
    check_refused(provider)


@pytest.mark.parametrize(
    "odd",
    [{"aud": 5}, {"aud": []}, {"aud": {"a": 1}}, {"exp": "soon"}, {"exp": [1]}, {"exp": None}, {"iat": {}}, {"nonce": 7}, {"iss": ["x"]},
     {"sub": ["a"]}, {"amr": "x"}, {"azp": ["x"]}, {"at_hash": 5}, {"auth_time": "x"}, {"name": ["x"]}, {"name": "\0"}, {"acr": {"x": 1}}],
)  # fmt: skip
def test_token_when_a_claim_is_of_an_odd_type_then_the_page_is_never_a_failure_of_ours(provider, odd):
    provider.change = lambda claims: {**claims, **odd}
    client = Client()
    status = client.get(leave(client)).status_code
    assert status == (302 if "acr" in odd else 400)


@pytest.mark.parametrize(
    "keys", [b'{"keys": 7}', b'{"keys": [1]}', b'{"keys": [{"kty": "EC"}]}', b"{}", b'{"keys": []}']
)
def test_keys_when_they_are_none_then_nobody_is_signed_in(provider, keys):
    provider.answers = {"/keys": (200, keys, {})}
    check_refused(provider)


def unsigned(claims: dict) -> str:
    parts = [json.dumps(part).encode() for part in ({"alg": "none"}, claims)]
    return ".".join([base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts] + [""])


def shared(provider: Provider):
    """The old trick: the public key as if it were a shared secret, and the client's secret itself."""
    secret = OctKey.import_key(json.dumps(provider.key.as_dict(private=False)) * 2)
    return lambda claims: jwt.encode({"alg": "HS256", "kid": "one"}, claims, secret, algorithms=["HS256"])


SIGNED = {
    "alg none": lambda provider: unsigned,
    "public key as secret": shared,
    "a stranger's key": lambda provider: (
        lambda claims: provider.signed(claims, ECKey.generate_key("P-256", {"kid": "one"}))
    ),
    "nothing": lambda provider: lambda claims: "",
    "not a token": lambda provider: lambda claims: "a.b.c",
}


@pytest.mark.parametrize("fault", SIGNED)
def test_token_when_it_is_not_signed_by_the_provider_then_nobody_is_signed_in(provider, fault):
    provider.sign = SIGNED[fault](provider)
    check_refused(provider)


def check_refused(provider: Provider) -> None:
    client = Client()
    answer = client.get(leave(client))
    assert answer.status_code == 400
    assert "没有通过核验" in text(answer)
    assert signed_in(client) is None
    assert Account.objects.count() == 0


def test_keys_when_the_provider_changes_them_then_they_are_fetched_again(provider):
    first = Client()
    first.get(leave(first))
    provider.key = ECKey.generate_key("P-256", {"kid": "two", "use": "sig", "alg": "ES256"})
    second = Client()
    second.get(leave(second))
    assert signed_in(second)
    assert provider.asked.count("/keys") == 2


@pytest.mark.parametrize(
    "answer",
    [
        (302, b"", {"Location": "http://127.0.0.1:1/elsewhere"}),
        (200, b"not json", {}),
        (200, b"[]", {}),
        (200, b'{"issuer": "' + b"x" * 300_000 + b'"}', {}),
        (200, b'{"issuer": "https://evil.example"}', {}),
    ],
)
def test_metadata_when_they_lead_elsewhere_are_too_long_or_no_metadata_then_are_not_used(provider, answer):
    provider.answers = {"/.well-known/openid-configuration": answer}
    page = Client().get("/sign-in/with/one/")
    assert (page.status_code, "暂时连不上" in text(page)) == (502, True)


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/latest", "https://evil.example/x", "file:///etc/passwd", "http://127.0.0.1:1/x", None]
)  # fmt: skip
def test_metadata_when_an_address_lies_on_another_host_then_nobody_is_sent_or_asked_there(
    provider, name, address
):
    provider.metadata[name] = address
    assert Client().get("/sign-in/with/one/").status_code == 502
