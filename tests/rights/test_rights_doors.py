"""The doors: every function that takes the actor, found by looking, called by everybody about what is not theirs."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

import guantong.web.ui
from guantong.core.flow.model import VERBS, Event
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.samples import id_number
from guantong.modules.cases.rows import Period
from guantong.modules.cases.rules import rights
from guantong.modules.identity import public as identity
from guantong.modules.journal.models import JournalEntry
from tests.modules.cases.desk import ANSWERS, VENUE, XIHU

from .things import Planted, Visitor

pytestmark = pytest.mark.django_db

WEB = Path(guantong.web.ui.__file__).parents[1]
MODULES = ("journal", "identity", "orgs", "sharing", "licences", "services", "cases")
KEYS = {
    "case_id", "draft_id", "sm3", "use", "identifier", "reference", "proposal_id", "mandate_id", "account_id", "token_id", "row",
}  # fmt: skip
"""What names one thing: a door with one of these is asked about a foreign thing and must refuse."""
INNER = {
    "cases.record_seen", "identity.end_sessions", "identity.end_tokens", "identity.flag_runner", "identity.forget_second_factor",
    "identity.close_account", "identity.end_sign_ins", "identity.found_account", "identity.found_role", "identity.give_start_password",
    "identity.open_account", "identity.join_unit", "identity.make_account", "identity.mandate_from_source", "identity.propose", "identity.take_proposal",
    "journal.append", "journal.append_all", "journal.make_entry", "licences.issue", "licences.found_keys", "licences.rotate_keys", "orgs.load_divisions",
    "orgs.load_units", "services.publish", "sharing.read", "sharing.read_all", "sharing.set_answering", "sharing.set_silent",
    "sharing.write_records",
}  # fmt: skip
"""For other modules and for commands, who have looked whose hand it is: nothing that a visitor reaches may call these."""


def doors() -> dict[str, Callable[..., Any]]:
    """Return every function with `by` at the door of a module, by name."""
    found = {}
    for module in MODULES:
        door = importlib.import_module(f"guantong.modules.{module}.public")
        for name in door.__all__:
            one = getattr(door, name)
            if inspect.isfunction(one) and "by" in inspect.signature(one).parameters:
                found[f"{module}.{name}"] = one
    return found


def called_by_pages() -> set[str]:
    """Return `module.function` for everything of a door that a page calls or passes on."""
    found: set[str] = set()
    for path in WEB.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.add(f"{node.value.id}.{node.attr}")
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("guantong.modules."):
                found |= {f"{(node.module or '').split('.')[2]}.{each.name}" for each in node.names}
    return found


@pytest.fixture(scope="module")
def foreign(world):
    return world.plant_elsewhere()


@pytest.fixture(scope="module")
def strangers(world, foreign):
    """Everybody who is an actor. Nobody signed in is none: the pages and the interface let nobody through to a door."""
    return [each for each in world.people.visitors() if each.actor]


def test_doors_when_looked_for_then_each_is_walked_or_called_by_no_page():
    names = set(doors())
    assert len(names) > 70
    assert {name.split(".")[0] for name in names} == set(MODULES)
    assert names >= INNER, "gone since"
    assert INNER & called_by_pages() == set()


def test_doors_when_asked_about_a_foreign_thing_then_each_refuses(world, foreign, strangers):
    asked, opened, tried = set(), [], set()
    for name, door in doors().items():
        wanted = inspect.signature(door).parameters
        keys = KEYS & set(wanted)
        if name in INNER or not keys:
            continue
        for planted in foreign:
            row = planted.thing.proposal
            given = {
                **planted.params,
                "token_id": planted.params.get("token"),
                "row": row if row and row.kind == "open_field" else None,
            }
            named = {key: given[key] for key in keys if given.get(key) is not None}
            if not named or any(wanted[key].default is inspect.Parameter.empty for key in keys - set(named)):
                continue
            asked.add(name)
            about = (name, *((key, named[key]) for key in sorted(named) if key != "row"))
            if about in tried:
                continue
            tried.add(about)
            named |= {"case_id": row.body["case"]} if "row" in named else {}  # it tells of the case
            same = [each for each in foreign if any(each.params.get(key) == named[key] for key in named)]
            same.append(planted)
            opened += [
                (visitor.name, name, planted.what, found)
                for visitor in strangers if not any(visitor.may(each) for each in same)
                if (found := attempt(world, name, door, visitor, planted, given)) is not None
            ]  # fmt: skip
    assert opened == []
    assert asked == {
        name
        for name, door in doors().items()
        if name not in INNER and KEYS & set(inspect.signature(door).parameters)
    }


def attempt(
    world: Any, name: str, door: Callable[..., Any], visitor: Visitor, planted: Planted, given: dict[str, Any]
) -> str | None:
    """Return what a door gave or did that it should not have; None when it refused and wrote nothing."""
    before = written()
    for more in variants(name):
        with transaction.atomic():
            try:
                result = door(by=visitor.actor, **arguments(world, door, {**given, **more}, visitor))
            except Refused:
                result = None
                if written() == before:
                    transaction.set_rollback(True)
                    continue
            transaction.set_rollback(True)
            return f"{more}: {result!r}"[:300]
    return None


def variants(name: str) -> list[dict[str, Any]]:
    """An act is tried with every verb, and so is every operation upon a licence."""
    if name == "cases.act_on_case":
        bare = [{"event": Event(do=do, because="x")} for do in VERBS]
        return [
            *bare,
            *(
                {"event": Event(do=do, item="registration", because="x")}
                for do in rights.BRANCH_VERBS | {"answer"}
            ),
        ]
    if name == "licences.change_licence":
        return [{"operation": each} for each in ("renew", "alter", "suspend", "cancel", "revoke")]
    if name == "identity.propose_role":
        return [{"act": "add"}, {"act": "remove"}]
    return [{}]


def written() -> tuple[int, ...]:
    """Return how many rows were ever written to, in the tables that nobody may write for another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), coalesce(max(id), 0) FROM identity_proposal")
        return JournalEntry.objects.count(), *cursor.fetchone()


def arguments(
    world: Any, door: Callable[..., Any], given: dict[str, Any], visitor: Visitor
) -> dict[str, Any]:
    """Return something right for everything that a door takes; a new name has to be added here."""
    now, number = world.desk.at, id_number("applicant", 40)
    known: dict[str, Any] = {
        "now": now, "today": now.date(), "wall": now, "since": now.date(), "until": now.date() + timedelta(days=5),
        "because": "某理由", "item": "registration", "element": "legal_rep.id_number", "event": Event(do="accept"),
        "division": XIHU, "scenario": VENUE, "answers": ANSWERS, "data": {"company.name": "某"}, "operation": "suspend",
        "purpose": "查看", "receiver": "某局", "act": "add", "unit": world.desk.unit("health").pk, "unit_role": "health",
        "role": "officer", "boards": (), "key": f"k-{number}", "words": "", "limit": 100, "kind": "agent", "name": "某人",
        "number": number, "agent_key": "x", "agent_name": "某", "handle": "x", "scope": "read", "days": 5, "content": b"%PDF-1.7\n%x\n",
        "principal_number": number, "principal_name": "某", "agent_number": id_number("applicant", 41), "papers": "某", "present": True,
        "subject": "x", "body": {}, "come": False, "address": "", "seen_until": now,
        "measures": ("on_time_rate", "correction_rate"), "measure": "on_time_rate",
        "period": Period(since=now.date().replace(day=1), until=now.date(), today=now.date()),
    }  # fmt: skip
    wanted = inspect.signature(door).parameters
    chosen = {}
    for name, about in wanted.items():
        if name == "by":
            continue
        if given.get(name) is not None:
            chosen[name] = given[name]
        elif about.default is inspect.Parameter.empty:
            chosen[name] = known[name]
    if "code" in chosen and "case_id" in chosen:
        del chosen["code"]
    return chosen


def test_doors_when_they_list_and_count_then_nothing_foreign_is_among_it(world, foreign, strangers):
    """Each list is asked plainly and for the very sign of the foreign thing, in every part that it has."""
    told = []
    signs = {sign: planted for planted in foreign for sign in planted.signs}
    searched = {planted.signs[0] for planted in foreign if planted.thing.kind in ("case", "licence")}
    for name, door in doors().items():
        names = set(inspect.signature(door).parameters)
        if name in INNER or KEYS & names:
            continue
        for visitor in strangers:
            for word in ("", *searched) if "words" in names else ("",):
                given = {"words": word} if "words" in names else {}
                with transaction.atomic():
                    try:
                        found = repr(door(by=visitor.actor, **arguments(world, door, given, visitor)))
                    except Refused:
                        found = ""
                    transaction.set_rollback(True)
                told += [
                    (visitor.name, name, planted.what)
                    for sign, planted in signs.items() if sign in found and not visitor.may(planted)
                    and not any(visitor.may(each) for each in world.planted if sign in each.signs)
                ]  # fmt: skip
    assert told == []


def test_doors_when_something_elsewhere_is_added_then_no_number_of_a_stranger_changes(world, strangers):
    """Counts are compared with and without the foreign rows."""
    counted = [
        name
        for name, door in doors().items()
        if name not in INNER and not KEYS & set(inspect.signature(door).parameters)
    ]
    reading = [
        name
        for name in counted
        if not name.split(".")[1].startswith(
            ("make", "save", "submit", "give", "claim", "mandate", "open_on", "tick", "set")
        )
    ]
    far = [each for each in strangers if each.actor.division not in ("330203000000", "330000000000")]

    def answers() -> dict[tuple[str, str], str]:
        found = {}
        for name in reading:
            for visitor in far:
                try:
                    found[visitor.name, name] = repr(
                        doors_by_name[name](
                            by=visitor.actor, **arguments(world, doors_by_name[name], {}, visitor)
                        )
                    )
                except Refused as refused:
                    found[visitor.name, name] = refused.code
        return found

    doors_by_name = doors()
    before = answers()
    with transaction.atomic():
        world.plant_elsewhere()
        after = answers()
        transaction.set_rollback(True)
    assert len(before) > 100
    assert {key for key in before if before[key] != after[key]} == set()
    assert identity.find_account("firm") is not None
