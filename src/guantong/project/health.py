"""Is this process alive (`/healthz`), and can it do its work (`/readyz`)? For load balancers and service managers.

Neither tells more than names and yes or no: both can be asked by anybody.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from guantong.modules.journal import public as journal
from guantong.web.ui.access import open_to

log = logging.getLogger("guantong.health")
_migrated = False  # once true it stays true: nobody takes migrations back under a running server


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def migrations() -> bool:
    """Every migration of this code has been applied."""
    global _migrated
    if not _migrated:
        from django.db.migrations.executor import MigrationExecutor

        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def files() -> bool:
    """The folder of uploaded files can be written to; the nearest one above it, while there is none yet."""
    folder = Path(settings.MEDIA_ROOT)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def journal_head() -> bool:
    """The journal can be read, and what the newest checkpoint sealed still stands in it."""
    return journal.last_seal_stands()


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database, "migrations": migrations, "files": files, "journal": journal_head,
}  # fmt: skip


@open_to("anyone")
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """This process answers. Looks at nothing else, so that an outage of the database restarts nobody."""
    return _answer({"status": "alive"}, 200)


@open_to("anyone")
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, migrations, files and journal are as they must be: 200, else 503 with what is not."""
    found = {name: _holds(name, check) for name, check in CHECKS.items()}
    ready = all(found.values())
    return _answer({"status": "ready" if ready else "not ready", "checks": found}, 200 if ready else 503)


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception as error:
        # The reason is for the log of whoever runs the system, not for anybody who asks.
        log.warning("not_ready check=%s error=%s", name, type(error).__name__)
        return False


def _answer(body: dict[str, object], status: int) -> JsonResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
