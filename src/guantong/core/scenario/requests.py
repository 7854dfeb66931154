"""The data requests (M02): what each item reads from whom, instead of asking, and what happens when nobody answers."""

from __future__ import annotations

from guantong.core.scenario.compiled import DataRequest
from guantong.core.scenario.index import Index
from guantong.core.scenario.sources import Sources


def make_requests(index: Index, sources: Sources) -> tuple[DataRequest, ...]:
    """Return one request for each element and each item that receives it from a resource, in the form's order."""
    found = []
    for element in sorted(sources.source_of, key=index.order):
        if sources.source_of[element].word in ("shared", "licence"):
            items = dict.fromkeys(line.item for line in sources.lines[element])
            found += [_request(index, sources, element, item) for item in items]
    return tuple(found)


def _request(index: Index, sources: Sources, element: str, item: str) -> DataRequest:
    source = sources.source_of[element]
    resource = index.package.resources[source.origin]
    return DataRequest(
        element=element,
        item=item,
        resource=source.origin,
        system=resource.system.text(),
        owner=resource.owner,
        mode=resource.mode,
        interface=resource.interface,
        grant=source.origin,
        law=index.scenario.grants[source.origin].law,
        key=source.key,
        answers_within=str(resource.answers_within),
        if_silent=resource.if_silent,
    )
