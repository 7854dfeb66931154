"""The parallel plan: everything runs at once that does not wait for somebody else's result.

Offsets are workdays from the day of acceptance. `start` and `finish` count promised terms only; the calendar offsets count
the special procedures as well. A joint visit lies inside the promised terms (ADR 6). An edge exists because of a datum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import LANGUAGES, say
from guantong.core.scenario.compiled import Edge, Plan, PlanItem, PlanVisit
from guantong.core.scenario.index import Index
from guantong.core.scenario.sources import find_circle

VISIT_WITHIN = 5  # workdays; only for a place that the package does not describe, which its checks report

Waits = dict[str, set[str]]


def make_plan(index: Index, items: tuple[str, ...], edges: tuple[Edge, ...]) -> Plan:
    """Return the plan of these items over these edges; refuse `S201` when they wait in a circle. Situations that
    differ only in materials share their plan."""
    if (items, edges) not in index.plans:
        index.plans[items, edges] = _new_plan(index, items, edges)
    return index.plans[items, edges]


def _new_plan(index: Index, items: Sequence[str], edges: Sequence[Edge]) -> Plan:
    waits: Waits = {item: {edge.before for edge in edges if edge.after == item} for item in items}
    order = in_order(waits)
    terms = {item: index.scenario.items[item].promised.workdays for item in items}
    finish: dict[str, int] = {}
    for item in order:
        finish[item] = max((finish[before] for before in waits[item]), default=0) + terms[item]
    longest = max(finish.values(), default=0)
    slack = _slack(order, waits, terms, finish, longest)
    lived = _lived(index, order, waits)
    return Plan(
        items=tuple(
            _plan_item(index, item, finish[item] - terms[item], slack[item], lived[item]) for item in items
        ),
        edges=tuple(edges),
        visits=tuple(_visit(index, group, lived) for group in group_visits(index, order, waits)),
        critical=_critical(order, waits, terms, finish, longest),
        longest=longest,
        calendar_longest=max((finish for _, finish in lived.values()), default=0),
        # What is done while one waits has no days, whatever other situations of the matter may take.
        promised=index.scenario.promised.workdays if longest else 0,
    )


def _plan_item(index: Index, item: str, start: int, slack: int, lived: tuple[int, int]) -> PlanItem:
    about = index.scenario.items[item]
    return PlanItem(
        item=item,
        title=index.item_title(item),
        unit=about.unit,
        start=start,
        finish=start + about.promised.workdays,
        slack=slack,
        calendar_start=lived[0],
        calendar_finish=lived[1],
        stage=about.stage,
    )


def in_order(waits: Mapping[str, set[str]]) -> list[str]:
    """Return the items so that each comes after those it waits for, otherwise as given."""
    if circle := find_circle(waits):
        raise Refused(Problem(code="S201", facts={"cycle": " ← ".join(circle), "elements": "", "near": 0}))
    order: list[str] = []
    left = list(waits)
    while left:
        free = [item for item in left if not waits[item] & set(left)]
        order += free
        left = [item for item in left if item not in free]
    return order


def _lived(index: Index, order: Sequence[str], waits: Waits) -> dict[str, tuple[int, int]]:
    """Return when each item begins and ends, its own special procedures and those before it counted."""
    found: dict[str, tuple[int, int]] = {}
    for item in order:
        about = index.scenario.items[item]
        start = max((found[before][1] for before in waits[item]), default=0)
        stopped = sum(pause.term.workdays for pause in about.pauses)
        found[item] = start, start + about.promised.workdays + stopped
    return found


def _slack(
    order: Sequence[str], waits: Waits, terms: Mapping[str, int], finish: Mapping[str, int], longest: int
) -> dict[str, int]:
    """Return by how many workdays each item may be late before the whole is."""
    latest = dict.fromkeys(order, longest)
    for item in reversed(order):
        for before in waits[item]:
            latest[before] = min(latest[before], latest[item] - terms[item])
    return {item: latest[item] - finish[item] for item in order}


def _critical(
    order: Sequence[str], waits: Waits, terms: Mapping[str, int], finish: Mapping[str, int], longest: int
) -> tuple[str, ...]:
    """Return one longest path, first item first; where several are equally long, the first in the package's order."""
    last = next((item for item in order if finish[item] == longest), None)
    path: list[str] = []
    while last is not None:
        path.append(last)
        start = finish[last] - terms[last]
        last = next((item for item in order if item in waits[last] and finish[item] == start), None)
    return tuple(reversed(path))


# ------------------------------------------------------------------------------------------------- joint visits


class Group(msgspec.Struct, frozen=True):
    """One visit: a place (numbered from the second visit on, `premises-2`) and the items that take part."""

    place: str
    number: int
    items: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.place if self.number == 1 else f"{self.place}-{self.number}"


def group_visits(index: Index, order: Sequence[str], waits: Waits) -> tuple[Group, ...]:
    """Return the joint visits: everybody who inspects a place goes together, unless one of them waits for another's
    result (directly or by way of a third); then that one goes on a second visit."""
    groups: list[Group] = []
    for item in order:
        place = index.scenario.items[item].inspects
        if not place:
            continue
        same = [group for group in groups if group.place == place]
        for group in same:
            joined = [Group(g.place, g.number, (*g.items, item)) if g is group else g for g in groups]
            if not find_circle(_with_visits(waits, joined)):
                groups = joined
                break
        else:
            groups.append(Group(place, len(same) + 1, (item,)))
    return tuple(groups)


def _with_visits(waits: Waits, groups: Sequence[Group]) -> Waits:
    """Return the waits with every item in two halves: a visit comes after all first halves and before all second ones."""
    nodes: Waits = {
        f"start {item}": {f"end {before}" for before in befores} for item, befores in waits.items()
    }
    nodes |= {f"end {item}": {f"start {item}"} for item in waits}
    for group in groups:
        nodes[f"visit {group.key}"] = {f"start {item}" for item in group.items}
        for item in group.items:
            nodes[f"end {item}"].add(f"visit {group.key}")
    return nodes


def _visit(index: Index, group: Group, lived: Mapping[str, tuple[int, int]]) -> PlanVisit:
    """Return the visit; it can begin when the last of those that take part has."""
    about = index.scenario.inspections.get(group.place)
    title = about.title.text() if about else Text(group.place)
    if group.number > 1:
        again = {
            language: say("compile-visit-again", language, title=title.in_(language), number=group.number)
            for language in LANGUAGES
        }
        title = Text(again["zh"], again["en"] if title.en else "")
    return PlanVisit(
        place=group.key,
        title=title,
        items=tuple(item for item in index.scenario.items if item in group.items),
        led_by=about.led_by if about else index.scenario.lead,
        within=about.within.workdays if about else VISIT_WITHIN,
        start=max(lived[item][0] for item in group.items),
    )


def late_visits(plan: Plan) -> tuple[tuple[PlanVisit, PlanItem], ...]:
    """Return each joint visit with each item that may be due before it: a visit has to fit into the promised term of
    everybody who takes part."""
    items = {each.item: each for each in plan.items}
    taking_part = ((visit, items[name]) for visit in plan.visits for name in visit.items)
    return tuple((visit, item) for visit, item in taking_part if visit.start + visit.within > item.used_up)
