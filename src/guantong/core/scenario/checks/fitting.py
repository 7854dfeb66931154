"""Checks of what has to fit into an item's promised term: joint visits, and materials that may come later."""

from __future__ import annotations

from collections.abc import Iterator

from guantong.core.scenario.checks.registry import Found, check
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.compiled import PlanItem, PlanVisit
from guantong.core.scenario.lines import Steps
from guantong.core.scenario.plan import late_visits


@check("S313")
def visit_after_promise(view: View) -> Iterator[Found]:
    """A joint visit may come on a day on which an item that takes part is already due: it starts too late, or has too
    many days."""
    for item, (visit, due) in late_by_item(view).items():
        yield visit_found(("scenario", "items", item, "inspects"), item, visit, due)


def late_by_item(view: View) -> dict[str, tuple[PlanVisit, PlanItem]]:
    """Return, for each item that a visit can make late, the case in which it is latest."""
    worst: dict[str, tuple[PlanVisit, PlanItem]] = {}
    for plan in view.drawn:
        for visit, item in late_visits(plan):
            known = worst.get(item.item)
            if known is None or _late(visit, item) > _late(*known):
                worst[item.item] = visit, item
    return worst


def visit_found(steps: Steps, name: str, visit: PlanVisit, item: PlanItem) -> Found:
    """Return the finding about one item that is due before its visit."""
    facts = {
        "item": name,
        "place": visit.place,
        "start": visit.start,
        "within": visit.within,
        "last": visit.start + visit.within,
        "due": item.used_up,
    }
    return Found(steps, facts)


def _late(visit: PlanVisit, item: PlanItem) -> int:
    return visit.start + visit.within - item.used_up


@check("S314", "warning")
def owed_beyond_promise(view: View) -> Iterator[Found]:
    """A material may be handed in after the day on which the item that needs it is due."""
    due: dict[str, int] = {}
    for each in (each for plan in view.drawn for each in plan.items):
        due[each.item] = min(each.used_up, due.get(each.item, each.used_up))
    for steps, name, material in view.materials():
        if name in due and material.owed and material.owed.workdays > due[name]:
            facts = {"item": name, "material": material.name.zh, "owed": str(material.owed), "due": due[name]}
            yield Found((*steps, "owed"), facts)
