"""The situations (情形) of a scenario: every set of items, materials and fees that some answers lead to (ADR 1).

Each question's range is cut at the values that conditions mention, and one answer of every piece is tried. Questions that
never meet in one condition are independent: they are tried apart, and only their distinct outcomes are combined.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.answers import normalise_answers
from guantong.core.scenario.compiled import Compiled, Situation
from guantong.core.scenario.conditions import Condition, exact, holds, parse_condition
from guantong.core.scenario.language import Ask, Package, Scenario

MOST_SITUATIONS = 512  # ADR 1
MOST_TRIALS = 32_768  # combinations of pieces within one group of questions that depend on each other

Part = tuple[str, int]  # an item and the position of one of its materials or fees


class Applicable(msgspec.Struct, frozen=True, kw_only=True):
    """What applies together. `materials` and `fees` are (item, position in the item's list); `answers` lead here."""

    key: str
    answers: dict[str, Any]
    items: tuple[str, ...]
    materials: tuple[Part, ...]
    fees: tuple[Part, ...]


# ----------------------------------------------------------------------------------------------- what applies


def applicable_for(
    scenario: Scenario, answers: Mapping[str, Any], known: dict[Any, bool] | None = None
) -> Applicable:
    """Return what applies under normalised answers (possibly no item at all). `known` remembers from one call to
    the next what conditions came to."""
    known = {} if known is None else known
    items: list[str] = []
    materials: list[Part] = []
    fees: list[Part] = []
    for name, item in scenario.items.items():
        if not _holds(item.when, answers, known):
            continue
        items.append(name)
        materials += [(name, i) for i, m in enumerate(item.materials) if _holds(m.when, answers, known)]
        fees += [(name, i) for i, f in enumerate(item.fees) if _holds(f.when, answers, known)]
    return Applicable(
        key=_key(scenario, items, materials, fees),
        answers=dict(answers),
        items=tuple(items),
        materials=tuple(materials),
        fees=tuple(fees),
    )


def _holds(when: str, answers: Mapping[str, Any], known: dict[Any, bool]) -> bool:
    if not when:
        return True
    condition = parse_condition(when)
    asked = (when, *((name, answers.get(name)) for name in sorted(condition.names)))
    if asked not in known:
        known[asked] = holds(condition, answers)
    return known[asked]


def _key(scenario: Scenario, items: Sequence[str], materials: Sequence[Part], fees: Sequence[Part]) -> str:
    """Name what applies by its content, so that the key outlives new questions and a new order of lines."""
    lines = sorted(items)
    for name, i in materials:
        material = scenario.items[name].materials[i]
        lines.append(f"{name}|{material.name.zh}|{','.join(sorted(material.elements))}")
    lines += [f"{name}|{scenario.items[name].fees[i].title.zh}" for name, i in fees]
    digest = hashlib.new("sm3", "\n".join(sorted(lines)).encode()).hexdigest()
    return f"{len(items)}-items-{digest[:8]}"


# -------------------------------------------------------------------------------------------------- enumeration


def enumerate_situations(scenario: Scenario) -> tuple[Applicable, ...]:
    """Return every distinct set with at least one item, the widest first, each with answers that lead to it.

    An item (or material, or fee) that is in none of them can never apply. Refuse `situations.too_many` above 512 and
    `situations.too_entangled` when too many questions depend on each other; `condition.*` for a bad condition.
    """
    found: dict[str, Applicable] = {}
    witnesses = [_distinct_outcomes(scenario, group) for group in _groups(scenario)]
    count = math.prod(len(w) for w in witnesses)
    if count > MOST_SITUATIONS:
        raise Refused(
            Problem(code="situations.too_many", facts={"count": str(count), "most": str(MOST_SITUATIONS)})
        )
    known: dict[Any, bool] = {}
    for choice in itertools.product(*witnesses):
        merged = {name: value for answers in choice for name, value in answers.items()}
        one = applicable_for(scenario, {name: merged.get(name) for name in scenario.asks}, known)
        if one.items:
            found.setdefault(one.key, one)
    return tuple(
        sorted(found.values(), key=lambda s: (-len(s.items), -len(s.materials), -len(s.fees), s.key))
    )


def conditions_of(scenario: Scenario) -> tuple[tuple[Condition, ...], ...]:
    """Return the conditions that decide together whether one thing applies (an item's with its material's)."""
    together: list[tuple[Condition, ...]] = []
    for item in scenario.items.values():
        own = parse_condition(item.when)
        together.append((own,))
        parts = [m.when for m in item.materials] + [f.when for f in item.fees]
        together += [(own, parse_condition(when)) for when in parts if when]
    return tuple(bundle for bundle in together if any(c.names for c in bundle))


def _groups(scenario: Scenario) -> list[tuple[str, ...]]:
    """Return the questions in groups that depend on each other, through a condition or through a question's `when`."""
    group_of = {name: {name} for name in scenario.asks}
    links = [{n for c in bundle for n in c.names} for bundle in conditions_of(scenario)]
    links += [{name, *parse_condition(ask.when).names} for name, ask in scenario.asks.items()]
    for link in links:
        known = [group_of[n] for n in link if n in group_of]
        merged = set().union(*known)
        for name in merged:
            group_of[name] = merged
    unique = {id(group): group for group in group_of.values()}
    return [tuple(name for name in scenario.asks if name in group) for group in unique.values()]


def _distinct_outcomes(scenario: Scenario, group: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return one set of answers for each distinct outcome of the conditions that this group decides."""
    bundles = [b for b in conditions_of(scenario) if any(c.names & set(group) for c in b)]
    comparisons = [c for b in bundles for condition in b for c in condition.comparisons]
    comparisons += [c for ask in scenario.asks.values() for c in parse_condition(ask.when).comparisons]
    pieces = {
        name: pieces_of(scenario.asks[name], [v for c in comparisons if c.name == name for v in c.values])
        for name in group
    }
    trials = math.prod(len(p) for p in pieces.values())
    if trials > MOST_TRIALS:
        facts = {"names": ", ".join(group), "count": str(trials), "most": str(MOST_TRIALS)}
        raise Refused(Problem(code="situations.too_entangled", facts=facts))
    distinct = dict.fromkeys(bundles)
    outcomes: dict[tuple[bool, ...], dict[str, Any]] = {}
    for answers in _trials(scenario.asks, group, pieces, {}):
        outcome = tuple(all(holds(c, answers) for c in bundle) for bundle in distinct)
        outcomes.setdefault(outcome, answers)
    return list(outcomes.values())


def _trials(
    asks: Mapping[str, Ask],
    names: tuple[str, ...],
    pieces: Mapping[str, tuple[Any, ...]],
    known: dict[str, Any],
) -> Iterator[dict[str, Any]]:
    if not names:
        yield known
        return
    name, rest = names[0], names[1:]
    asked = not asks[name].when or holds(asks[name].when, known)
    for value in pieces[name] if asked else (None,):
        yield from _trials(asks, rest, pieces, {**known, name: value})


# ------------------------------------------------------------------------------------------------------- pieces


def pieces_of(ask: Ask, cuts: Sequence[Any]) -> tuple[Any, ...]:
    """Return one answer of every piece of a question's range: yes and no, each choice, or for a number one answer
    below, at and above each cut, within `min` and `max`.

    >>> pieces_of(Ask(title="area", type="integer", min=1), [Fraction(300)])
    (150, 300, 301)
    """
    if ask.type == "yes-no":
        return (True, False)
    if ask.type == "choice":
        return tuple(ask.choices)
    low = None if ask.min is None else exact(ask.min)
    high = None if ask.max is None else exact(ask.max)
    whole = ask.type == "integer"
    inside = sorted({c for c in cuts if isinstance(c, Fraction) and _within(c, low, high)})
    found = [c for c in inside if c.denominator == 1 or not whole]
    edges: list[Fraction | None] = [None, *inside, None]
    for left, right in itertools.pairwise(edges):
        value = _whole_between(left, right, low, high)
        if value is None and not whole:
            value = _half_way(low if left is None else left, high if right is None else right)
        found += [] if value is None else [value]
    return tuple(int(v) if whole else float(v) for v in sorted(found))


def _within(value: Fraction, low: Fraction | None, high: Fraction | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _whole_between(
    left: Fraction | None, right: Fraction | None, low: Fraction | None, high: Fraction | None
) -> Fraction | None:
    """Return a whole number strictly between two cuts; at the ends of the range its bounds count too."""
    first = math.floor(left) + 1 if left is not None else math.ceil(low) if low is not None else None
    last = math.ceil(right) - 1 if right is not None else math.floor(high) if high is not None else None
    if first is not None and last is not None:
        return Fraction((first + last) // 2) if first <= last else None
    return Fraction(next((v for v in (first, last) if v is not None), 0))


def _half_way(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return (left + right) / 2 if left is not None and right is not None and left < right else None


# ------------------------------------------------------------------------------------------------------ look-up


def situation_for(compiled: Compiled, package: Package, answers: Mapping[str, Any]) -> Situation:
    """Return the situation that raw answers lead to; `package` must be the one that `compiled` came from.

    Refuse `answer.*` with one problem for each missing or wrong answer, `situation.nothing_applies` when no item
    applies, `situation.unknown` when the package and the compiled scenario do not belong together.
    """
    wanted = applicable_for(package.scenario, normalise_answers(package.scenario.asks, answers))
    if not wanted.items:
        raise Refused(Problem(code="situation.nothing_applies", where=compiled.scenario))
    for situation in compiled.situations:
        if situation.key == wanted.key:
            return situation
    raise Refused(Problem(code="situation.unknown", where=compiled.scenario, facts={"key": wanted.key}))
