"""My data: every use of one's own data, by year and unit; to take away; and the objection to one."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from guantong.modules.cases import public as cases

from ..ui import desk
from ..ui.access import actor_of, open_to
from ..ui.controls import Control
from ..ui.moment import now, today
from ..ui.pages import show
from ..ui.preferences import division_of
from ..ui.sheets import csv_file
from ..ui.words import in_words, say, show_moment
from .answers import FINE_ENOUGH

PAGE = 15  # occasions, each with everything that was read on it
COLUMNS = (
    "at",
    "unit",
    "kind",
    "matter",
    "item",
    "fields",
    "source",
    "law",
    "purpose",
    "answered",
    "objection",
)


@open_to("applicant")
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """One line for each use, under the occasion on which it was made, the newest first."""
    cases.claim_cases(by=actor_of(request), now=now())
    found = _found(request)
    first = desk.number_of(request, "after")
    occasions = _occasions(found.rows)
    return show(
        request, "citizen/my_data.jinja", occasions=occasions[first : first + PAGE], number=len(occasions), year=found.year, total=len(found.rows), controls=_filters(request, found),
        query=desk.again(request), next=desk.again(request, after=first + PAGE) if first + PAGE < len(occasions) else "",
        back=desk.again(request) if first else "",
    )  # fmt: skip


@open_to("applicant")
@require_safe
def my_data_file(request: HttpRequest, kind: str) -> HttpResponse:
    """All lines of the year as a table or as data."""
    found = _found(request)
    rows = [_row(use) for use in found.rows]
    name = f"my-data-{found.year}.{kind}"
    if kind == "csv":
        heads = [
            say(f"my-data-column-{column}") if _has(column) else say(f"my-data-{column}")
            for column in COLUMNS
        ]
        return csv_file(name, heads, ([row[column] for column in COLUMNS] for row in rows))
    response = HttpResponse(
        msgspec.json.format(msgspec.json.encode({"year": found.year, "uses": rows})),
        content_type="application/json",
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to("applicant")
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, use: str) -> HttpResponse:
    """One use once more, and the way to object to it; begins the objection."""
    by, division = actor_of(request), division_of(request)
    told = cases.data_use(by=by, use=use)
    if request.method == "POST":
        if division is None or division.level not in FINE_ENOUGH:
            # Back to this use afterwards: the objection would be forgotten otherwise.
            return redirect(f"{reverse('division')}?{urlencode({'next': request.path})}")
        draft_id = cases.begin_objection(by=by, use=use, division=division.code, now=now())
        return redirect("draft", draft_id=draft_id)
    return show(
        request, "citizen/my_data_object.jinja", use=told, facts=_facts(told),
        ready=division is not None and division.level in FINE_ENOUGH,
    )  # fmt: skip


def _found(request: HttpRequest) -> cases.MyData:
    year = desk.number_of(request, "year")
    return cases.my_data(
        by=actor_of(request),
        year=year if 2000 <= year <= 2100 else 0,
        unit=request.GET.get("unit", "")[:100],
        today=today(),
    )


def _occasions(rows: tuple[cases.DataUse, ...]) -> list[list[cases.DataUse]]:
    """Return the uses of each occasion, in the order in which they were made; the newest occasion first."""
    found: dict[str, list[cases.DataUse]] = {}
    for use in rows:
        found.setdefault(use.occasion, []).insert(0, use)
    return list(found.values())


def _filters(request: HttpRequest, found: cases.MyData) -> list[Control]:
    years = tuple((str(year), str(year)) for year in found.years)
    units = tuple((unit, unit) for unit in found.units)
    return [
        Control(
            name="year",
            label=say("my-data-year"),
            kind="select",
            value=str(found.year),
            choices=years,
            none="",
        ),
        Control(
            name="unit",
            label=say("my-data-unit"),
            kind="select",
            value=request.GET.get("unit", ""),
            choices=units,
            none="ui-all",
        ),
    ]


def _facts(use: cases.DataUse) -> list[tuple[str, str]]:
    row = _row(use)
    names = {"fields": "fields", "source": "source", "law": "law", "purpose": "purpose"}
    facts = [(say(f"my-data-column-{name}"), row[name]) for name in ("at", "unit", "matter", "item")]
    facts += [(say(f"my-data-{name}"), row[name]) for name in names]
    return [(label, value) for label, value in facts if value]


def _has(column: str) -> bool:
    return column not in ("source", "law", "purpose")


def _row(use: cases.DataUse) -> dict[str, Any]:
    answered = "" if use.kind != "read" else say("my-data-yes" if use.answered else "my-data-no")
    return {
        "at": show_moment(use.at), "unit": use.unit or say("my-data-system"), "kind": say(f"my-data-kind-{use.kind}"),
        "matter": _matter(use), "item": in_words(use.item),
        "fields": say("ui-comma").join(in_words(field) for field in use.fields), "source": in_words(use.source),
        "law": use.law, "purpose": use.purpose, "answered": answered, "objection": use.objection,
    }  # fmt: skip


def _matter(use: cases.DataUse) -> str:
    named = f"{use.code} {in_words(use.matter)}".strip()
    if use.about == "case":
        return named
    why = say("my-data-for-mandate" if use.about == "mandate" else "my-data-no-case")
    return say("my-data-meant-for", matter=named, why=why) if named else why
