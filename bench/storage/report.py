"""The results of a run as the Markdown of `docs/explain/performance.md`: ratios first, absolute figures second."""

from __future__ import annotations

from collections.abc import Callable

from bench.storage.rounds import CLIENTS, VARIANTS, Result, median, ratio
from bench.tables import table

LIMIT, PEERS = "function", ("spiff-whole", "spiff-delta")
TARGETS = {1: 0.8, 4: 0.6}
PEER_TARGET, GROUP_TARGET, WAIT_TARGET_MS = 4.0, 1.5, 20.0


def show(settings: dict[str, str], results: list[Result]) -> str:
    """Return both tables, the latencies, and how the targets were met."""
    parts = [
        "PostgreSQL " + ", ".join(f"{name} {value}" for name, value in settings.items()),
        "As a multiple of pgbench calling one function a change (median of the ratios within each round):",
        _table(results, lambda name, clients: _number(ratio(results, name, LIMIT, clients), ".2f")),
        "Cases of 14 durable changes a second (median of the rounds):",
        _table(results, lambda name, clients: _number(median(results, name, clients), ",.0f")),
        "One change as a client sees it, p50 / p99 in milliseconds:",
        _table(
            results, lambda name, clients: _latency(results, name, clients), without=("function", "statement")
        ),
        "Processor time of a case in milliseconds, server + client (median of the rounds). It hardly depends on what else "
        "the machine does; with all cores busy, cores / time is the rate:",
        _table(results, lambda name, clients: _processor(results, name, clients)),
        *_groups(results),
        *_targets(results),
    ]
    return "\n\n".join(part for part in parts if part)


def _present(results: list[Result]) -> list[str]:
    found = {each.variant for each in results}
    return [name for name in VARIANTS if name in found]


def _table(results: list[Result], cell: Callable[[str, int], str], without: tuple[str, ...] = ()) -> str:
    head = ["variant", *(f"{clients} client{'s' * (clients > 1)}" for clients in CLIENTS)]
    names = [name for name in _present(results) if name not in without]
    return table(head, [[VARIANTS[name], *(cell(name, clients) for clients in CLIENTS)] for name in names])


def _number(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)


def _latency(results: list[Result], name: str, clients: int) -> str:
    p50, p99 = median(results, name, clients, "p50"), median(results, name, clients, "p99")
    return f"{_number(p50, '.1f')} / {_number(p99, '.1f')}"


def _processor(results: list[Result], name: str, clients: int) -> str:
    server, client = median(results, name, clients, "server_ms"), median(results, name, clients, "client_ms")
    return f"{_number(server, '.1f')} + {_number(client, '.1f')}"


def _groups(results: list[Result]) -> list[str]:
    """What group commit did: how many went together, and how long a change waited to be taken along."""
    rows = []
    for name in _present(results):
        for clients in CLIENTS:
            keys = ("group_mean", "wait_p50", "wait_p99", "wait_max")
            values = [median(results, name, clients, key) for key in keys]
            if values[0] is not None:
                cells = [_number(value, ".1f") for value in values]
                rows.append([VARIANTS[name], str(clients), *cells])
    head = [
        "variant",
        "clients",
        "changes together, mean",
        "wait p50 ms",
        "wait p99 ms",
        "longest wait ms (median of rounds)",
    ]
    return [table(head, rows)] if rows else []


def _targets(results: list[Result]) -> list[str]:
    """Return one line a target: what was asked for and what was reached. Nothing is rounded up."""
    names = _present(results)
    own = [name for name in names if name.startswith("guantong-single")]
    grouped = [name for name in names if name.startswith("guantong-grouped")]
    lines = []
    if LIMIT in names and own:
        for clients, wanted in TARGETS.items():
            best = max(ratio(results, name, LIMIT, clients) or 0 for name in own)
            lines.append(_line(f"single commits, {clients} client(s), of the function's rate", wanted, best))
    peers = [name for name in PEERS if name in names]
    if peers and own:
        for clients in CLIENTS:
            best = max(
                min(ratio(results, name, peer, clients) or 0 for peer in peers) for name in own + grouped
            )
            lines.append(
                _line(f"any commits, {clients} client(s), of SpiffWorkflow's best", PEER_TARGET, best)
            )
    if LIMIT in names and grouped:
        best = max(ratio(results, name, LIMIT, CLIENTS[-1]) or 0 for name in grouped)
        lines.append(
            _line(f"group commit, {CLIENTS[-1]} clients, of the function's rate", GROUP_TARGET, best)
        )
        waits = [median(results, name, CLIENTS[-1], "wait_p99") for name in grouped]
        wait = max(each for each in waits if each is not None)
        met = "reached" if wait <= WAIT_TARGET_MS else "NOT reached"
        lines.append(
            f"- wait for company, p99 at {CLIENTS[-1]} clients: {wait:.1f} ms, wanted at most {WAIT_TARGET_MS:.0f} ms: {met}"
        )
    return ["\n".join(lines)]


def _line(what: str, wanted: float, found: float) -> str:
    return f"- {what}: {found:.2f}, wanted {wanted:.1f}: {'reached' if found >= wanted else 'NOT reached'}"
