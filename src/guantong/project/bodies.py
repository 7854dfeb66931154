"""Bodies of requests taken in before anything else, so that slow senders cannot hold every thread that answers.

A thread waits for a body as long as its sender likes (the server knows no limit). So one thread of a worker never waits for
bodies: pages stay open whatever arrives, and who finds all other threads waiting is told to come back (503). A proxy that
buffers requests keeps slow senders away altogether: docs/how-to/deploy-one-server.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

FULL = "guantong.full"  # in the request's environment: nobody was free to take in its body
IN_MEMORY = 1 << 18  # bytes; a form is smaller, a file goes to disk while it arrives
CHUNK = 1 << 16
PATIENCE = 0.1  # seconds; a body that is there already is read in far less


class Bodies:
    """A WSGI application around another: it takes in bodies, at most so many at a time, and hands on whole requests."""

    def __init__(self, application: Application, readers: int) -> None:
        self._application = application
        self._free = BoundedSemaphore(max(1, readers))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not _has_body(environ):
            return self._application(environ, start_response)
        if not self._free.acquire(timeout=PATIENCE):
            return self._turn_away(environ, start_response)
        body: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed with the answer
        try:
            cut_off = not _take_in(environ, body)
        except OSError:  # no room for it
            body.close()
            return self._turn_away(environ, start_response)
        finally:
            self._free.release()
        if cut_off:
            # Nobody waits for this answer; half a body is nothing that anybody sent.
            body.close()
            start_response("400 Bad Request", [("Content-Length", "0")])
            return [b""]
        body.seek(0)
        environ["wsgi.input"] = body
        return self._application(environ, start_response)

    def _turn_away(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return self._application(
            environ | {FULL: True, "CONTENT_LENGTH": "0", "wsgi.input": BytesIO()}, start_response
        )


def _has_body(environ: dict[str, Any]) -> bool:
    return environ.get("CONTENT_LENGTH", "") not in ("", "0") or "HTTP_TRANSFER_ENCODING" in environ


def _take_in(environ: dict[str, Any], body: SpooledTemporaryFile[bytes]) -> bool:
    """Copy the body and return whether all of it came."""
    declared = environ.get("CONTENT_LENGTH", "")
    wanted = int(declared) if declared.isdecimal() else None
    given, taken = environ["wsgi.input"], 0
    while wanted is None or taken < wanted:
        try:
            part = given.read(CHUNK if wanted is None else min(CHUNK, wanted - taken))
        except OSError:
            return False
        if not part:
            break
        body.write(part)
        taken += len(part)
    if wanted is None:
        environ["CONTENT_LENGTH"] = str(taken)  # it came in pieces of its own, and is whole now
    return wanted is None or taken == wanted
