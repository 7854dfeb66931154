"""Very many stored cases, quickly: one played for each stage of its life, then multiplied inside the database.

Each copy has its own applicant, county with its own units, days, code, state, tasks and journal entries, as large as the
real ones. Only their hashes are the copies' (lists and pages do not read them; `guantong journal verify` would
refuse them all, so never fill a database that anybody uses).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

import psycopg

from bench.storage import case
from guantong.modules.cases import rules
from guantong.modules.cases.rules.codes import LENGTH, SIGNS

NAMES, CASES_AN_APPLICANT, DAYS = 50_000, 20, 240
# Of a hundred cases so many stopped after that many changes; the rest was delivered and rated.
STAGES = {1: 4, 2: 3, 3: 3, 4: 2, 5: 3, 6: 2, 7: 2, 8: 2, 9: 2, 10: 2, 11: 2, 12: 3}
TABLES = ("cases_case", "cases_state", "cases_task", "journal_entry")
# A tracking code with its check sign (`rules.codes`), from a number: eleven digits to the base of 29, then their check.
_DIGITS = [f"((p.id * 7919 / {29**place}::bigint) % 29)::int" for place in range(LENGTH - 1)]
_CHECK = f"({' + '.join(f'{digit} * {weight}' for weight, digit in enumerate(_DIGITS, 1))}) % 29"
CODE = " || ".join(f"substr('{SIGNS}', 1 + {digit}, 1)" for digit in (*_DIGITS, _CHECK))
PLAN = """
CREATE UNLOGGED TABLE fill_plan AS
SELECT nextval('cases_case_id_seq') AS id, s.template, c.division, n.name, n.tokens, a.id AS applicant,
       (random() * %(days)s)::int AS days
FROM generate_series(1, %(count)s) AS g
CROSS JOIN LATERAL (SELECT template FROM fill_stage WHERE place = (g * 37) %% 100) AS s
CROSS JOIN LATERAL (SELECT division FROM fill_county WHERE place = (g * 7) %% %(counties)s) AS c
CROSS JOIN LATERAL (SELECT name, tokens FROM fill_name WHERE place = (g / %(each)s) %% %(names)s) AS n
CROSS JOIN LATERAL (SELECT id FROM fill_applicant WHERE place = (g / %(each)s) %% %(applicants)s) AS a
"""
ACCOUNTS = """
WITH made AS (
  INSERT INTO identity_account (password, handle, kind, name, id_number, uscc, phone, facts, is_active, created_at, invented)
  SELECT '!', 'fill-' || p.first + g, 'enterprise', 'fill', '', '91330106MA2AAAAAX5', '', '{}', true, now(), true
  FROM (SELECT coalesce(max(id), 0) AS first FROM identity_account) AS p, generate_series(1, %(applicants)s) AS g
  RETURNING id)
SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM made
"""
COPIES = {
    "cases_case": ("fill_plan p JOIN cases_case t ON t.id = p.template", {
        "id": "p.id", "code": CODE, "division": "p.division", "applicant_id": "p.applicant",
        "applicant_name": "p.name", "tokens": "p.tokens", "due_on": "t.due_on - p.days", "opened_at": "t.opened_at - make_interval(days => p.days)",
        "submitted_on": "t.submitted_on - p.days", "accepted_on": "t.accepted_on - p.days", "closed_on": "t.closed_on - p.days",
    }),
    "cases_state": ("fill_plan p JOIN cases_state t ON t.case_id = p.template", {"case_id": "p.id"}),
    "cases_task": (
        "fill_plan p JOIN cases_task t ON t.case_id = p.template JOIN orgs_unit was ON was.id = t.unit_id"
        " JOIN orgs_unit u ON u.role = was.role AND u.division_id = p.division",
        {"case_id": "p.id", "unit_id": "u.id", "ready_on": "t.ready_on - p.days", "due_on": "t.due_on - p.days", "decided_on": "t.decided_on - p.days"},
    ),
    "journal_entry": (
        "fill_plan p JOIN journal_entry t ON t.chain = 'case:' || p.template",
        {"chain": "'case:' || p.id", "at": "t.at - make_interval(days => p.days)"},
    ),
}  # fmt: skip


def fill(url: str, count: int, say: Callable[[str], None] = print) -> float:
    """Add so many cases and return how many seconds it took. `case.prepare` has been called before."""
    people = case.People()
    templates = {until: _played(people, until) for until in (*STAGES, case.CHANGES)}
    began = time.perf_counter()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SET session_replication_role = replica; SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'"
        )
        _durable(connection, False)
        _plan(connection, count, templates)
        for table in TABLES:
            at = time.perf_counter()
            _copy(connection, table)
            say(f"  {table}: {time.perf_counter() - at:.0f} s")
        connection.execute("DROP TABLE fill_plan, fill_stage, fill_county, fill_name, fill_applicant")
        _durable(connection, True)
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
    return time.perf_counter() - began


def _played(people: case.People, until: int) -> int:
    number = 0
    for ref in case.play(people, f"template-{until}-{time.time_ns()}", until):
        number = ref.id
    return number


def _durable(connection: psycopg.Connection[Any], yes: bool) -> None:
    """What is made here can be made again; what is measured afterwards is measured with everything on."""
    for name, value in (
        ("fsync", "on" if yes else "off"),
        ("max_wal_size", "1GB" if yes else "8GB"),
        ("autovacuum", "on" if yes else "off"),
    ):
        connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
    connection.execute("SELECT pg_reload_conf()")


def _plan(connection: psycopg.Connection[Any], count: int, templates: dict[int, int]) -> None:
    """Choose stage, county, applicant and day of every case."""
    stages = [templates[until] for until, share in STAGES.items() for _ in range(share)]
    stages += [templates[case.CHANGES]] * (100 - len(stages))
    _table(
        connection, "fill_stage (template bigint, place bigint)", [(each, n) for n, each in enumerate(stages)]
    )
    counties = connection.execute(
        "SELECT code FROM orgs_division WHERE level = 'county' ORDER BY code"
    ).fetchall()
    _table(
        connection,
        "fill_county (division text, place bigint)",
        [(each[0], n) for n, each in enumerate(counties)],
    )
    names = min(NAMES, max(1, count // CASES_AN_APPLICANT))
    rows = [(name, rules.index_tokens(name), n) for n, name in enumerate(made_up_names(names))]
    _table(connection, "fill_name (name text, tokens text[], place bigint)", rows)
    values = {
        "count": count, "days": DAYS, "counties": len(counties), "names": names, "each": CASES_AN_APPLICANT,
        "applicants": max(1, count // CASES_AN_APPLICANT),
    }  # fmt: skip
    connection.execute("CREATE UNLOGGED TABLE fill_applicant (id bigint, place bigint PRIMARY KEY)")
    found = psycopg.ClientCursor(connection).execute(ACCOUNTS, values).fetchall()
    _rows(connection, "fill_applicant", found)
    connection.execute("ANALYZE fill_stage; ANALYZE fill_county; ANALYZE fill_name; ANALYZE fill_applicant")
    psycopg.ClientCursor(connection).execute(PLAN, values)
    connection.execute("ANALYZE fill_plan")


def _table(connection: psycopg.Connection[Any], what: str, rows: list[Any]) -> None:
    connection.execute(f"CREATE UNLOGGED TABLE {what.replace('place bigint', 'place bigint PRIMARY KEY')}")
    _rows(connection, what.partition(" ")[0], rows)


def _rows(connection: psycopg.Connection[Any], table: str, rows: list[Any]) -> None:
    with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _copy(connection: psycopg.Connection[Any], table: str) -> None:
    """Copy the templates' rows; indexes are made anew afterwards, which is faster than keeping them."""
    source, changed = COPIES[table]
    names = [row[0] for row in connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND column_name <> 'xid'", [table])]  # fmt: skip
    indexes = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes i WHERE tablename = %s AND NOT EXISTS "
        "(SELECT FROM pg_constraint c WHERE c.conname = i.indexname)", [table]).fetchall()  # fmt: skip
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    values = ", ".join(changed.get(name, f"t.{name}") for name in names)
    order = " ORDER BY p.id" if table == "cases_case" else ""
    connection.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {source}{order}")
    for _, definition in indexes:
        connection.execute(definition)


def made_up_names(count: int) -> list[str]:
    """Return names of six signs each, two of them of a place and four of a thousand signs, none of them real."""
    dice = random.Random(7)
    places = ["".join(chr(dice.randrange(0x4E00, 0x4E00 + 300)) for _ in range(2)) for _ in range(90)]
    return [
        places[n % 90] + "".join(chr(dice.randrange(0x5000, 0x5400)) for _ in range(4)) for n in range(count)
    ]
