"""`guantong serve`, as one starts and stops it: with Ctrl-C in a terminal, or by a service manager."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def home():
    home = Path(tempfile.mkdtemp(prefix="guantong-test-"))
    subprocess.run([*COMMAND, "migrate"], env=environment(home), check=True, capture_output=True)
    yield home
    shutil.rmtree(home)


COMMAND = (sys.executable, "-m", "guantong.project.cli")


def environment(home: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return inherited | {"GUANTONG_HOME": str(home)}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answer_of(address: str, process: subprocess.Popen) -> int:
    """Return the status of the first answer within 30 seconds."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer within 30 seconds")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_until_the_whole_group_is_told_to_end_and_stops_the_database(home, number):
    port = free_port()
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port), "--workers", "2"],
        env=environment(home),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        assert answer_of(f"http://127.0.0.1:{port}/", process) == 200
        assert (home / "postgres" / "postmaster.pid").exists()
        os.killpg(process.pid, number)
        assert process.wait(20) == 0
        assert not (home / "postgres" / "postmaster.pid").exists()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
