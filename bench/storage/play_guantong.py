"""The case in Guantong, through the door of `cases`: rights, engine, clock, idempotency and journal are all on."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

from bench.server import set_up
from bench.storage import case


class Guantong:
    """Plays through `submit_case` and `act_on_case`. With `grouped` changes that arrive together go together."""

    def __init__(self, grouped: bool) -> None:
        set_up()
        from django.conf import settings

        settings.GROUP_COMMIT = grouped
        self.people = case.People()
        self.label = f"{os.getpid()}"
        self.waits: list[float] = []
        self.groups: list[int] = []
        if grouped:
            self._watch()

    def changes(self, number: str) -> Iterator[Any]:
        return case.play(self.people, f"{self.label}-{number}")

    def more(self) -> dict[str, Any]:
        """Return how long changes waited for company (milliseconds) and how many went together, since the last time."""
        waits, groups = sorted(self.waits), self.groups[:]
        self.waits.clear()
        self.groups.clear()
        if not waits or not groups:
            return {}
        return {
            "wait_p50": 1000 * waits[len(waits) // 2], "wait_p99": 1000 * waits[int(len(waits) * 0.99)],
            "wait_max": 1000 * waits[-1], "group_mean": sum(groups) / len(groups), "group_max": max(groups),
        }  # fmt: skip

    def _watch(self) -> None:
        """Measure, from outside, how long a change lies between being decided and being taken into a write."""
        from guantong.modules.cases import group

        came: dict[int, float] = {}
        commit, write = group._committer.commit, group._committer._write

        def watched_commit(change: Any) -> bool:
            came[id(change)] = time.perf_counter()
            return commit(change)

        def watched_write(changes: Any) -> frozenset[int]:
            now = time.perf_counter()
            self.groups.append(len(changes))
            self.waits.extend(now - came.pop(id(change)) for change in changes if id(change) in came)
            return write(changes)

        group._committer.commit = watched_commit  # type: ignore[method-assign]
        group._committer._write = watched_write
