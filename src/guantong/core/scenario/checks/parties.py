"""Checks of who takes part and where: units, joint visits, and the names that each level gives a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guantong.core.scenario.checks.registry import Found, check, unknown
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.lines import Steps


@check("S601")
def unknown_unit(view: View) -> Iterator[Found]:
    """A role of a unit is named that the list of units does not have."""
    for steps, role in _named_units(view):
        if role not in view.package.units:
            yield unknown(steps, role, view.package.units)


def _named_units(view: View) -> Iterator[tuple[Steps, str]]:
    yield ("scenario", "lead"), view.scenario.lead
    for name, item in view.items.items():
        yield ("scenario", "items", name, "unit"), item.unit
        for at, role in enumerate(item.consults):
            yield ("scenario", "items", name, "consults", at), role
    for place, inspection in view.scenario.inspections.items():
        yield ("scenario", "inspections", place, "led_by"), inspection.led_by
    for name, element in view.dictionary.elements.items():
        if element.owner:
            yield ("dictionary", "elements", name, "owner"), element.owner
    for name, resource in view.package.resources.items():
        yield ("resources", name, "owner"), resource.owner


@check("S602")
def unit_without_name(view: View) -> Iterator[Found]:
    """An item is done at a level at which its unit has no name."""
    for name, item in view.items.items():
        unit = view.package.units.get(item.unit)
        if unit is not None and item.level not in unit.names:
            steps = ("scenario", "items", name, "level" if "level" in item.model_fields_set else "unit")
            yield Found(steps, {"unit": item.unit, "level": item.level, "possible": ", ".join(unit.names)})


@check("S603")
def unit_name_without_place(view: View) -> Iterator[Found]:
    """A unit's name has a placeholder that is not `{place}`."""
    for role, unit in view.package.units.items():
        for level, pattern in unit.names.items():
            wrong = [p for p in re.findall(r"\{([^}]*)\}?", pattern) if p != "place"]
            if wrong or pattern.count("{") != pattern.count("}"):
                yield Found(("units", role, "names", level), {"given": pattern, "unit": role})


@check("S604")
def consults_itself(view: View) -> Iterator[Found]:
    """An item asks the opinion of the unit that decides it."""
    for name, item in view.items.items():
        if item.unit in item.consults:
            steps = ("scenario", "items", name, "consults", item.consults.index(item.unit))
            yield Found(steps, {"item": name, "unit": item.unit})


@check("S605")
def unknown_place(view: View) -> Iterator[Found]:
    """An item inspects a place for which no joint visit is described."""
    for name, item in view.items.items():
        if item.inspects and item.inspects not in view.scenario.inspections:
            yield unknown(
                ("scenario", "items", name, "inspects"), item.inspects, view.scenario.inspections, item=name
            )


@check("S606")
def inspection_nobody_needs(view: View) -> Iterator[Found]:
    """A joint visit is described that no item needs."""
    used = {item.inspects for item in view.items.values()}
    for place in view.scenario.inspections:
        if place not in used:
            yield Found(
                ("scenario", "inspections", place), {"place": place, "possible": ", ".join(view.items)}
            )


@check("S607", "warning")
def leader_outside(view: View) -> Iterator[Found]:
    """A joint visit is led by a unit none of whose items takes part in it."""
    for place, inspection in view.scenario.inspections.items():
        partners = {item.unit for item in view.items.values() if item.inspects == place}
        if (
            partners
            and inspection.led_by in view.package.units
            and inspection.led_by not in partners | {view.scenario.lead}
        ):
            facts = {"place": place, "unit": inspection.led_by, "possible": ", ".join(sorted(partners))}
            yield Found(("scenario", "inspections", place, "led_by"), facts)
