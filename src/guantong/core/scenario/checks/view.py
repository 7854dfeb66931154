"""A package as the checks look at it: who needs, who issues, what conditions there are, which situations can occur.

Everything is worked out once, when the first check asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Plan
from guantong.core.scenario.conditions import Condition, parse_condition
from guantong.core.scenario.dictionary import find_element, holder_of, known_ids
from guantong.core.scenario.dispositions import MaterialLine, material_lines
from guantong.core.scenario.index import Index
from guantong.core.scenario.language import Dictionary, Element, Item, Material, Package, Scenario
from guantong.core.scenario.lines import Steps
from guantong.core.scenario.plan import make_plan
from guantong.core.scenario.situations import Applicable, enumerate_situations
from guantong.core.scenario.sources import decide_sources


class View:
    """Questions that several checks ask about one package."""

    def __init__(self, package: Package) -> None:
        self.package = package

    @property
    def scenario(self) -> Scenario:
        return self.package.scenario

    @property
    def items(self) -> dict[str, Item]:
        return self.package.scenario.items

    @property
    def dictionary(self) -> Dictionary:
        return self.package.dictionary

    def element(self, element_id: str) -> Element | None:
        return find_element(self.dictionary, element_id)

    @cached_property
    def element_ids(self) -> list[str]:
        return known_ids(self.dictionary)

    def materials(self) -> Iterator[tuple[Steps, str, Material]]:
        """Yield steps, item and material, for every line of every material list."""
        for name, item in self.items.items():
            for at, material in enumerate(item.materials):
                yield ("scenario", "items", name, "materials", at), name, material

    def needs(self, item: str) -> set[str]:
        """Return the elements that an item really needs: not those that a promise or an officer replaces."""
        return {e for m in self.items[item].materials if not m.instead for e in m.elements}

    def asks_for(self, item: str) -> set[str]:
        return {element for material in self.items[item].materials for element in material.elements}

    @cached_property
    def issuers(self) -> dict[str, list[str]]:
        """Licence -> the items that issue it."""
        found: dict[str, list[str]] = {}
        for name, item in self.items.items():
            for licence in item.issues:
                found.setdefault(licence, []).append(name)
        return found

    @cached_property
    def givers(self) -> dict[str, list[str]]:
        """Element -> the items through whose decision alone it comes to exist: licences, and what only they carry."""
        found: dict[str, list[str]] = {}
        for name, item in self.items.items():
            for licence in item.issues:
                about = self.element(licence)
                carried = [c for c in about.carries if c not in self.asks_for(name)] if about else []
                for element in (licence, *carried):
                    found.setdefault(element, []).append(name)
        return found

    @cached_property
    def waits(self) -> dict[str, dict[str, str]]:
        """Item -> the items whose licences it needs, each with the licence. What a licence only carries makes nobody
        wait in a circle: the compiler asks for it instead."""
        return {
            name: {by: e for e in sorted(self.needs(name)) for by in self.issuers.get(e, ()) if by != name}
            for name in self.items
        }

    @cached_property
    def drawn(self) -> tuple[Plan, ...]:
        """Every distinct plan that a situation leads to, as the compiler will make it; nothing where the package is not
        yet clear enough to be compiled."""
        if not isinstance(self.outcome, tuple):
            return ()
        index = Index(self.package)
        try:
            made = [make_plan(index, one.items, decide_sources(index, one).edges) for one in self.outcome]
        except Refused:
            return ()
        return tuple(
            {id(plan): plan for plan in made}.values()
        )  # situations that wait alike share their plan

    @cached_property
    def material_lines(self) -> tuple[MaterialLine, ...]:
        """Every line with what becomes of it. Compiled only for a package that drops something; nothing where it is
        not yet clear enough to be compiled."""
        drops = any(m.instead and m.instead.by == "dropped" for _, _, m in self.materials())
        if not drops or not isinstance(self.outcome, tuple):
            return ()
        try:
            return material_lines(self.package, compile_package(self.package))
        except Refused:
            return ()

    @cached_property
    def plans(self) -> list[tuple[tuple[str, ...], dict[str, list[str]]]]:
        """Every distinct (items, item -> items it waits for) that a situation leads to."""
        found = []
        for plan in self.drawn:
            waits: dict[str, list[str]] = {}
            for edge in plan.edges:
                waits.setdefault(edge.after, []).append(edge.before)
            found.append((tuple(each.item for each in plan.items), waits))
        return found

    def holder(self, element_id: str) -> str:
        element = self.element(element_id)
        return holder_of(element) if element else ""

    def reads_of(self, item: str) -> set[str]:
        """Return the resources that hold what the item asks for, or the key by which that is found."""
        found = {self.holder(element) for element in self.asks_for(item)}
        keys = {
            r.key
            for name, r in self.package.resources.items()
            if name in found and r.key.strip(".") and "." in r.key
        }
        return found | {self.holder(key) for key in keys}

    def may_read(self, resource: str, item: str) -> bool:
        grant = self.scenario.grants.get(resource)
        return grant is not None and (grant.to == "all" or item in grant.to)

    # ------------------------------------------------------------------------------------------------ conditions

    def written_conditions(self) -> Iterator[tuple[Steps, str]]:
        """Yield the place and the text of every condition in the scenario."""
        for name, ask in self.scenario.asks.items():
            yield ("scenario", "asks", name, "when"), ask.when
        for name, item in self.items.items():
            base = ("scenario", "items", name)
            yield (*base, "when"), item.when
            for at, material in enumerate(item.materials):
                yield (*base, "materials", at, "when"), material.when
            for at, fee in enumerate(item.fees):
                yield (*base, "fees", at, "when"), fee.when

    @cached_property
    def conditions(self) -> list[tuple[Steps, Condition | Refused]]:
        """Every condition that is written, read, or why it cannot be read."""
        found: list[tuple[Steps, Condition | Refused]] = []
        for steps, text in self.written_conditions():
            if not text.strip():
                continue
            try:
                found.append((steps, parse_condition(text)))
            except Refused as wrong:
                found.append((steps, wrong))
        return found

    @cached_property
    def read_conditions(self) -> list[tuple[Steps, Condition]]:
        return [(steps, one) for steps, one in self.conditions if isinstance(one, Condition)]

    @cached_property
    def outcome(self) -> tuple[Applicable, ...] | Refused | None:
        """All situations, why there are too many, or None where a condition cannot be used."""
        asks = self.scenario.asks
        usable = all(isinstance(one, Condition) and one.names <= asks.keys() for _, one in self.conditions)
        ranged = all(a.min is None or a.max is None or a.min <= a.max for a in asks.values())
        if not usable or not ranged or any(a.type == "choice" and not a.choices for a in asks.values()):
            return None
        try:
            return enumerate_situations(self.scenario)
        except Refused as wrong:
            return wrong

    @cached_property
    def together(self) -> list[frozenset[str]]:
        """The sets of items that apply together; all items, where the situations are not known."""
        if isinstance(self.outcome, tuple):
            return list(dict.fromkeys(frozenset(one.items) for one in self.outcome))
        return [frozenset(self.items)]
