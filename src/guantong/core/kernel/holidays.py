"""Official days off as data: read a CSV of them, and refuse one that cannot be a whole year's notice.

Columns `date,kind,name[,source]`; `kind` is `off` or `work`. What follows from the days is the calendar's matter.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from guantong.core.kernel.problem import Problem, Refused

SHIPPED = Path(__file__).parent / "data" / "holidays_cn.csv"
COLUMNS = ("date", "kind", "name", "source")
KINDS = ("off", "work")

# Statutory days that fall on the same date every year (Regulation on public holidays, State Council, as of 2024);
# a notice without them is not a whole year's.
FIXED_DAYS_OFF = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


class Holiday(msgspec.Struct, frozen=True):
    """One day that is not what its weekday says: `off`, or a weekend day that is worked (`work`)."""

    day: date
    kind: str
    name: str
    source: str


def read_holidays(path: Path, source: str = "") -> tuple[Holiday, ...]:
    """Return the days in a CSV file, in order; refuse with every line that is wrong.

    `source` is used for rows that name none; a row without any source is refused.
    """
    found: list[Holiday] = []
    problems: list[Problem] = []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in COLUMNS[:3] if name not in (reader.fieldnames or ())]
        if missing:
            raise Refused(
                Problem(
                    code="holidays.columns", where=f"{path.name}:1", facts={"missing": ", ".join(missing)}
                )
            )
        for row in reader:
            where = f"{path.name}:{reader.line_num}"
            try:
                found.append(_holiday(row, source, where))
            except Refused as refused:
                problems.extend(refused.problems)
    problems.extend(_year_problems(found, path.name))
    if problems:
        raise Refused(*problems)
    return tuple(sorted(found, key=lambda holiday: holiday.day))


def _holiday(row: dict[str, str | None], source: str, where: str) -> Holiday:
    text = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        day = date.fromisoformat(text["date"])
    except ValueError:
        raise Refused(Problem(code="holidays.date", where=where, facts={"value": text["date"]})) from None
    if text["kind"] not in KINDS:
        raise Refused(Problem(code="holidays.kind", where=where, facts={"value": text["kind"]}))
    if text["kind"] == "work" and day.weekday() < 5:
        raise Refused(Problem(code="holidays.weekday", where=where, facts={"day": day.isoformat()}))
    if not (text["source"] or source):
        raise Refused(Problem(code="holidays.source", where=where))
    return Holiday(day, text["kind"], text["name"], text["source"] or source)


def _year_problems(days: list[Holiday], where: str) -> list[Problem]:
    """Every reason why the days of some year cannot be the whole of its notice."""
    problems: list[Problem] = []
    seen: set[date] = set()
    for holiday in days:
        if holiday.day in seen:
            problems.append(
                Problem(code="holidays.twice", where=where, facts={"day": holiday.day.isoformat()})
            )
        seen.add(holiday.day)
    for year, rows in sorted(by_year(days).items()):
        off = {holiday.day for holiday in rows if holiday.kind == "off"}
        for month, number in FIXED_DAYS_OFF:
            if (day := date(year, month, number)) not in off:
                problems.append(
                    Problem(
                        code="holidays.part", where=where, facts={"year": str(year), "day": day.isoformat()}
                    )
                )
        worked = sum(holiday.kind == "work" for holiday in rows)
        gained = sum(day.weekday() < 5 for day in off)
        if worked > gained:
            problems.append(
                Problem(
                    code="holidays.sense",
                    where=where,
                    facts={"year": str(year), "worked": worked, "off": gained},
                )
            )
    return problems


def check_one_year(days: Iterable[Holiday], where: str, year: int | None = None) -> int:
    """Return the one year that a notice is about; refuse `holidays.years` when it names days of another."""
    years = sorted(by_year(days))
    if len(years) != 1 or (year is not None and years != [year]):
        found = ", ".join(str(each) for each in years) or "-"
        raise Refused(Problem(code="holidays.years", where=where, facts={"years": found}))
    return years[0]


def by_year(days: Iterable[Holiday]) -> dict[int, list[Holiday]]:
    found: defaultdict[int, list[Holiday]] = defaultdict(list)
    for holiday in days:
        found[holiday.day.year].append(holiday)
    return dict(found)


def write_holidays(path: Path, days: Iterable[Holiday]) -> None:
    """Write the days as CSV, complete or not at all: a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([each.day.isoformat(), each.kind, each.name, each.source] for each in days)
    part.replace(path)
