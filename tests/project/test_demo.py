"""The demonstration: the applicants whom the screen prints are known to the shared sources."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jwcrypto.jwk import JWKSet
from jwcrypto.jws import InvalidJWSSignature

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.calendar import load_calendar
from guantong.core.scenario.read import read_package
from guantong.modules.cases.models import Case
from guantong.modules.identity import public as identity
from guantong.modules.licences.public import licences_of_case, paper_of, verify
from guantong.modules.sharing.models import SharedRecord
from guantong.project import clock
from guantong.project.demo import accounts
from guantong.project.demo.play import play_day
from tests.database_runner import settle_down
from tests.modules.licences.test_strangers import checked

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


def test_officers_when_matters_are_published_then_there_is_one_for_every_unit_of_the_county(db, at):
    package = read_package(SCENARIOS / "open-ktv")
    settle_down(package, at)
    made = accounts.officers(at)
    assert {each.actor.unit_role for each in made} == {item.unit for item in package.scenario.items.values()}
    assert [each.handle for each in made] == [each.handle for each in accounts.officers(at)]


def test_day_when_played_then_the_ready_made_enterprise_need_not_type_what_is_held(db, at):
    settle_down(read_package(SCENARIOS / "open-pharmacy"), at)
    list(play_day(at.date(), 0, load_calendar()))
    uscc = identity.session_facts(accounts.enterprise(0, at).actor.account)["enterprise.uscc"]
    held = {row.resource: set(row.data) for row in SharedRecord.objects.filter(key=uscc)}
    assert {"name", "address", "legal_rep", "articles"} <= held["legal-persons"]
    assert "business" in held["e-licences"]


def test_day_when_played_then_decided_cases_have_licences_that_anybody_can_check(db, at, client):
    settle_down(read_package(SCENARIOS / "newborn"), at)
    played = list(play_day(at.date(), 5, load_calendar()))
    decided = set(Case.objects.filter(phase__in=("decided", "delivered")).values_list("pk", flat=True))
    assert decided
    assert len(played) == 5
    issued = {case_id: licences_of_case(case_id) for case_id in Case.objects.values_list("pk", flat=True)}
    assert {case_id for case_id, rows in issued.items() if rows} == decided
    births = [row for rows in issued.values() for row in rows if row.element == "licence/birth"]
    assert births
    for row in births:
        verdict = verify(row.identifier, now=at + timedelta(days=1))
        assert (verdict.valid, verdict.said.name) == (True, "出生医学证明")
    _stranger_checks(births, client, at)


def _stranger_checks(births, client, at):
    """With jwcrypto and what is published at `/keys/` and `/status/`: nothing of ours takes part."""
    with clock.fixed(at + timedelta(days=1)):
        keys = JWKSet.from_json(json.dumps(client.get("/keys/jwks.json").json()))
        for row in births:
            token = paper_of(by=SYSTEM, identifier=row.identifier, today=at.date()).token
            said = checked(token, keys)
            subject = said["credentialSubject"]
            assert subject["certificate_identifier"] == row.identifier
            assert subject["certificate_name"] == "出生医学证明"
            for entry in said["credentialStatus"]:
                listed = client.get(urlsplit(entry["statusListCredential"]).path).content.decode()
                assert checked(listed, keys)["credentialSubject"]["statusPurpose"] == entry["statusPurpose"]
            head, body, signature = token.split(".")
            changed = body[:-8] + ("A" if body[-8] != "A" else "B") + body[-7:]
            with pytest.raises(InvalidJWSSignature):
                checked(f"{head}.{changed}.{signature}", keys)
