"""Lists, search and the case page over 10⁴, 10⁵ and 10⁶ stored cases: p50, p99, the slope, and what PostgreSQL walks.

`python -m bench lists [--quick]`. Each call is for another county, unit, applicant or case, through the door of `cases`.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec

from bench.server import migrate, server, set_up
from bench.tables import table

SIZES, QUICK_SIZES = (10_000, 100_000, 1_000_000), (10_000, 100_000)
CALLS, QUICK_CALLS = 300, 100
PATIENCE, FEWEST = 10.0, 3  # seconds for one kind of page, and calls that it gets all the same
LARGE = ("cases_case", "cases_state", "cases_task", "journal_entry")
# One measure of each way to compute: a column, the last decision, the calendar, the journal, the state, reads, ends of months.
INDICATORS = (
    "good_rating_rate", "on_time_rate", "average_workdays", "correction_rate", "owed_lapsed_rate", "shared_rate", "silent_rate", "cases_open",
)  # fmt: skip
Call = Callable[[random.Random], Any]


class Timing(msgspec.Struct):
    """One kind of page at one size. `walks`: indexes and, if any, whole tables that its statements went through."""

    page: str
    size: int
    p50: float
    p99: float
    walks: tuple[str, ...]


class Pages:
    """The calls that pages make, each with somebody else's eyes."""

    def __init__(self) -> None:
        from django.db import connection

        from bench.fill import made_up_names
        from bench.storage import case
        from guantong.core.kernel.actor import Actor
        from guantong.modules.cases import public as cases

        self.cases, self.actor, self.board, self.items = cases, Actor, case.BOARD, case.ITEMS
        self.today = case.NOW.date() + timedelta(days=3)
        self.scenario = case.SCENARIO
        self.names = made_up_names(500)
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, role, division_id FROM orgs_unit")
            self.units = cursor.fetchall()
            cursor.execute("SELECT DISTINCT division_id FROM orgs_unit ORDER BY 1")
            self.counties = [row[0] for row in cursor.fetchall()]
            cursor.execute("SELECT min(id), max(id) FROM cases_case")
            self.first, self.last = cursor.fetchone()
            cursor.execute("SELECT id, applicant_id, division, code FROM cases_case WHERE id = ANY(%s)",
                           [[random.Random(3).randint(self.first + 20, self.last) for _ in range(500)]])  # fmt: skip
            self.sample = cursor.fetchall()

    def calls(self) -> dict[str, Call]:
        """Return page -> one call of it."""
        return {
            "work list": lambda dice: self.cases.work_list(by=self.officer(dice), today=self.today),
            "work list, a later page": self.later_page,
            "work list, a name": lambda dice: self.cases.work_list(by=self.officer(dice), today=self.today, words=self.words(dice)),
            "window queue": lambda dice: self.cases.window_queue(by=self.clerk(dice), today=self.today),
            "a county's cases": lambda dice: self.cases.list_cases(by=self.manager(dice), today=self.today),
            "a county's overdue cases": lambda dice: self.cases.list_cases(by=self.manager(dice), today=self.today, colour="red"),
            "the province's cases": lambda dice: self.cases.list_cases(by=self.manager(dice, "330000000000"), today=self.today),
            "search a name in a county": lambda dice: self.cases.list_cases(by=self.manager(dice), today=self.today, words=self.words(dice)),
            "search a name in the province": lambda dice: self.cases.list_cases(by=self.manager(dice, "330000000000"), today=self.today, words=self.words(dice)),
            "search a tracking code": lambda dice: self.cases.list_cases(by=self.manager(dice, "330000000000"), today=self.today, words=dice.choice(self.sample)[3]),
            "an applicant's cases": lambda dice: self.cases.my_cases(by=self.applicant(dice.choice(self.sample)), today=self.today),
            **self.counts(),
            "case page": self.case_page,
            "task page": self.task_page,
        }  # fmt: skip

    def counts(self) -> dict[str, Call]:
        """Return what stands above the lists: counted anew with every page."""
        made: dict[str, Call] = {
            "work list, its counts": lambda dice: self.cases.work_counts(
                by=self.officer(dice), today=self.today
            ),
            "window queue, its counts": lambda dice: self.cases.queue_counts(by=self.clerk(dice)),
        }
        year = self.cases.Period(
            since=self.today.replace(day=1) - timedelta(days=330), until=self.today, today=self.today
        )
        for area, code in (("a county", ""), ("the province", "330000000000")):
            made |= {
                f"{area}, open cases": lambda dice, code=code: self.cases.case_counts(
                    by=self.manager(dice, code), today=self.today
                ),
                f"{area}, units": lambda dice, code=code: self.cases.unit_loads(
                    by=self.manager(dice, code), today=self.today
                ),
                f"{area}, ratings": lambda dice, code=code: self.cases.rating_counts(
                    by=self.manager(dice, code), today=self.today
                ),
                f"{area}, figures": lambda dice, code=code: self.cases.measures(
                    by=self.manager(dice, code), since=year.since
                ),
            }
            made |= {
                f"{area}, {measure}": lambda dice, code=code, measure=measure: self.cases.computed(
                    by=self.manager(dice, code), scenario=self.scenario, measures=(measure,), period=year
                )
                for measure in INDICATORS
            }
        return made  # fmt: skip

    def officer(self, dice: random.Random) -> Any:
        unit, role, division = dice.choice(self.units)
        return self.actor(account="9", role="officer", unit=str(unit), unit_role=role, division=division)

    def clerk(self, dice: random.Random) -> Any:
        return self.actor(
            account="8", role="clerk", division=dice.choice(self.counties), boards=(self.board,), unit="1"
        )

    def manager(self, dice: random.Random, division: str = "") -> Any:
        return self.actor(
            account="7", role="manager", division=division or dice.choice(self.counties), unit="1"
        )

    def applicant(self, row: Any) -> Any:
        return self.actor(account=str(row[1]), role="applicant")

    def words(self, dice: random.Random) -> str:
        return dice.choice(self.names)[2:5]

    def later_page(self, dice: random.Random) -> Any:
        by = self.officer(dice)
        day = self.today - timedelta(days=dice.randrange(100))
        return self.cases.work_list(by=by, today=self.today, after=f"{day.isoformat()}~0~a~branch")

    def case_page(self, dice: random.Random) -> Any:
        row = dice.choice(self.sample)
        return self.cases.get_case(by=self.applicant(row), case_id=row[0], today=self.today)

    def task_page(self, dice: random.Random) -> Any:
        row = dice.choice(self.sample)
        unit, role, division = next(each for each in self.units if each[1] == "unit-b" and each[2] == row[2])
        by = self.actor(account="9", role="officer", unit=str(unit), unit_role=role, division=division)
        return self.cases.get_task(by=by, case_id=row[0], item="b", today=self.today)


def time_calls(call: Call, number: int) -> tuple[float, float]:
    """Return p50 and p99 in milliseconds, after a warm-up; what takes seconds is called as often as `PATIENCE` allows."""
    dice, ends = random.Random(11), time.perf_counter() + PATIENCE
    for _ in range(20):
        call(dice)
        if time.perf_counter() > ends:
            break
    took: list[float] = []
    ends = time.perf_counter() + PATIENCE
    while len(took) < number and (len(took) < FEWEST or time.perf_counter() < ends):
        began = time.perf_counter()
        call(dice)
        took.append(time.perf_counter() - began)
    took.sort()
    return 1000 * took[len(took) // 2], 1000 * took[int(len(took) * 0.99)]


def walked(call: Call) -> tuple[str, ...]:
    """Return the indexes that the call's statements use, and `ALL OF table` where a large table is read whole."""
    from django.db import connection

    statements: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        call(random.Random(12))
    found: list[str] = []
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
            plan = cursor.fetchone()[0]
            found += _nodes((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])
    return tuple(dict.fromkeys(found))


def _nodes(plan: dict[str, Any]) -> list[str]:
    here = [plan["Index Name"]] if "Index Name" in plan else []
    if plan["Node Type"].endswith("Seq Scan") and plan.get("Relation Name") in LARGE:
        here = [f"ALL OF {plan['Relation Name']}"]
    return here + [name for child in plan.get("Plans", ()) for name in _nodes(child)]


def slope(timings: list[Timing], page: str) -> float:
    """Return the power with which the median grows with the number of cases, from the smallest to the largest."""
    ordered = sorted((each for each in timings if each.page == page), key=lambda each: each.size)
    first, last = ordered[0], ordered[-1]
    return math.log(last.p50 / first.p50) / math.log(last.size / first.size)


def run(sizes: tuple[int, ...], calls: int) -> list[Timing]:
    """Fill to each size in turn and time every page there."""
    from django.db import connection

    from bench.fill import fill
    from bench.storage import case

    timings: list[Timing] = []
    migrate()
    case.prepare()
    stored = 0
    for size in sizes:
        seconds = fill(os.environ["DATABASE_URL"], size - stored)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database()), count(*) FROM cases_case")
            volume, stored = cursor.fetchone()
            cursor.execute("SELECT count(*) FROM journal_entry")
            entries = cursor.fetchone()[0]
        print(
            f"{stored} cases, {entries} journal entries, {volume / 1e9:.2f} GB; the last {size} filled up in {seconds:.0f} s"
        )
        pages = Pages()
        for page, call in pages.calls().items():
            p50, p99 = time_calls(call, calls)
            timings.append(Timing(page, size, p50, p99, walked(call)))
    return timings


def show(timings: list[Timing]) -> str:
    """Return the Markdown table of `docs/explain/performance.md`."""
    sizes = sorted({each.size for each in timings})
    head = ["page", *(f"{size:,} p50 / p99 ms" for size in sizes), "slope", "walks"]
    rows = []
    for page in dict.fromkeys(each.page for each in timings):
        of = {each.size: each for each in timings if each.page == page}
        cells = [f"{of[size].p50:.1f} / {of[size].p99:.1f}" for size in sizes]
        rows.append([page, *cells, f"{slope(timings, page):+.2f}", ", ".join(of[sizes[-1]].walks)])
    return table(head, rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.lists", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="up to 100,000 cases, fewer calls")
    quick = parser.parse_args().quick
    print(
        f"{time.strftime('%Y-%m-%d %H:%M')}, {os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    with server():
        set_up()
        timings = run(QUICK_SIZES if quick else SIZES, QUICK_CALLS if quick else CALLS)
    print(show(timings))
    whole = [
        f"{each.page} ({each.size:,})"
        for each in timings
        if any(name.startswith("ALL OF") for name in each.walks)
    ]
    print(f"\nPages that read a large table whole: {', '.join(whole) or 'none'}")


if __name__ == "__main__":
    main()
