"""Every address with every planted thing that it can name, and every search with every sign: what a visitor can ask for.

Nothing is exempt: a route whose parts no planted thing fills, or a filter that has no values here, fails the walk.
"""

from __future__ import annotations

import io
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.http import QueryDict
from django.test import Client, override_settings
from django.urls import reverse
from pypdf import PdfReader

import guantong.web
from guantong.core.flow.model import PHASES
from guantong.project.routes import Route, find_routes
from tests.modules.cases.desk import VENUE, XIHU

from .things import Planted, Visitor

FIXED: dict[str, Any] = {
    "scenario": VENUE, "path": "guantong/tokens.css", "provider": "none", "division": XIHU, "indicator": "on-time",
}  # fmt: skip
FIXED_AT: dict[str, dict[str, Any]] = {"one-id-look-up": {"scenario": "one-identity"}}
SEARCHES = ("words", "q", "code")
FILTERS: dict[str, tuple[str, ...]] = {
    "phase": (*(each for each in PHASES if each != "draft"), "open"), "colour": ("red", "amber", "green", "grey"),
    "state": ("valid", "suspended", "revoked", "cancelled", "expired"), "status": ("open", "paused", "waiting", "suspended"),
    "part": ("all", "bad", "open", "late", "over", "done", "in-time", "rated", "visited", "counted", "rest"), "end": ("done", "in-time", "late"),
    "days": ("30", "365"), "scenario": (VENUE, "rectification"), "kind": ("song",), "limit": ("100",),
    "year": ("2026",), "took": ("0",), "months": ("3", "12"), "month": ("2026-03",), "division": (XIHU,), "element": ("legal_rep.id_number",),
}  # fmt: skip
QUIET = {"after", "at", "for", "iss", "link", "next", "replace", "to", "unit", "cursor"}
"""Places in a list, ways back and notices: they choose no rows of another's; `unit` is walked with the numbers of units."""
READS = re.compile(
    r"""GET(?:\.get\(|\[)"(\w+)"|wanted_of\(request, ([^)]*)\)|number_of\(request, "(\w+)"\)"""
)


def filters_in_code() -> set[str]:
    """Return the name of every part of a query that a page reads."""
    found: set[str] = set()
    for path in Path(guantong.web.__file__ or next(iter(guantong.web.__path__))).parent.rglob("*.py"):
        for one, several, number in READS.findall(path.read_text("utf-8")):
            found |= {one, number, *re.findall(r'"(\w+)"', several)} - {""}
    return found


@dataclass(frozen=True)
class Asked:
    """One request: the address, and what stands in it that the visitor therefore knew."""

    route: Route
    address: str
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Answer:
    """What came back, in words: headers and all, PDFs read. `kept`: a file to take away."""

    status: int
    text: str
    kept: bool


ON_PAGES = ("document", "lookup-proof", "copy")
"""Stand in the list of the page of their case or licence."""


def parts_of(route: Route) -> set[str]:
    return set(re.findall(r"<(?:\w+:)?(\w+)>", route.address))


def addresses(route: Route, planted: list[Planted]) -> Iterator[tuple[str, Planted | None]]:
    """Yield each address of a route, with the thing that it names. Where it names two, also each thing with the next one's."""
    fixed, parts = FIXED | FIXED_AT.get(route.name, {}), parts_of(route)
    if parts <= set(fixed):
        yield reverse(route.name, kwargs={part: fixed[part] for part in parts}), None
        return
    seen: set[str] = set()
    fitting = [each for each in planted if parts <= {*fixed, *each.params}]
    for number, each in enumerate(fitting):
        known = {part: each.params.get(part, fixed.get(part)) for part in parts}
        versions = [known]
        own = sorted(parts & set(each.params))
        if len(own) > 1:  # one's own case with another's file, and the like
            other = fitting[(number + 1) % len(fitting)]
            versions.append(known | {own[-1]: other.params[own[-1]]})
        for version in versions:
            address = reverse(route.name, kwargs=version)
            if address not in seen:
                seen.add(address)
                yield address, each


def walk(visitor: Visitor, planted: list[Planted], units: list[int]) -> Iterator[Asked]:
    """Yield all that a visitor can ask for. A page of another role answers alike for everything: one thing is enough there."""
    words = _words_for(visitor, planted)
    for route in sorted(find_routes(), key=lambda route: route.name == "sign-out"):
        if visitor.headers and not route.machine:
            continue  # a program shows its token to the interface alone
        theirs = "anyone" in route.audiences or visitor.role in route.audiences
        for address, named in addresses(route, planted):
            yield Asked(route, address)
            if not theirs or (named is not None and "anyone" in route.audiences):
                break
            if named is None:
                public = "anyone" in route.audiences and visitor.name not in PUBLIC_SEARCHES
                for query in () if public else _queries(names_read(visitor, route, address), words, units):
                    yield Asked(route, address, query)


PUBLIC_SEARCHES = ("nobody", "another applicant", "clerk elsewhere")
"""Who searches on the pages that are open to anyone; the others only open them."""


def _words_for(visitor: Visitor, planted: list[Planted]) -> list[str]:
    """Return what to search for: a sign and a name of one's own and of another's, of each kind that a search finds; and
    every case of one's own, as those that are closed stand in no list."""
    found = [
        each.signs[0]
        for each in planted
        if each.thing.kind == "case" and visitor.role in ("clerk", "manager") and visitor.may(each)
    ]
    for kind in ("case", "licence", "staff"):
        for theirs in (True, False):
            some = [each for each in planted if each.thing.kind == kind and bool(visitor.may(each)) == theirs]
            for each in some[-1:]:
                found += [each.signs[0], each.signs[-1]]
    return list(dict.fromkeys(found))


_names: dict[str, frozenset[str]] = {}


def names_read(visitor: Visitor, route: Route, address: str) -> frozenset[str]:
    """Return the parts of a query that an address looks at, found by watching it answer."""
    if route.name not in _names:
        read: set[str] = set()
        if route.machine:
            read |= {
                each["name"] for each in _operation(route).get("parameters", ()) if each["in"] == "query"
            }
        plain, items = QueryDict.get, QueryDict.__getitem__
        watched = (lambda self, name, *more: (read.add(name), plain(self, name, *more))[1],
                   lambda self, name: (read.add(name), items(self, name))[1])  # fmt: skip
        with patch.object(QueryDict, "get", watched[0]), patch.object(QueryDict, "__getitem__", watched[1]):
            ask(visitor, Asked(route, address))
        _names[route.name] = frozenset(read)
    return _names[route.name]


def _operation(route: Route) -> Any:
    wanted = route.address.replace("<", "{").replace(">", "}")
    return next((paths.get("get", {}) for path, paths in _contract().items() if wanted.endswith(path)), {})


@cache
def _contract() -> dict[str, Any]:
    return Client().get("/api/v1/openapi.json").json()["paths"]  # type: ignore[no-any-return]


def _queries(
    names: frozenset[str], words: list[str], units: list[int]
) -> Iterator[tuple[tuple[str, str], ...]]:
    searched = names & {*SEARCHES, "phase"} if names & set(SEARCHES) else set()
    for word in words if searched else ():
        yield tuple((name, "" if name == "phase" else word) for name in sorted(searched))  # in every phase
    for name in sorted(names & set(FILTERS)):
        for value in FILTERS[name]:
            yield ((name, value),)
    if "unit" in names:
        for unit in units:
            yield (("unit", str(unit)),)


def ask(visitor: Visitor, asked: Asked) -> Answer:
    """Ask by GET, and return the answer without what the visitor wrote into the request."""
    with override_settings(**({"SECOND_FACTOR": "demanded"} if visitor.strict else {})):
        answer = visitor.client.get(asked.address, dict(asked.query), headers=visitor.headers)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    text = f"{head}\n{_words(body)}"
    for known in {*asked.address.split("/"), *(value for _, value in asked.query)}:
        if len(known) >= 8:
            text = text.replace(known, "")
    kind = answer.headers.get("Content-Type", "")
    kept = "attachment" in answer.headers.get("Content-Disposition", "") or kind.startswith(
        ("application/pdf", "image/")
    )
    return Answer(answer.status_code, text + _credentials(text), kept)


def _credentials(text: str) -> str:
    """Return what signed tokens say: their middle part is JSON in base64."""
    found = []
    for middle in re.findall(r"[\w-]{20,}\.([\w-]{20,})\.[\w-]{20,}", text):
        try:
            found.append(urlsafe_b64decode(middle + "=" * (-len(middle) % 4)).decode("utf-8", "replace"))
        except ValueError:
            continue
    return "\n".join(found)


def _words(body: bytes) -> str:
    if not body.startswith(b"%PDF"):
        return body.decode("utf-8", "replace")
    try:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    except Exception:  # an uploaded file that only begins like one
        return body.decode("utf-8", "replace")
