"""What sources publish about a matter, beside what is computed: the same figure, both numbers, and why they differ."""

from __future__ import annotations

import msgspec

from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.language import Package


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """One published figure with the computed one. `before` and `after` are None where the source is silent; `note` is
    the package's own explanation."""

    figure: str
    before: float | None
    after: float | None
    computed_before: int
    computed_after: int
    source: str
    note: Text | None

    @property
    def differs(self) -> bool:
        """Whether a number that the source gives is not the computed one."""
        pairs = ((self.before, self.computed_before), (self.after, self.computed_after))
        return any(published is not None and published != computed for published, computed in pairs)

    @property
    def published(self) -> str:
        """Both published numbers as one text, `?` for one that the source does not give."""
        return " → ".join("?" if number is None else f"{number:g}" for number in (self.before, self.after))

    @property
    def computed(self) -> str:
        return f"{self.computed_before} → {self.computed_after}"


def published_beside(package: Package, situation: Situation) -> tuple[Beside, ...]:
    """Return every published figure of the package beside the computed one of this situation, in the package's order."""
    figures = {figure.name: figure for figure in situation.figures}
    return tuple(
        Beside(
            figure=one.figure, before=one.before, after=one.after, source=one.source,
            computed_before=figures[one.figure].before, computed_after=figures[one.figure].after,
            note=one.note.text() if one.note else None,
        )
        for one in package.scenario.published
        if one.figure in figures
    )  # fmt: skip
