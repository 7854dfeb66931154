"""The demonstration: the applicants whom the screen prints are known to the shared sources."""

from __future__ import annotations

import argparse
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.db import connection
from jwcrypto.jwk import JWKSet
from jwcrypto.jws import InvalidJWSSignature
from rich.console import Console

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.calendar import load_calendar
from guantong.core.scenario.read import read_package
from guantong.modules.cases.models import Case
from guantong.modules.identity import public as identity
from guantong.modules.journal.public import verify as verify_journal
from guantong.modules.licences.public import licences_of_case, paper_of, verify
from guantong.modules.sharing.models import SharedRecord
from guantong.project import clock
from guantong.project.commands import demo, serve
from guantong.project.demo import accounts, play, show
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


def test_day_when_broken_off_in_the_middle_of_a_case_then_the_next_run_ends_it_and_makes_none_twice(
    db, at, monkeypatch
):
    settle_down(read_package(SCENARIOS / "newborn"), at)
    turns = []

    def break_off(run, view, now, turn=play._turn):
        turns.append(run.case_id)
        if turns.count(run.case_id) == 3 and len(set(turns)) == 3:
            raise KeyboardInterrupt
        turn(run, view, now)

    with monkeypatch.context() as broken:
        broken.setattr(play, "_turn", break_off)
        with pytest.raises(KeyboardInterrupt):
            list(play_day(at.date(), 5, load_calendar()))
    assert play.played_so_far() == 2
    assert Case.objects.count() == 3
    before = {row.pk: row.phase for row in Case.objects.all()}
    later = at.date() + timedelta(days=3)  # the demonstration's time has run on meanwhile
    again = list(play_day(later, 5, load_calendar()))
    assert [each.code for each in again] == list(Case.objects.order_by("pk").values_list("code", flat=True))[
        2:
    ]
    assert Case.objects.count() == 5
    after = {row.pk: row.phase for row in Case.objects.all()}
    assert [after[key] for key in sorted(before)[:2]] == [before[key] for key in sorted(before)[:2]]
    assert max(Case.objects.values_list("submitted_on", flat=True)) <= at.date()
    assert verify_journal().findings == ()
    assert list(play_day(later, 5, load_calendar())) == []
    assert {row.pk: row.phase for row in Case.objects.all()} == after


def test_play_when_a_run_was_broken_off_then_says_so_and_one_that_is_over_is_left_alone(db, at, monkeypatch):
    settle_down(read_package(SCENARIOS / "newborn"), at)
    list(play_day(at.date(), 1, load_calendar()))
    told = []
    for _ in range(2):
        console = Console(file=StringIO(), width=200)
        with clock.fixed(at):
            show.play(3, "zh", console)
        told.append(console.file.getvalue())
    assert "上次模拟到第 1 件" in told[0]
    assert "模拟了 2 件" in told[0]
    assert "保留原样" in told[1]
    assert Case.objects.count() == 3


@pytest.mark.parametrize("once", [True, False])
def test_demo_command_when_it_is_over_then_who_can_sign_in_is_printed_whether_it_serves_or_not(
    once, monkeypatch, capsys
):
    for step in ("prepare", "play", "go_on_from_what_is_stored", "print_figures"):
        monkeypatch.setattr(show, step, lambda *_: None)
    ready = [SimpleNamespace(handle=f"who-{name}") for name in accounts.SHOWN]
    monkeypatch.setattr(accounts, "everyone", lambda _: ready)
    served = []
    monkeypatch.setattr(serve, "run", served.append)
    for name, value in (
        ("GUANTONG_DAY", ""),
        ("GUANTONG_ORIGIN", "http://127.0.0.1"),
        ("GUANTONG_SECOND_FACTOR", "offered"),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("guantong.project.start.setup", lambda: None)
    demo.run(argparse.Namespace(lang="zh", once=once, cases=1, port=8123))
    printed = capsys.readouterr().out
    assert all(who.handle in printed for who in ready)
    assert "http://127.0.0.1:8123/" in printed
    assert ("运行 make demo" in printed) is once
    assert len(served) == (0 if once else 1)


def test_play_when_there_are_cases_and_no_day_was_begun_then_leaves_them_alone(db, at):
    settle_down(read_package(SCENARIOS / "newborn"), at)
    list(play_day(at.date(), 1, load_calendar()))
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica"
        )  # the journal lets nobody take away an entry
        cursor.execute("DELETE FROM journal_entry WHERE chain = 'demo'")
    console = Console(file=StringIO(), width=200)
    with clock.fixed(at):
        show.play(3, "zh", console)
    assert "保留原样" in console.file.getvalue()
    assert Case.objects.count() == 1


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
