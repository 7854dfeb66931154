"""Refusals in the words of the reader: what the engine calls by its id gets its title, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec.structs import replace

from guantong.core.flow.model import VERBS, Flow
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import say
from guantong.core.scenario.compiled import Situation

from ..access import Held, package_of
from .values import titles_of

# The facts that hold ids, one or several: of elements, items, places, roles of units, verbs.
NAMED = (
    "elements",
    "element",
    "possible",
    "place",
    "target",
    "items",
    "item",
    "units",
    "unit",
    "leading",
    "verb",
)
TELLS_BY_ITSELF = "cases.stale"  # its text has words of its own for each verb
BETWEEN = ", "  # as the engine writes several of them


def in_words(refused: Refused, titles: Mapping[str, Text]) -> Refused:
    """Return the same refusal with titles instead of ids. What has no title stays as it is; codes and places do, too."""
    return Refused(*(_with_titles(problem, titles) for problem in refused.problems))


def names_ids(refused: Refused) -> bool:
    return any(name in problem.facts for problem in refused.problems for name in NAMED)


def titles_in(flow: Flow) -> dict[str, Text]:
    """Return the titles of the items and places of a flow."""
    return {branch.item: branch.title for branch in flow.branches} | {
        plan.place: plan.title for plan in flow.inspections
    }


def all_titles(held: Held) -> dict[str, Text]:
    """Return the titles of everything that a refusal in a case may name. An item goes before a verb of the same name."""
    units = package_of(held).units
    roles = {role: unit.short.text() for role, unit in units.items()}
    return {**verb_titles(), **roles, **titles_of(held).titles, **titles_in(held.flow)}


@cache
def verb_titles() -> dict[str, Text]:
    """Return the verbs as buttons name them."""
    keys = {verb: f"flow-verb-{verb.replace('_', '-')}" for verb in VERBS}
    return {verb: Text(say(key, "zh"), say(key, "en")) for verb, key in keys.items()}


def titles_of_form(situation: Situation) -> dict[str, Text]:
    """Return the titles of what a form asks for or gives, and of the items behind it."""
    given = {each.element: each.title for each in situation.form.given}
    return titles_in(situation.flow) | given | {each.element: each.title for each in situation.form.fields}


def _with_titles(problem: Problem, titles: Mapping[str, Text]) -> Problem:
    if problem.code == TELLS_BY_ITSELF:
        return problem
    facts = {
        name: _titled(fact, titles) if name in NAMED and isinstance(fact, str) else fact
        for name, fact in problem.facts.items()
    }
    return replace(problem, facts=facts)


def _titled(fact: str, titles: Mapping[str, Text]) -> str | tuple[Text | str, ...]:
    ids = fact.split(BETWEEN)
    return tuple(titles.get(each, each) for each in ids) if titles.keys() & set(ids) else fact
