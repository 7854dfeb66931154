"""The one form (一表): every element that only the applicant can give, once, and what is not asked any more and why."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import Asker, Form, FormField, Given
from guantong.core.scenario.dictionary import split_id
from guantong.core.scenario.index import Index, Line
from guantong.core.scenario.language import Package
from guantong.core.scenario.sources import Sources


def make_form(index: Index, items: Iterable[str], sources: Sources) -> Form:
    """Return the form in the order in which a person can follow: as the dictionary does, documents last."""
    first = min((stage_place(index, item) for item in items), default=0)
    keys = {source.key for source in sources.source_of.values()}
    ordered = sorted(sources.source_of, key=index.order)
    asked = [e for e in ordered if sources.source_of[e].word == "applicant"]
    given = [e for e in ordered if sources.source_of[e].word != "applicant"]
    return Form(
        fields=tuple(
            make_field(index, element, sources.lines[element], first=first, key=element in keys)
            for element in asked
        ),
        given=(*(_given(index, sources, element) for element in given), *_spared(index, sources.spared)),
    )


def make_field(
    index: Index, element_id: str, lines: tuple[Line, ...], *, first: int = 0, key: bool = False
) -> FormField:
    """Return the field of one element. It may be owed, left out, or left until its stage only if everybody who asks for
    it allows that. `first` is the place of the stage in which the matter begins; the `key` of a lookup is needed at once."""
    demanded = key or not all(line.material.optional for line in lines)
    stage = "" if key or not demanded else _later_stage(index, lines, first)
    return describe_field(
        index,
        element_id,
        _askers(lines),
        required=demanded and not stage,
        owed=None if key else owed_workdays(lines),
        stage=stage,
    )


def stage_place(index: Index, item: str) -> int:
    """Return the place of an item's stage among the stages; an item without one belongs to the first."""
    stages = list(index.scenario.stages)
    stage = index.scenario.items[item].stage
    return stages.index(stage) if stage in stages else 0


def _later_stage(index: Index, lines: tuple[Line, ...], first: int) -> str:
    """Return the stage from which an element is needed, when nobody asks for it in the stage in which all begins."""
    place = min(stage_place(index, line.item) for line in lines)
    return list(index.scenario.stages)[place] if place > first else ""


def field_instead(package: Package, given: Given) -> FormField:
    """Return the field by which the applicant is asked for a given element after all, when its source stays silent."""
    return describe_field(Index(package), given.element, given.asked_by, required=True, owed=None)


def describe_field(
    index: Index,
    element_id: str,
    askers: tuple[Asker, ...],
    *,
    required: bool,
    owed: int | None,
    stage: str = "",
) -> FormField:
    """Return a field as the dictionary describes its element. Situations share the fields that are the same."""
    known = (element_id, askers, required, owed, stage)
    if known not in index.fields:
        field = _new_field(index, element_id, askers, required=required, owed=owed)
        if stage:
            title = index.scenario.stages[stage].title.text()
            field = replace(field, needed_from_stage=stage, stage_title=title)
        index.fields[known] = field
    return index.fields[known]


def _new_field(
    index: Index, element_id: str, askers: tuple[Asker, ...], *, required: bool, owed: int | None
) -> FormField:
    element = index.element(element_id)
    return FormField(
        element=element_id,
        entity=split_id(element_id)[0],
        title=index.title(element_id),
        type=element.type,
        asked_by=askers,
        check=element.check,
        choices={name: title.text() for name, title in element.choices.items()},
        unit=element.unit,
        min=element.min,
        max=element.max,
        max_length=element.max_length,
        accepts=tuple(element.accepts),
        example=element.example,
        help=element.help.text() if element.help else None,
        grade=element.grade,
        required=required,
        owed_workdays=owed,
    )


def owed_workdays(lines: tuple[Line, ...]) -> int | None:
    """Return the shortest term of all who ask, if all of them let it be owed."""
    terms = [line.material.owed.workdays if line.material.owed else None for line in lines]
    known = [term for term in terms if term is not None]
    return min(known) if known and len(known) == len(terms) else None


def _askers(lines: tuple[Line, ...]) -> tuple[Asker, ...]:
    return tuple(dict.fromkeys(line.asker for line in lines))


def _given(index: Index, sources: Sources, element: str) -> Given:
    source = sources.source_of[element]
    grant = index.scenario.grants.get(source.origin) if source.word in ("shared", "licence") else None
    return Given(
        element=element,
        title=index.title(element),
        source=source.word,
        origin=source.origin,
        asked_by=_askers(sources.lines[element]),
        grant=source.origin if grant else "",
        because=grant.purpose.text() if grant else None,
    )


def _spared(index: Index, spared: tuple[Line, ...]) -> tuple[Given, ...]:
    """Return what commitments, officers and dropped proofs replace: one row for each element, way and reason."""
    rows: dict[tuple[str, str, Text], list[Line]] = {}
    for line in sorted(spared, key=lambda line: index.order(line.element)):
        if instead := line.material.instead:
            rows.setdefault((line.element, instead.by, instead.why.text()), []).append(line)
    return tuple(
        Given(
            element=element,
            title=index.title(element),
            source=way,
            origin="",
            asked_by=_askers(tuple(lines)),
            because=why,
        )
        for (element, way, why), lines in rows.items()
    )
