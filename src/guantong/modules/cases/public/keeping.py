"""The part of the door for keeping what is stored: what a backup has to hold and a restore to prove."""

from __future__ import annotations


def stored_files() -> tuple[str, ...]:
    """Return the hash of every uploaded file that a row names: what a backup must hold."""
    from .. import queries

    return queries.stored_files()


def check_heads() -> tuple[int, tuple[int, ...]]:
    """Return how many cases there are, and those whose state does not end where their chain in the journal does."""
    from .. import queries

    return queries.check_heads()
