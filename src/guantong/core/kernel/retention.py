"""How long each kind of record is kept: the table `retention.yaml`, and the day before which a record has lapsed. Pure."""

from __future__ import annotations

import calendar
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

import msgspec
from ruamel.yaml import YAML

from guantong.core.kernel.text import Text

FOR_GOOD = "for good"
ENDS = ("erased", "archived", "kept")
UNITS = ("days", "months", "years")


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of record. `then` is one of `ENDS`; `basis` is `assumed` or the rule; `by`: who sees to it but `retention`."""

    name: str
    title: Text
    tables: tuple[str, ...]
    term: str
    then: str
    basis: str
    starts: Text = Text("")
    note: Text = Text("")
    by: str = ""

    @property
    def ends(self) -> bool:
        return self.term != FOR_GOOD


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the table, in its order."""
    text = files("guantong.core.kernel").joinpath("retention.yaml").read_text("utf-8")
    return tuple(_kind(name, dict(row)) for name, row in YAML(typ="safe").load(text).items())


def before(term: str, now: datetime) -> datetime:
    """Return the moment before which a record of this term has lapsed.

    >>> before("6 months", datetime(2026, 8, 31)).isoformat()
    '2026-02-28T00:00:00'
    """
    number, unit = term.split()
    if unit == "days":
        return now - timedelta(days=int(number))
    months = now.year * 12 + now.month - 1 - int(number) * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return now.replace(year=year, month=month + 1, day=min(now.day, last))


def _kind(name: str, row: dict[str, object]) -> Kind:
    named = {
        key: _text(row[source]) for key, source in (("starts", "from"), ("note", "note")) if source in row
    }
    rest = {key: row[key] for key in ("term", "then", "basis", "by") if key in row}
    tables = row["tables"]
    assert isinstance(tables, list)
    return Kind(name=name, title=_text(row["title"]), tables=tuple(tables), **named, **rest)  # type: ignore[arg-type]


def _text(given: object) -> Text:
    assert isinstance(given, dict)
    return Text(given["zh"], given["en"])
