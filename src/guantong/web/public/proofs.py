"""The two public lists (M39): materials that are kept, and materials that are cancelled or replaced, with the counts above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import get_current_timezone
from django.views.decorators.http import require_safe

from guantong.core.kernel.text import Text
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services

from ..ui import desk
from ..ui.access import open_to
from ..ui.controls import Control
from ..ui.moment import now, today
from ..ui.pages import show
from ..ui.sheets import csv_file
from ..ui.words import in_words, say
from .savings import figures_of

LISTS = ("replaced", "kept")
PAGE = 40
LONGEST_WORDS = 40


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """One number above the lists, with the rows that add up to it: `columns` are (text, kind), the last one is summed."""

    name: str
    number: int
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Any, ...], ...]
    note: str = ""


@open_to("anyone")
@require_safe
def proofs(request: HttpRequest) -> HttpResponse:
    """Both lists, found by words, unit or matter; the counts; the way to complain."""
    lines = services.proof_lines()
    wanted = _wanted(request)
    found = [line for line in lines if _fits(line, wanted)]
    which = wanted["list"]
    shown = [line for line in found if line.kept == (which == "kept")]
    first = desk.number_of(request, "after")
    page = shown[first : first + PAGE]
    tabs = [
        (each, say(f"proofs-tab-{each}"), desk.again(request, list=each), sum(line.kept == (each == "kept") for line in found))
        for each in LISTS
    ]  # fmt: skip
    return show(
        request, "public/proofs.jinja", counts=_counts(lines), tabs=tabs, which=which, page=page, total=len(shown),
        first=first, last=first + len(page), controls=_filters(lines, wanted), filtered=any(wanted[n] for n in ("words", "unit", "matter")),
        next=desk.again(request, after=first + PAGE) if first + PAGE < len(shown) else "",
        back=desk.again(request) if first else "", download=desk.again(request),
    )  # fmt: skip


@open_to("anyone")
@require_safe
def proofs_file(request: HttpRequest) -> HttpResponse:
    """The lists as filtered, as a table to take away."""
    wanted = _wanted(request)
    heads = [
        say(f"proofs-column-{name}") for name in ("list", "material", "matter", "item", "measure", "law")
    ]
    rows = [
        (
            say(f"proofs-list-{'kept' if line.kept else 'replaced'}"), in_words(line.line.material), in_words(line.matter),
            f"{in_words(line.item_title)} {in_words(line.unit_title)}", _measure_of(line), line.line.law,
        )
        for line in services.proof_lines()
        if _fits(line, wanted)
    ]  # fmt: skip
    return csv_file("proofs.csv", heads, rows)


def _measure_of(line: services.ProofLine) -> str:
    said = in_words(line.measure)
    more = in_words(line.sometimes)
    if not more:
        return said
    return (
        say("proofs-when-kept", measure=more)
        if line.kept
        else f"{said} {say('proofs-sometimes', measure=more)}"
    )


def _wanted(request: HttpRequest) -> dict[str, str]:
    wanted = {
        name: request.GET.get(name, "").strip()[:LONGEST_WORDS]
        for name in ("words", "unit", "matter", "list")
    }
    return wanted | {"list": wanted["list"] if wanted["list"] in LISTS else LISTS[0]}


def _fits(line: services.ProofLine, wanted: dict[str, str]) -> bool:
    """Words may stand in the material, the item or the matter, in either language."""
    titles = (line.line.material, line.item_title, line.matter, line.measure)
    texts = [text.casefold() for title in titles for text in (title.zh, title.en)]
    words = wanted["words"].casefold().split()
    return (
        all(any(word in text for text in texts) for word in words)
        and wanted["unit"] in ("", line.unit)
        and wanted["matter"] in ("", line.scenario)
    )


def _filters(lines: Sequence[services.ProofLine], wanted: dict[str, str]) -> list[Control]:
    units = sorted({(line.unit, in_words(line.unit_title)) for line in lines}, key=lambda pair: pair[1])
    matters = {line.scenario: in_words(line.matter) for line in lines}
    return [
        Control(name="words", label=say("proofs-filter-words"), kind="search", value=wanted["words"], required=True),
        Control(name="unit", label=say("proofs-filter-unit"), kind="select", value=wanted["unit"], choices=tuple(units), none="ui-all"),
        Control(name="matter", label=say("proofs-filter-matter"), kind="select", value=wanted["matter"], choices=tuple(matters.items()), none="ui-all"),
    ]  # fmt: skip


def _counts(lines: Sequence[services.ProofLine]) -> list[Count]:
    return [_on_one_identity(), _saved(lines), _visits(), _really_saved()]


def _heads(*names: str, number: str) -> tuple[tuple[str, str], ...]:
    return (
        *((say(f"proofs-column-{name}"), "") for name in names),
        (say(f"proofs-column-{number}"), "number"),
    )


def _on_one_identity() -> Count:
    items = services.identity_items()
    rows = tuple((in_words(one.item_title), in_words(one.unit_title), in_words(one.matter)) for one in items)
    columns = tuple((say(f"proofs-column-{name}"), "") for name in ("one-item", "unit", "matter"))
    return Count(name="identity", number=len(items), columns=columns, rows=rows)


def _saved(lines: Sequence[services.ProofLine]) -> Count:
    by_matter: dict[str, tuple[Text, int]] = {}
    for line in lines:
        if not line.kept:
            title, count = by_matter.get(line.scenario, (line.matter, 0))
            by_matter[line.scenario] = (title, count + 1)
    rows = tuple((in_words(title), count) for title, count in by_matter.values())
    return Count(
        name="saved", number=sum(row[1] for row in rows), columns=_heads("matter", number="count"), rows=rows
    )


def _visits() -> Count:
    """Visits before and after, of the widest situation of each matter: the figures that the compiler derived."""
    rows = []
    for card in services.list_matters():
        figure = next(f for f in figures_of(services.get_matter(card.scenario, "")) if f.name == "visits")
        rows.append((in_words(card.title), figure.before, figure.after, figure.before - figure.after))
    columns = (
        (say("proofs-column-matter"), ""), (say("proofs-column-before"), "number"), (say("proofs-column-after"), "number"),
        (say("proofs-column-saved"), "number"),
    )  # fmt: skip
    return Count(name="visits", number=sum(row[3] for row in rows), columns=columns, rows=tuple(rows))


def _really_saved() -> Count:
    since = datetime(today().year, 1, 1, tzinfo=get_current_timezone())
    saved = cases.papers_saved(since=since, now=now())
    rows = tuple(
        (in_words(one.item), in_words(one.unit), in_words(one.source), one.cases, one.reads) for one in saved
    )
    columns = (
        (say("proofs-column-one-item"), ""), (say("proofs-column-unit"), ""), (say("proofs-column-source"), ""),
        (say("proofs-column-cases"), "number"), (say("proofs-column-reads"), "number"),
    )  # fmt: skip
    return Count(
        name="real",
        number=sum(row[4] for row in rows),
        columns=columns,
        rows=rows,
        note=say("proofs-real-note"),
    )
