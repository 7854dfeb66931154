"""Changes that arrive together are committed together: one statement, one flush to disk, many acknowledgements.

Whoever comes while nothing is being written writes at once and alone; whoever comes during a write waits for its end
and goes with everybody else who came meanwhile. So nobody waits for company that may not come, and whoever has
waited 20 ms for the write before goes alone on a connection of its own. One conflict fails nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Event, Lock

from django.conf import settings
from django.db import DataError, IntegrityError, OperationalError

from guantong.core.kernel.tally import count

from .actions.decide import Change
from .actions.prepared import here
from .actions.write import write

LONGEST_WAIT = 0.020  # seconds that a change waits to be taken along
LARGEST_GROUP = 64  # beyond it a statement's own work weighs more than the flush it saves
WRITERS = 2  # while one group waits for the disk the next one is worked on
DEADLOCK = "40P01"

Write = Callable[[Sequence[Change]], frozenset[int]]


class Ticket:
    """One change that waits to be written, and what became of it."""

    __slots__ = ("change", "error", "leads", "turn", "written")

    def __init__(self, change: Change) -> None:
        self.change = change
        self.turn = Event()
        self.leads = False
        self.written = False
        self.error: BaseException | None = None

    def result(self) -> bool:
        if self.error is not None:
            raise self.error
        return self.written


class Committer:
    """One queue a process, written by at most so many at once. `commit` may be called by any number of threads."""

    def __init__(self, write: Write, writers: int = 1) -> None:
        self._write = write
        self._lock = Lock()
        self._queue: list[Ticket] = []
        self._idle = writers

    def commit(self, change: Change) -> bool:
        """Write one decided change, with others or alone; False when its case had moved on."""
        ticket = Ticket(change)
        with self._lock:
            alone = self._idle > 0
            if alone:
                self._idle -= 1
            else:
                self._queue.append(ticket)
        if alone:
            self._lead([ticket])
            return ticket.result()
        if not ticket.turn.wait(LONGEST_WAIT) and self._leave(ticket):
            return change.after.id in self._write([change])
        ticket.turn.wait()
        if ticket.leads:
            self._lead(self._take(ticket))
        return ticket.result()

    def _leave(self, ticket: Ticket) -> bool:
        """Take a ticket out of the queue; False when somebody is writing it already."""
        with self._lock:
            if ticket in self._queue:
                self._queue.remove(ticket)
                return True
            return False

    def _take(self, first: Ticket) -> list[Ticket]:
        """Return the group of a new leader: its own ticket and those that queue."""
        with self._lock:
            others, self._queue = self._queue[: LARGEST_GROUP - 1], self._queue[LARGEST_GROUP - 1 :]
        return [first, *others]

    def _lead(self, group: list[Ticket]) -> None:
        """Write a group, tell its members, and hand on to the first of those who came meanwhile."""
        try:
            self._write_group(group)
        except BaseException as error:
            for ticket in group:
                ticket.error = ticket.error or error
        finally:
            with self._lock:
                follower = self._queue.pop(0) if self._queue else None
                self._idle += follower is None
            if follower is not None:
                follower.leads = True
                follower.turn.set()
            for ticket in group[1:]:
                ticket.turn.set()

    def _write_group(self, group: list[Ticket]) -> None:
        """Of several changes of one case only the first can stand: the others were decided on what it replaces."""
        first: dict[int, Ticket] = {}
        for ticket in group:
            first.setdefault(ticket.change.after.id, ticket)
        # In the order of their ids, so that two processes cannot wait for each other's rows in a circle.
        chosen = [first[case_id] for case_id in sorted(first)]
        try:
            done = self._write([ticket.change for ticket in chosen])
        except (IntegrityError, DataError, OperationalError) as error:
            if len(chosen) == 1 or (isinstance(error, OperationalError) and not _is_deadlock(error)):
                raise
            self._write_singly(chosen)
            return
        count("group_size", len(chosen))
        for ticket in chosen:
            ticket.written = ticket.change.after.id in done

    def _write_singly(self, tickets: list[Ticket]) -> None:
        """One of them is the trouble: find out which, and let the others through."""
        for ticket in tickets:
            try:
                ticket.written = ticket.change.after.id in self._write([ticket.change])
            except Exception as error:
                ticket.error = error


def _is_deadlock(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", "") == DEADLOCK


_committer = Committer(write, WRITERS)


def commit(change: Change) -> bool:
    """Write one decided change; False when its case had moved on. `GROUP_COMMIT = False` writes each one alone."""
    if here().in_atomic_block or not getattr(settings, "GROUP_COMMIT", True):
        return change.after.id in write([change])
    return _committer.commit(change)
