"""Bodies of requests: taken in whole or not at all, by so many at a time, whatever their senders do."""

from __future__ import annotations

import threading
from io import BytesIO

import pytest

from guantong.project.bodies import FULL, IN_MEMORY, Bodies


def reader(environ, start_response):
    """Say what arrives at the application."""
    start_response("200 OK", [])
    return [b"full" if environ.get(FULL) else environ["wsgi.input"].read()]


def ask(application, body=b"", declared=None, **more):
    said = []
    environ = {
        "CONTENT_LENGTH": str(len(body) if declared is None else declared),
        "wsgi.input": BytesIO(body),
    } | more
    answer = b"".join(application(environ, lambda status, headers: said.append(status)))
    return said[0], answer


@pytest.mark.parametrize("size", [0, 1, IN_MEMORY - 1, IN_MEMORY + 1, 3 * IN_MEMORY])
def test_body_when_it_comes_whole_then_the_application_reads_every_byte_of_it(size):
    body = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert ask(Bodies(reader, 1), body) == ("200 OK", body)


def test_body_when_it_has_no_length_then_it_is_read_to_its_end_and_gets_one():
    def measured(environ, start_response):
        start_response("200 OK", [])
        return [environ["CONTENT_LENGTH"].encode()]

    assert ask(Bodies(measured, 1), b"abc" * 1000, declared="", HTTP_TRANSFER_ENCODING="chunked") == (
        "200 OK",
        b"3000",
    )


@pytest.mark.parametrize("came", [0, 1, 9])
def test_body_when_it_is_cut_off_then_the_application_never_hears_of_it(came):
    heard = []
    status, _ = ask(Bodies(lambda *_: heard.append(1) or [], 1), b"x" * came, declared=10)
    assert (status, heard) == ("400 Bad Request", [])


def test_body_when_its_connection_breaks_then_that_is_the_same_as_cut_off():
    class Broken:
        def read(self, size):
            raise OSError("gone")

    environ = {"CONTENT_LENGTH": "5", "wsgi.input": Broken()}
    said = []
    Bodies(reader, 1)(environ, lambda status, headers: said.append(status))
    assert said == ["400 Bad Request"]


def test_bodies_when_all_places_wait_for_slow_senders_then_who_comes_next_is_turned_away_and_pages_are_not():
    arrived, go_on = threading.Event(), threading.Event()

    class Slow:
        def read(self, size):
            arrived.set()
            go_on.wait(20)
            return b""

    application = Bodies(reader, 1)
    slow = threading.Thread(
        target=lambda: list(application({"CONTENT_LENGTH": "5", "wsgi.input": Slow()}, lambda *_: None))
    )
    slow.start()
    assert arrived.wait(20)
    assert ask(application, b"a form") == ("200 OK", b"full")
    assert ask(application) == ("200 OK", b"")
    go_on.set()
    slow.join(20)
    assert ask(application, b"a form") == ("200 OK", b"a form")


def test_body_when_the_disk_has_no_room_for_it_then_its_sender_is_turned_away(monkeypatch):
    from guantong.project import bodies

    class Full(BytesIO):
        def write(self, part):
            raise OSError(28, "no space left on device")

    monkeypatch.setattr(bodies, "SpooledTemporaryFile", lambda size: Full())
    assert ask(Bodies(reader, 1), b"a form") == ("200 OK", b"full")


@pytest.mark.django_db
def test_page_when_no_place_is_free_then_it_says_so_with_503(client):
    answer = client.post("/sign-in/", {"handle": "x"}, **{FULL: True})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "default-src 'self'" in answer["Content-Security-Policy"]
