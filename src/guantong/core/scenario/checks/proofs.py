"""Checks of what items ask for and issue: proofs in a circle, proofs without a law, things asked twice."""

from __future__ import annotations

from collections.abc import Iterator

from guantong.core.scenario.checks.paths import find_cycles
from guantong.core.scenario.checks.registry import Found, check
from guantong.core.scenario.checks.view import View


@check("S201")
def circular_proofs(view: View) -> Iterator[Found]:
    """Items wait for each other: A needs what B issues and B needs what A issues, over any number of steps."""
    seen: set[tuple[str, ...]] = set()
    for items in view.together:
        edges = {name: [b for b in view.waits[name] if b in items] for name in items}
        for cycle in find_cycles(edges):
            if tuple(cycle) in seen:
                continue
            seen.add(tuple(cycle))
            links = [(a, b, view.waits[a][b]) for a, b in zip(cycle, [*cycle[1:], cycle[0]], strict=True)]
            told = "; ".join(f"{a} ← {element} ← {b}" for a, b, element in links)
            steps = _where_needed(view, links[0][0], links[0][2])
            yield Found(steps, {"cycle": told, "elements": ", ".join(dict.fromkeys(e for _, _, e in links))})


def _where_needed(view: View, item: str, element: str) -> tuple[str | int, ...]:
    for steps, name, material in view.materials():
        if name == item and element in material.elements:
            return (*steps, "elements", material.elements.index(element))
    return ("scenario", "items", item)


@check("S202")
def proof_without_law(view: View) -> Iterator[Found]:
    """A proof is asked for and no law asks for it. What has no legal basis is dropped or replaced (M38, M39)."""
    for steps, item, material in view.materials():
        dropped = material.instead is not None
        if material.kind == "proof" and not material.law.strip() and not dropped:
            yield Found(steps, {"material": material.name.zh, "item": item})


@check("S203")
def element_asked_twice(view: View) -> Iterator[Found]:
    """One item asks for the same element in two of its materials, or twice in one."""
    for name, item in view.items.items():
        first: dict[str, str] = {}
        for at, material in enumerate(item.materials):
            for place, element in enumerate(material.elements):
                if element in first and not _apart(view, name, at, element):
                    steps = ("scenario", "items", name, "materials", at, "elements", place)
                    yield Found(steps, {"element": element, "item": name, "material": first[element]})
                first.setdefault(element, material.name.zh)


def _apart(view: View, item: str, at: int, element: str) -> bool:
    """Two lines that never apply together may both ask for an element."""
    if not isinstance(view.outcome, tuple) or view.items[item].materials[at].elements.count(element) > 1:
        return False
    others = {(item, n) for n, m in enumerate(view.items[item].materials[:at]) if element in m.elements}
    return not any((item, at) in one.materials and others & set(one.materials) for one in view.outcome)


@check("S204")
def sibling_issues_it(view: View) -> Iterator[Found]:
    """A material that a sibling item issues is marked owed, replaced or optional, as if the applicant brought it."""
    for steps, name, material in view.materials():
        marked = [key for key in ("owed", "instead", "optional") if getattr(material, key)]
        for element in material.elements:
            siblings = {one for one in view.issuers.get(element, ()) if one != name}
            always = all(siblings & group for group in view.together if name in group)
            if siblings and always and marked:
                facts = {"element": element, "sibling": min(siblings), "mark": marked[0], "item": name}
                yield Found((*steps, marked[0]), facts)


@check("S205")
def needs_own_result(view: View) -> Iterator[Found]:
    """An item needs the licence that it issues itself."""
    for steps, name, material in view.materials():
        for at, element in enumerate(material.elements):
            if element in view.items[name].issues:
                yield Found((*steps, "elements", at), {"element": element, "item": name})


@check("S206")
def issues_no_licence(view: View) -> Iterator[Found]:
    """What an item issues is not a licence but an element of another type."""
    for name, item in view.items.items():
        for at, issued in enumerate(item.issues):
            element = view.element(issued)
            if element is not None and element.type != "licence":
                facts = {"element": issued, "type": element.type, "item": name}
                yield Found(("scenario", "items", name, "issues", at), facts)


@check("S207")
def issued_twice(view: View) -> Iterator[Found]:
    """Two items that apply together issue the same licence."""
    for licence, items in view.issuers.items():
        for other in items[1:]:
            first = items[0]
            if any({first, other} <= group for group in view.together) or first == other:
                at = view.items[other].issues.index(licence)
                facts = {"element": licence, "item": other, "other": first}
                yield Found(("scenario", "items", other, "issues", at), facts)


@check("S208")
def nobody_gives_it(view: View) -> Iterator[Found]:
    """A licence is needed that no item issues, no resource holds and no unit owns: nobody could ever have it."""
    for steps, name, material in view.materials():
        for at, needed in enumerate(material.elements):
            element = view.element(needed)
            if element is None or element.type != "licence" or material.instead:
                continue
            if not element.owner and not element.held_by and needed not in view.givers:
                yield Found((*steps, "elements", at), {"element": needed, "item": name})


@check("S209")
def material_named_twice(view: View) -> Iterator[Found]:
    """Two materials of one item have the same name, so that an overlay could not say which of them it drops."""
    for name, item in view.items.items():
        seen: set[str] = set()
        for at, material in enumerate(item.materials):
            if material.name.zh in seen:
                steps = ("scenario", "items", name, "materials", at, "name")
                yield Found(steps, {"material": material.name.zh, "item": name})
            seen.add(material.name.zh)


@check("S210", "warning")
def no_result(view: View) -> Iterator[Found]:
    """An item has neither a licence that it issues nor a result in words."""
    for name, item in view.items.items():
        if not item.issues and item.result is None:
            yield Found(("scenario", "items", name), {"item": name})
