"""The before/after figures, each with the rows that add up to it.

*Before*: every item applied for on its own, one after another. *After*: this joint service. What each figure counts, and
why, is written in `docs/explain/figures.md`; nothing here is typed in by anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import say
from guantong.core.scenario.compiled import Figure, Form, Plan, Row
from guantong.core.scenario.index import DOCUMENTS, Index
from guantong.core.scenario.situations import Applicable

FIGURES = ("items", "departments", "forms", "materials", "elements", "steps", "visits", "workdays")


def make_figures(index: Index, applicable: Applicable, form: Form, plan: Plan) -> tuple[Figure, ...]:
    """Return the eight figures of a situation, in the order of `FIGURES`."""
    rows = {
        "items": (_items(index, applicable), (_one(index),)),
        "departments": (_departments(index, applicable), (_window(),)),
        "forms": (_forms(index, applicable), _one_form(form)),
        "materials": (_materials(index, applicable), _one_form(form) + _documents(form)),
        "elements": (_elements(index, applicable), _fields(form)),
        "steps": (_steps_before(index, applicable), _steps_after(plan)),
        "visits": (_visits(index, applicable), _presence(index, applicable)),
        "workdays": (_workdays_before(index, applicable), _workdays_after(plan)),
    }
    return tuple(_figure(name, *rows[name]) for name in FIGURES)


def _figure(name: str, before: Sequence[Row], after: Sequence[Row]) -> Figure:
    return Figure(
        name=name,
        before=sum(row.amount for row in before),
        after=sum(row.amount for row in after),
        rows_before=tuple(before),
        rows_after=tuple(after),
    )


@cache
def words(key: str) -> Text:
    """Return a text of the catalogue in both languages, without placeholders."""
    return Text(say(key, "zh"), say(key, "en"))


# --------------------------------------------------------------------------------------------- what is counted


def _items(index: Index, applicable: Applicable) -> list[Row]:
    return [Row(label=index.item_title(item), item=item) for item in applicable.items]


def _one(index: Index) -> Row:
    return Row(label=index.scenario.title.text(), why=words("compile-why-one-matter"))


def _departments(index: Index, applicable: Applicable) -> list[Row]:
    """One row a unit, whichever of its items comes first."""
    first: dict[str, str] = {}
    for item in applicable.items:
        first.setdefault(index.scenario.items[item].unit, item)
    return [Row(label=index.unit_title(unit), item=item) for unit, item in first.items()]


def _window() -> Row:
    return Row(label=words("compile-row-window"), why=words("compile-why-window"))


def _forms(index: Index, applicable: Applicable) -> list[Row]:
    lists = index.scenario.items
    return [
        Row(label=index.material_title(item, i), item=item)
        for item, i in applicable.materials
        if lists[item].materials[i].kind == "form"
    ]


def _one_form(form: Form) -> list[Row]:
    """The one form exists as soon as anything has to be filled in or attached."""
    return [Row(label=words("compile-row-form"), why=words("compile-why-form"))] if form.fields else []


def _materials(index: Index, applicable: Applicable) -> list[Row]:
    return [Row(label=index.material_title(item, i), item=item) for item, i in applicable.materials]


def _documents(form: Form) -> list[Row]:
    return [
        Row(label=field.title, item=field.asked_by[0].item)
        for field in form.fields
        if field.type in DOCUMENTS
    ]


def _elements(index: Index, applicable: Applicable) -> list[Row]:
    """One row a line of a list, counting each datum on it."""
    return [
        Row(
            label=index.material_title(item, i),
            item=item,
            amount=len(index.lines(item, i)),
        )
        for item, i in applicable.materials
    ]


def _fields(form: Form) -> list[Row]:
    return [Row(label=field.title, item=field.asked_by[0].item) for field in form.fields]


def _steps_before(index: Index, applicable: Applicable) -> list[Row]:
    rows = []
    for item in applicable.items:
        steps = ["apply", *(["inspection"] if index.scenario.items[item].inspects else []), "collect"]
        rows += [Row(label=words(f"compile-step-{step}"), item=item) for step in steps]
    return rows


def _steps_after(plan: Plan) -> list[Row]:
    visits = [Row(label=visit.title, why=words("compile-why-joint-visit")) for visit in plan.visits]
    return [Row(label=words("compile-step-submit")), *visits, Row(label=words("compile-step-collect-all"))]


def _visits(index: Index, applicable: Applicable) -> list[Row]:
    rows = []
    for item in applicable.items:
        about = index.scenario.items[item]
        if about.visits:
            why = about.visit_reason.text() if about.visit_reason else None
            rows.append(Row(label=index.item_title(item), item=item, amount=about.visits, why=why))
    return rows


def _presence(index: Index, applicable: Applicable) -> list[Row]:
    """Whoever has to come at all comes once, to the one window."""
    present = _visits(index, applicable)
    return (
        [Row(label=words("compile-row-window"), item=present[0].item, why=present[0].why)] if present else []
    )


def _workdays_before(index: Index, applicable: Applicable) -> list[Row]:
    """The legal terms one after another; an item whose law names none counts with what its department promises."""
    rows = []
    for item in applicable.items:
        about = index.scenario.items[item]
        term, why = (about.legal, "legal") if about.legal else (about.promised, "promised")
        row = Row(
            label=index.item_title(item), item=item, amount=term.workdays, why=words(f"compile-why-{why}")
        )
        rows.append(row)
    return rows


def _workdays_after(plan: Plan) -> list[Row]:
    term = {one.item: one.finish - one.start for one in plan.items}
    title = {one.item: one.title for one in plan.items}
    why = words("compile-why-longest")
    return [Row(label=title[item], item=item, amount=term[item], why=why) for item in plan.critical]
