"""The indicators of a matter that everybody may see: those with a target, for a division, from ten cases on (ADR 16)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import msgspec

from guantong.modules.cases import public as cases
from guantong.modules.services.public import Matter

from ..ui import indicators as ui
from ..ui.moment import now, today
from ..ui.words import in_words

LEAST = 10  # below so many cases a share would speak of persons
MINUTES = 10
ABOVE_COUNTY = "0" * 8  # a province or a city: at most four digits that count (GB/T 2260)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the page says: the indicators of the chosen county, or only that one has to be chosen."""

    titles: tuple[str, ...]
    shown: tuple[ui.Shown, ...]


def told_of(matter: Matter, division: str) -> Told:
    """Return every indicator with a target, computed for a county or a town. A whole province is not counted for anybody who
    comes along: it takes seconds (docs/explain/performance.md)."""
    wanted = {
        name: each for name, each in ui.computable(matter.package.scenario.indicators).items() if each.target is not None
    }  # fmt: skip
    titles = tuple(in_words(each.title) for each in wanted.values())
    if not wanted or not division or division.endswith(ABOVE_COUNTY):
        return Told(titles=titles, shown=())
    measures = tuple(each.measure for each in wanted.values())
    slot = int(now().timestamp()) // (60 * MINUTES)
    found = _counted(matter.compiled.scenario, measures, division, today(), slot)
    return Told(titles=titles, shown=ui.shown_of(wanted, found))


@lru_cache(maxsize=512)
def _counted(
    scenario: str, measures: tuple[str, ...], division: str, day: date, _slot: int
) -> tuple[cases.Computed, ...]:
    """Anybody may ask as often as they like; the cases are counted once in ten minutes."""
    return cases.told_to_all(
        scenario=scenario, measures=measures, period=ui.period_of(day), division=division
    )


def forget() -> None:
    """Forget what was counted: another database has other cases."""
    _counted.cache_clear()
