"""What nobody may ask an applicant for (M39): a correction must not bring back a proof that is replaced or dropped.

What the form asks may be marked; so may what a source should have given and did not, or what it gave and the
applicant had to type after all. Everything else has a replacement measure, and that is what the office has to use.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from guantong.core.flow.model import Datum, Event, Flow, State
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.core.scenario.dropped import plain_name

NEVER_ASKED = frozenset({"dropped", "commitment", "officer"})
FROM_A_SOURCE = frozenset({"shared", "licence"})
SHORTEST = 4  # signs of a name that says which proof is meant wherever it stands


def not_to_be_asked(event: Event, flow: Flow, state: State) -> tuple[Problem, ...]:
    """Return one problem for each field of a `return` that this matter does not ask for: `cases.not_to_be_asked`, with
    the `way` that replaces it. What another item issues is the engine's to refuse."""
    if event.do != "return" or not event.fields:
        return ()
    ways = _ways(flow, event.item)
    return tuple(
        Problem(code="cases.not_to_be_asked", where=element, facts={"element": element, "way": way})
        for element in dict.fromkeys(event.fields)
        if (way := _replaced_by(ways.get(element, []), state.data.get(element)))
    )


def must_not_ask(event: Event, flow: Flow, state: State) -> None:
    """Refuse a correction that asks for what is replaced or dropped."""
    if problems := not_to_be_asked(event, flow, state):
        raise Refused(*problems)


def must_not_name(event: Event, cancelled: Mapping[str, Text], kept: Collection[str]) -> None:
    """Refuse a correction whose reason names a proof that is cancelled: `cases.dropped_named`, with the measure that
    replaces it. `cancelled` is name -> measure; what the matter itself asks for under the same name (`kept`) may be named."""
    said, known = plain_name(event.because), {plain_name(name) for name in kept}
    problems = tuple(
        Problem(code="cases.dropped_named", where="because", facts={"material": name, "measure": measure})
        for name, measure in cancelled.items()
        if (plain := plain_name(name)) in said and len(plain) >= SHORTEST and plain not in known
    )
    if event.do == "return" and problems:
        raise Refused(*problems)


def _ways(flow: Flow, item: str) -> dict[str, list[str]]:
    """Return element -> the sources from which the branch receives it; for the window, from which any branch does."""
    found: dict[str, list[str]] = {}
    for branch in flow.branches:
        if not item or branch.item == item:
            for given in branch.inputs:
                found.setdefault(given.element, []).append(given.source)
    return found


def _replaced_by(ways: list[str], datum: Datum | None) -> str:
    """Return the way that replaces asking; nothing where the applicant may be asked."""
    if "applicant" in ways:
        return ""
    given = datum is not None and datum.source in FROM_A_SOURCE
    return next((way for way in ways if way in NEVER_ASKED or (way in FROM_A_SOURCE and given)), "")
