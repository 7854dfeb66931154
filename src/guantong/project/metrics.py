"""Prometheus metrics: requests, and what modules count (`core.kernel.tally`). All workers of one server add up.

`PROMETHEUS_MULTIPROC_DIR` must be set before this is imported; `guantong serve` does that. Labels are names of addresses,
verbs and resources: never a person, never a code.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from guantong.core.kernel import tally
from guantong.core.kernel.problem import Problem, Refused
from guantong.web.ui.access import open_to

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
TOKEN = "GUANTONG_METRICS_TOKEN"
LOOPBACK = ("127.0.0.1", "::1")
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
SIZES = (1, 2, 4, 8, 16, 32, 64)

REQUESTS = Counter("guantong_requests", "Requests answered", ("route", "method", "status"))
DURATION = Histogram("guantong_request_seconds", "Seconds until the answer", ("route",), buckets=SECONDS)
COUNTS = {
    name: Counter(f"guantong_{name}", name.replace("_", " ").capitalize(), labels)
    for name, labels in tally.COUNTED.items()
    if name != "group_size"
}
GROUPS = Histogram("guantong_group_size", "Changes committed together", buckets=SIZES)


def hear(name: str, amount: float, labels: Mapping[str, str]) -> None:
    """Add what a module counted."""
    if name == "group_size":
        GROUPS.observe(amount)
        return
    (COUNTS[name].labels(**labels) if labels else COUNTS[name]).inc(amount)


def answered(route: str, method: str, status: int, seconds: float) -> None:
    """Add one request. A method nobody uses is one of `OTHER`, so that nobody can make labels up."""
    REQUESTS.labels(route, method if method in METHODS else "OTHER", str(status)).inc()
    DURATION.labels(route).observe(seconds)


def text() -> bytes:
    """Return all metrics in the text format, of all workers where there are several."""
    if FOLDER not in os.environ:
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)


@open_to("anyone")
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The metrics, for this machine alone, or for whoever brings the token of `GUANTONG_METRICS_TOKEN`."""
    if not may_read(request):
        raise Refused(Problem(code="ui.metrics_closed"))
    return HttpResponse(text(), content_type=CONTENT_TYPE_LATEST)


def may_read(request: HttpRequest) -> bool:
    """True with the token; without one set, from this machine, unless a proxy in between says it asks for another."""
    if wanted := os.environ.get(TOKEN):
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), wanted.encode())
    passed_on = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not passed_on


tally.listen(hear)
