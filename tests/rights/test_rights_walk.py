"""The walk: every visitor asks for everything, and gets what the matrix of rights says is theirs, and nothing else."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.db import transaction

from guantong.modules.orgs.models import Unit
from guantong.project.routes import find_routes
from tests.modules.cases.desk import HAISHU, XIHU

from .people import READ_ALIKE
from .things import PERSONAL
from .walking import (
    FILTERS,
    FIXED,
    ON_PAGES,
    QUIET,
    SEARCHES,
    addresses,
    ask,
    filters_in_code,
    parts_of,
    walk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def walked(world):
    """Visitor -> what they asked for and got. Each walks alone: what reading leaves behind is taken back."""
    units = list(
        Unit.objects.filter(role="health", division_id__in=(XIHU, HAISHU)).values_list("pk", flat=True)
    )
    found = {}
    for visitor in world.people.visitors():
        if visitor.name in READ_ALIKE:
            continue
        with transaction.atomic():
            found[visitor.name] = (
                visitor,
                [(each, ask(visitor, each)) for each in walk(visitor, world.planted, units)],
            )
            transaction.set_rollback(True)
    return found


def test_routes_when_matched_with_what_is_planted_then_none_is_left_out(world):
    missing = [
        route.name for route in find_routes() if not any(True for _ in addresses(route, world.planted))
    ]
    assert missing == [], "plant something for these in tests/rights/world.py"


def test_filters_when_read_from_the_code_then_none_is_left_out():
    assert filters_in_code() - {*SEARCHES, *FILTERS, *QUIET} == set(), (
        "name values in tests/rights/walking.py"
    )


def test_walk_when_done_by_everybody_then_no_answer_has_what_is_not_theirs(world, walked):
    things = defaultdict(list)
    for planted in world.planted:
        for sign in planted.signs:
            things[sign].append(planted)
    leaks = set()
    for visitor, answers in walked.values():
        hidden = [
            sign for sign, carriers in things.items() if not any(visitor.may(each) for each in carriers)
        ]
        for asked, answer in answers:
            leaks |= {
                (visitor.name, asked.route.name, str(asked.query), things[sign][0].what)
                for sign in hidden
                if sign in answer.text
            }
    assert leaks == set()


def evidence(planted):
    """What shows that a thing was there: its sign; the link to a draft, which need not have a name; whose a mandate is."""
    if planted.thing.kind == "draft":
        return (
            planted.signs[0],
            f"/my/drafts/{planted.params['draft_id']}/",
            f'"id":{planted.params["draft_id"]},',
        )
    if planted.thing.kind == "lookup-proof":  # its letters are drawn, not written
        return (planted.signs[0], "/files/{case_id}/proofs/{number}/".format(**planted.params))
    return planted.signs if planted.thing.kind == "mandate" else planted.signs[:1]


LETTERS = {"l": "listed", "s": "opened", "e": "taken away"}


def test_walk_when_done_by_everybody_then_nothing_is_missing_that_is_theirs(world, walked):
    missing = []
    for visitor, answers in walked.values():
        everywhere = "\n".join(answer.text for _, answer in answers)
        lists = "\n".join(answer.text for asked, answer in answers if parts_of(asked.route) <= set(FIXED))
        files = "\n".join(
            f"{asked.address}\n{answer.text}"
            for asked, answer in answers
            if answer.kept and answer.status == 200
        )
        for planted in world.planted:
            for letter in set(visitor.may(planted)) & set(LETTERS) if planted.params else ():
                listed = everywhere if planted.thing.kind in ON_PAGES else lists
                where = {"l": listed, "s": everywhere + files, "e": files}[letter]
                if visitor.headers and planted.thing.kind in PERSONAL:
                    continue  # these have pages, and no address of the interface
                if letter == "l" and planted.closed:
                    continue
                if not any(sign in where for sign in evidence(planted)):
                    missing.append((visitor.name, planted.what, LETTERS[letter]))
    assert missing == []


def test_walk_when_done_by_everybody_then_nothing_fails(walked):
    failed = {
        (visitor.name, asked.address, answer.status)
        for visitor, answers in walked.values() for asked, answer in answers if answer.status >= 500
    }  # fmt: skip
    assert failed == set()


def test_proposal_to_open_when_read_by_a_clerk_of_another_board_then_neither_case_nor_field_is_told(world):
    """A colleague at the same window reads that there is a proposal, and nothing of a case that is not of their board."""
    planted = next(each for each in world.planted if each.what == "proposal to open")
    code, address = world.refs["handling"].code, f"/desk/proposals/{planted.params['proposal_id']}/"
    pages = {
        visitor.name: visitor.client.get(address).content.decode()
        for visitor in world.people.visitors() if visitor.name in ("clerk", "clerk of another board")
    }  # fmt: skip
    assert code in pages["clerk"]
    assert code not in pages["clerk of another board"]
    assert planted.signs[0] in pages["clerk of another board"]
