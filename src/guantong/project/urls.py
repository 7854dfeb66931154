"""The addresses of all audiences that exist, and the static files of the pages."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.static import serve

from guantong.project import health, metrics

AUDIENCES = ("public", "citizen", "officer", "manager", "ui", "api")


def audience_urls() -> list[URLPattern | URLResolver]:
    """Return one include for each `guantong.web.<audience>.urls` there is. Each writes its own prefixes."""
    found = [
        name
        for name in AUDIENCES
        if find_spec(f"guantong.web.{name}") and find_spec(f"guantong.web.{name}.urls")
    ]
    return [path("", include(f"guantong.web.{name}.urls")) for name in found]


static = partial(serve, document_root=str(settings.STATIC_FOLDER))
static.open_to = frozenset({"anyone"})  # type: ignore[attr-defined]

urlpatterns = [
    *audience_urls(),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    # `guantong serve` lets the web server answer these; here for tests and any other server.
    path("static/<path:path>", static, name="static"),
]

handler400 = "guantong.web.ui.errors.bad_request"
handler403 = "guantong.web.ui.errors.forbidden"
handler404 = "guantong.web.ui.errors.not_found"
handler500 = "guantong.web.ui.errors.failed"
