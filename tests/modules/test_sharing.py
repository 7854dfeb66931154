"""Shared data: only what was granted is read, and every read leaves a trace that the person can see."""

from __future__ import annotations

import json

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.modules.identity.public import make_account
from guantong.modules.journal.public import entries_of, verify
from guantong.modules.sharing import models, rules
from guantong.modules.sharing import public as sharing

ID = "110105194912310021"
WANTED = {"legal_rep.name": "name", "legal_rep.address": "address"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def population(at):
    records = {ID: {"name": "张三", "address": "西湖区", "blood": "A"}}
    sharing.write_records(resource="population", records=records, by=SYSTEM, now=at)


@pytest.fixture
def read(population, officer, at):
    def read(**changed):
        asked = {
            "resource": "population",
            "key": ID,
            "elements": WANTED,
            "item": "licence",
            "case_chain": "case:7",
            "by": officer,
            "law": "某办法第5条",
            "purpose": "核验身份",
            "now": at,
        }
        return sharing.read(**asked | changed)

    return read


def test_read_gives_the_elements_asked_for_and_nothing_else(read):
    assert read() == {"legal_rep.name": "张三", "legal_rep.address": "西湖区"}


def test_read_when_there_is_no_record_or_no_field_leaves_the_element_out(read):
    assert read(key="nobody") == {}
    assert read(elements={"legal_rep.phone": "phone"}) == {}


def test_read_is_journaled_with_fields_and_case_but_never_with_the_key(read, officer, at):
    read()
    (entry,) = entries_of("reads:case:7")
    facts = entry.facts()
    assert (entry.kind, entry.account, facts["elements"], facts["case"]) == (
        "DataRead",
        officer.account,
        ["legal_rep.address", "legal_rep.name"],
        "case:7",
    )
    assert ID not in json.dumps(facts)
    row = models.Read.objects.get()
    assert facts["key"] == rules.key_digest(bytes(row.salt), ID)
    assert verify().sound


def test_reads_about_a_person_are_what_they_can_see(read):
    read()
    read(case_chain="case:8", key="somebody else")
    (row,) = sharing.reads_about(ID)
    assert (row.case_chain, row.law, row.answered) == ("case:7", "某办法第5条", True)
    assert [row.item for row in sharing.reads_of("case:8")] == ["licence"]


def test_read_outside_the_grant_is_refused_and_reads_nothing(read):
    with pytest.raises(Refused) as refused:
        read(granted={"legal_rep.name"})
    assert [(p.code, p.where) for p in refused.value.problems] == [
        ("sharing.not_granted", "legal_rep.address")
    ]
    assert not models.Read.objects.exists()


def test_read_without_law_and_purpose_is_refused(read):
    with pytest.raises(Refused, match=r"sharing\.no_purpose"):
        read(law="", purpose="")


def test_read_of_a_silent_resource_is_silent_until_it_answers_again(read, at):
    sharing.set_silent(resource="population", because="维护", by=SYSTEM, now=at)
    assert read() == sharing.Silent(resource="population", because="维护")
    sharing.set_answering(resource="population", by=SYSTEM, now=at)
    assert read()["legal_rep.name"] == "张三"
    assert [row.answered for row in sharing.reads_of("case:7")] == [False, True]


def test_read_of_a_session_resource_answers_from_the_sign_in(read, actor_citizen, at):
    account = make_account(
        by=SYSTEM,
        handle="zhang",
        kind="person",
        name="张三",
        id_number=ID,
        password="a good password",
        now=at,
    )
    by = type(actor_citizen)(account=str(account.id), role="applicant")
    wanted = {"applicant.name": "name", "applicant.id_number": "id_number", "newborn.name": "name"}
    found = read(resource="identity", key="", elements=wanted, mode="session", by=by)
    assert found == {"applicant.name": "张三", "applicant.id_number": ID}


def test_read_all_answers_in_the_order_of_the_requests(
    population, officer, at, django_assert_max_num_queries
):
    def request(**more):
        given = {"resource": "population", "key": ID, "elements": WANTED, "purpose": "核验"}
        return sharing.ReadRequest(**given | more)

    requests = [request(), request(key="nobody"), request(resource="nowhere"), request()]
    with django_assert_max_num_queries(10):
        answers = sharing.read_all(requests=requests, case_chain="case:9", by=officer, now=at)
    assert [bool(answer) for answer in answers] == [True, False, False, True]
    assert [entry.seq for entry in entries_of("reads:case:9")] == [1, 2, 3, 4]


def test_write_records_again_replaces_those_with_the_same_key(read, at):
    sharing.write_records(resource="population", records={ID: {"name": "张三丰"}}, by=SYSTEM, now=at)
    assert read() == {"legal_rep.name": "张三丰"}
