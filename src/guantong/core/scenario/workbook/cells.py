"""One value and one cell: every codec is a pair that gives back exactly what went in.

Text that a spreadsheet would change (an empty text, blanks at the ends, control characters) is written as a JSON
string in double quotes; everything else stands as it is.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any

from guantong.core.kernel.texts import LANGUAGES, say
from guantong.core.scenario.lines import parse_source
from guantong.core.scenario.workbook.layout import Codec
from guantong.core.scenario.written import to_flow

LONGEST_CELL = 32_767  # characters; what the file format allows
SAFE_NUMBER = 10**15  # a spreadsheet keeps 15 digits
EMPTY_LIST = "[]"
ALL = "all"
# what must be quoted to come back: empty, quoted already, blanks at the ends, controls and escapes of the format
FRAGILE = re.compile(
    r'^$|^"|^\s|\s$|[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_|^\[\]$'
)


class BadCell(ValueError):
    """What a cell says cannot be read; the codec says what it should be."""


def encode(codec: Codec, value: Any, language: str) -> Any:
    """Return what stands in the cell for a value that is there (None means an empty cell)."""
    if codec == "number":
        return value if abs(value) < SAFE_NUMBER and len(repr(value)) < 16 else repr(value)
    if codec == "yes-no":
        return say("workbook-yes" if value else "workbook-no", language)
    if codec == "lines":
        return "\n".join(_line(one) for one in value) if value else EMPTY_LIST
    if codec == "grantees":
        if value == ALL:
            return ALL
        return json.dumps(ALL) if value == [ALL] else encode("lines", value, language)
    if codec == "any":
        return to_flow(value)
    return quote(_text(value))


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def quote(value: str) -> str:
    """Return the text as it can stand in a cell."""
    if not FRAGILE.search(value):
        return value
    plain = json.dumps(value, ensure_ascii=False)
    plain = plain.replace("\x7f", "\\u007f").replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    return re.sub("_x(?=[0-9A-Fa-f]{4}_)", r"\\u005fx", plain)


def unquote(cell: str) -> str:
    """Return the text that stands in a cell."""
    if not cell.startswith('"'):
        return cell
    try:
        found = json.loads(cell)
    except ValueError as wrong:
        raise BadCell("text") from wrong
    return str(found)


def _line(value: str) -> str:
    """A line of a list: a text that would fall into two lines is quoted."""
    return json.dumps(value, ensure_ascii=False) if "\n" in value else quote(value)


def decode(codec: Codec, cell: Any) -> Any:
    """Return the value of a cell that is not empty; raise BadCell when it says something else."""
    if codec == "number":
        return _number(cell)
    if codec == "yes-no":
        return _yes_or_no(cell)
    shown = _shown(cell)
    if codec == "grantees":
        if shown == ALL:
            return ALL
        return decode("lines", shown)
    if codec == "lines":
        return [] if shown == EMPTY_LIST else [unquote(line) for line in shown.split("\n")]
    if codec == "any":
        return _any(shown)
    return unquote(shown)


def _shown(cell: Any) -> str:
    """A cell that a spreadsheet made a number or a date goes back to the text that a person saw."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _number(cell: Any) -> Any:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    try:
        number = float(str(cell))
        return int(str(cell)) if re.match(r"^-?\d+$", str(cell)) else number
    except ValueError as wrong:
        raise BadCell("number") from wrong


def _yes_or_no(cell: Any) -> bool:
    word = _shown(cell).strip().lower()
    for value, key in ((True, "workbook-yes"), (False, "workbook-no")):
        if word in {str(value).lower(), *(say(key, language).lower() for language in LANGUAGES)}:
            return value
    raise BadCell("yes-no")


def _any(shown: str) -> Any:
    source, wrong = parse_source(f"value: {shown}", "")
    if wrong or source is None or source.data.keys() != {"value"}:
        raise BadCell("any")
    return source.data["value"]
