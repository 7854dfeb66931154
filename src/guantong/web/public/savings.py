"""What the published matters save together: sums of the headline figures that the compiler derived, nothing typed in."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from guantong.core.scenario.compiled import Figure
from guantong.modules.services.public import Matter

SHOWN = ("items", "materials", "forms", "elements", "visits", "workdays")


class Saving(msgspec.Struct, frozen=True, kw_only=True):
    """One figure over all matters; `rows` are (title of the matter, its address, before, after)."""

    name: str
    before: int
    after: int
    rows: tuple[tuple[object, str, int, int], ...]


def figures_of(matter: Matter) -> tuple[Figure, ...]:
    """Return the figures of the widest situation: the headline of a matter."""
    return matter.compiled.situations[0].figures


def total_of(matters: Sequence[Matter]) -> tuple[Saving, ...]:
    """Return the sums, each with the rows behind it."""
    made = []
    for name in SHOWN:
        rows = tuple(
            (matter.compiled.title, matter.compiled.scenario, figure.before, figure.after)
            for matter in matters
            for figure in figures_of(matter)
            if figure.name == name
        )
        if rows:
            made.append(Saving(name=name, before=sum(row[2] for row in rows), after=sum(row[3] for row in rows), rows=rows))  # fmt: skip
    return tuple(made)
