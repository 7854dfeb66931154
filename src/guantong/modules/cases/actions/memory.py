"""What this process remembers of cases it worked on, so that the next event of a case needs no read.

A memory may be old: another process may have changed the case. It never does harm, because a change is written only
where the stored version is the one that was decided upon.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from ..access import Held
from .prepared import here

LIMIT = 2000  # cases; a state is a few kilobytes

_held: OrderedDict[int, Held] = OrderedDict()
_lock = Lock()


def recall(case_id: int) -> Held | None:
    """Return the case as this process last knew it, or nothing."""
    with _lock:
        held = _held.get(case_id)
        if held is not None:
            _held.move_to_end(case_id)
        return held


def remember(held: Held) -> None:
    """Keep what was just written; nothing inside a larger transaction, which may still be rolled back."""
    if here().in_atomic_block:
        return
    with _lock:
        known = _held.get(held.id)
        if known is None or known.version <= held.version:
            _held[held.id] = held
            _held.move_to_end(held.id)
        while len(_held) > LIMIT:
            _held.popitem(last=False)


def forget(case_id: int) -> None:
    with _lock:
        _held.pop(case_id, None)


def forget_all() -> None:
    """Forget every case: between tests, and after a database was restored."""
    with _lock:
        _held.clear()
