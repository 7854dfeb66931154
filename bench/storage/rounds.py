"""The run: every variant at every number of clients, in rounds, so that whatever the machine does meanwhile hits all.

Ratios are taken pair by pair within a round, and the median over the rounds is reported.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any, Protocol

import msgspec
import psutil
import psycopg

from bench.server import processor_seconds, server, set_up, settings_of
from bench.storage import case

CLIENTS = (1, 4, 16)
SETTLE = 0.3  # seconds until what pgbench's connections have used is booked on the server


class Plan(msgspec.Struct, frozen=True):
    """How long everything takes: rounds, seconds a measurement, and how many cases are stored before it begins.

    Into empty tables nobody would be measured rightly: PostgreSQL plans for what it finds, and reads a table of one page
    whole.
    """

    rounds: int
    seconds: float
    stored: int


FULL, QUICK = Plan(5, 3.0, 20_000), Plan(2, 1.0, 5_000)
VARIANTS = {
    "function": "pgbench, one function call a change",
    "statement": "pgbench, one hand-written statement a change",
    "guantong-single": "Guantong, one process, each change a commit",
    "guantong-single-2": "Guantong, two processes, each change a commit",
    "guantong-grouped": "Guantong, one process, group commit",
    "guantong-grouped-2": "Guantong, two processes, group commit",
    "spiff-whole": "SpiffWorkflow, whole state a change",
    "spiff-delta": "SpiffWorkflow, changed tasks a change",
    "viewflow": "django-viewflow",
}


class Runner(Protocol):
    """Runs one variant. `measure` returns at least `cases` a second."""

    def measure(self, clients: int, seconds: float) -> dict[str, Any]: ...
    def processor_seconds(self) -> float: ...
    def close(self) -> None: ...


class Result(msgspec.Struct):
    """One measurement."""

    variant: str
    clients: int
    round: int
    cases: float
    more: dict[str, Any]


class Workers:
    """The processes of one variant; they stay up between measurements and share the clients out."""

    def __init__(self, player: str, processes: int) -> None:
        command = [sys.executable, "-m", "bench.storage.worker", player]
        self.processes = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(processes)
        ]
        self.answers = [self._read(process) for process in self.processes]

    def measure(self, clients: int, seconds: float) -> dict[str, Any]:
        used = self.processes[: min(len(self.processes), clients)]
        for number, process in enumerate(used):
            share = clients // len(used) + (number < clients % len(used))
            assert process.stdin is not None
            process.stdin.write(json.dumps({"clients": share, "seconds": seconds}) + "\n")
            process.stdin.flush()
        answers = [self._read(process) for process in used]
        slowest = {
            key: max(each[key] for each in answers if each.get(key) is not None)
            for key in answers[0]
            if key != "rate"
        }
        return {"cases": sum(each["rate"] for each in answers) / case.CHANGES, **slowest}

    def processor_seconds(self) -> float:
        times = [psutil.Process(process.pid).cpu_times() for process in self.processes]
        return float(sum(each.user + each.system for each in times))

    def close(self) -> None:
        for process in self.processes:
            assert process.stdin is not None
            with suppress(BrokenPipeError):
                process.stdin.close()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()

    @staticmethod
    def _read(process: subprocess.Popen[str]) -> dict[str, Any]:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"a worker ended early: {process.args}")
        return dict(json.loads(line))


def run(
    plan: Plan, only: tuple[str, ...] = (), say: Callable[[str], None] = print
) -> tuple[dict[str, str], list[Result]]:
    """Run everything and return the server's settings and all measurements."""
    with (
        server(max_connections="300") as url,
        ExitStack() as stack,
    ):  # every client of every variant stays connected
        variants = _start(url, plan.stored, only, stack)
        results: list[Result] = []
        for runner in variants.values():
            runner.measure(CLIENTS[-1], 1.5)  # caches, connections and plans, before anything counts
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ANALYZE")
        for number in range(plan.rounds):
            names = list(variants)
            for clients in CLIENTS:
                for name in names[number % len(names) :] + names[: number % len(names)]:
                    more = _with_processor(url, variants[name], clients, plan.seconds)
                    results.append(Result(name, clients, number, more.pop("cases"), more))
            say(f"round {number + 1} of {plan.rounds} done, load {os.getloadavg()[0]:.1f}")
        return settings_of(url), results


def _with_processor(url: str, runner: Runner, clients: int, seconds: float) -> dict[str, Any]:
    """Measure, and add the processor time that a case took: what others do on the machine changes it least."""
    server_before, client_before = processor_seconds(url), runner.processor_seconds()
    found = runner.measure(clients, seconds)
    done = found["cases"] * found.pop("seconds", seconds)
    time.sleep(SETTLE)
    if done:
        found["server_ms"] = 1000 * (processor_seconds(url) - server_before) / done
        found["client_ms"] = 1000 * (runner.processor_seconds() - client_before) / done
    return found


def _start(url: str, stored: int, only: tuple[str, ...], stack: ExitStack) -> dict[str, Runner]:
    set_up()
    from bench.fill import fill
    from bench.server import migrate
    from bench.storage import limit

    migrate()
    case.prepare()
    fill(url, stored, lambda _: None)
    steps = limit.recorded_steps(url, case.People())
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(limit.functions(steps))
    variants: dict[str, Runner] = {}
    for name in only or VARIANTS:
        runner: Runner
        if name in ("function", "statement"):
            runner = limit.Pgbench(
                url, limit.function_script() if name == "function" else limit.statement_script(steps)
            )
        else:
            runner = Workers(*_processes(name))
        stack.callback(runner.close)
        variants[name] = runner
    return variants


def _processes(name: str) -> tuple[str, int]:
    """Peers get a process a client up to four, which suits them best on two cores; Guantong one or two."""
    if name.startswith("guantong"):
        return name, 2 if name.endswith("-2") else 1
    return name, 4


def median(results: list[Result], variant: str, clients: int, key: str = "") -> float | None:
    values = [
        (each.more.get(key) if key else each.cases)
        for each in results
        if each.variant == variant and each.clients == clients
    ]
    found = [value for value in values if value is not None]
    return statistics.median(found) if found else None


def ratio(results: list[Result], variant: str, to: str, clients: int) -> float | None:
    """Return the median over the rounds of `variant` divided by `to` in the same round."""
    cases = {(each.round, each.variant): each.cases for each in results if each.clients == clients}
    pairs = [
        cases[number, variant] / cases[number, to]
        for number, name in cases
        if name == variant and cases.get((number, to))
    ]
    return statistics.median(pairs) if pairs else None
