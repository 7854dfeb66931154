"""What if a grant were withdrawn, or an item left out? Compiled twice and set side by side, situation by situation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

import msgspec

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Figure, FormField, Situation
from guantong.core.scenario.language import Grant, Package
from guantong.core.scenario.situations import applicable_for


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One situation, now and then. `back` is what the applicant has to give again, `gone` what no longer;
    `then` is None where nothing is left to apply for."""

    now: Situation
    then: Situation | None
    back: tuple[FormField, ...]
    gone: tuple[FormField, ...]

    @property
    def figures(self) -> tuple[tuple[Figure, Figure], ...]:
        """The figures that change, now and then."""
        if self.then is None:
            return ()
        pairs = zip(self.now.figures, self.then.figures, strict=True)
        return tuple(
            (now, then) for now, then in pairs if (now.before, now.after) != (then.before, then.after)
        )


def withdraw(package: Package, *, grants: Sequence[str] = (), items: Sequence[str] = ()) -> Package:
    """Return the package without these grants and items. `population` is the whole grant, `population:registration`
    that of one item. Refuse `whatif.*` with the nearest name for what is not there."""
    scenario = package.scenario
    problems = [p for name in grants for p in _missing("grant", name.partition(":")[0], scenario.grants)]
    problems += [
        p for name in grants if ":" in name for p in _missing("item", name.partition(":")[2], scenario.items)
    ]
    problems += [p for name in items for p in _missing("item", name, scenario.items)]
    if not problems and set(items) >= scenario.items.keys():
        problems.append(Problem(code="whatif.nothing_left", where=scenario.scenario))
    if problems:
        raise Refused(*problems)
    changes: dict[str, Any] = {
        "grants": _without_grants(scenario.grants, scenario.items, grants),
        "items": {name: item for name, item in scenario.items.items() if name not in items},
    }
    return package.model_copy(update={"scenario": scenario.model_copy(update=changes)})


def _missing(kind: str, name: str, possible: Iterable[str]) -> list[Problem]:
    names = list(possible)
    if name in names:
        return []
    nearest = (get_close_matches(name, names, n=1, cutoff=0.5) or [""])[0]
    facts = {"name": name, "possible": ", ".join(names)}
    return [Problem(code=f"whatif.no_{kind}", where=name, facts=facts, nearest=nearest)]


def _without_grants(
    known: dict[str, Grant], items: Iterable[str], withdrawn: Sequence[str]
) -> dict[str, Grant]:
    left: dict[str, Grant] = {}
    for name, grant in known.items():
        users = list(items) if grant.to == "all" else list(grant.to)
        kept = [item for item in users if name not in withdrawn and f"{name}:{item}" not in withdrawn]
        if kept:
            left[name] = grant if kept == users else grant.model_copy(update={"to": kept})
    return left


def compare(package: Package, other: Package) -> tuple[Difference, ...]:
    """Return for each situation of `package` what it becomes in `other`, the same answers given."""
    then = {situation.key: situation for situation in compile_package(other).situations}
    return tuple(
        _difference(now, _counterpart(now, other, then)) for now in compile_package(package).situations
    )


def _counterpart(now: Situation, other: Package, then: dict[str, Situation]) -> Situation | None:
    return then.get(applicable_for(other.scenario, now.answers).key)


def _difference(now: Situation, then: Situation | None) -> Difference:
    before = {field.element for field in now.form.fields}
    after = {field.element for field in then.form.fields} if then else set()
    return Difference(
        now=now,
        then=then,
        back=tuple(field for field in (then.form.fields if then else ()) if field.element not in before),
        gone=tuple(field for field in now.form.fields if field.element not in after),
    )
