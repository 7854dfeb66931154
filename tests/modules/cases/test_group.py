"""Group commit: who comes during a write goes together, nobody waits long, one conflict fails nobody else."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError

from guantong.modules.cases.group import LONGEST_WAIT, Committer


def change(case_id: int) -> Any:
    return SimpleNamespace(after=SimpleNamespace(id=case_id))


class Disk:
    """A write that blocks until it is let go, and remembers what came together."""

    def __init__(self, held: bool = False) -> None:
        self.groups: list[list[int]] = []
        self.gate = threading.Event()
        self.entered = threading.Event()
        self.refusing: set[int] = set()
        self.broken: set[int] = set()
        if not held:
            self.gate.set()

    def write(self, changes: Any) -> frozenset[int]:
        ids = [one.after.id for one in changes]
        self.groups.append(ids)
        self.entered.set()
        assert self.gate.wait(5)
        if self.broken & set(ids):
            raise IntegrityError("one of them cannot be written")
        return frozenset(ids) - self.refusing


def start(committer: Committer, case_id: int, results: dict[int, Any]) -> threading.Thread:
    def run() -> None:
        try:
            results[case_id] = committer.commit(change(case_id))
        except Exception as error:
            results[case_id] = error

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def together(disk: Disk, ids: list[int]) -> dict[int, Any]:
    """Let one change (number 0) be written while all the others arrive; return what became of each."""
    committer, results = Committer(disk.write), {}
    threads = [start(committer, 0, results)]
    assert disk.entered.wait(5)
    threads += [start(committer, case_id, results) for case_id in ids]
    deadline = time.monotonic() + 5
    while len(committer._queue) < len(ids) and time.monotonic() < deadline:
        pass
    disk.gate.set()
    for thread in threads:
        thread.join(5)
    return results


@pytest.fixture
def patient(monkeypatch):
    monkeypatch.setattr("guantong.modules.cases.group.LONGEST_WAIT", 5)


def test_commit_when_nothing_is_being_written_goes_at_once_and_alone():
    disk = Disk()
    assert Committer(disk.write).commit(change(7)) is True
    assert disk.groups == [[7]]


def test_commit_when_several_arrive_during_a_write_then_they_go_in_one_statement(patient):
    disk = Disk(held=True)
    assert together(disk, [5, 3, 4]) == {0: True, 3: True, 4: True, 5: True}
    assert disk.groups == [[0], [3, 4, 5]]


def test_commit_when_one_case_moved_on_then_only_it_fails(patient):
    disk = Disk(held=True)
    disk.refusing = {4}
    assert together(disk, [3, 4, 5]) == {0: True, 3: True, 4: False, 5: True}


def test_commit_when_one_breaks_the_statement_then_the_others_are_written_without_it(patient):
    disk = Disk(held=True)
    disk.broken = {4}
    results = together(disk, [3, 4, 5])
    assert isinstance(results.pop(4), IntegrityError)
    assert results == {0: True, 3: True, 5: True}


def test_commit_when_the_connection_breaks_then_nobody_is_told_it_was_written(patient):
    disk = Disk(held=True)

    def write(changes: Any) -> frozenset[int]:
        done = Disk.write(disk, changes)
        if len(changes) > 1:
            raise OperationalError("server closed the connection")
        return done

    disk.write = write  # type: ignore[method-assign]
    results = together(disk, [3, 4])
    assert results[0] is True
    assert all(isinstance(results[case_id], OperationalError) for case_id in (3, 4))
    assert disk.groups == [[0], [3, 4]]


def test_commit_when_two_changes_of_one_case_wait_then_the_second_is_told_it_was_late(patient):
    disk = Disk(held=True)
    committer, outcomes, lock = Committer(disk.write), [], threading.Lock()

    def run(case_id: int) -> None:
        done = committer.commit(change(case_id))
        with lock:
            outcomes.append((case_id, done))

    threads = [threading.Thread(target=run, args=(0,))]
    threads[0].start()
    assert disk.entered.wait(5)
    threads += [threading.Thread(target=run, args=(9,)) for _ in range(2)]
    for thread in threads[1:]:
        thread.start()
    while len(committer._queue) < 2:
        pass
    disk.gate.set()
    for thread in threads:
        thread.join(5)
    assert sorted(outcomes) == [(0, True), (9, False), (9, True)]
    assert disk.groups == [[0], [9]]


def test_commit_when_the_write_before_takes_long_then_it_goes_alone_after_20_ms():
    disk = Disk(held=True)
    committer, results = Committer(disk.write), {}
    first = start(committer, 0, results)
    assert disk.entered.wait(5)
    began = time.monotonic()
    second = start(committer, 1, results)
    while len(disk.groups) < 2:
        assert time.monotonic() - began < 5
    waited = time.monotonic() - began
    assert waited >= LONGEST_WAIT
    assert disk.groups == [[0], [1]]
    disk.gate.set()
    first.join(5)
    second.join(5)
    assert results == {0: True, 1: True}


def test_commit_when_hundreds_arrive_from_many_threads_then_each_is_written_exactly_once():
    disk = Disk()
    committer, written = Committer(disk.write), []

    def run(start_at: int) -> None:
        for case_id in range(start_at, start_at + 100):
            assert committer.commit(change(case_id))
            written.append(case_id)

    threads = [threading.Thread(target=run, args=(n * 100,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(case_id for group in disk.groups for case_id in group) == list(range(800))
    assert sorted(written) == list(range(800))
