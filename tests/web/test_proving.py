"""Whoever sits down at an open screen cannot change how somebody signs in: the password or a code is asked for anew."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account, Session, Token
from guantong.modules.identity.queries import secret_of
from guantong.modules.identity.rules.sessions import PROVEN
from guantong.modules.journal.public import entries_of
from guantong.project import clock
from tests.modules.sign_ins import PASSWORD, make
from tests.web.page_reader import complaints
from tests.web.test_sign_in import browser

pytestmark = pytest.mark.django_db
TOKEN = {"name": "x", "scope": "read", "days": "30"}
GUARDED = [
    ("post", "/account/tokens/", TOKEN),
    ("post", "/account/providers/", {"link": "one"}),
    ("post", "/account/providers/", {"remove": "1"}),
    ("post", "/account/sessions/end/", {}),
    ("get", "/account/second-factor/", {}),
    ("post", "/account/second-factor/", {"code": "123456"}),
]
LATER = PROVEN + timedelta(seconds=1)


@pytest.fixture
def client(at, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with clock.fixed(at), clock.fixed_wall(at):
        make(at=at)
        yield browser()


def proof(back: str) -> str:
    from urllib.parse import urlencode

    return f"/account/prove/?{urlencode({'next': back})}"


@pytest.mark.parametrize(("method", "address", "data"), GUARDED)
def test_change_of_signing_in_when_the_proof_is_older_than_ten_minutes_then_asked_for_anew_and_nothing_changes(
    client, at, method, address, data
):
    with clock.fixed_wall(at + LATER):
        answer = getattr(client, method)(address, data)
        assert (answer.status_code, answer.headers["Location"]) == (302, proof(address))
    assert not Token.objects.exists()
    assert Session.objects.filter(ended_at=None).count() == 1


def test_token_when_the_sign_in_is_ten_minutes_old_at_most_then_made_without_a_question(client, at):
    with clock.fixed_wall(at + PROVEN):
        assert client.post("/account/tokens/", TOKEN).status_code == 200
    assert Token.objects.count() == 1


def test_proof_when_the_password_is_right_then_leads_back_and_holds_for_ten_minutes(client, at):
    late = at + timedelta(hours=1)
    with clock.fixed_wall(late):
        page = client.get(proof("/account/tokens/"))
        assert complaints(page) == []
        wrong = client.post("/account/prove/", {"next": "/account/tokens/", "proof": "not it at all"})
        assert wrong.status_code == 400
        assert "密码不正确" in wrong.content.decode()
        assert client.post("/account/prove/", {"next": "/account/tokens/", "proof": ""}).status_code == 400
        assert client.post("/account/tokens/", TOKEN).status_code == 302
        right = client.post("/account/prove/", {"next": "/account/tokens/", "proof": PASSWORD})
        assert right.headers["Location"] == "/account/tokens/"
        assert client.post("/account/tokens/", TOKEN).status_code == 200
    with clock.fixed_wall(late + LATER):
        assert client.post("/account/tokens/", TOKEN).status_code == 302
    assert Token.objects.count() == 1
    kinds = [entry.kind for entry in entries_of(f"account:{Account.objects.get().pk}")]
    assert kinds.count("ProvenAnew") == 1


def test_proof_when_somebody_has_one_time_codes_then_a_code_is_wanted_and_no_password(client, at):
    account = Account.objects.get()
    Account.objects.update(invented=True)
    identity.enrol_invented(handle="zhang", now=at, wall=at)
    from guantong.modules.identity.models import SecondFactor

    code = pyotp.TOTP(secret_of(SecondFactor.objects.get(pk=account.pk)))
    late = at + timedelta(hours=1)
    with clock.fixed_wall(late):
        assert client.post("/account/prove/", {"proof": PASSWORD}).status_code == 400
        assert client.post("/account/prove/", {"proof": code.at(late)}).headers["Location"] == "/account/"
        assert client.post("/account/prove/", {"proof": code.at(late)}).status_code == 400
        assert client.post("/account/tokens/", TOKEN).status_code == 200


def test_proof_when_guessed_again_and_again_then_there_is_a_wait(client, at):
    with clock.fixed_wall(at + timedelta(hours=1)):
        statuses = [client.post("/account/prove/", {"proof": "wrong"}).status_code for _ in range(7)]
        assert statuses[:5] == [400] * 5
        assert statuses[-1] == 429
        assert client.post("/account/prove/", {"proof": PASSWORD}).status_code == 429


def test_proof_when_there_is_neither_password_nor_code_then_one_is_told_to_sign_in_again(client, at):
    with clock.fixed_wall(at + timedelta(hours=1)):
        account = Account.objects.get()
        account.set_unusable_password()
        account.save()
        client.force_login(account)
        Session.objects.update(began_at=at)
        client.get("/account/")
        Session.objects.update(began_at=at)
        page = client.get("/account/prove/")
        assert "重新登录" in page.content.decode()
        assert client.post("/account/prove/", {"proof": "x"}).status_code == 400
        assert client.post("/account/tokens/", TOKEN).status_code == 302


def test_proof_when_it_is_to_lead_to_another_site_then_leads_to_the_account(client, at):
    answer = client.post("/account/prove/", {"next": "//elsewhere.example/", "proof": PASSWORD})
    assert answer.headers["Location"] == "/account/"
