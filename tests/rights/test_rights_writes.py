"""Writes: every form that a page shows to whom it concerns, sent again by everybody else; and every post of every address."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.urls import resolve
from lxml import html

from guantong.modules.journal.models import JournalEntry
from guantong.project.routes import Route, find_routes
from tests.web.page_reader import posted

from .things import Planted, Visitor
from .walking import addresses, parts_of

pytestmark = pytest.mark.django_db

COUNTED = (
    "cases_case", "cases_draft", "cases_document", "identity_mandate", "identity_proposal", "identity_token", "identity_membership",
    "licences_licence", "licences_copy", "sharing_read",
)  # fmt: skip
STATES = (
    ("cases_state", "version"), ("identity_mandate", "state"), ("identity_proposal", "state"), ("licences_licence", "state"),
    ("identity_token", "ended_at"), ("identity_session WHERE device <> $$$$", "ended_at"),
)  # fmt: skip
BODIES: dict[str, list[dict[str, Any]]] = {
    "api-window-act": [{"do": "accept"}, {"do": "refuse", "because": "某理由"}, {"do": "return", "because": "某", "fields": ["company.name"]}],
    "api-task-act": [{"do": "approve"}, {"do": "reject", "because": "某理由"}, {"do": "inspect", "passed": True}],
    "api-withdraw": [{"because": "某理由"}], "api-rate": [{"grade": 1, "because": "某"}],
    "api-correct": [{"data": {"company.name": "某"}}], "api-supplement": [{"data": {"company.name": "某"}}],
    "api-draft-submission": [{}], "api-draft-check": [{}], "api-draft": [{"data": {"company.name": "某"}, "answers": {}}],
}  # fmt: skip
"""Address of the interface that changes one thing -> right bodies for it."""


@pytest.fixture(scope="module")
def foreign(world):
    return world.plant_elsewhere()


ALIKE = (
    "agent, mandate ended", "officer of culture", "leading officer", "officer far away", "clerk far away", "officer of hygiene",
)  # fmt: skip
"""Stand where another one who sends stands."""


@pytest.fixture(scope="module")
def visitors(world):
    return world.people.visitors()


def senders(visitors: list[Visitor]) -> list[Visitor]:
    return [each for each in visitors if each.name not in ALIKE]


def machine_writes() -> set[str]:
    from guantong.project.routes import OWNED

    owned = [
        route
        for route in find_routes()
        if route.machine and parts_of(route) & set(OWNED) and "anyone" not in route.audiences
    ]
    return {route.name for route in owned if route.taken or route.name in BODIES}


def forms_of(visitor: Visitor, world: Any) -> list[tuple[str, str, dict[str, str], Planted]]:
    """Return (address, route, what is sent, thing) of every form on every page about a thing of the visitor's."""
    found = []
    for route in find_routes():
        if route.machine or not route.of or visitor.role not in route.audiences:
            continue
        for address, planted in addresses(route, [each for each in world.planted if visitor.may(each)]):
            answer = visitor.client.get(address)
            if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
                continue
            page = html.fromstring(answer.content.decode())
            for form in page.forms:
                action = form.get("action") or address
                about = resolve(
                    urlsplit(action).path
                ).kwargs  # not the switches and the sign-out that every page has
                if form.get("method", "").lower() == "post" and planted is not None and about:
                    filled = {**posted(form), "because": "某理由某理由", "end_why": "某理由"}
                    found.append((action, route.name, filled, planted))
    return found


def fingerprint() -> tuple[Any, ...]:
    """Return what must not change: how much stands in the journal and in each table, and the state of every row."""
    with connection.cursor() as cursor:
        counts = " UNION ALL ".join(f"SELECT '{table}', count(*)::text FROM {table}" for table in COUNTED)
        states = " UNION ALL ".join(
            f"SELECT '{table}.{column}', md5(string_agg({column}::text, ',' ORDER BY {column}::text)) FROM {table}"
            for table, column in STATES
        )
        cursor.execute(f"{counts} UNION ALL {states}")
        return JournalEntry.objects.exclude(kind="DataSeen").count(), tuple(sorted(cursor.fetchall()))


def send(visitor: Visitor, address: str, **sent: Any) -> int:
    with override_settings(**({"SECOND_FACTOR": "demanded"} if visitor.strict else {})):
        return visitor.client.post(address, headers=visitor.headers, **sent).status_code


REFUSED = (302, 400, 401, 403, 404, 405, 409, 422)


def test_forms_when_sent_again_by_a_stranger_then_nothing_is_written(world, foreign, visitors):
    """The forms of whom it concerns: they carry what is right, so nothing but the right is missing."""
    logging.disable(logging.WARNING)
    done, kinds = [], set()
    before = fingerprint()  # every request is taken back
    owners = [
        each
        for each in visitors
        if each.name in ("applicant", "clerk", "officer", "leading officer", "consulted officer", "manager")
    ]
    for owner in owners:
        with transaction.atomic():
            forms = forms_of(owner, world)
            transaction.set_rollback(True)
        seen: set[tuple[Any, ...]] = set()
        for address, name, filled, planted in forms:
            key = (name, resolve(address.split("?")[0]).url_name, filled.get("do", ""))
            if key in seen:
                continue
            seen.add(key)
            kinds.add(name)
            for visitor in senders(visitors):
                if any(visitor.may(each) for each in world.planted if shares(each, planted)):
                    continue
                with transaction.atomic():
                    status = send(visitor, address, data=filled)
                    changed = fingerprint() != before
                    transaction.set_rollback(True)
                if changed or status not in REFUSED:
                    done.append((visitor.name, address, status, changed))
    logging.disable(logging.NOTSET)
    assert {"my-case", "draft", "window-case", "work-task", "proposal", "my-licence"} & kinds >= {
        "draft",
        "window-case",
        "work-task",
        "proposal",
    }
    assert done == []


def shares(one: Planted, other: Planted) -> bool:
    """True when two things lie at the same place: whoever may see one of them is no stranger to the page."""
    return any(
        one.params.get(key) == value
        for key, value in other.params.items()
        if key.endswith("_id") or key in ("code", "identifier")
    )


def test_interface_when_written_to_by_strangers_then_nothing_is_written(world, foreign, visitors):
    assert machine_writes() <= set(BODIES), "name a right body for it"
    logging.disable(logging.WARNING)
    done = []
    before = fingerprint()
    for route in find_routes():
        if route.name not in machine_writes():
            continue
        for address, planted in addresses(route, foreign):
            strangers = [
                each
                for each in senders(visitors)
                if planted and not any(each.may(one) for one in foreign if shares(one, planted))
            ]
            done += [
                found
                for visitor in strangers
                for body in BODIES[route.name]
                if (found := wrote(visitor, route, address, body, before))
            ]
    logging.disable(logging.NOTSET)
    assert done == []


def wrote(
    visitor: Visitor, route: Route, address: str, body: dict[str, Any], before: tuple[Any, ...]
) -> tuple[Any, ...] | None:
    with transaction.atomic():
        method = visitor.client.put if route.name == "api-draft" else visitor.client.post
        status = method(address, body, content_type="application/json", headers=visitor.headers).status_code
        changed = fingerprint() != before
        transaction.set_rollback(True)
    return (visitor.name, address, status, changed) if changed or status not in REFUSED else None
