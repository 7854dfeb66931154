"""Where each element of a situation comes from, so that nobody hands in what the state already has.

An element has *one* source in a situation, the same for every item that needs it: a sibling that issues it, a resource
that every one of these items may read, or else the applicant. What a material replaces (`instead`) is spared item by item.
The order of precedence and the reasons are in `docs/explain/compiler.md`.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import msgspec

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.compiled import Asker, Edge
from guantong.core.scenario.index import Index, Line
from guantong.core.scenario.situations import Applicable


class Source(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The source of an element. `origin` is the sibling or the resource; `key` the element that finds it there."""

    word: str
    origin: str = ""
    key: str = ""


class Sources(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All decisions for one situation. `lines` holds what is needed (keys included), `spared` what an `instead`
    replaces; `edges` are the waits that follow from sibling sources, ordered."""

    source_of: dict[str, Source]
    lines: dict[str, tuple[Line, ...]]
    spared: tuple[Line, ...]
    edges: tuple[Edge, ...]


# ------------------------------------------------------------------------------------------------------ deciding


def decide_sources(index: Index, applicable: Applicable) -> Sources:
    """Return the source of every element that the applicable lists name; refuse `S201` when licences wait in a circle."""
    needed, spared = _needed_and_spared(index, applicable)
    users = {element: frozenset(line.item for line in lines) for element, lines in needed.items()}
    produced, edges = _produced(index, applicable, users, spared)
    decision = _Decision(index, produced, users)
    source_of = decision.settle()
    lines = {element: list(found) for element, found in needed.items()}
    for line in [line for found in needed.values() for line in found]:
        source = source_of[line.element]
        while source.key:
            _add_key(lines.setdefault(source.key, []), _as_key(index, line, source))
            source = source_of[source.key]
    settled = {element: tuple(found) for element, found in lines.items()}
    return Sources(source_of=source_of, lines=settled, spared=tuple(spared), edges=edges)


def _as_key(index: Index, line: Line, source: Source) -> Line:
    """The key of a lookup is asked for the sake of what is looked up, under the law of the grant."""
    grant = index.scenario.grants[source.origin]
    asker = Asker(item=line.item, material=line.material.name.zh, law=grant.law or line.asker.law)
    return Line(element=source.key, item=line.item, material=line.material, asker=asker, via=line.element)


def _add_key(lines: list[Line], line: Line) -> None:
    """An item that lists the element, or needs it as a key already, gets no second line."""
    if all(other.item != line.item for other in lines):
        lines.append(line)


def _needed_and_spared(index: Index, applicable: Applicable) -> tuple[dict[str, list[Line]], list[Line]]:
    needed: dict[str, list[Line]] = {}
    spared: list[Line] = []
    for item, position in applicable.materials:
        for line in index.lines(item, position):
            if line.material.instead:
                spared.append(line)
            else:
                needed.setdefault(line.element, []).append(line)
    wanted = {(line.item, line.element) for lines in needed.values() for line in lines}
    return needed, [line for line in spared if (line.item, line.element) not in wanted]


Waits = dict[str, set[str]]  # item -> the items that it waits for


def _produced(
    index: Index, applicable: Applicable, users: Mapping[str, frozenset[str]], spared: list[Line]
) -> tuple[dict[str, str], tuple[Edge, ...]]:
    """Return which sibling produces which element, and the edges. A licence that is issued must be waited for; what it
    carries is taken from it only where that makes nobody wait in a circle (then it is asked as before)."""
    own = {(item, e) for e, items in users.items() for item in items}
    own |= {(line.item, line.element) for line in spared}  # what a list names exists before the decision
    issued, carried = _offers(index, applicable, own)
    waits: Waits = {item: set() for item in applicable.items}
    produced: dict[str, str] = {}
    for element, item in issued.items():
        if element in users:
            produced[element] = item
            for user in users[element]:
                waits[user].add(item)
    if circle := find_circle(waits):
        raise Refused(_circular(index, circle, produced, users))
    for element, item in carried.items():
        if element in users and element not in produced and not _reaches(waits, item, users[element]):
            produced[element] = item
            for user in users[element]:
                waits[user].add(item)
    return produced, _edges(applicable, produced, users)


def _offers(
    index: Index, applicable: Applicable, own: set[tuple[str, str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return who issues each licence and who issues a licence that carries an element, the first item in both."""
    issued: dict[str, str] = {}
    carried: dict[str, str] = {}
    for item in applicable.items:
        for licence in index.scenario.items[item].issues:
            if (item, licence) not in own:
                issued.setdefault(licence, item)
                for element in index.element(licence).carries:
                    if (item, element) not in own:
                        carried.setdefault(element, item)
    return issued, carried


def _edges(
    applicable: Applicable, produced: dict[str, str], users: Mapping[str, frozenset[str]]
) -> tuple[Edge, ...]:
    place = {item: i for i, item in enumerate(applicable.items)}
    edges = [Edge(before=item, after=user, element=e) for e, item in produced.items() for user in users[e]]
    return tuple(sorted(edges, key=lambda edge: (place[edge.after], place[edge.before], edge.element)))


def _reaches(waits: Waits, item: str, goals: frozenset[str]) -> bool:
    """Return whether `item` already waits, directly or not, for one of the goals."""
    seen, todo = set(), [item]
    while todo:
        here = todo.pop()
        if here in goals:
            return True
        if here not in seen:
            seen.add(here)
            todo += waits[here]
    return False


def find_circle(waits: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return items that wait for each other in a circle, first one repeated at the end; empty when there are none."""
    left = {item: set(before) for item, before in waits.items()}
    while free := [item for item, before in left.items() if not before & left.keys()]:
        for item in free:
            del left[item]
    if not left:
        return ()
    path = [next(iter(left))]
    while path.count(path[-1]) == 1:
        path.append(min(left[path[-1]] & left.keys()))
    return tuple(path[path.index(path[-1]) :])


def _circular(
    index: Index, circle: tuple[str, ...], produced: Mapping[str, str], users: Mapping[str, frozenset[str]]
) -> Problem:
    pairs = list(itertools.pairwise(circle))
    causes = [e for after, before in pairs for e, p in produced.items() if p == before and after in users[e]]
    facts = {"cycle": " ← ".join(circle), "elements": ", ".join(dict.fromkeys(causes)), "near": 0}
    return Problem(code="S201", where=index.scenario.scenario, facts=facts)


class _Decision:
    """The decision of what is read and what is asked. Repeats until the keys that lookups need are settled too."""

    def __init__(self, index: Index, produced: dict[str, str], users: dict[str, frozenset[str]]) -> None:
        self.index = index
        self.produced = produced
        self.users = dict(users)
        self.listed = tuple(sorted(users, key=index.order))
        self.known: dict[str, Source] = {}

    def settle(self) -> dict[str, Source]:
        """Return the sources. A key's users only grow, so this ends."""
        while True:
            self.known = {}
            for element in self.listed:
                self._source(element, ())
            grown = False
            wanted = dict.fromkeys(self.listed)
            for element in self._with_keys():
                wanted[element] = None
                key = self.known[element].key
                if key and not self.users[element] <= self.users.get(key, frozenset()):
                    self.users[key] = self.users.get(key, frozenset()) | self.users[element]
                    grown = True
            if not grown:
                return {element: self.known[element] for element in wanted}

    def _with_keys(self) -> list[str]:
        """Return what is listed, and the keys needed for it, and the keys needed for those."""
        found = list(self.listed)
        for element in found:
            key = self.known[element].key
            if key and key not in found:
                self.users.setdefault(key, frozenset())
                found.append(key)
        return found

    def _source(self, element: str, path: tuple[str, ...]) -> Source:
        if element not in self.known:
            self.known[element] = self._decide(element, path)
        return self.known[element]

    def _decide(self, element: str, path: tuple[str, ...]) -> Source:
        if element in self.produced:
            return Source(word="sibling", origin=self.produced[element])
        applicant = Source(word="applicant")
        held = self.index.resource_of(element)
        if held is None or not self.index.granted(held[0], self.users.get(element, frozenset())):
            return applicant
        name, resource = held
        word = "licence" if self.index.element(element).type == "licence" else "shared"
        if resource.mode == "session" or not resource.key:
            return Source(word=word, origin=name)
        key = self.index.key_of(element, resource)
        if key is None or key == element or key in path:
            return applicant
        found = self._source(key, (*path, element))
        return applicant if found.word == "sibling" else Source(word=word, origin=name, key=key)
