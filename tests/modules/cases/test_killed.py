"""Killed at any moment, application or database: no acknowledged write is lost, and the journal verifies."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from guantong.project.postgres import Embedded

ROOT = Path(__file__).resolve().parents[3]
THREADS = 4
CHANCE = random.Random(20260302)


class Installation:
    """A home with a server of its own, with full durability, and processes that use it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.server = Embedded(home)
        self.url = self.server.start()
        self.acknowledged: list[str] = []
        assert self.run("prepare") == ""

    def start(self, *arguments: str, **pipes: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.modules.cases.crash_writer", *arguments], cwd=ROOT, text=True,
            env=os.environ | {"DATABASE_URL": self.url, "GUANTONG_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "guantong.project.settings"},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **pipes,
        )  # fmt: skip

    def run(self, *arguments: str, given: str = "") -> str:
        process = self.start(*arguments, stdin=subprocess.PIPE)
        out, error = process.communicate(given, timeout=120)
        assert process.returncode == 0, error
        return out

    def write_until(self, acknowledged: int) -> subprocess.Popen[str]:
        """Start a writer and return it when it has acknowledged so many writes and a little more."""
        writer = self.start("write", str(THREADS))
        assert writer.stdout is not None
        for _ in range(acknowledged):
            line = writer.stdout.readline()
            assert line, writer.stderr.read() if writer.stderr else ""
            self.acknowledged.append(line)
        time.sleep(CHANCE.random() * 0.02)
        return writer

    def collect(self, writer: subprocess.Popen[str]) -> None:
        """Take what a dead writer had still said; its last line may be cut off."""
        rest, _ = writer.communicate(timeout=60)
        self.acknowledged += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]

    def check(self) -> None:
        *wrong, last = self.run("check", given="".join(self.acknowledged)).splitlines()
        assert wrong == []
        assert int(last.removeprefix("checked ")) > 0


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path / "home")
    yield made
    made.server.stop()


def kill_database(home: Path) -> None:
    """Kill the server and everything it started, the way a failing machine does: at once and without a word."""
    postmaster = psutil.Process(int((home / "postgres" / "postmaster.pid").read_text().splitlines()[0]))
    processes = [postmaster, *postmaster.children(recursive=True)]
    for process in processes:
        process.kill()
    psutil.wait_procs(processes, timeout=30)


def test_writes_when_the_application_is_killed_again_and_again_then_none_is_lost(installation):
    for _ in range(3):
        writer = installation.write_until(CHANCE.randrange(20, 200))
        writer.kill()
        installation.collect(writer)
    assert len(installation.acknowledged) > 60
    installation.check()


def test_writes_when_the_database_is_killed_then_every_acknowledged_one_is_there_after_it_recovers(
    installation,
):
    for _ in range(2):
        writer = installation.write_until(CHANCE.randrange(50, 200))
        kill_database(installation.home)
        installation.collect(writer)
        installation.server.start()
        installation.check()
    assert len(installation.acknowledged) > 100


def test_check_when_an_acknowledged_write_is_missing_then_it_says_so(installation):
    writer = installation.write_until(20)
    writer.kill()
    installation.collect(writer)
    found = installation.run("check", given="".join([*installation.acknowledged, "999999 3\n"])).splitlines()
    assert found[:-1] == ["lost: case 999999 version 3, stored None"]
