"""The application that a web server loads. `guantong serve` loads it in every worker."""

from __future__ import annotations

from guantong.project import start

start.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django must be set up first
from django.db import connections  # noqa: E402

from guantong.project.bodies import Bodies  # noqa: E402
from guantong.project.commands.serve import THREADS_PER_WORKER  # noqa: E402
from guantong.project.postgres import SERVING  # noqa: E402

connections["default"].settings_dict["OPTIONS"].setdefault("options", SERVING)
# One thread of a worker never waits for what a sender still owes.
application = Bodies(get_wsgi_application(), readers=THREADS_PER_WORKER - 1)
