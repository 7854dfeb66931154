"""Who sees which licence: the rule in Python and the condition in the database say the same about everybody."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.modules.licences import access, rules
from guantong.modules.licences import public as licences
from guantong.modules.licences.models import Licence
from guantong.modules.licences.public import Holder
from tests.modules.licences.office import COMPANY

PERSON = "360426199101010071"


@pytest.fixture
def people(office):
    """Everybody who might look, by name."""
    person = office.account("张小明", id_number=PERSON)
    agent = office.account("代办人", id_number="440308199901101512")
    under = msgspec.structs.replace(agent, mandate="7", principal=office.owner.account)
    behind = office.account("云歌另户", kind="enterprise", uscc=COMPANY, id_number=PERSON)
    return {
        "owner": office.owner,
        "person": person,
        "agent": agent,
        "agent under a mandate": under,
        "agent with scope": msgspec.structs.replace(under, scope=("open-ktv",)),
        "agent with another scope": msgspec.structs.replace(under, scope=("newborn",)),
        "same company, other account": behind,
        "officer": office.officer,
        "officer elsewhere": office.stranger,
        "clerk": office.staff("窗口", office.market, role="clerk"),
        "manager": office.staff("领导", office.market, role="manager"),
        "nobody": Actor(account="", role="applicant"),
        "system": SYSTEM,
    }


@pytest.fixture
def rows(office):
    held = Holder(name="张小明", code=PERSON, code_type="id-number", account=office.owner.account)
    office.issue()
    office.issue(scenario="newborn", holder=held, unit_id=office.culture.pk)
    office.issue(holder=Holder(name="无码", account=""))
    return list(Licence.objects.order_by("pk"))


def test_rule_and_database_when_asked_about_everybody_then_say_the_same(people, rows):
    for name, actor in people.items():
        by_rule = {
            row.pk for row in rows if rules.may_see(actor, access.facts_of(row), access.own_codes(actor))
        }
        assert set(access.visible(actor).values_list("pk", flat=True)) == by_rule, name


def test_licences_when_listed_then_everybody_gets_their_own(people, rows, office):
    first, second, third = (row.pk for row in rows)
    mine = {name: [row.id for row in licences.my_licences(by=actor)] for name, actor in people.items()}
    assert mine["owner"] == mine["agent under a mandate"] == [second, first]
    assert mine["person"] == [second]
    assert mine["agent with scope"] == [first]
    assert mine["agent with another scope"] == [second]
    assert mine["same company, other account"] == [first]  # whoever sits behind a company is not the company
    for name in ("agent", "officer", "clerk", "manager", "nobody", "system"):
        assert mine[name] == [], name
    units = {
        name: [row.id for row in licences.unit_licences(by=actor).rows] for name, actor in people.items()
    }
    assert units["officer"] == [third, first]
    assert units["officer elsewhere"] == [second]
    assert [name for name, found in units.items() if found] == ["officer", "officer elsewhere"]


def test_licence_when_it_does_not_exist_for_somebody_then_no_door_opens(people, rows, office):
    identifier = licences.licences_of_case(rows[0].case_id)[0].identifier
    today = office.now.date()
    for name in (
        "person",
        "agent",
        "agent with another scope",
        "officer elsewhere",
        "clerk",
        "manager",
        "nobody",
    ):
        for door in (licences.get_licence, licences.paper_of):
            with pytest.raises(Refused, match=r"licences\.not_found"):
                door(by=people[name], identifier=identifier, today=today)


def test_counts_when_a_manager_asks_then_are_numbers_of_the_division_and_nothing_else(people, rows):
    counts = licences.licence_counts(by=people["manager"])
    assert [(row.unit_name, row.state, row.number) for row in counts] == [
        ("西湖区市场监督管理局", "valid", 2), ("西湖区文化和广电旅游体育局", "valid", 1),
    ]  # fmt: skip
    city = msgspec.structs.replace(people["manager"], division="330100000000")
    assert licences.licence_counts(by=city) == counts
    assert licences.licence_counts(by=msgspec.structs.replace(city, division="")) == ()
    assert licences.licence_counts(by=people["officer"]) == ()


def test_unit_list_when_searched_then_finds_by_number_name_identifier_and_state(office):
    row, other = office.issue(number="A-1"), office.issue(number="B-2", holder=Holder(name="别家公司"))
    office.change(other, "suspend")

    def found(**more):
        return [each.number for each in licences.unit_licences(by=office.officer, **more).rows]

    assert found(words="a-1") == found(words=row.identifier.lower()) == found(state="valid") == ["A-1"]
    assert found(words="别家") == found(state="suspended") == ["B-2"]
    assert found(words="没有") == []


def test_unit_list_when_taken_page_by_page_then_every_licence_comes_once(office):
    issued = [office.issue() for _ in range(5)]
    for row in issued[:2]:
        office.change(row, "alter", changes={"number": f"{row.number}改"})
    seen, after = [], ""
    while True:
        page = licences.unit_licences(by=office.officer, after=after, limit=2)
        seen += [row.id for row in page.rows]
        if not (after := page.next):
            break
    assert seen == [row.id for row in reversed(issued)]


def test_held_licence_when_asked_for_then_only_a_valid_one_of_that_kind_is_found(office):
    row = office.issue()
    assert licences.held_by(COMPANY, "licence/entertainment").id == row.id
    assert licences.held_by(COMPANY, "licence/food") is None
    assert licences.held_by("", "licence/entertainment") is None
    office.change(row, "suspend")
    assert licences.held_by(COMPANY, "licence/entertainment") is None


def test_lists_when_licences_were_made_out_of_order_then_the_last_issued_comes_first_page_by_page(office):
    today = office.now.date()
    for number, days in (("C", 3), ("A", 1), ("E", 9), ("B", 1), ("D", 3)):
        office.issue(number=number, decided_on=today - timedelta(days=days))
    shown, after = [], ""
    while True:
        page = licences.unit_licences(by=office.officer, after=after, limit=2)
        shown += [row.number for row in page.rows]
        if not (after := page.next):
            break
    assert shown == ["B", "A", "D", "C", "E"]
    for nonsense in ("x", "7", "20260330", "20269999-1", "20260330-", "-1"):
        first = licences.unit_licences(by=office.officer, after=nonsense, limit=5)
        assert [row.number for row in first.rows] == shown


def test_my_licences_when_some_have_ended_then_the_live_ones_come_first_each_the_last_issued_first(office):
    today = office.now.date()
    rows = {
        number: office.issue(number=number, decided_on=today - timedelta(days=days))
        for number, days in (("A", 5), ("B", 1), ("C", 3), ("D", 2))
    }
    office.change(rows["B"], "cancel")
    office.change(rows["D"], "suspend")
    office.change(rows["A"], "move")
    assert [row.number for row in licences.my_licences(by=office.owner)] == ["D", "C", "A", "B"]
