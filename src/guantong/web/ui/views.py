"""The switches of the header, and the gallery of all page parts."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import Figure, Row
from guantong.modules.cases.public import Step
from guantong.modules.licences.public import LicenceRow

from .access import open_to, safe_path
from .controls import Control, yes_no
from .licences import StepLine
from .moment import today
from .pages import show, summary_of
from .preferences import LANGUAGES, LARGE, remember
from .words import say


@open_to("anyone")
def set_language(request: HttpRequest) -> HttpResponse:
    """Switch the language and come back to the same page."""
    response = redirect(safe_path(request.GET.get("next", ""), request))
    wanted = LANGUAGES.get(request.GET.get("to", ""), "zh-hans")
    remember(response, settings.LANGUAGE_COOKIE_NAME, wanted)
    return response


@open_to("anyone")
def set_text(request: HttpRequest) -> HttpResponse:
    """Switch large text on or off and come back to the same page."""
    response = redirect(safe_path(request.GET.get("next", ""), request))
    remember(response, LARGE, "large" if request.GET.get("to") == "large" else "normal")
    return response


@open_to("anyone")
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every part with invented content: what a page can be built from, and where to see a change of design. It
    is there in a demonstration alone: an installation that people use shows nothing invented."""
    if not settings.GALLERY:
        raise Refused(Problem(code="ui.no_page"))
    wrong = Problem(code="form.missing", where="gallery.name", facts={"title": say("ui-gallery-name")})
    return show(
        request,
        "ui/gallery.jinja",
        controls=_controls(),
        filters=_filters(),
        problems=summary_of((wrong,)),
        steps=_steps(),
        figure=_figure(),
        today=today(),
        licence=_licence(),
        checks=[StepLine(title=say("ui-gallery-item", number=n), text=say("ui-gallery-note"), mark=mark) for n, mark in ((1, "yes"), (2, "no"), (3, "open"))],
        days=[(today() + timedelta(days=at), colour) for at, colour in ((9, "green"), (1, "amber"), (-3, "red"), (0, "grey"))],
    )  # fmt: skip


def _controls() -> list[Control]:
    label, choices = (
        say("ui-gallery-name"),
        tuple((str(n), say("ui-gallery-choice", number=n)) for n in (1, 2, 3)),
    )
    why = ((say("ui-gallery-unit"), say("ui-gallery-material"), say("ui-gallery-law")),)
    return [
        Control(name="gallery.name", label=label, hint=say("ui-example", example="330106"), error=say("ui-gallery-error"), why=why),
        Control(name="gallery.area", label=say("ui-gallery-area"), kind="number", value="350", unit="m²", keypad="decimal", narrow=True),
        Control(name="gallery.yes", label=say("ui-gallery-yes"), kind="radio", choices=yes_no(), value="yes"),
        Control(name="gallery.choice", label=say("ui-gallery-kind"), kind="radio", choices=choices),
        Control(name="gallery.select", label=say("ui-gallery-kind"), kind="select", choices=choices, required=False),
        Control(name="gallery.day", label=say("ui-gallery-day"), kind="date", narrow=True),
        Control(name="gallery.text", label=say("ui-gallery-text"), kind="textarea", note=say("ui-gallery-note")),
        Control(name="gallery.file", label=say("ui-gallery-file"), kind="file", kept=say("ui-file-kept", name="plan.pdf", size="1.2 MB")),
        Control(name="gallery.check", label=say("ui-gallery-check"), kind="checkbox"),
    ]  # fmt: skip


def _licence() -> LicenceRow:
    unit, name = say("ui-gallery-unit"), say("ui-gallery-item", number=1)
    return LicenceRow(
        id=0, identifier="1.2.156.3005.2", element="", name=Text(name), number="2026-0001", holder_name=say("ui-gallery-name"),
        issuer_name=unit, issuer_code="", unit=0, division="", state="valid", version=1, issued_on=today(), valid_from=today(),
        valid_until=None, case_id=0, case_code="", item="", scenario="",
    )  # fmt: skip


def _filters() -> list[Control]:
    choices = tuple((str(n), say("ui-gallery-choice", number=n)) for n in (1, 2, 3))
    return [
        Control(name="words", label=say("ui-gallery-name"), required=True),
        Control(name="kind", label=say("ui-gallery-kind"), kind="select", choices=choices),
    ]


def _steps() -> list[Step]:
    def step(number: int, status: str, **more: object) -> Step:
        title = Text(say("ui-gallery-item", number=number))
        known = {"waits_for": (), "ready_on": None, "due_on": None, "decided_on": None, **more}
        return Step(item=str(number), title=title, unit=say("ui-gallery-unit"), status=status, **known)  # type: ignore[arg-type]

    return [
        step(1, "approved", decided_on=today()),
        step(2, "open", due_on=today() + timedelta(days=6)),
        step(3, "paused", stopped_because="procedure:announcement"),
        step(4, "waiting", waits_for=(Text(say("ui-gallery-item", number=2)),)),
    ]


def _figure() -> Figure:
    rows = tuple(Row(label=Text(say("ui-gallery-item", number=n))) for n in range(1, 8))
    one = (Row(label=Text(say("ui-gallery-item", number=1)), why=Text(say("ui-gallery-note"))),)
    return Figure(name="items", before=len(rows), after=1, rows_before=rows, rows_after=one)
