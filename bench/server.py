"""A PostgreSQL of the benchmark's own, in a folder of its own, with full durability; it is gone when the block ends."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg

from guantong.project.postgres import Embedded

SHOWN = (
    "server_version",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "wal_sync_method",
    "shared_buffers",
    "max_wal_size",
    "autovacuum",
)


@contextmanager
def server(**settings: str) -> Iterator[str]:
    """Start an embedded server with these settings on top of its defaults, and yield the URL of its database."""
    folder = Path(tempfile.mkdtemp(prefix="guantong-bench-"))
    embedded = Embedded(folder)
    os.environ["GUANTONG_HOME"] = str(folder / "home")
    try:
        os.environ["DATABASE_URL"] = url = embedded.start()
        with psycopg.connect(url, autocommit=True) as connection:
            for name, value in settings.items():
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        if settings:
            embedded.stop()
            os.environ["DATABASE_URL"] = url = embedded.start()
        yield url
    finally:
        _leave_connections()
        embedded.stop()
        shutil.rmtree(folder, ignore_errors=True)


def set_up(settings: str = "guantong.project.settings") -> None:
    """Set Django up on the server that `DATABASE_URL` names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django

    django.setup()


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _leave_connections() -> None:
    import django
    from django.db import connections

    if django.apps.apps.ready:
        connections.close_all()


def processor_seconds(url: str) -> float:
    """Return the processor time that all processes of the server have taken so far, those that ended included."""
    with psycopg.connect(url) as connection:
        backend = psutil.Process(connection.info.backend_pid)
        main = backend.parent()
    assert main is not None
    own = main.cpu_times()
    ended = own.children_user + own.children_system
    return ended + own.user + own.system + sum(_seconds_of(each) for each in main.children())


def _seconds_of(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


def settings_of(url: str) -> dict[str, str]:
    """Return the settings that say how durable and how large the server is."""
    with psycopg.connect(url) as connection:
        return {name: connection.execute(f"SHOW {name}").fetchone()[0] for name in SHOWN}  # type: ignore[index]
