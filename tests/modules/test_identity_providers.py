"""What a provider's claims mean, which addresses we call for it, and whose account it signs in to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.problem import Refused
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account, ProviderLink
from guantong.modules.identity.rules.providers import assurance_of
from tests.modules.sign_ins import Browser

PROVIDER = identity.Provider(
    name="one", issuer="https://id.example:8443/realm", client_id="c", secret="S", title={"zh": "统一", "en": "One"},
    audience="person", acr={"face": "high", "sms": "substantial"}, hosts=("keys.example",), claims={"phone": "mobile"},
)  # fmt: skip
CLAIMS = {"sub": "1", "name": "王小明", "mobile": "13800000000", "acr": "face"}


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://id.example:8443/token", True),
        ("https://keys.example/keys", True),
        ("https://id.example/token", False),
        ("http://id.example:8443/token", False),
        ("http://keys.example/keys", False),
        ("https://keys.example.evil.example/keys", False),
        ("https://id.example:8443@evil.example/", False),
        ("https://user:word@id.example:8443/", False),
        ("http://127.0.0.1:8443/", False),
        ("file:///etc/passwd", False),
        ("gopher://id.example:8443/", False),
        ("//id.example:8443/", False),
        ("https://id.example:port/", False),
        ("https://id.example:99999/", False),
        ("https://[::1/", False),
        ("", False),
    ],
)
def test_address_when_it_is_the_providers_own_then_may_be_called_and_no_other(address, may):
    assert identity.may_call(PROVIDER, address) is may


@given(st.text(max_size=30), st.text(max_size=30))
def test_address_when_anything_is_put_around_the_host_then_only_the_host_itself_counts(before, after):
    from urllib.parse import urlsplit

    address = f"https://{before}evil.example{after}"
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return
    if host not in ("id.example", "keys.example"):
        assert not identity.may_call(PROVIDER, address)


def test_issuer_when_on_loopback_then_may_be_http():
    from msgspec.structs import replace

    assert identity.may_call(replace(PROVIDER, issuer="http://127.0.0.1:99"), "http://127.0.0.1:99/token")
    assert not identity.may_call(replace(PROVIDER, issuer="http://id.example"), "http://id.example/token")


def test_claims_when_named_otherwise_then_mean_what_the_file_says():
    who = identity.vouched(PROVIDER, CLAIMS)
    assert (who.subject, who.kind, who.name, who.phone, who.assurance) == (
        "1", "person", "王小明", "13800000000", "high",
    )  # fmt: skip


@pytest.mark.parametrize("missing", ["sub", "name"])
def test_claims_when_what_an_account_needs_is_missing_then_are_refused(missing):
    for claims in (
        {**CLAIMS, missing: ""},
        {**CLAIMS, missing: ["x"]},
        {**CLAIMS, missing: "\0"},
        {name: CLAIMS[name] for name in CLAIMS if name != missing},
    ):
        with pytest.raises(Refused, match=r"identity\.claims_missing"):
            identity.vouched(PROVIDER, claims)


@pytest.mark.parametrize("subject", [" 1", "1 ", "A", "a"])
def test_subject_when_it_differs_by_a_blank_or_a_capital_then_is_another(subject):
    assert identity.vouched(PROVIDER, {**CLAIMS, "sub": subject}).subject == subject


@given(st.text(max_size=10))
def test_assurance_when_a_level_is_not_in_the_file_then_is_the_least(acr):
    assert assurance_of(PROVIDER, acr) == PROVIDER.acr.get(acr, "low")


@pytest.mark.django_db(transaction=True)
def test_person_when_two_sign_ins_are_the_first_at_once_then_one_account_is_made(at):
    who = identity.vouched(PROVIDER, CLAIMS)

    def come(_: int) -> str:
        try:
            return str(Browser(at).call(identity.sign_in_vouched, who=who, now=at, wall=at).account)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as threads:
        assert len(set(threads.map(come, range(4)))) == 1
    assert (Account.objects.count(), ProviderLink.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_account_when_closed_then_its_provider_signs_nobody_in(at):
    who = identity.vouched(PROVIDER, CLAIMS)
    browser = Browser(at)
    browser.call(identity.sign_in_vouched, who=who, now=at, wall=at)
    Account.objects.update(is_active=False)
    with pytest.raises(Refused, match=r"identity\.account_closed"):
        Browser(at + timedelta(days=1)).call(identity.sign_in_vouched, who=who, now=at, wall=at)


@pytest.mark.django_db
def test_account_of_a_provider_when_its_name_is_known_then_no_password_opens_it(at):
    actor = Browser(at).call(
        identity.sign_in_vouched, who=identity.vouched(PROVIDER, CLAIMS), now=at, wall=at
    )
    handle = Account.objects.get(pk=actor.account).handle
    for password in ("", "!", handle):
        assert Browser(at).code_of(handle, password) == "identity.wrong_credentials"
