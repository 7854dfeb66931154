"""Checks of time, law and money: promises within the law, paths within promises, nothing asked without a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guantong.core.scenario.checks.paths import longest_path
from guantong.core.scenario.checks.registry import Found, check, unknown
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.language import Item, Scenario
from guantong.core.scenario.lines import Steps
from guantong.core.scenario.parts import Term

POLICY_CLAUSE = re.compile(r"^policy:[A-Za-z0-9_\-]+/[A-Za-z0-9_.\-]+$")


@check("S301")
def promise_over_law(view: View) -> Iterator[Found]:
    """An item is promised in more time than the law gives."""
    for name, item in view.items.items():
        if item.legal and item.promised.workdays > item.legal.workdays:
            facts = {"item": name, "promised": str(item.promised), "legal": str(item.legal)}
            yield Found(("scenario", "items", name, "promised"), facts)


@check("S302")
def promise_not_in_workdays(view: View) -> Iterator[Found]:
    """A promise is neither in workdays nor at once: the clock of a case counts workdays."""
    promises: list[tuple[Steps, Term | None]] = [(("scenario", "promised"), view.scenario.promised)]
    promises += [
        (("scenario", "stages", name, "promised"), s.promised) for name, s in view.scenario.stages.items()
    ]
    promises += [
        (("scenario", "items", name, "promised"), item.promised) for name, item in view.items.items()
    ]
    for steps, term in promises:
        if term and term.unit not in ("workday", "at once"):
            yield Found(steps, {"given": str(term), "possible": f"{max(term.workdays, 1)} workdays, at once"})


@check("S303")
def term_not_in_workdays(view: View) -> Iterator[Found]:
    """A special procedure, an owed material or a joint visit has a term that is not in workdays."""
    terms: list[tuple[Steps, Term | None]] = [
        (("scenario", "inspections", p, "within"), i.within) for p, i in view.scenario.inspections.items()
    ]
    for name, item in view.items.items():
        base = ("scenario", "items", name)
        terms += [((*base, "pauses", at, "term"), pause.term) for at, pause in enumerate(item.pauses)]
        terms += [
            ((*base, "materials", at, "owed"), material.owed) for at, material in enumerate(item.materials)
        ]
    for steps, term in terms:
        if term and term.unit != "workday":
            yield Found(steps, {"given": str(term), "possible": f"{max(term.workdays, 1)} workdays"})


@check("S304")
def promise_under_longest_path(view: View) -> Iterator[Found]:
    """The whole is promised in less time than its items need one after another, along what they wait for."""
    worst = worst_path(view, view.items)
    if worst[0] > view.scenario.promised.workdays:
        facts = {
            "promised": view.scenario.promised.workdays,
            "needed": worst[0],
            "path": " → ".join(worst[1]),
        }
        yield Found(("scenario", "promised"), facts)


@check("S305")
def stage_under_longest_path(view: View) -> Iterator[Found]:
    """A stage is promised in less time than its items need one after another."""
    for name, stage in view.scenario.stages.items():
        inside = [key for key, item in view.items.items() if item.stage == name]
        worst = worst_path(view, inside)
        if stage.promised and worst[0] > stage.promised.workdays:
            facts = {
                "stage": name,
                "promised": stage.promised.workdays,
                "needed": worst[0],
                "path": " → ".join(worst[1]),
            }
            yield Found(("scenario", "stages", name, "promised"), facts)


def worst_path(view: View, among: Iterable[str]) -> tuple[int, list[str]]:
    """Return the longest path through some items over all situations, in promised workdays, and the items on it."""
    kept, worst = set(among), (0, list[str]())
    for group, waits in view.plans:
        days = {name: view.items[name].promised.workdays for name in group if name in kept}
        worst = max(worst, longest_path(days, waits), key=lambda one: one[0])
    return worst


@check("S306")
def unknown_stage(view: View) -> Iterator[Found]:
    """An item belongs to a stage that does not exist, or to none although there are stages."""
    for name, item in view.items.items():
        if item.stage and item.stage not in view.scenario.stages:
            yield unknown(("scenario", "items", name, "stage"), item.stage, view.scenario.stages, item=name)


@check("S307")
def empty_stage(view: View) -> Iterator[Found]:
    """A stage has no items."""
    used = {item.stage for item in view.items.values()}
    for name in view.scenario.stages:
        if name not in used:
            yield Found(("scenario", "stages", name), {"stage": name, "possible": ", ".join(view.items)})


@check("S308")
def visit_without_reason(view: View) -> Iterator[Found]:
    """A person has to come in person and nobody says why."""
    for name, item in view.items.items():
        if item.visits and item.visit_reason is None:
            yield Found(("scenario", "items", name, "visits"), {"item": name, "visits": item.visits})


@check("S309")
def permit_without_law(view: View) -> Iterator[Found]:
    """A permit has no legal basis."""
    for name, item in view.items.items():
        if item.type == "permit" and not [law for law in item.law if law.strip()]:
            yield Found(("scenario", "items", name), {"item": name})


@check("S310")
def fee_without_law(view: View) -> Iterator[Found]:
    """A fee is taken and no law says so."""
    for name, item in view.items.items():
        for at, fee in enumerate(item.fees):
            if fee.amount_cents and not fee.law.strip():
                yield Found(("scenario", "items", name, "fees", at), {"item": name, "fee": fee.title.zh})


@check("S311")
def clause_misspelt(view: View) -> Iterator[Found]:
    """A clause that the scenario rests on is not written `policy:<document>/<clause>`."""
    for at, clause in enumerate(view.scenario.rests_on):
        if not POLICY_CLAUSE.match(clause):
            yield Found(("scenario", "rests_on", at), {"given": clause})


@check("S312")
def assumed_names_nothing(view: View) -> Iterator[Found]:
    """What is marked as assumed is no field of the scenario or the item."""
    for at, field in enumerate(view.scenario.assumed):
        if _head(field) not in Scenario.model_fields:
            yield unknown(("scenario", "assumed", at), field, Scenario.model_fields)
    for name, item in view.items.items():
        for at, field in enumerate(item.assumed):
            if _head(field) not in Item.model_fields:
                yield unknown(("scenario", "items", name, "assumed", at), field, Item.model_fields)


def _head(field: str) -> str:
    """`materials.场所平面图` and `materials[2]` are about `materials`."""
    return re.split(r"[.\[/]", field, maxsplit=1)[0]
