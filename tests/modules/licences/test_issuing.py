"""A decision leads to a licence once, signed twice, and everybody can check it."""

from __future__ import annotations

import json
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.identifiers import parse_licence_id
from guantong.core.kernel.problem import Refused
from guantong.modules.journal.public import entries_of, verify
from guantong.modules.licences import public as licences
from guantong.modules.licences.actions import keys
from guantong.modules.licences.models import Key, Licence, Version
from tests.modules.licences.office import Office


def test_licence_when_issued_then_its_identifier_says_type_issuer_and_version(office):
    row = office.issue()
    found = parse_licence_id(row.identifier)
    assert found.type_code == office.market.uscc + "004"
    assert (found.issuer, found.version) == (office.market.uscc, "001")
    assert str(found) == row.identifier


def test_licence_when_issued_then_its_days_follow_from_decision_and_term(office):
    row = office.issue(term_months=24)
    assert (row.valid_from.isoformat(), row.valid_until.isoformat()) == ("2026-03-02", "2028-03-01")
    assert office.issue(term_months=0).valid_until is None


def test_licence_when_asked_for_again_then_none_is_made_twice(office):
    order = office.order()
    assert len(licences.issue(by=SYSTEM, orders=[order, office.order(item="other")], now=office.now)) == 2
    assert licences.issue(by=SYSTEM, orders=[order], now=office.now) == ()
    assert Licence.objects.count() == 2


def test_licence_when_an_officer_asks_for_it_then_it_is_refused(office):
    with pytest.raises(Refused, match=r"licences\.wrong_role"):
        licences.issue(by=office.officer, orders=[office.order()], now=office.now)


@pytest.mark.parametrize("form", ["token", "record", "proven"])
def test_paper_when_verified_then_every_step_passes_and_it_says_what_it_says(office, form):
    row = office.issue()
    paper = licences.paper_of(by=office.owner, identifier=row.identifier, today=office.now.date())
    verdict = office.verdict(getattr(paper, form))
    assert verdict.valid
    assert verdict.state == "valid"
    assert {step.check: step.passed for step in verdict.steps} == dict.fromkeys(
        ("form", "key", "signature", "known", "dates", "status"), True
    )
    assert verdict.said.holder_name == "云歌文化有限公司"
    assert verdict.said.carried == (("住所", "文三路478号"), ("核定人数", "120"))


def test_identifier_when_verified_then_nothing_personal_is_said(office):
    holder = licences.Holder(
        name="张小明", code="360426199101010071", code_type="id-number", account=office.owner.account
    )
    row = office.issue(holder=holder)
    verdict = office.verdict(f" {row.identifier.lower()} ")
    assert verdict.valid
    assert verdict.said.holder_name == "张**"
    assert (verdict.said.holder_code, verdict.said.number, verdict.said.carried) == ("", "", ())
    assert verdict.said.issuer_name == office.market.name


def test_forms_when_compared_then_record_credential_and_paper_say_the_same(office):
    row = office.issue()
    paper = licences.paper_of(by=office.officer, identifier=row.identifier, today=office.now.date())
    by_token, by_record = office.verdict(paper.token).said, office.verdict(paper.record).said
    assert (by_token.form, by_record.form) == ("token", "record")
    for name in ("identifier", "number", "holder_code", "issuer_code", "valid_until", "carried"):
        assert getattr(by_token, name) == getattr(by_record, name)
    assert tuple((field.title.zh, field.value) for field in paper.fields) == by_token.carried
    assert paper.synthetic


def test_secret_when_the_installation_has_another_one_then_stored_keys_do_not_open(office, settings):
    office.issue()
    assert sorted(Key.objects.values_list("algorithm", flat=True)) == ["ed25519", "sm2"]
    opened = dict(keys._opened)
    for row in Key.objects.all():
        assert opened[row.kid].secret not in bytes(row.sealed)
    settings.KEY_SECRET = "another secret"
    keys._opened.clear()
    with pytest.raises(Refused, match=r"sealing\.broken"):
        office.issue()


def test_journal_when_a_licence_was_issued_then_names_it_without_its_holder(office):
    row = office.issue()
    [entry] = entries_of(f"licence:{row.id}")
    assert entry.account == "system"
    assert json.loads(entry.body)["identifier"] == row.identifier
    assert "云歌" not in entry.body.decode()
    assert verify().sound


def test_version_when_somebody_changes_or_deletes_it_in_the_database_then_it_is_refused(office):
    office.issue()
    for sql in ("UPDATE licences_version SET token = 'x'", "DELETE FROM licences_operation"):
        with (
            pytest.raises(IntegrityError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert Version.objects.get().token != "x"


@pytest.mark.django_db(transaction=True)
def test_licence_when_two_workers_issue_at_once_then_there_is_one(at):
    office = Office(at)
    order = office.order()
    start, made = threading.Barrier(2), []

    def work() -> None:
        try:
            start.wait(5)
            made.append(licences.issue(by=SYSTEM, orders=[order], now=at))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    assert sorted(len(rows) for rows in made) == [0, 1]
    assert Licence.objects.count() == Version.objects.count() == 1
    assert Key.objects.filter(until__isnull=True, algorithm="sm2").count() == 1
