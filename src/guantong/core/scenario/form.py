"""The one form (一表): every element that only the applicant can give, once, and what is not asked any more and why."""

from __future__ import annotations

from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import Asker, Form, FormField, Given
from guantong.core.scenario.dictionary import split_id
from guantong.core.scenario.index import Index, Line
from guantong.core.scenario.language import Package
from guantong.core.scenario.sources import Sources


def make_form(index: Index, sources: Sources) -> Form:
    """Return the form in the order in which a person can follow: as the dictionary does, documents last."""
    ordered = sorted(sources.source_of, key=index.order)
    asked = [e for e in ordered if sources.source_of[e].word == "applicant"]
    given = [e for e in ordered if sources.source_of[e].word != "applicant"]
    return Form(
        fields=tuple(make_field(index, element, sources.lines[element]) for element in asked),
        given=(*(_given(index, sources, element) for element in given), *_spared(index, sources.spared)),
    )


def make_field(index: Index, element_id: str, lines: tuple[Line, ...]) -> FormField:
    """Return the field of one element. It may be owed, or left out, only if everybody who asks for it allows that."""
    return describe_field(
        index,
        element_id,
        _askers(lines),
        required=not all(line.material.optional and not line.via for line in lines),
        owed=owed_workdays(lines),
    )


def field_instead(package: Package, given: Given) -> FormField:
    """Return the field by which the applicant is asked for a given element after all, when its source stays silent."""
    return describe_field(Index(package), given.element, given.asked_by, required=True, owed=None)


def describe_field(
    index: Index, element_id: str, askers: tuple[Asker, ...], *, required: bool, owed: int | None
) -> FormField:
    """Return a field as the dictionary describes its element. Situations share the fields that are the same."""
    known = (element_id, askers, required, owed)
    if known not in index.fields:
        index.fields[known] = _new_field(index, element_id, askers, required=required, owed=owed)
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
    """Return the shortest term of all who ask, if all of them let it be owed; a key of a lookup never can be."""
    terms = [line.material.owed.workdays if line.material.owed and not line.via else None for line in lines]
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
