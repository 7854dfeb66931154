"""The database killed under load, behind the real served application: nothing confirmed is lost, nothing is done twice."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.faults.figures import say
from tests.faults.served import Browser, Served, served
from tests.modules.cases.test_killed import kill_database

CLIENTS = 4
SLOW = 16  # more than there are threads that answer


def work(made: Served, pauses: list[float]) -> list[Browser]:
    """Let several browsers hand in all forms while the database is killed after each pause."""
    waiting, browsers = list(made.drafts), [Browser(made.address) for _ in range(CLIENTS)]
    failures: list[BaseException] = []

    def hand_in_everything(browser: Browser) -> None:
        try:
            browser.sign_in("company-one")
            while waiting:
                browser.hand_in(waiting.pop())
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=hand_in_everything, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for pause in pauses:
        deadline = time.monotonic() + 60
        # At a moment when the work is under way, not before it has begun or after it has ended.
        while not any(browser.codes for browser in browsers) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(pause)
        kill_database(made.home)
    for thread in threads:
        thread.join(300)
    assert failures == []
    return browsers


def compare(made: Served, browsers: list[Browser]) -> None:
    codes = [code for browser in browsers for code in browser.codes]
    assert [each for browser in browsers for each in browser.strange] == []
    assert len(codes) == len(set(codes)) == len(made.drafts)
    found = made.check(codes)
    assert found["wrong"] == []
    assert found["cases"] == len(made.drafts)


@pytest.fixture(scope="module")
def everyday() -> Iterator[Served]:
    """One served application for the quick tests; they leave it as they found it, but for forms handed in."""
    with served(drafts=16) as made:
        yield made


def test_forms_handed_in_when_the_database_is_killed_once_then_each_is_one_case_and_everybody_was_told(
    everyday,
):
    browsers = work(everyday, [0.3])
    assert sum(browser.sorry for browser in browsers) > 0
    assert max(browser.longest for browser in browsers) < 30
    compare(everyday, browsers)


def test_upload_when_it_is_cut_off_or_dribbles_in_then_nothing_of_it_is_kept_and_nobody_else_waits(everyday):
    browser = Browser(everyday.address)
    browser.sign_in("company-one")
    before = sorted(path.name for path in (everyday.home / "files").rglob("*"))
    slow = [begin_upload(everyday, browser) for _ in range(SLOW)]
    try:
        # Each line holds its upload open for as long as the test likes; the others are to be answered meanwhile.
        began = time.monotonic()
        for _ in range(5):
            assert (
                Browser(everyday.address).web.get(f"{everyday.address}/track/", timeout=20).status_code == 200
            )
        waited = time.monotonic() - began
    finally:
        for line in slow:
            line.close()
    assert waited < 10
    assert browser.ask("GET", "/my/").status_code == 200
    assert sorted(path.name for path in (everyday.home / "files").rglob("*")) == before


def begin_upload(made: Served, browser: Browser) -> socket.socket:
    """Send the head of a large upload and its first bytes, and no more."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.web.cookies.items())
    head = (
        f"POST /my/drafts/{made.drafts[0] if made.drafts else 1}/ HTTP/1.1\r\nHost: 127.0.0.1:{made.port}\r\nCookie: {cookies}\r\n"
        "Content-Type: multipart/form-data; boundary=xyz\r\nContent-Length: 9000000\r\n\r\n"
        '--xyz\r\nContent-Disposition: form-data; name="premises.floor_plan"; filename="a.pdf"\r\n\r\n%PDF-1.7\n'
    )
    line = socket.create_connection(("127.0.0.1", made.port), timeout=10)
    line.sendall(head.encode())
    return line


@pytest.mark.faults
def test_forms_handed_in_when_the_database_is_killed_again_and_again_then_each_is_one_case():
    kills = 5
    with served(drafts=400) as made:
        browsers = work(made, [1.5 + number for number in range(kills)])
        longest = max(browser.longest for browser in browsers)
        sorry, cut = sum(browser.sorry for browser in browsers), sum(browser.cut for browser in browsers)
        compare(made, browsers)
    say(
        f"database killed {kills} times under {CLIENTS} browsers: 400 forms, 400 cases, {sorry} answers of 503, {cut} cut off, "
        f"longest wait for an answer {longest:.1f} s"
    )
