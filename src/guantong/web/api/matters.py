"""Matters for anybody: the list, one matter with its questions, what follows from answers, its guide; divisions; tracking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest
from ninja import Path, Query

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.dispositions import dispositions_of
from guantong.core.scenario.form_schema import form_schema
from guantong.core.scenario.guide import make_guide
from guantong.core.scenario.guide_markdown import guide_markdown
from guantong.core.scenario.language import Ask
from guantong.modules.cases import public as cases
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services
from guantong.modules.services.public import Matter

from ..ui.moment import today
from ..ui.organs import organs_of
from ..ui.pages import language
from ..ui.reasons import accounts_for
from ..ui.words import in_words
from . import matter_shapes as shapes
from .case_shapes import TrackingShape
from .door import operation
from .shapes import Code, Division, Limit, Line, Slug, Text

ANYONE = ("anyone",)
PAGE = 50


@operation("GET", "/matters", name="api-matters", to=ANYONE, gives=shapes.Matters, tag="matters")
def list_matters(
    request: HttpRequest, words: Line = "", applicant: Slug = "", track: Slug = "", after: Slug = "", limit: Limit = PAGE
) -> shapes.Matters:  # fmt: skip
    """The published matters, those that match the words first."""
    cards = services.list_matters(words=words, applicant=applicant, track=track)
    names = [card.scenario for card in cards]
    if after and after not in names:
        raise Refused(Problem(code="cases.bad_cursor", where="after", facts={"cursor": after}))
    begin = names.index(after) + 1 if after else 0
    page = cards[begin : begin + limit]
    more = begin + limit < len(cards)
    return shapes.Matters(
        items=[shapes.MatterCard.model_validate(card) for card in page],
        next=page[-1].scenario if more else "",
    )


@operation(
    "GET", "/matters/{scenario}", name="api-matter", to=ANYONE, gives=shapes.MatterShape, tag="matters"
)
def get_matter(
    request: HttpRequest, scenario: Path[Slug], division: Query[Division | None] = None
) -> shapes.MatterShape:
    """One matter as it is valid in a division (without one: as the province publishes it), with its questions."""
    matter = find_matter(scenario, division)
    about = matter.package.scenario
    return shapes.MatterShape(
        scenario=scenario, version=matter.version, division=matter.division, title=_text(matter.compiled.title),
        about=_text(about.about.text() if about.about else None), track=about.track, applicant=about.applicant,
        accounts=list(accounts_for(matter)), lead=about.lead, promised=matter.compiled.promised,
        situations=len(matter.compiled.situations), asks=[_ask(name, ask) for name, ask in about.asks.items()],
    )  # fmt: skip


@operation(
    "POST", "/matters/{scenario}/situation", name="api-situation", to=ANYONE, gives=shapes.SituationShape, tag="matters", takes="json"
)  # fmt: skip
def find_situation(
    request: HttpRequest, scenario: Path[Slug], asking: shapes.Asking
) -> shapes.SituationShape:
    """What follows from the answers: items, materials, the one form, the plan, figures and fees. Nothing is stored."""
    matter = find_matter(scenario, asking.division)
    situation = services.situation_for(matter, asking.answers)
    return _situation(matter, situation)


@operation(
    "POST", "/matters/{scenario}/guide", name="api-guide", to=ANYONE, gives=shapes.GuideShape, tag="matters", takes="json"
)  # fmt: skip
def write_guide(request: HttpRequest, scenario: Path[Slug], asking: shapes.Asking) -> shapes.GuideShape:
    """The guide for these answers in the language asked; without answers, for the widest situation."""
    matter = find_matter(scenario, asking.division)
    given: Mapping[str, Any] | None = asking.answers or None
    situation = services.situation_for(matter, given) if given else matter.compiled.situations[0]
    guide = make_guide(matter.package, situation, language(), given, organs=organs_of(matter))
    return shapes.GuideShape(
        language=language(), markdown=guide_markdown(guide), parts=msgspec.to_builtins(guide)
    )


@operation("GET", "/divisions", name="api-divisions", to=ANYONE, gives=shapes.Divisions, tag="divisions")
def list_divisions(request: HttpRequest, under: Query[Division | None] = None) -> shapes.Divisions:
    """The divisions directly below one (without one: the provinces)."""
    if under:
        orgs.get_division(under)
    rows = orgs.divisions_under(under or "")
    return shapes.Divisions(items=[shapes.DivisionShape.model_validate(row) for row in rows])


@operation(
    "GET", "/divisions/{division}", name="api-division", to=ANYONE, gives=shapes.DivisionPath, tag="divisions"
)
def get_division(request: HttpRequest, division: Path[Division]) -> shapes.DivisionPath:
    """One division with those above it."""
    path = [shapes.DivisionShape.model_validate(row) for row in orgs.path_of(division)]
    own = shapes.DivisionShape.model_validate(orgs.get_division(division))
    return shapes.DivisionPath(**own.model_dump(), path=path)


@operation(
    "GET",
    "/tracking/{code}",
    name="api-tracking",
    to=ANYONE,
    gives=TrackingShape,
    tag="tracking",
    counts_as="track",
)
def track_case(request: HttpRequest, code: Path[Code]) -> TrackingShape:
    """The steps and days of one case for whoever holds its tracking code; never personal data."""
    wanted = code.replace(" ", "").replace("-", "").upper()
    try:
        return TrackingShape.model_validate(cases.track_case(code=wanted, today=today()))
    except Refused:
        raise Refused(Problem(code="ui.unknown_code", where="code")) from None


def find_matter(scenario: str, division: str | None) -> Matter:
    """Return a matter that somebody can apply for, as it is valid in the division; refuse what is not there."""
    if division:
        orgs.get_division(division)
    matter = services.get_matter(scenario, division or "")
    if matter.package.scenario.opens_from != "application":
        raise Refused(Problem(code="services.not_published", facts={"scenario": scenario}))
    return matter


def _ask(name: str, ask: Ask) -> shapes.AskShape:
    return shapes.AskShape(
        name=name, title=_text(ask.title.text()), type=ask.type, unit=ask.unit, min=ask.min, max=ask.max, when=ask.when,
        answers={key: _text(title.text()) for key, title in ask.choices.items()},
        help=_text(ask.help.text()) if ask.help else None,
    )  # fmt: skip


def _situation(matter: Matter, situation: Situation) -> shapes.SituationShape:
    package = matter.package
    return shapes.SituationShape(
        situation=situation.key,
        flow=situation.flow.hash,
        items=[_item(matter, branch) for branch in situation.flow.branches],
        materials=[shapes.MaterialShape.model_validate(one) for one in dispositions_of(package, situation)],
        form=form_schema(situation.form.fields, in_words(matter.compiled.title), language()),
        spared=[shapes.SparedShape.model_validate(one) for one in situation.form.given],
        plan=shapes.PlanShape.model_validate(situation.plan),
        figures=[shapes.FigureShape.model_validate(one) for one in situation.figures],
        fees=[shapes.FeeShape.model_validate(one) for one in situation.fees],
    )


def _item(matter: Matter, branch: Any) -> shapes.ItemShape:
    unit = matter.package.units.get(branch.unit)
    return shapes.ItemShape(
        item=branch.item, title=_text(branch.title), promised=branch.promised, legal=branch.legal,
        unit=shapes.UnitShape(role=branch.unit, title=_text(unit.title.text()) if unit else Text(zh=branch.unit, en="")),
        waits_for=list(branch.waits_for), issues=list(branch.issues), laws=list(matter.package.scenario.items[branch.item].law),
    )  # fmt: skip


def _text(text: Any) -> Text:
    return Text(zh=text.zh, en=text.en) if text else Text(zh="", en="")
