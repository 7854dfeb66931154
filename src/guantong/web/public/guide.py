"""What the page of a matter shows: the one guide of its widest situation, and beside it the plan as pictures and the figures."""

from __future__ import annotations

import msgspec

from guantong.core.scenario.compiled import Figure, Situation
from guantong.core.scenario.gantt import gantt_svg
from guantong.core.scenario.guide import make_guide
from guantong.core.scenario.guide_parts import Guide
from guantong.core.scenario.names import names_of
from guantong.core.scenario.published import Beside, published_beside
from guantong.modules.services.public import Matter

from ..ui.organs import organs_of
from ..ui.pages import language
from ..ui.words import in_words


class GuidePage(msgspec.Struct, frozen=True, kw_only=True):
    """The guide and what stands beside it. `plans` are the picture for a wide and for a narrow screen."""

    guide: Guide
    figures: tuple[Figure, ...]
    published: tuple[Beside, ...]
    item_names: dict[str, str]
    plans: tuple[str, str]
    situations: int


def guide_of(matter: Matter, *, large: bool = False) -> GuidePage:
    """Return the guide in the language of the page; `large`: with a picture for large text."""
    package, situation = matter.package, matter.compiled.situations[0]
    return GuidePage(
        guide=make_guide(package, situation, language(), organs=organs_of(matter)),
        figures=situation.figures,
        published=published_beside(package, situation),
        item_names={key: in_words(item.title) for key, item in package.scenario.items.items()},
        plans=plans_of(matter, situation, large),
        situations=len(matter.compiled.situations),
    )


def plans_of(matter: Matter, situation: Situation, large: bool) -> tuple[str, str]:
    """Return the plan as a picture, wide and narrow. The words in it are escaped by `gantt_svg`."""
    names = names_of(matter.package, situation)
    procedures = {branch.item: branch.procedures for branch in situation.flow.branches}
    wide, narrow = (
        gantt_svg(
            situation.plan, language(), names=names, procedures=procedures, compact=compact, large=large,
            title=matter.compiled.title.in_(language()),
        )
        for compact in (False, True)
    )  # fmt: skip
    return wide, narrow
