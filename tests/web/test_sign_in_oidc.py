"""Signing in with an identity provider that really runs, on loopback, and coming back once."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from guantong.modules.identity.models import Account, ProviderLink
from guantong.modules.journal.public import entries_of
from guantong.project import clock
from guantong.web.public import providers
from tests.modules.sign_ins import PASSWORD, make
from tests.web.oidc_browser import leave, signed_in, text
from tests.web.oidc_provider import CLIENT, SECRET

pytestmark = pytest.mark.django_db


def test_person_when_new_then_gets_an_account_that_the_next_sign_in_finds_by_subject(provider):
    client = Client()
    assert client.get(leave(client)).url == "/my/"
    account = signed_in(client)
    assert (account.kind, account.name, account.id_number) == ("person", "王小明", "330106199001011239")
    assert not account.has_usable_password()
    entry = entries_of(f"account:{account.pk}")[-1]
    assert json.loads(entry.body) == {"method": "provider", "assurance": "high", "provider": "one"}
    page = text(client.get("/account/"))
    assert "统一身份认证" in page
    assert "实名认证机构" in page
    provider.person |= {"name": "王大明"}
    again = Client()
    again.get(leave(again))
    assert signed_in(again).pk == account.pk
    assert ProviderLink.objects.count() == 1


def test_person_when_another_subject_has_the_same_name_and_number_then_is_somebody_else(provider):
    first, second = Client(), Client()
    first.get(leave(first))
    provider.person |= {"sub": "subject-2"}
    second.get(leave(second))
    assert signed_in(first).pk != signed_in(second).pk


@pytest.mark.parametrize(("acr", "assurance"), [("face", "high"), ("sms", "substantial"), ("other", "low")])
def test_assurance_when_the_provider_names_its_level_then_is_what_the_file_says(provider, acr, assurance):
    provider.person |= {"acr": acr}
    client = Client()
    client.get(leave(client))
    assert client.session["assurance"] == assurance


def test_enterprise_when_new_then_needs_its_code(provider):
    client = Client()
    answer = client.get(leave(client, "firms"))
    assert answer.status_code == 400
    assert "uscc" in text(answer)
    assert signed_in(client) is None
    provider.person |= {"org_code": "91330106MA27XXXX1A"}
    client.get(leave(client, "firms"))
    assert (signed_in(client).kind, signed_in(client).uscc) == ("enterprise", "91330106MA27XXXX1A")


def test_staff_when_not_linked_then_are_told_to_sign_in_and_link_first_and_then_get_in(provider, at):
    client = Client()
    answer = client.get(leave(client, "staff"))
    assert answer.status_code == 400
    assert "账号与安全" in text(answer)
    assert Account.objects.count() == 0
    officer = make("officer", "staff", role="officer", at=at)
    client.post("/sign-in/", {"handle": "officer", "password": PASSWORD})
    go = text(client.post("/account/providers/", {"link": "staff"}))
    link = go.split("/sign-in/with/staff/", 1)[1].split('"')[0].replace("&amp;", "&")
    assert client.get(leave(client, "staff", link)).url == "/account/providers/"
    assert "ProviderLinked" in [entry.kind for entry in entries_of(f"account:{officer.pk}")]
    other = Client()
    other.get(leave(other, "staff"))
    assert signed_in(other).pk == officer.pk


def test_link_when_somebody_is_lured_to_its_address_then_nothing_is_linked(provider, at):
    make("officer", "staff", role="officer", at=at)
    client = Client()
    client.post("/sign-in/", {"handle": "officer", "password": PASSWORD})
    for query in ("", "?link=", "?link=made-up"):
        assert "127.0.0.1" not in client.get(f"/sign-in/with/staff/{query}").url
    assert ProviderLink.objects.count() == 0


def test_link_when_the_number_is_another_persons_or_the_provider_account_is_taken_then_is_refused(
    provider, at
):
    first = Client()
    first.get(leave(first))
    for handle, number, words in (("li", "110105194912310021", "证件号码"), ("wu", "", "已经绑定")):
        make(handle, at=at, id_number=number)
        client = Client()
        client.post("/sign-in/", {"handle": handle, "password": PASSWORD})
        go = text(client.post("/account/providers/", {"link": "one"}))
        link = go.split("/sign-in/with/one/", 1)[1].split('"')[0].replace("&amp;", "&")
        answer = client.get(leave(client, "one", link))
        assert answer.status_code == 400
        assert words in text(answer)
    assert ProviderLink.objects.count() == 1


def test_link_when_it_is_the_only_way_in_then_cannot_be_removed_and_else_can(provider, at):
    client = Client()
    client.get(leave(client))
    number = ProviderLink.objects.get().pk
    answer = client.post("/account/providers/", {"remove": number})
    assert (answer.status_code, "唯一" in text(answer)) == (400, True)
    account = signed_in(client)
    account.set_password(PASSWORD)
    account.save()
    other = Client()
    other.post("/sign-in/", {"handle": account.handle, "password": PASSWORD})
    assert other.post("/account/providers/", {"remove": number}).status_code == 302
    assert ProviderLink.objects.count() == 0


def test_second_factor_when_the_provider_vouches_for_little_then_staff_are_asked_for_it(
    provider, at, settings
):
    officer = make("officer", "staff", role="officer", at=at)
    ProviderLink.objects.create(
        issuer=provider.issuer, subject="subject-1", account=officer, made_at=at, used_at=at
    )
    settings.SECOND_FACTOR = "staff"
    client = Client()
    client.get(leave(client, "staff"))
    assert client.session["assurance"] == "high"
    provider.person |= {"acr": "other"}
    client = Client()
    assert client.get(leave(client, "staff")).url == "/sign-in/second-factor/"
    assert signed_in(client) is None


def test_state_when_used_again_made_up_or_brought_by_another_browser_then_leads_back_to_sign_in(provider):
    client = Client()
    back = leave(client)
    client.get(back)
    client.post("/sign-out/")
    used, stranger = client.get(back), Client()
    elsewhere = stranger.get(leave(client))
    made_up = stranger.get("/sign-in/return/?state=made-up&code=x")
    for answer in (used, elsewhere, made_up, stranger.get("/sign-in/return/")):
        assert (answer.status_code, answer.url) == (302, "/sign-in/")
    assert "已经失效" in text(stranger.get("/sign-in/"))
    assert signed_in(stranger) is None


def test_state_when_the_sign_in_failed_then_is_used_up_all_the_same(provider):
    provider.change = lambda claims: {**claims, "nonce": "another"}
    client = Client()
    back = leave(client)
    assert client.get(back).status_code == 400
    provider.change = lambda claims: claims
    provider.codes[parse_qs(urlsplit(back).query)["code"][0]] = {}
    assert client.get(back).url == "/sign-in/"
    assert signed_in(client) is None


def test_state_when_it_is_older_than_ten_minutes_then_counts_no_more(provider, at):
    from datetime import timedelta

    client = Client()
    back = leave(client)
    with clock.fixed_wall(at + timedelta(minutes=10, seconds=1)):
        assert client.get(back).url == "/sign-in/"


def test_code_when_used_again_with_a_fresh_state_then_the_provider_refuses_and_so_do_we(provider):
    client = Client()
    used = parse_qs(urlsplit(back := leave(client)).query)["code"][0]
    client.get(back)
    client.post("/sign-out/")
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    answer = client.get(f"/sign-in/return/?state={state}&code={used}")
    assert (answer.status_code, "没有确认" in text(answer)) == (400, True)


@pytest.mark.parametrize("query", ["error=access_denied", "code=", "code=x&iss=https://evil.example"])
def test_provider_when_it_refuses_or_another_answers_then_a_page_says_so(provider, query):
    client = Client()
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    answer = client.get(f"/sign-in/return/?state={state}&{query}")
    assert answer.status_code == 400
    assert "登录没有完成" in text(answer)


def test_provider_when_it_is_down_then_a_clear_page_comes_in_both_languages_and_passwords_still_work(
    provider, at
):
    back = leave(client := Client())
    provider.answers = {"/token": (503, b"", {}), "/.well-known/openid-configuration": (500, b"oops", {})}
    answer = client.get(back)
    assert (answer.status_code, "暂时连不上" in text(answer)) == (502, True)
    providers._known.clear()
    english = Client()
    english.cookies["guantong_language"] = "en"
    answer = english.get("/sign-in/with/one/")
    assert (answer.status_code, "cannot be reached" in text(answer)) == (502, True)
    make("li", at=at)
    assert english.post("/sign-in/", {"handle": "li", "password": PASSWORD}).status_code == 302


def test_sign_out_when_a_provider_had_vouched_then_offers_to_sign_out_there_too(provider):
    client = Client()
    client.get(leave(client))
    page = text(client.post("/sign-out/"))
    assert "您已退出" in page
    assert f"{provider.issuer}/leave?client_id={CLIENT}&amp;post_logout_redirect_uri=" in page
    assert signed_in(client) is None


def test_sign_in_page_when_there_are_providers_then_offers_each(provider):
    page = text(Client().get("/sign-in/?next=/my/"))
    for name in ("one", "firms", "staff"):
        assert f'href="/sign-in/with/{name}/?next=/my/"' in page


@pytest.mark.parametrize(
    "written",
    [
        "providers: [{name: x}]",
        "providers: 7",
        "- a list",
        "{",
        "providers: [{name: x, issuer: 'http://idp.example', client_id: c, secret: S, title: {zh: x}, audience: person}]",
        "providers: [{name: x, issuer: 'https://idp.example', client_id: c, secret: S, title: {zh: x}, audience: robot}]",
    ],
)
def test_file_when_it_is_wrong_then_no_provider_is_offered_and_the_log_says_why(
    settings, tmp_path, caplog, written
):
    file = tmp_path / "oidc.yaml"
    file.write_text(written, "utf-8")
    settings.OIDC_FILE = str(file)
    assert Client().get("/sign-in/").status_code == 200
    assert "oidc.file" in caplog.text
    assert Client().get("/sign-in/with/x/").url == "/sign-in/"


def test_secrets_when_a_sign_in_fails_then_none_is_in_the_log(provider, caplog):
    caplog.set_level(0)
    provider.change = lambda claims: {**claims, "exp": claims["iat"] - 600}
    client = Client()
    code = parse_qs(urlsplit(back := leave(client)).query)["code"][0]
    client.get(back)
    for secret in (SECRET, code, "330106199001011239", "王小明"):
        assert secret not in "".join(
            record.getMessage() for record in caplog.records if record.name.startswith("guantong")
        )
