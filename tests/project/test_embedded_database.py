"""The embedded PostgreSQL: shared by processes, stopped by the last, and never taken away from the living."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from guantong.project import postgres

USES_IT = """
import sys
from guantong.project import start
start.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT 1")
print("ready", flush=True)
for line in sys.stdin:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 2")
    print("alive", flush=True)
"""


@pytest.fixture
def home():
    # Not pytest's own folder: as root the server runs as another user, and pytest closes its folder to others.
    home = Path(tempfile.mkdtemp(prefix="guantong-test-"))
    yield home
    # Whatever a test left running.
    server = postgres.Embedded(home)
    server.start()
    server.stop()
    assert not running(home)
    shutil.rmtree(home)


@pytest.fixture
def begin(home):
    processes = []

    def begin():
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        process = subprocess.Popen(
            [sys.executable, "-c", USES_IT],
            env=environment
            | {"GUANTONG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "guantong.project.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # A shell starts what runs in the background with interrupts ignored, and the tests may run like that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        processes.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield begin
    for process in processes:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def running(home: Path) -> bool:
    return (home / "postgres" / "postmaster.pid").exists()


def until(holds) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "not within 20 seconds"
        time.sleep(0.05)


def still_alive(process) -> bool:
    process.stdin.write("\n")
    process.stdin.flush()
    return process.stdout.readline() == "alive\n"


def test_a_second_process_when_it_ends_leaves_the_server_to_the_first(begin, home):
    first, second = begin(), begin()
    second.stdin.close()
    assert second.wait(20) == 0
    assert still_alive(first)
    first.stdin.close()
    assert first.wait(20) == 0
    assert not running(home)


def test_a_first_process_when_it_ends_leaves_the_server_to_the_second(begin, home):
    first, second = begin(), begin()
    first.stdin.close()
    assert first.wait(20) == 0
    assert still_alive(second)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_process_when_told_to_end_stops_the_server(begin, home, number):
    process = begin()
    process.send_signal(number)
    process.wait(20)
    assert not running(home)


def test_a_killed_process_does_not_keep_the_server_from_stopping(begin, home):
    first = begin()
    first.kill()
    first.wait()
    assert running(home)
    second = begin()
    second.stdin.close()
    assert second.wait(20) == 0
    assert not running(home)


def test_a_killed_server_comes_back_with_everything_that_was_committed(home):
    server = postgres.Embedded(home)
    with psycopg.connect(server.start(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
    os.kill(int((home / "postgres" / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)

    def came_back():
        with suppress(psycopg.OperationalError), psycopg.connect(server.start()) as connection:
            return connection.execute("SELECT n FROM kept").fetchone() == (1,)

    until(came_back)
    server.stop()


def test_a_server_killed_while_we_serve_comes_back_by_itself(home, monkeypatch):
    from guantong.project import start

    server = postgres.Embedded(home)
    server.start()
    monkeypatch.setattr(start, "_embedded", server)
    monkeypatch.setattr(start, "WATCH_SECONDS", 0.1)
    with start.kept_running():
        os.kill(int((home / "postgres" / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
        until(lambda: not server.answers())
        until(server.answers)
    server.stop()


def test_a_server_starts_when_another_process_has_the_number_of_the_last_one(home):
    """After a crash of the machine the number in the file is soon somebody else's."""
    server = postgres.Embedded(home)
    server.start()
    pid_file = home / "postgres" / "postmaster.pid"
    left_behind = pid_file.read_text().splitlines()
    server.stop()
    pid_file.write_text("\n".join([str(os.getpid()), *left_behind[1:]]) + "\n")
    with psycopg.connect(server.start()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    server.stop()


def test_the_server_is_durable_and_orders_by_bytes(home):
    server = postgres.Embedded(home)
    with psycopg.connect(server.start()) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert connection.execute(f"SHOW {setting}").fetchone() == ("on",)
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        collation = "SELECT datcollate, datctype FROM pg_database WHERE datname = current_database()"
        assert connection.execute(collation).fetchone() == ("C", "C")
    server.stop()


def test_starting_and_stopping_twice_is_the_same_as_once(home):
    server = postgres.Embedded(home)
    assert server.start() == server.start()
    server.stop()
    server.stop()
    assert not running(home)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://postgres@/guantong?host=/run/db", ("guantong", "postgres", "", "/run/db", "", {})),
        (
            "postgresql://u:p%40ss@db:5433/x?sslmode=require",
            ("x", "u", "p@ss", "db", "5433", {"sslmode": "require"}),
        ),
    ],
)
def test_settings_of_a_url_are_djangos(url, expected):
    settings = postgres.settings_of(url)
    settings["OPTIONS"] = {
        name: value for name, value in settings["OPTIONS"].items() if name not in postgres.PATIENCE
    }
    assert (
        tuple(settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")) == expected
    )


def test_settings_when_the_url_says_how_long_to_wait_then_that_counts():
    options = postgres.settings_of("postgresql://u@db/x?connect_timeout=1")["OPTIONS"]
    assert options == {**postgres.PATIENCE, "connect_timeout": "1"}
