"""Log lines as JSON objects (`GUANTONG_LOG_FORMAT=json`), or plain; in both, no values out of the database's mouth.

An event's name is its message, everything else are fields. Of an exception JSON says the type and the places; the text of
a database error may name the row that it is about, so its details are left out everywhere.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

PLAIN = "%(asctime)s %(levelname)s %(name)s %(message)s"
DETAILS = ("DETAIL:", "CONTEXT:", "QUERY:", "HINT:", "Failing row")
DEEPEST = 30


LONG_NUMBER = re.compile(r"(?<![\w-])(?:\d{11,}|\d{17}[Xx]|[0-9A-Z]{18})(?![\w-])")
HIDDEN = "#####"


class WithoutAddresses(logging.Filter):
    """Puts the name of the page in the place of its address: what Django says of a request, it says with the address, and
    that may hold a tracking code."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if isinstance(path, str) and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            name = (match.view_name if match else "") or "none"
            record.args = tuple(name if arg == path else arg for arg in record.args)
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, logger, event, request, fields, error with its places."""

    def format(self, record: logging.LogRecord) -> str:
        from guantong.project.request_log import request_number

        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": without_details(record.getMessage()),
        }
        if number := request_number.get():
            line["request"] = number
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0] is not None:
            line |= {"error": record.exc_info[0].__name__, "places": places(record.exc_info[2])}
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """For people: time, level, logger, event, fields, and the traceback without the details of the database."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        fields = getattr(record, "fields", {})
        told = "".join(f" {name}={value}" for name, value in fields.items())
        first, _, rest = text.partition("\n")
        return without_details(f"{first}{told}\n{rest}" if rest else f"{first}{told}")


def without_details(text: str) -> str:
    """Return the text without the lines in which the database quotes values, and without numbers of persons, enterprises
    and telephones, which the words of an error nobody foresaw may hold.

    >>> without_details("duplicate key\\nDETAIL:  Key (handle)=(wang) already exists.")
    'duplicate key'
    """
    kept = [line for line in text.split("\n") if not line.lstrip().startswith(DETAILS)]
    return LONG_NUMBER.sub(HIDDEN, "\n".join(kept))


def places(trace: TracebackType | None) -> list[str]:
    """Return file, line and function of each frame, the outermost first; values never."""
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return [f"{'/'.join(Path(one.filename).parts[-3:])}:{one.lineno} {one.name}" for one in frames]
