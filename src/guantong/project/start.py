"""Django with its database up: what every command calls first, and what puts everything away at the end."""

from __future__ import annotations

import atexit
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from guantong.core.kernel.calendar import EXTRA_HOLIDAYS
from guantong.project.home import HOLIDAYS, home
from guantong.project.postgres import Embedded

log = logging.getLogger("guantong.start")
WATCH_SECONDS = 2
_embedded: Embedded | None = None


def setup() -> None:
    """Start the embedded database, unless `DATABASE_URL` names another, and set Django up. May be called again."""
    global _embedded
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guantong.project.settings")
    # The years imported here (`guantong holidays import`) count for every module and every worker.
    os.environ.setdefault(EXTRA_HOLIDAYS, str(home() / HOLIDAYS))
    if not os.environ.get("DATABASE_URL"):
        _embedded = Embedded(home())
        # Processes that this one starts (the web workers) find the same database by the same name.
        os.environ["DATABASE_URL"] = _embedded.start()
        atexit.register(stop)
        _stop_on_signal()
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


@contextmanager
def kept_running() -> Iterator[None]:
    """Start the embedded database again within seconds when it is killed during the block, which may last for months."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(WATCH_SECONDS):
            if _embedded and not _embedded.answers():
                log.warning("database.gone")
                try:
                    _embedded.start()
                    log.warning("database.back")
                except Exception:
                    log.exception("database.not_back")

    watcher = threading.Thread(target=watch, name="database-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def stop() -> None:
    """Close the connections and leave the embedded database; the last to leave stops it."""
    global _embedded
    if _embedded is None:
        return
    embedded, _embedded = _embedded, None
    from django.db import connections

    connections.close_all()
    os.environ.pop("DATABASE_URL", None)
    embedded.stop()


def _stop_on_signal() -> None:
    """Make SIGTERM end the process the way Ctrl-C does: through `atexit`, with the database stopped."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
