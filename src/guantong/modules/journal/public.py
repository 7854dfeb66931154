"""The door of `journal`: make entries, write them, read a chain back, verify everything, seal a checkpoint.

A chain belongs to one thing (`case:123`, `account:7`, `services`), so that writers of different things never wait for
each other. `cases` composes the INSERT into its own statement; everybody else calls `append`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from guantong.core.kernel.actor import Actor

from .rows import COLUMNS, INSERT_MANY, INSERT_ONE, ChainProof, Finding, Report, Seal, columns_of, row_of
from .rules import FIRST, Entry, Link, link_of, make_entry

__all__ = [
    "COLUMNS",
    "FIRST",
    "INSERT_MANY",
    "INSERT_ONE",
    "ChainProof",
    "Entry",
    "Finding",
    "Link",
    "Report",
    "Seal",
    "append",
    "append_all",
    "case_chain",
    "columns_of",
    "count_anew",
    "entries_of",
    "head_of",
    "last_seal_stands",
    "latest_at",
    "link_of",
    "make_entry",
    "proof_of",
    "row_of",
    "seal",
    "verify",
]

"""One entry; parameters from `row_of`. May stand in a WITH clause beside the writes that it records."""

"""Any number of entries; parameters from `columns_of`. Ends with its FROM: a WHERE over `entry` may follow."""


def case_chain(case_id: int) -> str:
    """Return the chain of a case."""
    return f"case:{case_id}"


def append(*, chain: str, kind: str, body: Any, by: Actor, at: datetime) -> Entry:
    """Write one entry at the end of a chain, in the caller's transaction; writers of the same chain queue."""
    from . import actions

    return actions.append(chain=chain, kind=kind, body=body, by=by, at=at)


def append_all(*, chain: str, kind: str, bodies: Sequence[Any], by: Actor, at: datetime) -> tuple[Entry, ...]:
    """Write several entries of one kind at the end of a chain, in one statement."""
    from . import actions

    return actions.append_all(chain=chain, kind=kind, bodies=bodies, by=by, at=at)


def entries_of(chain: str, after: int = 0) -> tuple[Entry, ...]:
    """Return the entries of a chain with `seq > after`, in order."""
    from . import queries

    return queries.entries_of(chain, after)


def head_of(chain: str) -> Link:
    """Return where a chain stands (`Link()` for one that does not exist yet)."""
    from . import queries

    return queries.head_of(chain)


def last_seal_stands() -> bool:
    """Tell whether one chain under the newest checkpoint still has the entry that was sealed: a quick look, not `verify`."""
    from . import queries

    return queries.last_seal_stands()


def latest_at() -> datetime | None:
    """Return the latest time of any entry, None while there is none. Reads the whole journal: for the start of a demonstration."""
    from . import queries

    return queries.latest_at()


def verify(chain: str = "", progress: Callable[[int], None] | None = None) -> Report:
    """Go through one chain, or through everything and all checkpoints, and report whatever is not as it was written.

    Rows are streamed: memory does not grow with the journal. `progress` is called with numbers of entries done.
    """
    from . import queries

    return queries.verify(chain, progress)


def seal(*, now: datetime) -> Seal | None:
    """Record a checkpoint over all chains that grew since the last one; nothing when none did."""
    from . import actions

    return actions.seal(now=now)


def count_anew() -> int:
    """After a restore: let the next checkpoint seal what none had sealed yet, and return how many entries these are."""
    from . import actions

    return actions.count_anew()


def proof_of(chain: str) -> ChainProof | None:
    """Return the proof that the latest checkpoint over a chain covers it; nothing while none does."""
    from . import queries

    return queries.proof_of(chain)
