"""The indicators of a matter that everybody may see: those with a target, for a division, from ten cases on (ADR 16)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from guantong.modules.cases import public as cases
from guantong.modules.services.public import Matter

from ..ui import indicators as ui
from ..ui.moment import now, today

LEAST = 10  # below so many cases a share would speak of persons
MINUTES = 10


def public_of(matter: Matter, division: str) -> tuple[ui.Shown, ...]:
    """Return what is told to all of this matter: every indicator with a target, empty while nobody set one."""
    wanted = {
        name: each for name, each in ui.computable(matter.package.scenario.indicators).items() if each.target is not None
    }  # fmt: skip
    measures = tuple(each.measure for each in wanted.values())
    if not measures:
        return ()
    slot = int(now().timestamp()) // (60 * MINUTES)
    return ui.shown_of(wanted, _counted(matter.compiled.scenario, measures, division, today(), slot))


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
