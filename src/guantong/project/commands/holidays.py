"""`guantong holidays [check|import]`: which years the calendar covers; check or import a year's official notice."""

from __future__ import annotations

import argparse
from pathlib import Path

from guantong.core.kernel.calendar import Calendar, load_calendar
from guantong.core.kernel.holidays import by_year, check_one_year, read_holidays, write_holidays
from guantong.core.kernel.texts import say
from guantong.project import home

HELP = (
    "show the years that the calendar covers; check or import a year's official notice (CSV: date,kind,name)"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    for name, text in (
        ("check", "check a file and change nothing"),
        ("import", "check a file and add its year"),
    ):
        sub = actions.add_parser(name, help=text, description=text)
        sub.add_argument("file", type=Path, help="CSV with the columns date,kind,name; kind is off or work")
        sub.add_argument("--source", default="", help="the notice: who issued it, its number and day")
        sub.add_argument("--year", type=int, help="the year that the file must be about")
        if name == "import":
            sub.add_argument(
                "--to", type=Path, help=f"write to this file instead of {home.HOLIDAYS} in the data folder"
            )


def run(args: argparse.Namespace) -> int:
    kept = getattr(args, "to", None) or home.home() / home.HOLIDAYS
    if not args.action:
        years = ", ".join(str(year) for year in load_calendar(kept).years)
        print(say("holidays-covered", args.lang, years=years))
        return 0
    days = read_holidays(args.file, args.source)
    year = check_one_year(days, args.file.name, args.year)
    known = by_year(read_holidays(kept)) if kept.exists() else {}
    known[year] = list(days)
    rows = [row for _, rows in sorted(known.items()) for row in rows]
    # Together with the years that are there already: a gap between two covered years is refused before anything is written.
    shipped = {
        each: found for each, found in by_year(load_calendar(kept).holidays).items() if each not in known
    }
    calendar = Calendar([*rows, *(row for found in shipped.values() for row in found)])
    print(say("holidays-checked", args.lang, file=args.file.name, **_figures(calendar, year)))
    if args.action == "import":
        write_holidays(kept, rows)
        print(say("holidays-imported", args.lang, year=str(year), file=str(kept)))
    return 0


def _figures(calendar: Calendar, year: int) -> dict[str, str | int]:
    days = by_year(calendar.holidays)[year]
    workdays = sum(calendar.is_workday(day) for day in calendar.days_of(year))
    worked = sum(day.kind == "work" for day in days)
    return {"year": str(year), "off": len(days) - worked, "worked": worked, "workdays": workdays}
