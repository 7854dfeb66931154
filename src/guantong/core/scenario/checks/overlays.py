"""Checks of overlays: fewer materials and shorter terms, in a city or a county, and nothing else (M19)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guantong.core.kernel.problem import Problem
from guantong.core.scenario.checks.fitting import late_by_item, visit_found
from guantong.core.scenario.checks.registry import CHECKS, Found, check, run_checks, unknown
from guantong.core.scenario.checks.terms import worst_path
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.dispositions import MaterialLine
from guantong.core.scenario.dropped import asked_elsewhere
from guantong.core.scenario.language import ItemOverlay, Overlay, Package
from guantong.core.scenario.lines import Steps
from guantong.core.scenario.parts import Term
from guantong.core.scenario.reduction import overlay_above, reduce_package

CITY_OR_COUNTY = re.compile(r"^(?!\d{2}0{10})\d{6}0{6}$")


def _changes(view: View) -> Iterator[tuple[Steps, str, ItemOverlay]]:
    for name, overlay in view.package.overlays.items():
        for item, change in overlay.items.items():
            yield ("overlays", name, "items", item), item, change


@check("S801")
def overlay_of_unknown_item(view: View) -> Iterator[Found]:
    """An overlay changes an item that the scenario does not have; it cannot add one."""
    for steps, item, _ in _changes(view):
        if item not in view.items:
            yield unknown(steps, item, view.items)


@check("S802")
def overlay_drops_unknown_material(view: View) -> Iterator[Found]:
    """An overlay drops a material that the item does not ask for."""
    for steps, name, change in _changes(view):
        item = view.items.get(name)
        for at, material in enumerate(change.without if item else []):
            names = [m.name.zh for m in item.materials] if item else []
            if material not in names:
                yield unknown((*steps, "without", at), material, names, item=name)


@check("S803")
def overlay_takes_longer(view: View) -> Iterator[Found]:
    """An overlay promises a longer term than the package, or one that the clock does not count."""
    for name, overlay in view.package.overlays.items():
        for steps, here, before in _terms(view, name, overlay):
            if not _is_within(here, before):
                yield Found(steps, {"given": str(here), "promised": str(before)})


@check("S808")
def county_takes_longer_than_city(view: View) -> Iterator[Found]:
    """A county's overlay promises a longer term than the overlay of its city."""
    for name, overlay in view.package.overlays.items():
        if (above := overlay_above(view.package, overlay)) is None:
            continue
        city = {steps[2:]: here for steps, here, _ in _terms(view, name, above)}
        for steps, here, before in _terms(view, name, overlay):
            there = city.get(steps[2:])
            if there and there.workdays < here.workdays and _is_within(here, before):
                facts = {"given": str(here), "promised": str(there), "other": above.overlay}
                yield Found(steps, facts)


def _is_within(here: Term, before: Term) -> bool:
    return here.workdays <= before.workdays and here.unit in ("workday", "at once")


def _terms(view: View, name: str, overlay: Overlay) -> Iterator[tuple[Steps, Term, Term]]:
    """Every term that an overlay promises, with its place under `name` and what the package promises."""
    if overlay.promised:
        yield ("overlays", name, "promised"), overlay.promised, view.scenario.promised
    for item, change in overlay.items.items():
        if change.promised and item in view.items:
            yield ("overlays", name, "items", item, "promised"), change.promised, view.items[item].promised


@check("S804")
def overlay_of_no_division(view: View) -> Iterator[Found]:
    """An overlay is for something that is neither a city nor a county."""
    for name, overlay in view.package.overlays.items():
        if not CITY_OR_COUNTY.match(overlay.division):
            yield Found(("overlays", name, "division"), {"given": overlay.division})


@check("S805")
def division_has_two_overlays(view: View) -> Iterator[Found]:
    """Two overlays are for the same division."""
    first: dict[str, str] = {}
    for name, overlay in view.package.overlays.items():
        if overlay.division in first:
            facts = {"given": overlay.division, "other": first[overlay.division]}
            yield Found(("overlays", name, "division"), facts)
        first.setdefault(overlay.division, name)


@check("S806")
def overlay_promises_too_much(view: View) -> Iterator[Found]:
    """An overlay promises the whole in less time than the items still need one after another."""
    for name, overlay in view.package.overlays.items():
        reduced = View(reduce_package(view.package, overlay))
        worst = worst_path(reduced, reduced.items)
        if overlay.promised and worst[0] > overlay.promised.workdays:
            facts = {"promised": overlay.promised.workdays, "needed": worst[0], "path": " → ".join(worst[1])}
            yield Found(("overlays", name, "promised"), facts)


@check("S807")
def overlay_too_short_for_visit(view: View) -> Iterator[Found]:
    """An overlay promises an item so soon that a joint visit may come after the day on which it is due."""
    before = late_by_item(view)
    for name, overlay in view.package.overlays.items():
        late = late_by_item(View(reduce_package(view.package, overlay)))
        for item in sorted(late.keys() - before.keys()):
            change = overlay.items.get(item)
            steps = ("overlays", name, *(("items", item, "promised") if change and change.promised else ()))
            yield visit_found(steps, item, *late[item])


@check("S809")
def overlay_asks_for_dropped_proof(view: View) -> Iterator[Found]:
    """An overlay takes a material away, and so another one asks for all that is on a proof that was dropped."""
    before = {_named(*pair) for pair in _asked_after_all(view)}
    for name, overlay in view.package.overlays.items():
        for dropped, line in _asked_after_all(View(reduce_package(view.package, overlay))):
            if _named(dropped, line) not in before:
                facts = {"material": line.material.zh, "item": line.item, "dropped": dropped.material.zh}
                yield Found(("overlays", name), facts)


def _asked_after_all(view: View) -> Iterator[tuple[MaterialLine, MaterialLine]]:
    return asked_elsewhere(view.material_lines, view.material_lines)


def _named(dropped: MaterialLine, line: MaterialLine) -> tuple[str, str, str, str]:
    return dropped.item, dropped.material.zh, line.item, line.material.zh


def check_overlay(package: Package, overlay: Overlay) -> list[Problem]:
    """Return what forbids applying the overlay to the package, whether the package knows the overlay or not."""
    above = overlay_above(package, overlay)
    overlays = {one.overlay: one for one in (above, overlay) if one}
    view = View(package.model_copy(update={"overlays": overlays}))
    return run_checks(view, [code for code in sorted(CHECKS) if code.startswith("S8")])
