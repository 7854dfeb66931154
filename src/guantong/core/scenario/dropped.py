"""A proof that a unit has dropped in one place is asked for by that unit nowhere else (M39; ADR 12).

Asked for means: under the same name, or by asking for everything that was on it. One comparison serves the check
of a package and the publication, which looks at all published packages together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from guantong.core.scenario.dispositions import MaterialLine


def is_same_proof(dropped: MaterialLine, other: MaterialLine) -> bool:
    """Return whether `other` asks an applicant for what `dropped` says is not asked for any more."""
    if dropped.unit != other.unit or not other.asked:
        return False
    by_name = other.kept and _plain(other.material.zh) == _plain(dropped.material.zh)
    return by_name or set(dropped.elements) <= other.asked


def asked_elsewhere(
    dropped: Iterable[MaterialLine], asking: Iterable[MaterialLine]
) -> Iterator[tuple[MaterialLine, MaterialLine]]:
    """Yield each dropped line with each line that asks for it after all."""
    lines = [line for line in asking if line.asked]
    for one in dropped:
        if one.dropped:
            yield from ((one, line) for line in lines if is_same_proof(one, line))


def _plain(name: str) -> str:
    """The name without what only looks different: width of characters, blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
