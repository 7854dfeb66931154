"""What the guide of a matter shows, taken from its widest situation: everything that can apply, each with its condition."""

from __future__ import annotations

import msgspec

from guantong.core.scenario.compiled import Fee, Figure, Situation
from guantong.core.scenario.gantt import gantt_svg
from guantong.core.scenario.names import names_of, term_in_words
from guantong.modules.services.public import Matter

from ..ui.pages import language
from ..ui.reasons import Group, Spared, group_fields, spared_of, unit_of
from ..ui.words import in_words


class GuideItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the guide. `sometimes`: it applies only under some answers; `promised` 0 is at once."""

    key: str
    title: str
    unit: str
    promised: int
    legal: str
    sometimes: bool
    laws: tuple[str, ...]
    issues: tuple[str, ...]


class Guide(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the page shows. `plans` are the picture for a wide and for a narrow screen."""

    items: tuple[GuideItem, ...]
    lead: str
    promised: int
    documents: tuple[Group, ...]
    filled: tuple[Group, ...]
    spared: tuple[Spared, ...]
    fees: tuple[Fee, ...]
    figures: tuple[Figure, ...]
    item_names: dict[str, str]
    plans: tuple[str, str]
    visits: int
    situations: int


def guide_of(matter: Matter, *, large: bool = False) -> Guide:
    """Return the guide in the language of the page; `large`: with a picture for large text."""
    package, situation = matter.package, matter.compiled.situations[0]
    fields = situation.form.fields
    figures = {figure.name: figure for figure in situation.figures}
    return Guide(
        items=_items(matter, situation),
        lead=unit_of(package, package.scenario.lead),
        promised=situation.plan.promised,
        documents=group_fields(package, (field for field in fields if field.type in ("document", "licence"))),
        filled=group_fields(
            package, (field for field in fields if field.type not in ("document", "licence"))
        ),
        spared=spared_of(package, situation.form.given),
        fees=situation.fees,
        figures=situation.figures,
        item_names={key: in_words(item.title) for key, item in package.scenario.items.items()},
        plans=plans_of(matter, situation, large),
        visits=figures["visits"].after if "visits" in figures else 0,
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


def _items(matter: Matter, situation: Situation) -> tuple[GuideItem, ...]:
    package, branches = matter.package, {branch.item: branch for branch in situation.flow.branches}
    names = names_of(package, situation)
    made = []
    for key in situation.items:
        item, branch = package.scenario.items[key], branches[key]
        issues = [names.element(element, language()) for element in branch.issues]
        made.append(
            GuideItem(
                key=key, title=in_words(item.title), unit=unit_of(package, item.unit), promised=branch.promised,
                legal=term_in_words(item.legal, language()) if item.legal else "", sometimes=bool(item.when), laws=tuple(item.law),
                issues=tuple(issues) or ((in_words(item.result),) if item.result else ()),
            )
        )  # fmt: skip
    return tuple(made)
