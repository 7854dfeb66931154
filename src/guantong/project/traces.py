"""OpenTelemetry traces, where the extra `trace` is installed and `OTEL_EXPORTER_OTLP_ENDPOINT` names a collector.

A span a request and a span a statement, made by hand: names of addresses and kinds of statements, never values. Whatever
is not installed or not set costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.http import HttpRequest

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
Ended = Callable[[str, int], None]


@cache
def tracer() -> Any:
    """Return the tracer, nothing when traces are not wanted or not installed."""
    if not os.environ.get(ENDPOINT):
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        return None
    provider = TracerProvider(resource=Resource.create({"service.name": "guantong"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return use(provider)


def use(provider: Any) -> Any:
    """Return the tracer of a provider, with every statement of Django's connections traced as well."""
    from django.db.backends.signals import connection_created

    made = provider.get_tracer("guantong")
    trace = statement_spans(made)

    def watch(sender: Any, connection: Any, **_: Any) -> None:
        if trace not in connection.execute_wrappers:
            connection.execute_wrappers.append(trace)

    connection_created.connect(watch, weak=False, dispatch_uid="guantong.traces")
    return made


@contextmanager
def request_span(request: HttpRequest) -> Iterator[Ended]:
    """Trace a request; call what this gives with the route and the status at its end."""
    made = tracer()
    if made is None:
        yield lambda route, status: None
        return
    from opentelemetry.trace import SpanKind, StatusCode
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    parent = TraceContextTextMapPropagator().extract(dict(request.headers.items()) | _lower(request))
    with made.start_as_current_span(request.method or "", context=parent, kind=SpanKind.SERVER) as span:

        def ended(route: str, status: int) -> None:
            span.update_name(f"{request.method} {route}")
            span.set_attributes(
                {
                    "http.request.method": request.method or "",
                    "http.route": route,
                    "http.response.status_code": status,
                }
            )
            if status >= 500:
                span.set_status(StatusCode.ERROR)

        yield ended


def statement_spans(made: Any) -> Callable[..., Any]:
    """Return a wrapper of `execute` that makes a span of each statement, named by its first word."""

    def execute(run: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        word = str(sql).split(None, 1)[0].upper() if str(sql).strip() else "SQL"
        with made.start_as_current_span(f"postgresql {word}") as span:
            span.set_attributes({"db.system.name": "postgresql", "db.operation.name": word})
            return run(sql, params, many, context)

    return execute


def _lower(request: HttpRequest) -> dict[str, str]:
    """The propagator looks for `traceparent` as it is written."""
    found = request.headers.get("traceparent")
    return {"traceparent": found} if found else {}
