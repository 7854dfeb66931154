"""The guided questions, and what follows from the answers: which items apply to this person and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.answers import normalise_answers
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.conditions import names_in
from guantong.core.scenario.language import Ask, Item
from guantong.modules.services import public as services
from guantong.modules.services.public import Matter

from ..ui.access import open_to
from ..ui.controls import Control, control_of_ask, plain
from ..ui.pages import by_field, show, summary_of
from ..ui.preferences import division_of
from ..ui.reasons import spared_of, unit_of
from ..ui.words import in_words, say

BEGUN = "draft-id"  # the draft whose answers are being changed; no question can be called so
FINE_ENOUGH = ("county", "town", "village")  # a matter is handled by a county's departments


class Applies(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the matter and whether it applies. `because` are the answers that decide about it."""

    title: str
    unit: str
    promised: int
    because: str


@open_to("anyone")
def questions(request: HttpRequest, scenario: str) -> HttpResponse:
    """Ask on one page what decides about the items."""
    matter = _matter_here(request, scenario)
    return _questions(request, matter, request.GET, ())


@open_to("anyone")
def applies(request: HttpRequest, scenario: str) -> HttpResponse:
    """Show which items apply and why, what has to be handed in and how long it takes."""
    matter = _matter_here(request, scenario)
    asks = matter.package.scenario.asks
    raw = {name: request.GET.get(name, "") for name in asks}
    try:
        situation = services.situation_for(matter, raw)
    except Refused as refused:
        return _questions(request, matter, raw, refused.problems)
    given = normalise_answers(asks, raw)
    division = division_of(request)
    yes, no = _which_apply(matter, situation, given)
    return show(
        request, "citizen/applies.jinja", begun=request.GET.get(BEGUN, ""), matter=matter, situation=situation, raw=raw, items=yes, others=no,
        answers=[(in_words(asks[name].title), said(asks[name], value), name) for name, value in given.items() if value is not None],
        documents=[field for field in situation.form.fields if field.type in ("document", "licence")],
        filled=sum(field.type not in ("document", "licence") for field in situation.form.fields),
        spared=spared_of(matter.package, situation.form.given),
        ready=division is not None and division.level in FINE_ENOUGH,
    )  # fmt: skip


def said(ask: Ask, value: Any) -> str:
    """Return an answer as a person says it."""
    if isinstance(value, bool):
        return say("ui-yes") if value else say("ui-no")
    if ask.type == "choice":
        return in_words(ask.choices[value])
    return f"{plain(value)} {ask.unit}".strip()


def _matter_here(request: HttpRequest, scenario: str) -> Matter:
    division = division_of(request)
    matter = services.get_matter(scenario, division.code if division else "")
    if matter.package.scenario.opens_from not in ("application", "complaint"):
        raise Refused(Problem(code="services.not_published", facts={"scenario": scenario}))
    return matter


def _questions(
    request: HttpRequest, matter: Matter, raw: Mapping[str, Any], problems: tuple[Problem, ...]
) -> HttpResponse:
    asks, wrong = matter.package.scenario.asks, by_field(problems)
    controls = [_control(name, ask, raw.get(name, ""), wrong.get(name, "")) for name, ask in asks.items()]
    return show(
        request, "citizen/questions.jinja", matter=matter, controls=controls, problems=_summary(asks, problems),
        begun=request.GET.get(BEGUN, ""),
        status=400 if problems else 200,
    )  # fmt: skip


def _summary(asks: Mapping[str, Ask], problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Return the problems with the question each belongs to: two unanswered ones must not read the same."""
    found = []
    for problem, (target, text) in zip(problems, summary_of(problems, set(asks)), strict=True):
        known = asks.get(problem.where)
        told = say("citizen-answered", ask=in_words(known.title), answer=text) if known else text
        found.append((target, told))
    return found


def _control(name: str, ask: Ask, value: Any, error: str) -> Control:
    control = control_of_ask(name, ask, value, error)
    return msgspec.structs.replace(control, required=False) if ask.when else control


def _which_apply(
    matter: Matter, situation: Situation, given: Mapping[str, Any]
) -> tuple[list[Applies], list[Applies]]:
    branches = {branch.item: branch for branch in situation.flow.branches}
    yes: list[Applies] = []
    no: list[Applies] = []
    for key, item in matter.package.scenario.items.items():
        branch = branches.get(key)
        row = Applies(
            title=in_words(item.title), unit=unit_of(matter.package, item.unit),
            promised=branch.promised if branch else 0, because=_because(matter, item, given),
        )  # fmt: skip
        (yes if branch else no).append(row)
    return yes, no


def _because(matter: Matter, item: Item, given: Mapping[str, Any]) -> str:
    """Return the answers that an item's condition looks at; an item without one always applies."""
    asks = matter.package.scenario.asks
    looked_at = [
        name for name in asks if item.when and name in names_in(item.when) and given.get(name) is not None
    ]
    if not looked_at:
        return say("citizen-always")
    answers = say("ui-semicolon").join(
        say("citizen-answered", ask=in_words(asks[name].title), answer=said(asks[name], given[name])) for name in looked_at
    )  # fmt: skip
    return say("citizen-because", answers=answers)
