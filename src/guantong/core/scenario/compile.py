"""The compiler: up the V, from the departments' lists to everything that follows from them (ADR 1).

Each situation gets its form, plan, data requests, figures, fees and flow. The same package gives the same bytes.
"""

from __future__ import annotations

from guantong.core.scenario.compiled import Compiled, Fee, Situation
from guantong.core.scenario.figures import make_figures
from guantong.core.scenario.flows import make_flow
from guantong.core.scenario.form import make_form
from guantong.core.scenario.index import Index
from guantong.core.scenario.language import Package
from guantong.core.scenario.plan import make_plan
from guantong.core.scenario.requests import make_requests
from guantong.core.scenario.situations import Applicable, enumerate_situations
from guantong.core.scenario.sources import decide_sources


def compile_package(package: Package, division: str = "") -> Compiled:
    """Return everything that follows from a package, its situations the widest first.

    `division` only says for whom: a city's overlay is applied before, by `apply_overlay`, so that the package at hand and
    the compiled scenario belong together. Refuse `S201` for licences that wait in a circle, `situations.*`, `condition.*`.
    """
    index = Index(package)
    return Compiled(
        scenario=package.scenario.scenario,
        title=package.scenario.title.text(),
        division=division,
        situations=tuple(_compile(index, one) for one in enumerate_situations(package.scenario)),
    )


def _compile(index: Index, applicable: Applicable) -> Situation:
    sources = decide_sources(index, applicable)
    form = make_form(index, applicable.items, sources)
    plan = make_plan(index, applicable.items, sources.edges)
    return Situation(
        key=applicable.key,
        answers=applicable.answers,
        items=applicable.items,
        form=form,
        plan=plan,
        requests=make_requests(index, sources),
        figures=make_figures(index, applicable, form, plan),
        fees=_fees(index, applicable),
        flow=make_flow(index, applicable, sources, form, plan),
    )


def _fees(index: Index, applicable: Applicable) -> tuple[Fee, ...]:
    found = []
    for item, position in applicable.fees:
        fee = index.scenario.items[item].fees[position]
        found.append(Fee(item=item, title=fee.title.text(), amount_cents=fee.amount_cents, law=fee.law))
    return tuple(found)
