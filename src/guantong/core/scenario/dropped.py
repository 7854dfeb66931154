"""A proof that is dropped in one place is asked for nowhere else (M39; ADR 12).

Asked for means: by asking for everything that was on it, whichever unit does; or by the same unit under the same name. The same
name at another unit, with other elements on it, is only likely to be the same proof: a warning, and no refusal. One comparison
serves the check of a package and the publication, which looks at all published packages together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from guantong.core.scenario.dispositions import MaterialLine


def is_same_proof(dropped: MaterialLine, other: MaterialLine) -> bool:
    """Return whether `other` asks an applicant for what `dropped` says is not asked for any more."""
    if set(dropped.elements) <= other.asked:
        return True
    return dropped.unit == other.unit and is_named_alike(dropped, other)


def is_named_alike(dropped: MaterialLine, other: MaterialLine) -> bool:
    """Return whether `other` asks for something under the name of what was dropped."""
    return other.kept and plain_name(other.material.zh) == plain_name(dropped.material.zh)


def asked_elsewhere(
    dropped: Iterable[MaterialLine],
    asking: Iterable[MaterialLine],
    by: Callable[[MaterialLine, MaterialLine], bool] = is_same_proof,
) -> Iterator[tuple[MaterialLine, MaterialLine]]:
    """Yield each dropped line with each line that asks for it after all."""
    lines = [line for line in asking if line.asked]
    for one in dropped:
        if one.dropped:
            yield from ((one, line) for line in lines if by(one, line))


def plain_name(name: str) -> str:
    """Return a name, or any text, without what only looks different: width of characters, blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
