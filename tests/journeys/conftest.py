"""A served world for a real browser: two matters published, people of every role, the clock stopped; made once for all journeys.

Everything a journey does happens through pages. Without a browser the journeys are skipped, and say so loudly.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from guantong.core.scenario.read import read_package
from guantong.project import clock
from guantong.project.clock import ZONE
from guantong.project.demo import accounts
from tests.database_runner import settle_down
from tests.forgetting import forget
from tests.journeys.browsing import Person, offstage

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
AT = datetime(2026, 3, 30, 9, 30, tzinfo=ZONE)  # a Monday
EARLIER = AT - timedelta(days=28)
NO_BROWSER = "NOT RUN: there is no chromium for the journeys in a real browser (see tools/browser.sh)"


@pytest.fixture(scope="package")
def chromium(django_db_setup) -> Iterator[Any]:
    """Return a browser. Only while the journeys run: its event loop stands in the thread in which tests use Django."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip(NO_BROWSER)
    sync_api = pytest.importorskip("playwright.sync_api", reason=NO_BROWSER)
    # The browser's own event loop runs in this thread; Django would take it for an async server.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


def _application(environ: Any, start_response: Any) -> Any:
    """The site, with each thread's connection closed behind it: the test database is dropped at the end."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    answer = get_wsgi_application()(environ, start_response)
    try:
        yield from answer
    finally:
        answer.close()
        connections.close_all()


@pytest.fixture(scope="package")
def site(chromium, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """Return the address of the served site."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    media, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), clock.fixed(AT):
        offstage(_make_world)
        server = make_server("127.0.0.1", 0, _application, server_class=_Server, handler_class=_Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()
        connections.close_all()
        offstage(call_command, "flush", verbosity=0, interactive=False)
    settings.MEDIA_ROOT = media
    forget()


def _make_world() -> None:
    forget()
    for name in ("newborn", "open-ktv", "rectification"):
        settle_down(read_package(SCENARIOS / name), EARLIER)
    accounts.everyone(EARLIER)


@pytest.fixture
def person(chromium, site) -> Iterator[Any]:
    """Return a function that makes a browser of its own for one person; all are closed at the end."""
    contexts = []

    def make(handle: str = "", *, script: bool = True, width: int = 1280, height: int = 900) -> Person:
        context = chromium.new_context(
            base_url=site,
            java_script_enabled=script,
            viewport={"width": width, "height": height},
            locale="zh-CN",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        made = Person(context.new_page(), handle)
        if handle:
            made.sign_in()
        return made

    yield make
    for context in contexts:
        context.close()
