"""Tables on the terminal for `compile` and `whatif`. They show what `core` derived and decide nothing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import say
from guantong.core.scenario.compiled import Compiled, Figure, FormField, Row, Situation
from guantong.core.scenario.dispositions import count_ways, dispositions_of, say_disposition
from guantong.core.scenario.index import DOCUMENTS
from guantong.core.scenario.language import Package
from guantong.core.scenario.names import material_name
from guantong.core.scenario.published import Beside, published_beside
from guantong.core.scenario.whatif import Difference

MOST_NAMES = 8  # of other situations on one screen; --json has them all


def print_title(compiled: Compiled, language: str) -> None:
    title = compiled.title.in_(language)
    _print(say("compile-title", language, title=title, count=len(compiled.situations)), style="bold")


def print_situation(
    package: Package, compiled: Compiled, situation: Situation, language: str, *, rows: bool = False
) -> None:
    """Print the figures of one situation, what sources publish beside them, and the names of the other situations."""
    _print(_situation_title(situation, language))
    published: dict[str, list[str]] = {}
    beside = published_beside(package, situation)
    for one in beside:
        published.setdefault(one.figure, []).append(one.published)
    table = _table(language, "compile-column-figure")
    table.add_column(say("compile-column-before", language), justify="right")
    table.add_column(say("compile-column-after", language), justify="right", style="bold green")
    if published:
        table.add_column(say("compile-column-published", language), justify="right", style="dim")
    for figure in situation.figures:
        cells = [say(f"compile-figure-{figure.name}", language), str(figure.before), str(figure.after)]
        if published:
            cells.append("\n".join(published.get(figure.name, [])))
        table.add_row(*cells)
    Console().print(table)
    _print_beside(beside, language)
    titles = {one.item: one.title.in_(language) for one in situation.plan.items}
    path = " → ".join(titles[item] for item in situation.plan.critical)
    _print(say("compile-longest", language, path=path, days=situation.plan.calendar_longest))
    if rows:
        for figure in situation.figures:
            _print_rows(figure, titles, language)
    others = [one.key for one in compiled.situations if one is not situation]
    if others:
        shown = ", ".join(others[:MOST_NAMES]) + (" …" if len(others) > MOST_NAMES else "")
        _print(say("compile-more", language, count=len(others), keys=shown), style="dim")


def _print_beside(beside: Sequence[Beside], language: str) -> None:
    """Say who published each figure and, where it differs from the computed one, why."""
    for one in beside:
        name = say(f"compile-figure-{one.figure}", language)
        key = (
            "compile-beside"
            if one.note
            else "compile-beside-differs"
            if one.differs
            else "compile-beside-same"
        )
        note = one.note.in_(language) if one.note else ""
        _print(
            say(key, language, figure=name, published=one.published, source=one.source, note=note),
            style="dim",
        )


def print_differences(
    package: Package, differences: Sequence[Difference], without: Sequence[str], language: str
) -> None:
    title = package.scenario.title.text().in_(language)
    _print(say("whatif-title", language, title=title, without=", ".join(without)), style="bold")
    for one in differences:
        _print(_situation_title(one.now, language))
        if one.then == one.now:
            _print(say("whatif-same", language), style="dim")
        _print_fields(package, one.back, "whatif-back", language)
        _print_fields(package, one.gone, "whatif-gone", language)
        if one.figures:
            _print_changes(one.figures, language)


def print_materials(package: Package, situation: Situation, language: str) -> None:
    """Print what becomes of every line of the lists in one situation, and how many lines go each way."""
    found = dispositions_of(package, situation)
    counts = [
        say("compile-way", language, way=say(f"way-{way}", language), count=count)
        for way, count in count_ways(found).items()
        if count
    ]
    _print(say("compile-ways", language, ways=say("show-gantt-comma", language).join(counts)))
    table = _table(language, "compile-column-material")
    for key in ("compile-column-item", "compile-column-way", "compile-column-measure"):
        table.add_column(say(key, language), overflow="fold")
    for one in found:
        item = package.scenario.items[one.item].title.text().in_(language)
        measure = "" if one.way == "kept" else say_disposition(package, one, language)
        cells = (one.material.in_(language), item, say(f"way-{one.way}", language), measure)
        table.add_row(*map(escape, cells))
    Console().print(table)


def _print_changes(changes: Sequence[tuple[Figure, Figure]], language: str) -> None:
    table = _table(language, "compile-column-figure")
    for key in ("compile-column-before", "whatif-column-now", "whatif-column-then"):
        table.add_column(say(key, language), justify="right")
    for now, then in changes:
        before = str(now.before) if now.before == then.before else f"{now.before} → {then.before}"
        table.add_row(say(f"compile-figure-{now.name}", language), before, str(now.after), str(then.after))
    Console().print(table)


def _print_fields(package: Package, fields: Sequence[FormField], heading: str, language: str) -> None:
    if not fields:
        return
    table = Table(title=say(heading, language), title_justify="left")
    for key in ("whatif-column-element", "whatif-column-kind", "whatif-column-asked-by"):
        table.add_column(say(key, language))
    for field in fields:
        kind = "document" if field.type in DOCUMENTS else "field"
        askers = dict.fromkeys(
            f"{asker.item}: {material_name(package, asker, language)}" for asker in field.asked_by
        )
        shown = (field.title.in_(language), say(f"whatif-kind-{kind}", language), "\n".join(askers))
        table.add_row(*map(escape, shown))
    Console().print(table)


def _print_rows(figure: Figure, titles: dict[str, str], language: str) -> None:
    for side, rows in (("before", figure.rows_before), ("after", figure.rows_after)):
        name = say(f"compile-figure-{figure.name}", language)
        table = Table(title=say(f"compile-rows-{side}", language, figure=name), title_justify="left")
        for key in ("compile-column-row", "compile-column-item", "compile-column-why"):
            table.add_column(say(key, language))
        table.add_column(say("compile-column-amount", language), justify="right")
        for row in rows:
            table.add_row(*map(escape, _cells(row, titles, language)))
        Console().print(table)


def _cells(row: Row, titles: dict[str, str], language: str) -> tuple[str, str, str, str]:
    why: Text = row.why or Text("")
    return row.label.in_(language), titles.get(row.item, row.item), why.in_(language), str(row.amount)


def _situation_title(situation: Situation, language: str) -> str:
    answers = ", ".join(
        f"{name}: {_number(value)}" for name, value in situation.answers.items() if value is not None
    )
    shown = answers or say("compile-no-answers", language)
    return say(
        "compile-situation-title", language, key=situation.key, items=len(situation.items), answers=shown
    )


def _number(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (
        str(int(value))
        if isinstance(value, float) and value.is_integer()
        else "?"
        if value is None
        else str(value)
    )


def _table(language: str, first: str) -> Table:
    table = Table()
    table.add_column(say(first, language))
    return table


def _print(text: str, style: str = "") -> None:
    Console().print(text, style=style, markup=False, highlight=False, soft_wrap=True)
