"""While the database is away or a disk is full: 503, when to come back, in the person's language, and nothing read."""

from __future__ import annotations

import errno
import json

import pytest
from django.db import InterfaceError, OperationalError, connections
from django.test import Client

from guantong.web.ui.outage import RETRY_SECONDS, reason_of

CHINESE, ENGLISH = "系统正在恢复", "The system is recovering"


@pytest.fixture
def nowhere(tmp_path):
    """The process as it is when nothing answers at its database's address."""
    was = connections["default"]
    connections["default"] = type(was)({**was.settings_dict, "HOST": str(tmp_path)}, "default")
    yield
    connections["default"] = was


def browser() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("", CHINESE), ("zh-hans", CHINESE), ("en", ENGLISH)])
def test_page_when_the_database_is_away_then_it_says_so_in_the_chosen_language(nowhere, language, words):
    client = browser()
    client.cookies["guantong_language"] = language
    client.cookies["sessionid"] = "k" * 32
    answer = client.get("/matters/")
    assert (answer.status_code, answer["Retry-After"]) == (503, str(RETRY_SECONDS))
    assert words in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_sign_in_when_the_database_is_away_then_the_log_names_no_address(nowhere, caplog):
    assert browser().get("/track/ABCD2345/").status_code == 503
    assert "ABCD2345" not in caplog.text
    assert "reason=database" in caplog.text


@pytest.mark.django_db
def test_interface_when_the_database_is_away_then_the_answer_is_a_problem(nowhere, rf):
    from guantong.web.ui.outage import unavailable

    answer = unavailable(rf.get("/api/v1/matters"), "database")
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["status"] == answer.status_code == 503


def test_reason_when_looked_for_then_it_is_found_behind_other_errors_and_never_invented():
    def raised(cause: Exception) -> Exception:
        try:
            try:
                raise cause
            except Exception as error:
                raise ValueError("wrapped") from error
        except ValueError as error:
            return error

    assert reason_of(raised(OperationalError())) == reason_of(InterfaceError()) == "database"
    assert reason_of(raised(OSError(errno.ENOSPC, "full"))) == "disk"
    assert reason_of(raised(OSError(errno.EACCES, "no"))) == reason_of(ValueError()) == reason_of(None) == ""


@pytest.mark.django_db
def test_form_when_only_its_session_cannot_be_saved_then_that_is_an_outage_and_not_the_persons_fault(
    monkeypatch, client, settings
):
    """Django takes any error of the database there for a session that was ended elsewhere, and answers 400."""
    from django.contrib.sessions.models import Session

    client.session.save()
    session = client.session
    session["something"] = 1
    session.save()

    def away(*arguments, **named):
        raise OperationalError("the server closed the connection unexpectedly")

    monkeypatch.setattr(Session, "save", away)
    client.raise_request_exception = False
    settings.SESSION_SAVE_EVERY_REQUEST = True
    assert client.get("/track/").status_code == 503


@pytest.mark.django_db
def test_sign_in_when_the_database_goes_away_half_way_then_the_same_form_may_be_sent_again(monkeypatch):
    """Signing in changes the token of forms; the answer that says "send it again" must not have changed it."""
    from django.middleware.csrf import rotate_token

    from guantong.modules.identity import public as identity

    def half_way(request, **named):
        rotate_token(request)
        raise OperationalError("the server closed the connection unexpectedly")

    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get("/sign-in/")
    token = client.cookies["csrftoken"].value
    monkeypatch.setattr(identity, "sign_in", half_way)
    form = {"handle": "somebody", "password": "a-long-password", "csrfmiddlewaretoken": token}
    answer = client.post("/sign-in/", form)
    assert client.cookies["csrftoken"].value == token
    assert answer.status_code == 503
