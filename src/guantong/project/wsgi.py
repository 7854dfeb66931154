"""The application that a web server loads. `guantong serve` loads it in every worker."""

from __future__ import annotations

from guantong.project import start

start.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django must be set up first

application = get_wsgi_application()
