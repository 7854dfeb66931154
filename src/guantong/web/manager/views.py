"""What a manager sees: open and overdue by unit, every number opening to its cases, and a list of all cases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guantong.core.flow.model import PHASES, VERBS
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.web.ui import desk
from guantong.web.ui.access import actor_of, open_to
from guantong.web.ui.controls import Control
from guantong.web.ui.moment import now, today
from guantong.web.ui.pages import show, summary_of
from guantong.web.ui.words import in_words, say

COLUMNS = ("open", "overdue", "amber", "stopped", "decided", "on_time")
COLOUR_OF = {"overdue": "red", "amber": "amber", "stopped": "grey"}
ENDS = ("done", "in-time", "late")


@open_to("manager")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Open cases by colour; open, soon due, overdue and stopped tasks of each unit, those with most overdue first."""
    by = actor_of(request)
    loads = sorted(cases.unit_loads(by=by, today=today()), key=lambda load: (-load.overdue, -load.open))
    return show(
        request, "manager/overview.jinja", loads=loads, sums=_sums(loads), counts=cases.case_counts(by=by, today=today()),
        most=max((load.open for load in loads), default=1) or 1, today=today(), rated=cases.rating_counts(by=by, today=today()),
    )  # fmt: skip


def _sums(loads: list[cases.UnitLoad]) -> dict[str, int]:
    return {name: sum(getattr(load, name) for load in loads) for name in COLUMNS}


@open_to("manager")
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """The tasks behind a number of the overview: of one unit or of all, open by colour, or decided this year."""
    by, unit_id = actor_of(request), desk.number_of(request, "unit")
    wanted = desk.wanted_of(request, "colour", "end", "words")
    rows, problems = desk.listed(lambda: cases.list_tasks(by=by, today=today(), unit_id=unit_id, **wanted))
    loads = [load for load in cases.unit_loads(by=by, today=today()) if unit_id in (0, load.unit_id)]
    return show(
        request, "manager/tasks.jinja", status=400 if problems else 200, rows=rows, wanted=wanted, unit_id=unit_id,
        unit=loads[0].unit if unit_id and loads else "", total=_total(_sums(loads), wanted), tabs=_tabs(request, _sums(loads)),
        controls=_find(wanted["words"]), problems=summary_of(problems, {"words"}), today=today(), **desk.pages(request, rows),
    )  # fmt: skip


def _find(words: str) -> list[Control]:
    return [Control(name="words", label=say("desk-filter-words"), kind="search", value=words)]


def _total(sums: dict[str, int], wanted: dict[str, str]) -> int | None:
    """Return how many rows the list has in all; nothing where words narrow it down further."""
    if wanted["words"].strip():
        return None
    if wanted["end"]:
        return {
            "done": sums["decided"],
            "in-time": sums["on_time"],
            "late": sums["decided"] - sums["on_time"],
        }.get(wanted["end"])
    green = sums["open"] - sums["overdue"] - sums["amber"] - sums["stopped"]
    numbers = {"": sums["open"], "green": green, **{colour: sums[name] for name, colour in COLOUR_OF.items()}}
    return numbers.get(wanted["colour"])


def _tabs(request: HttpRequest, sums: dict[str, int]) -> list[tuple[str, str, str, int | None]]:
    green = sums["open"] - sums["overdue"] - sums["amber"] - sums["stopped"]
    numbers = {
        "": sums["open"],
        "red": sums["overdue"],
        "amber": sums["amber"],
        "green": green,
        "grey": sums["stopped"],
    }
    tabs: list[tuple[str, str, str, int | None]] = [
        (colour, say(f"flow-colour-{colour}") if colour else say("manager-open"), desk.again(request, colour=colour, end=""), number)
        for colour, number in numbers.items()
    ]  # fmt: skip
    ended = {"done": sums["decided"], "in-time": sums["on_time"], "late": sums["decided"] - sums["on_time"]}
    return tabs + [
        (end, say(f"manager-end-{end}"), desk.again(request, end=end, colour=""), number)
        for end, number in ended.items()
    ]


@open_to("manager")
@require_safe
def all_cases(request: HttpRequest) -> HttpResponse:
    """All cases of the manager's division, newest first, with filters that are part of the address."""
    by, unit_id = actor_of(request), desk.number_of(request, "unit")
    wanted = desk.wanted_of(request, "phase", "colour", "scenario", "words")
    rows, problems = desk.listed(lambda: cases.list_cases(by=by, today=today(), unit_id=unit_id, **wanted))
    return show(
        request, "manager/cases.jinja", status=400 if problems else 200, rows=rows, controls=_filters(wanted),
        filtered=desk.narrowed(wanted) or unit_id, unit_id=unit_id, unit=_unit_name(request, unit_id), today=today(),
        problems=summary_of(problems, {"words", "scenario", "phase", "colour"}), **desk.pages(request, rows),
    )  # fmt: skip


def _unit_name(request: HttpRequest, unit_id: int) -> str:
    """The name of a unit of the manager's own division; of others not even the name."""
    loads = cases.unit_loads(by=actor_of(request), today=today()) if unit_id else ()
    return next((load.unit for load in loads if load.unit_id == unit_id), "")


def _filters(wanted: dict[str, str]) -> list[Control]:
    phases = (
        ("open", say("manager-phase-open")),
        *((each, say(f"flow-phase-{each}")) for each in PHASES if each != "draft"),
    )
    colours = tuple((each, say(f"flow-colour-{each}")) for each in desk.COLOURS)
    matters = _matters()
    return [
        Control(name="words", label=say("desk-filter-words"), kind="search", value=wanted["words"]),
        Control(name="scenario", label=say("desk-filter-matter"), kind="select", value=wanted["scenario"], choices=matters, none="ui-all"),
        Control(name="phase", label=say("desk-filter-phase"), kind="select", value=wanted["phase"], choices=phases, none="ui-all"),
        Control(name="colour", label=say("desk-filter-colour"), kind="select", value=wanted["colour"], choices=colours, none="ui-all"),
    ]  # fmt: skip


def _matters() -> tuple[tuple[str, str], ...]:
    """Every published scenario by its title: what people apply for, then what opens by itself (a rectification)."""
    listed = [(card.scenario, in_words(card.title)) for card in services.list_matters()]
    known = {scenario for scenario, _ in listed}
    unlisted = [
        (name, in_words(services.get_matter(name, "").compiled.title))
        for name in services.published_scenarios()
        if name not in known
    ]
    return (*listed, *unlisted)


@open_to("manager")
@require_safe
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case as a manager sees it: where it stands, what is late and with whom. Managers do not decide."""
    view = cases.get_case(by=actor_of(request), case_id=case_id, today=today(), now=now())
    late = [
        step
        for step in view.steps
        if step.status == "open" and step.due_on is not None and step.due_on < today()
    ]
    return show(
        request,
        "manager/case.jinja",
        case=view,
        late=late,
        verbs=VERBS,
        today=today(),
        answers=desk.answers_of(view),
    )
