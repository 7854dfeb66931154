"""Every address, who may open it, and what each visitor is answered: the matrix that a test holds all pages to.

`open_to` of a view says which roles. What belongs to somebody (a case, a draft, a file) is there only for them: the applicant
whose it is, a clerk or manager of its area, an officer of a unit that has a part in it. For others it does not exist.
"""

from __future__ import annotations

import os
import re

import msgspec

VISITORS = {
    "nobody": ("", False),
    "applicant": ("applicant", True),
    "another-applicant": ("applicant", False),
    "clerk": ("clerk", True),
    "clerk-elsewhere": ("clerk", False),
    "officer": ("officer", True),
    "officer-of-another-unit": ("officer", False),
    "manager": ("manager", True),
    "manager-elsewhere": ("manager", False),
}
"""Visitor -> role, and whether what is asked for is theirs."""

OWNED = {
    "case_id": "case", "draft_id": "draft", "sm3": "file", "code": "case", "mandate_id": "mandate", "account_id": "account",
    "identifier": "licence", "proposal_id": "proposal",
    "use": "read",
}  # fmt: skip
OF_ROLE = {"proposal": "officer"}  # what belongs to one role of a unit, and to nobody else in it
POSTED = frozenset(
    {
        "begin",
        "act-for",
        "answer-mandate",
        "news-mail",
        "news-seen",
        "sign-out",
        "account-end-sessions",
        "account-end-token",
    }
)  # answer only to a form
MOVED_ON = frozenset(
    {
        "begin",
        "act-for",
        "answer-mandate",
        "news-mail",
        "news-seen",
        "find-staff",
        "open-case-field",
        "open-task-field",
        "sign-out",
        "set-language",
        "set-text",
        "account-end-sessions",
        "account-end-token",
    }
    | {
        "sign-in-code",
        "sign-in-enrol",
        "sign-in-with",
        "sign-in-return",
    }  # lead back whoever did not begin to sign in
)  # do something and lead back to a page
FOR_GUESTS = frozenset({"sign-in"})  # lead on who is signed in already
NOTE = "<!-- Written by `guantong reference`. Change the code or the texts, then run it again. -->\n"


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One address. `of` is what it shows that belongs to somebody: case, draft, file, or nothing. `machine`: a part of the
    interface; `taken` says that it only takes something in."""

    address: str
    name: str
    audiences: frozenset[str]
    of: str
    machine: bool = False
    taken: bool = False


def find_routes() -> tuple[Route, ...]:
    """Return every address of the site, in the order in which they are looked up."""
    from django.urls import URLPattern, get_resolver

    found: list[Route] = []
    pending = list(reversed(get_resolver().url_patterns))
    while pending:
        one = pending.pop()
        if not isinstance(one, URLPattern):
            pending += reversed(one.url_patterns)
            continue
        audiences: frozenset[str] = getattr(one.callback, "open_to", frozenset())
        methods: tuple[str, ...] = getattr(one.callback, "methods", ())
        parts = re.findall(r"<(?:\w+:)?(\w+)>", str(one.pattern))
        owned = [OWNED[part] for part in parts if part in OWNED and "anyone" not in audiences]
        found.append(
            Route(
                address=f"/{one.pattern}",
                name=one.name or "",
                audiences=audiences,
                of=owned[-1] if owned else "",
                machine=bool(methods),
                taken=bool(methods) and "GET" not in methods,
            )
        )
    return tuple(found)


def answer_to(route: Route, visitor: str) -> int:
    """Return the HTTP status that the visitor gets: 200, 302 (signs in first, or is led on), 403 or 404; from the interface
    401 instead of being led to the sign-in, and 422 where it takes something in and was sent nothing."""
    role, theirs = VISITORS[visitor]
    if "anyone" not in route.audiences:
        if not role:
            return 401 if route.machine else 302
        if role not in route.audiences:
            return 403
        if route.taken:
            return 422
        if route.of and (not theirs or OF_ROLE.get(route.of, role) != role):
            return 404
    if route.taken:
        return 422
    led_on = route.name in MOVED_ON or (role and route.name in FOR_GUESTS)
    return 302 if led_on else 200


def route_files() -> dict[str, str]:
    """Return path under `docs/reference` -> content."""
    set_up()
    return {"routes.md": write_routes()}


def set_up() -> None:
    """Set Django up where nobody has: what is asked here needs no database."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guantong.project.settings")
    if not apps.ready:
        django.setup()


def write_routes() -> str:
    """Return the page of all addresses and answers."""
    lines = [
        NOTE,
        "# Addresses and who may open them\n",
        "A test walks every address as every visitor and compares the answers with this table (`tests/structure/test_routes.py`).",
        "200: shown. 302: asked to sign in first, or led on to a page. 403: another role's page. 404: does not exist for this visitor.",
        "Under `/api/v1/`, 401: sign in or bring a token; 422: takes something in, and was sent nothing.",
        "*Elsewhere* is another county; *another unit* has no part in the case. What is not theirs is answered like what is not there.\n",
        "| address | name | open to | shows a | "
        + " | ".join(each.replace("-", " ") for each in VISITORS)
        + " |",
        "|---|---|---|---|" + "---|" * len(VISITORS),
    ]
    for route in find_routes():
        answers = " | ".join(str(answer_to(route, visitor)) for visitor in VISITORS)
        audiences = ", ".join(sorted(route.audiences)) or "anyone"
        lines.append(f"| `{route.address}` | {route.name} | {audiences} | {route.of or '–'} | {answers} |")
    return "\n".join(lines) + "\n"
