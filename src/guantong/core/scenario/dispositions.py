"""What becomes of every line of every material list, and what replaces it (M38, M39; ADR 12).

Read off the compiled form, never written: a line is *kept* only if the one form really asks for something on it. The public
lists, the counts, the guide and the checks all read from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import say
from guantong.core.scenario.compiled import Compiled, Given, Situation
from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.language import Material, Package
from guantong.core.scenario.situations import applicable_for

WAYS = ("kept", "asked-once", "shared", "licence", "issued", "commitment", "officer", "dropped")
REPLACED = WAYS[1:]
ON_ONE_IDENTITY = ("shared", "licence", "commitment", "dropped")
IDENTITY_CHECKS = ("id-number", "uscc")
_WAY_OF = {"shared": "shared", "licence": "licence", "sibling": "issued"}


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """What replaces a line, or a part of it. `title` is the resource, the item that issues it, the other material, or
    the words of the commitment; `unit` the role that holds, issues or fetches it; `origin` the resource or item by name."""

    way: str
    title: Text
    unit: str = ""
    law: str = ""
    origin: str = ""


class Disposition(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one line (`item`, `position` in its list) in one situation.

    `asks` are the elements that the form asks because of this line and of no line before it, `found_by` the keys
    that it asks so that sources find the rest. Over all lines they are exactly the fields of the form, each once.
    `again` are those on the line that another line asks for already.
    """

    item: str
    position: int
    material: Text
    way: str
    asks: tuple[str, ...] = ()
    found_by: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()


class MaterialLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a package's lists over all situations in which it applies, the widest first. `ways` are the distinct
    dispositions in the order found, `situations` how many situations have each. `variants` are all dispositions with a
    measure of their own, those in `ways` included: where one proof has several issuers, each issues it in its situations."""

    item: str
    position: int
    material: Text
    kind: str
    law: str
    unit: str
    elements: tuple[str, ...]
    ways: tuple[Disposition, ...]
    situations: tuple[int, ...]
    variants: tuple[Disposition, ...] = ()

    @property
    def kept(self) -> bool:
        """True when some situation still asks for it: nothing half saved is called saved."""
        return any(way.way == "kept" for way in self.ways)

    @property
    def asked(self) -> frozenset[str]:
        """The elements on the line that the applicant gives in some situation, whichever line asks for them first."""
        return frozenset(e for way in self.ways for e in (*way.asks, *way.again))

    @property
    def dropped(self) -> bool:
        return any(way.way == "dropped" for way in self.ways)

    @property
    def differs(self) -> bool:
        return len(self.ways) > 1


# -------------------------------------------------------------------------------------------------- one situation


def dispositions_of(package: Package, situation: Situation) -> tuple[Disposition, ...]:
    """Return what becomes of every line that applies in the situation, in the order of the lists. `package` must be the
    one that the situation came from (a division's overlay applied)."""
    asked, given = _by_line(situation)
    places = applicable_for(package.scenario, situation.answers).materials
    materials = [(item, n, package.scenario.items[item].materials[n]) for item, n in places]
    first: dict[str, int] = {}  # element -> the line that asks for it first, by its own list or else as a key
    for on_list in (True, False):
        for at, (item, _, material) in enumerate(materials):
            for element in asked.get((item, material.name.zh), ()):
                if (element in material.elements) is on_list:
                    first.setdefault(element, at)
    found = []
    for at, (item, position, material) in enumerate(materials):
        place = (item, material.name.zh)
        new = [element for element in asked.get(place, ()) if first[element] == at]
        asks = tuple(element for element in new if element in material.elements)
        again = tuple(e for e in asked.get(place, ()) if e in material.elements and first[e] != at)
        others = [materials[first[element]][2].name.text() for element in again]
        way, measures = _way(package, item, material, bool(asks), others, given.get(place, {}))
        found.append(
            Disposition(
                item=item,
                position=position,
                material=material.name.text(),
                way=way,
                asks=asks,
                found_by=tuple(element for element in new if element not in material.elements),
                again=again,
                measures=measures,
            )
        )
    return tuple(found)


Place = tuple[str, str]


def _by_line(
    situation: Situation,
) -> tuple[dict[Place, tuple[str, ...]], dict[Place, dict[str, Given]]]:
    """Return by (item, material) the elements that the form asks, and those that somebody else gives."""
    asked: dict[Place, tuple[str, ...]] = {}
    given: dict[Place, dict[str, Given]] = {}
    for field in situation.form.fields:
        for asker in field.asked_by:
            place = (asker.item, asker.material)
            asked[place] = (*asked.get(place, ()), field.element)
    for one in situation.form.given:
        for asker in one.asked_by:
            given.setdefault((asker.item, asker.material), {})[one.element] = one
    return asked, given


def _way(
    package: Package,
    item: str,
    material: Material,
    asks: bool,
    others: list[Text],
    given: Mapping[str, Given],
) -> tuple[str, tuple[Measure, ...]]:
    about = package.scenario.items[item]
    if instead := material.instead:
        law = material.law or (about.law[0] if about.law else "")
        return instead.by, (Measure(way=instead.by, title=instead.why.text(), unit=about.unit, law=law),)
    sources = tuple(
        dict.fromkeys(
            _source(package, given[element])
            for element in material.elements
            if element in given and given[element].source in _WAY_OF
        )
    )
    if asks:
        return "kept", sources
    if others:
        there = (Measure(way="asked-once", title=title) for title in dict.fromkeys(others))
        return "asked-once", (*there, *sources)
    ways = [measure.way for measure in sources]
    return next((way for way in WAYS if way in ways), "kept"), sources


def _source(package: Package, given: Given) -> Measure:
    way = _WAY_OF[given.source]
    if way == "issued":
        item = package.scenario.items[given.origin]
        return Measure(way=way, title=item.title.text(), unit=item.unit, origin=given.origin)
    resource = package.resources[given.origin]
    grant = package.scenario.grants.get(given.grant)
    law = grant.law if grant else ""
    return Measure(way=way, title=resource.title.text(), unit=resource.owner, law=law, origin=given.origin)


# -------------------------------------------------------------------------------------------------- one package


def material_lines(package: Package, compiled: Compiled) -> tuple[MaterialLine, ...]:
    """Return every line of the package that ever applies, in the order of the lists, with all that becomes of it."""
    found: dict[tuple[str, int], dict[str, list[Disposition]]] = {}
    for situation in compiled.situations:
        for one in dispositions_of(package, situation):
            ways = found.setdefault((one.item, one.position), {})
            ways.setdefault(one.way, []).append(one)
    places = [
        (item, at) for item, about in package.scenario.items.items() for at in range(len(about.materials))
    ]
    return tuple(_line(package, *place, found[place]) for place in places if place in found)


def _line(package: Package, item: str, position: int, ways: Mapping[str, list[Disposition]]) -> MaterialLine:
    about = package.scenario.items[item]
    material = about.materials[position]
    return MaterialLine(
        item=item,
        position=position,
        material=material.name.text(),
        kind=material.kind,
        law=material.law or (about.law[0] if about.law else ""),
        unit=about.unit,
        elements=tuple(material.elements),
        ways=tuple(each[0] for each in ways.values()),
        situations=tuple(len(each) for each in ways.values()),
        variants=tuple(one for each in ways.values() for one in _distinct(each)),
    )


def _distinct(dispositions: list[Disposition]) -> list[Disposition]:
    """Return the first, and of the others those with a measure that none before them has."""
    found: list[Disposition] = []
    known: set[Measure] = set()
    for one in dispositions:
        if not found or not known.issuperset(one.measures):
            found.append(one)
            known.update(one.measures)
    return found


# ------------------------------------------------------------------------------------------------- one identity


def runs_on_one_identity(package: Package, situation: Situation, item: str = "") -> bool:
    """Return whether an identity number or a credit code is all that a person shows (一证通办), for one item of the
    situation or for all of it: every line comes from a source, is promised or dropped, and the form asks at most one key
    that stands on an identity card or a business licence."""
    lines = [one for one in dispositions_of(package, situation) if not item or one.item == item]
    keys = [
        field.element
        for field in situation.form.fields
        if not item or any(asker.item == item for asker in field.asked_by)
    ]
    return (
        bool(lines)
        and all(one.way in ON_ONE_IDENTITY for one in lines)
        and len(keys) <= 1
        and all(_is_identity(package, key) for key in keys)
    )


def items_on_one_identity(package: Package, compiled: Compiled) -> tuple[str, ...]:
    """Return the items that run on one identity in at least one situation, in the order of the package."""
    return tuple(
        item
        for item in package.scenario.items
        if any(
            item in situation.items and runs_on_one_identity(package, situation, item)
            for situation in compiled.situations
        )
    )


def _is_identity(package: Package, element: str) -> bool:
    found = find_element(package.dictionary, element)
    return found is not None and found.check in IDENTITY_CHECKS


def count_ways(dispositions: Iterable[Disposition]) -> dict[str, int]:
    """Return how many lines each way has, every way named."""
    counts = dict.fromkeys(WAYS, 0)
    for one in dispositions:
        counts[one.way] += 1
    return counts


# ----------------------------------------------------------------------------------------------------- in words


def say_measure(package: Package, measure: Measure, language: str) -> str:
    """Return one replacement measure in words."""
    unit = package.units.get(measure.unit)
    name = unit.short.text().in_(language) if unit else measure.unit
    return say(f"measure-{measure.way}", language, title=measure.title.in_(language), unit=name)


def say_disposition(package: Package, disposition: Disposition, language: str) -> str:
    """Return what becomes of a line in words: that the applicant hands it in, or all measures that replace it."""
    if disposition.way == "kept":
        return say("measure-kept", language)
    said = dict.fromkeys(say_measure(package, measure, language) for measure in disposition.measures)
    return say("show-guide-semicolon", language).join(said)
