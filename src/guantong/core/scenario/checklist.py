"""The checklist that a window clerk reads: each material once, what to look at, who needs it, may it be owed, which law.

The clerk accepts for all departments; this list stands in for the manuals of each.
"""

from __future__ import annotations

import msgspec

from guantong.core.kernel.texts import say
from guantong.core.scenario.compiled import FormField, Situation
from guantong.core.scenario.guide_markdown import table_cell
from guantong.core.scenario.language import Material, Package
from guantong.core.scenario.names import Names, material_name, names_of


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One line: `element` with what to check, the items that need it with their material's name, and the laws.

    `owed_workdays` is None when it may not be missing at acceptance; `stage` is set where it is needed only later.
    """

    element: str
    title: str
    checks: tuple[str, ...]
    needed_by: tuple[tuple[str, str], ...]
    laws: tuple[str, ...]
    required: bool
    owed_workdays: int | None
    copies: int
    stage: str = ""


class Checklist(msgspec.Struct, frozen=True, kw_only=True):
    """What the window looks at in one situation. `not_to_ask` is what must not be asked of the applicant, with the
    source; `language` is that of every text."""

    scenario: str
    situation: str
    language: str
    title: str
    documents: tuple[Check, ...]
    fields: tuple[Check, ...]
    not_to_ask: tuple[tuple[str, str], ...]


def make_checklist(package: Package, situation: Situation, language: str = "zh") -> Checklist:
    """Return the window's checklist of a situation, documents and fields in the form's order."""
    names = names_of(package, situation)
    made = [(field, _check(package, names, field, language)) for field in situation.form.fields]
    return Checklist(
        scenario=package.scenario.scenario,
        situation=situation.key,
        language=language,
        title=package.scenario.title.text().in_(language),
        documents=tuple(check for field, check in made if field.type in ("document", "licence")),
        fields=tuple(check for field, check in made if field.type not in ("document", "licence")),
        not_to_ask=tuple(
            (given.title.in_(language), say(f"show-checklist-source-{given.source}", language))
            for given in situation.form.given
        ),
    )


def _check(package: Package, names: Names, field: FormField, language: str) -> Check:
    asked = (
        (names.item(asker.item, language), material_name(package, asker, language))
        for asker in field.asked_by
    )
    return Check(
        element=field.element,
        title=field.title.in_(language),
        checks=_what_to_look_at(field, language),
        needed_by=tuple(dict.fromkeys(asked)),
        laws=tuple(dict.fromkeys(asker.law for asker in field.asked_by if asker.law)),
        required=field.required,
        owed_workdays=field.owed_workdays,
        copies=max((material.copies for material in _materials(package, field)), default=1),
        stage=field.stage_title.in_(language) if field.stage_title else "",
    )


def _materials(package: Package, field: FormField) -> list[Material]:
    """The lines of the departments' lists that name the element."""
    items = {asker.item for asker in field.asked_by}
    return [
        material
        for key in package.scenario.items
        if key in items
        for material in package.scenario.items[key].materials
        if field.element in material.elements
    ]


def _what_to_look_at(field: FormField, language: str) -> tuple[str, ...]:
    """What follows from the element's type and limits; an office's own hint comes last."""
    looks = [say(f"show-checklist-type-{field.type}", language)]
    if field.check:
        looks.append(say(f"show-checklist-check-{field.check}", language))
    if field.accepts:
        looks.append(say("show-checklist-accepts", language, kinds=", ".join(field.accepts)))
    if field.min is not None or field.max is not None:
        key = "from" if field.max is None else "up-to" if field.min is None else "range"
        ends = {"min": field.min, "max": field.max}
        shown = {name: f"{end:g}" for name, end in ends.items() if end is not None}
        looks.append(say(f"show-checklist-{key}", language, unit=field.unit, **shown).strip())
    if field.help:
        looks.append(field.help.in_(language))
    return tuple(looks)


def checklist_markdown(checklist: Checklist) -> str:
    """Return the checklist as Markdown with a box to tick on each line, ending in a newline."""
    language = checklist.language

    def word(key: str, /, **facts: object) -> str:
        return say(f"show-checklist-{key}", language, **facts)

    comma = say("show-gantt-comma", language)
    lines = [f"# {word('title', title=checklist.title)}"]
    for key, checks in (("documents", checklist.documents), ("fields", checklist.fields)):
        if not checks:
            continue
        lines += [
            "",
            f"## {word(key)}",
            "",
            "| ☐ | " + " | ".join(word(f"head-{head}") for head in _HEADS) + " |",
        ]
        lines.append("|" + "---|" * (len(_HEADS) + 1))
        for check in checks:
            owed = word("must") if check.required else word("may")
            if check.stage:
                owed = word("from-stage", stage=check.stage)
            elif check.owed_workdays is not None:
                owed = word("owed", days=check.owed_workdays)
            title = check.title + (word("copies", copies=check.copies) if check.copies > 1 else "")
            needed = comma.join(
                word("needed", item=item, material=material) for item, material in check.needed_by
            )
            cells = (title, comma.join(check.checks), needed, owed, comma.join(check.laws))
            lines.append("| ☐ | " + " | ".join(table_cell(cell) for cell in cells) + " |")
    if checklist.not_to_ask:
        lines += ["", f"## {word('not-to-ask')}", ""]
        lines += [f"- {word('spared', title=title, source=source)}" for title, source in checklist.not_to_ask]
    return "\n".join(lines) + "\n"


_HEADS = ("material", "look", "needed", "owed", "law")
