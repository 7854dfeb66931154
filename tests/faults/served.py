"""The real served application in an installation of its own, and browsers that repeat what got no answer."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests
from lxml import html

from guantong.project.postgres import Embedded
from tests.faults.county import PASSWORD
from tests.installation import Installation

PATIENCE = 120  # seconds for which a browser tries again
SORRY = ("系统正在恢复", "The system is recovering")


class Served:
    """An installation with `guantong serve` running on a free port, and forms ready to be handed in."""

    def __init__(self, drafts: int, on: Path | None = None, **settings: str) -> None:
        self.installation = Installation(on)
        self.home = self.installation.home
        self.settings = {"GUANTONG_SECOND_FACTOR": "offered"} | settings
        server = Embedded(self.home)
        url = server.start()
        said = self.installation.play("tests.faults.county", "prepare", str(drafts), DATABASE_URL=url)
        self.drafts: list[int] = json.loads(said.splitlines()[-1])["drafts"]
        server.stop()
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = self._serve()

    def _serve(self) -> subprocess.Popen[str]:
        os.environ.update(self.settings)
        process = self.installation.start(
            "serve",
            "--port",
            str(self.port),
            "--workers",
            "2",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name in self.settings:
            del os.environ[name]
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if requests.get(self.address, timeout=5).status_code == 200:
                    return process
            except requests.RequestException:
                time.sleep(0.1)
        raise AssertionError("the application does not answer")

    def check(self, codes: list[str]) -> dict:
        """Return what `county check` finds, while everything goes on."""
        server = Embedded(self.home)
        try:
            said = self.installation.play(
                "tests.faults.county", "check", given=json.dumps(codes), DATABASE_URL=server.start()
            )
        finally:
            server.stop()
        return json.loads(said.splitlines()[-1])

    def stop(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def end(self) -> None:
        self.stop()
        self.installation.end()


@contextmanager
def served(drafts: int, on: Path | None = None, **settings: str) -> Iterator[Served]:
    """Give a served application, on another disk if one is named."""
    made = Served(drafts, on, **settings)
    try:
        yield made
    finally:
        made.end()


@dataclass
class Browser:
    """Somebody at a browser: signs in, hands in, and does the same again when the answer was no answer."""

    address: str
    codes: list[str] = field(default_factory=list)
    sorry: int = 0
    cut: int = 0
    longest: float = 0.0
    strange: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.web = requests.Session()

    def sign_in(self, handle: str) -> None:
        page = self.ask("GET", "/sign-in/")
        form = self.form(page, "password")
        answer = self.ask("POST", "/sign-in/", form | {"handle": handle, "password": PASSWORD})
        assert answer.status_code == 302, words_of(answer)

    def hand_in(self, draft: int) -> None:
        """Open the form once, send it until somebody confirms it, and keep the code."""
        path = f"/my/drafts/{draft}/check/"
        form = self.form(self.ask("GET", path), "key")
        answer = self.ask("POST", path, form)
        if answer.status_code == 302 and "/receipt/" in answer.headers["Location"]:
            self.codes.append(answer.headers["Location"].split("/")[2])
        else:
            self.strange.append(
                f"{path}: {answer.status_code} {html.fromstring(answer.text).text_content()[:300]}"
            )

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> requests.Response:
        """Ask until there is an answer that is one. A refusal with 503 has to be the page that says so."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            try:
                answer = self.web.request(
                    method, self.address + path, data=form, timeout=20, allow_redirects=False,
                    headers={"Referer": self.address + path},
                )  # fmt: skip
            except requests.RequestException:
                self.cut += 1
            else:
                if answer.status_code != 503:
                    self.longest = max(self.longest, time.monotonic() - began)
                    return answer
                self.sorry += 1
                if "Retry-After" not in answer.headers or not any(each in answer.text for each in SORRY):
                    self.strange.append(f"503 without words: {answer.text[:200]}")
            time.sleep(0.2)
        raise AssertionError(f"no answer to {method} {path} for {PATIENCE} s")

    def form(self, page: requests.Response, with_field: str) -> dict[str, str]:
        """Return what a browser would send of the form that has the field, with every box ticked."""
        assert page.text, f"{page.status_code} {page.headers}"
        found = [each for each in html.fromstring(page.text).forms if with_field in each.fields]
        assert found, f"{page.status_code} {words_of(page)}"
        values = dict(found[0].form_values())
        return values | {
            box.name: box.get("value", "on") for box in found[0].xpath(".//input[@type='checkbox']")
        }


def words_of(answer: requests.Response) -> str:
    """Return what the main part of a page says, in one line."""
    if not answer.text:
        return str(answer.headers)
    main = html.fromstring(answer.text).xpath("//main")
    return " ".join(main[0].text_content().split())[:400] if main else answer.text[:400]
