"""The flow of a situation: what the engine runs. Everything in it follows from the sources and the plan."""

from __future__ import annotations

from guantong.core.flow.model import Branch, Flow, Input, Inspection, Procedure
from guantong.core.scenario.compiled import Form, FormField, Plan
from guantong.core.scenario.index import Index
from guantong.core.scenario.situations import Applicable
from guantong.core.scenario.sources import Sources


def make_flow(index: Index, applicable: Applicable, sources: Sources, form: Form, plan: Plan) -> Flow:
    """Return the flow: one branch an item, in the package's order, and the joint inspections of the plan."""
    fields = {field.element: field for field in form.fields}
    place_of = {item: visit.place for visit in plan.visits for item in visit.items}
    inputs = _inputs(index, sources, fields)
    return Flow(
        scenario=index.scenario.scenario,
        situation=applicable.key,
        title=index.scenario.title.text(),
        lead=index.scenario.lead,
        promised=plan.promised,
        branches=tuple(
            _branch(index, item, inputs.get(item, ()), sources, place_of.get(item, ""))
            for item in applicable.items
        ),
        inspections=tuple(
            Inspection(place=v.place, title=v.title, items=v.items, led_by=v.led_by, within=v.within)
            for v in plan.visits
        ),
    )


def _branch(index: Index, item: str, inputs: tuple[Input, ...], sources: Sources, place: str) -> Branch:
    about = index.scenario.items[item]
    promised = about.promised.workdays
    return Branch(
        item=item,
        title=index.item_title(item),
        unit=about.unit,
        level=about.level,
        promised=promised,
        legal=about.legal.workdays if about.legal else promised,
        inputs=inputs,
        waits_for=tuple(dict.fromkeys(edge.before for edge in sources.edges if edge.after == item)),
        issues=tuple(about.issues),
        yields=_yields(index, item, sources),
        inspection=place,
        procedures=tuple(Procedure(kind=pause.kind, workdays=pause.term.workdays) for pause in about.pauses),
        stage=about.stage,
    )


def _inputs(index: Index, sources: Sources, fields: dict[str, FormField]) -> dict[str, tuple[Input, ...]]:
    """Return what each item receives, in the form's order; then what is spared it, and by what."""
    found: dict[str, dict[str, Input]] = {}
    for element in sorted(sources.source_of, key=index.order):
        source = sources.source_of[element]
        received = Input(element=element, source=source.word, origin=source.origin)
        if field := fields.get(element):
            received = Input(
                element=element,
                source=source.word,
                owed_workdays=field.owed_workdays,
                required=field.required or bool(field.needed_from_stage),
                later=bool(field.needed_from_stage),
            )
        for line in sources.lines[element]:
            found.setdefault(line.item, {})[element] = received
    for line in sources.spared:
        if line.material.instead:
            spared = Input(element=line.element, source=line.material.instead.by)
            found.setdefault(line.item, {}).setdefault(line.element, spared)
    return {item: tuple(inputs.values()) for item, inputs in found.items()}


def _yields(index: Index, item: str, sources: Sources) -> tuple[str, ...]:
    """Return what exists only through this item's decision: never what somebody hands in or a resource holds."""
    issued = index.scenario.items[item].issues
    possible = dict.fromkeys([*issued, *(e for licence in issued for e in index.element(licence).carries)])
    spared = {line.element for line in sources.spared if line.item == item}
    return tuple(e for e in possible if _comes_from(item, e, sources) and e not in spared)


def _comes_from(item: str, element: str, sources: Sources) -> bool:
    source = sources.source_of.get(element)
    return source is None or (source.word == "sibling" and source.origin == item)
