"""A decided case leads to its licences: once, at once, or after whatever went wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.language import Package
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import licences as issuing
from guantong.modules.cases.actions import memory
from guantong.modules.licences import public as licences
from guantong.modules.licences.models import Licence
from guantong.modules.services import public as services
from guantong.modules.sharing.public import reads_about, set_silent, write_records
from tests.modules.cases.desk import Desk, venue_package
from tests.modules.cases.food import FOOD, change_food, issue_food, publish_asking

ROOT = Path(__file__).resolve().parents[3]
KINDS = {
    "licence/business": {"type": "001", "prints": ["company.address", "legal_rep.id_number"]},
    "licence/entertainment": {"type": "002", "valid": "24 months", "prints": ["premises.floor_plan"]},
}


def publish(desk: Desk) -> Desk:
    """Let two of the three results become e-licences."""
    data = venue_package()
    for element, about in KINDS.items():
        data["dictionary"]["elements"][element]["e_licence"] = about
    services.publish(package=Package.model_validate(data), by=SYSTEM, now=desk.at)
    return desk


@pytest.fixture
def licensing(desk):
    return publish(desk)


def rows(ref: cases.CaseRef) -> dict[str, licences.LicenceRow]:
    return {row.element: row for row in licences.licences_of_case(ref.id)}


def test_case_when_decided_then_its_licences_are_there_with_the_same_act(licensing):
    ref = licensing.visited(licensing.accepted())
    registrar = licensing.officer("market-regulation")
    licensing.act(registrar, ref, "approve", "registration", data={"licence/business": "浙商2026-1"})
    licensing.act(licensing.officer("health"), ref, "approve", "hygiene")
    assert rows(ref) == {}
    licensing.act(licensing.officer("culture-tourism"), ref, "approve", "entertainment")
    found = rows(ref)
    assert sorted(found) == sorted(KINDS)  # hygiene has no e_licence
    business, entertainment = found["licence/business"], found["licence/entertainment"]
    assert business.number == "浙商2026-1"
    assert entertainment.number.startswith(ref.code)
    assert (business.valid_until, entertainment.valid_until.isoformat()) == (None, "2028-03-01")
    assert business.unit == licensing.unit("market-regulation").pk
    assert licences.verify(business.identifier, now=licensing.at).valid


def test_licence_when_made_then_says_holder_and_what_is_printed_and_no_document(licensing):
    ref = licensing.decided()
    paper = licences.paper_of(
        by=licensing.company, identifier=rows(ref)["licence/business"].identifier, today=licensing.at.date()
    )
    assert (paper.holder_name, paper.holder_code_type) == ("西湖乐府", "uscc")
    assert {field.element: field.value for field in paper.fields} == {
        "company.address": "西湖乐府有限公司住所", "legal_rep.id_number": id_number("legal_rep", 0),
    }  # fmt: skip
    other = licences.paper_of(
        by=licensing.company,
        identifier=rows(ref)["licence/entertainment"].identifier,
        today=licensing.at.date(),
    )
    assert other.fields == ()


def test_item_when_rejected_then_no_licence_comes_of_it(licensing):
    ref = licensing.visited(licensing.accepted())
    licensing.act(licensing.officer("market-regulation"), ref, "approve", "registration")
    licensing.act(licensing.officer("health"), ref, "approve", "hygiene")
    licensing.act(licensing.officer("culture-tourism"), ref, "reject", "entertainment", because="不符合条件")
    assert list(rows(ref)) == ["licence/business"]


def publish_without_results(desk: Desk) -> int:
    """Publish the matter anew: one result is called otherwise, the other is no e-licence any more; return its version."""
    data = venue_package()
    elements = data["dictionary"]["elements"]
    elements["licence/leisure"] = elements.pop("licence/entertainment") | {"e_licence": {"type": "009"}}
    data["scenario"]["items"]["entertainment"]["issues"] = ["licence/leisure"]
    return services.publish(package=Package.model_validate(data), by=SYSTEM, now=desk.at).version


def test_case_when_its_results_are_renamed_and_dropped_before_it_is_decided_then_they_follow_its_own_version(
    licensing,
):
    ref = licensing.visited(licensing.accepted())
    publish_without_results(licensing)
    licensing.act(licensing.officer("market-regulation"), ref, "approve", "registration")
    licensing.act(licensing.officer("health"), ref, "approve", "hygiene")
    licensing.act(licensing.officer("culture-tourism"), ref, "approve", "entertainment")
    assert {name: row.name.zh for name, row in rows(ref).items()} == {
        "licence/business": "营业执照", "licence/entertainment": "娱乐经营许可证",
    }  # fmt: skip
    later = licensing.decided(seed=1, by=licensing.other)
    assert list(rows(later)) == ["licence/leisure"]


def test_case_when_opened_before_its_results_became_e_licences_then_gets_none(desk):
    ref = desk.visited(desk.accepted())
    publish(desk)
    desk.act(desk.officer("market-regulation"), ref, "approve", "registration")
    desk.act(desk.officer("health"), ref, "approve", "hygiene")
    desk.act(desk.officer("culture-tourism"), ref, "approve", "entertainment")
    assert rows(ref) == {}
    assert cases.issue_licences_due(now=desk.at) == 0


def test_result_when_its_version_does_not_describe_it_then_nothing_is_left_out_and_the_log_says_so(
    licensing, caplog
):
    ref = licensing.visited(licensing.accepted())
    own, other = version_of(ref), publish_without_results(licensing)
    set_version(ref, other)
    licensing.act(licensing.officer("market-regulation"), ref, "approve", "registration")
    licensing.act(licensing.officer("health"), ref, "approve", "hygiene")
    licensing.act(licensing.officer("culture-tourism"), ref, "approve", "entertainment")
    assert rows(ref) == {}
    assert "code=cases.result_unknown where=licence/entertainment" in caplog.text
    set_version(ref, own)
    assert cases.issue_licences_due(now=licensing.at) == 1
    assert sorted(rows(ref)) == sorted(KINDS)


def version_of(ref: cases.CaseRef) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT matter_version FROM cases_case WHERE id = %s", [ref.id])
        return cursor.fetchone()[0]


def set_version(ref: cases.CaseRef, number: int) -> None:
    memory.forget(ref.id)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET matter_version = %s WHERE id = %s", [number, ref.id])


def test_case_when_shown_then_its_licences_are_named_to_applicant_and_clerk_only(licensing):
    ref, today = licensing.decided(), licensing.at.date()
    for by in (licensing.company, licensing.clerk()):
        assert len(cases.get_case(by=by, case_id=ref.id, today=today).licences) == 2
    assert cases.get_case(by=licensing.manager(), case_id=ref.id, today=today).licences == ()
    running = licensing.accepted(seed=1, by=licensing.other)
    assert cases.get_case(by=licensing.other, case_id=running.id, today=today).licences == ()


@pytest.mark.parametrize("error", [Refused(Problem(code="signing.unknown")), DatabaseError("gone")])
def test_act_when_the_licences_cannot_be_made_then_is_stored_and_the_round_makes_them(
    licensing, monkeypatch, error
):
    def fail(**given):
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(issuing, "issue", fail)
        ref = licensing.decided()
    assert ref.phase == "decided"
    assert rows(ref) == {}
    assert cases.issue_licences_due(now=licensing.at) == 1
    assert sorted(rows(ref)) == sorted(KINDS)
    assert cases.issue_licences_due(now=licensing.at) == 0


def test_round_when_one_case_cannot_be_done_then_the_others_get_theirs(licensing, monkeypatch):
    with monkeypatch.context() as later:
        later.setattr(issuing, "AT_ONCE", False)
        broken, whole = licensing.decided(), licensing.decided(seed=1, by=licensing.other)
    issue, stuck = issuing.issue, broken.id

    def fail(*, orders, **given):
        if orders[0].case_id == stuck:
            raise DatabaseError("gone")
        return issue(orders=orders, **given)

    monkeypatch.setattr(issuing, "issue", fail)
    assert cases.issue_licences_due(now=licensing.at, limit=1) == 1
    assert (len(rows(broken)), len(rows(whole))) == (0, 2)
    stuck = 0
    assert cases.issue_licences_due(now=licensing.at) == 1
    assert len(rows(broken)) == 2


def test_round_when_nothing_was_missed_then_does_nothing_and_again_makes_none_twice(licensing):
    ref = licensing.delivered()
    licensing.accepted(seed=1, by=licensing.other)
    assert cases.issue_licences_due(now=licensing.at) == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET licensed_at = NULL")
    assert cases.issue_licences_due(now=licensing.at) == 1
    assert Licence.objects.count() == len(rows(ref)) == 2


@pytest.fixture
def asking(desk):
    return publish_asking(desk)


def value_of(desk: Desk, ref: cases.CaseRef) -> str:
    view = cases.get_case(by=desk.company, case_id=ref.id, today=desk.at.date())
    return next(value.value for value in view.values if value.element == FOOD)


def test_licence_held_here_when_another_case_needs_it_then_is_read_here_first_and_leaves_its_trace(asking):
    code = uscc_number("company", 0)
    write_records(resource="e-licences", records={code: {"food": "旧号"}}, by=SYSTEM, now=asking.at)
    assert value_of(asking, asking.submit()) == "旧号"
    issue_food(asking)
    assert value_of(asking, asking.submit()) == "食2026-7"
    traces = [read for read in reads_about(code) if read.resource == "e-licences"]
    assert [(read.elements, read.law, read.answered) for read in traces] == [
        ((FOOD,), "某条例第10条", True)
    ] * 2
    set_silent(resource="e-licences", by=SYSTEM, now=asking.at)
    assert value_of(asking, asking.submit()) == "食2026-7"


def test_licence_cancelled_here_when_the_other_store_still_has_its_number_then_is_not_believed(asking):
    row = issue_food(asking)
    write_records(
        resource="e-licences",
        records={uscc_number("company", 0): {"food": row.number}},
        by=SYSTEM,
        now=asking.at,
    )
    assert value_of(asking, asking.submit()) == row.number
    licences.change_licence(
        by=asking.officer("health"),
        identifier=row.identifier,
        operation="cancel",
        because="注销",
        now=asking.at,
    )
    with pytest.raises(Refused, match=r"form\.source"):
        asking.submit()


def seen_out_of_force(desk: Desk, ref: cases.CaseRef) -> dict[str, list[tuple[str, str]]]:
    """Return what each who looks at the case is told of licences that cannot be used now."""
    today = desk.at.date()
    views = {
        "applicant": cases.get_case(by=desk.company, case_id=ref.id, today=today),
        "clerk": cases.get_case(by=desk.clerk(), case_id=ref.id, today=today),
    } | {
        item: cases.get_task(by=desk.officer(role), case_id=ref.id, item=item, today=today)
        for role, item in (("market-regulation", "registration"), ("culture-tourism", "entertainment"))
    }
    return {name: [(one.element, one.state) for one in view.out_of_force] for name, view in views.items()}


NOTHING_OUT = {"applicant": [], "clerk": [], "registration": [], "entertainment": []}


def test_running_case_when_a_licence_it_relies_on_is_suspended_then_those_who_see_its_number_are_told_until_it_is_restored(
    asking,
):
    row = issue_food(asking)
    ref = asking.accepted()
    assert seen_out_of_force(asking, ref) == NOTHING_OUT
    change_food(asking, row, "suspend")
    told = [(FOOD, "suspended")]
    assert seen_out_of_force(asking, ref) == NOTHING_OUT | dict.fromkeys(
        ("applicant", "clerk", "registration"), told
    )
    [one] = cases.get_case(by=asking.clerk(), case_id=ref.id, today=asking.at.date()).out_of_force
    assert (one.name.zh, one.since, one.because) == ("食品经营许可证", asking.at, "")
    change_food(asking, row, "restore")
    assert seen_out_of_force(asking, ref) == NOTHING_OUT


def test_case_when_the_licence_has_ended_or_another_took_its_place_then_only_what_is_still_relied_on_is_told(
    asking,
):
    row, ref = issue_food(asking), asking.accepted()
    change_food(asking, row, "cancel")
    assert seen_out_of_force(asking, ref)["registration"] == [(FOOD, "cancelled")]
    # Of somebody else, under the same number: not what this case relies on.
    assert licences.out_of_force({FOOD: row.number}, {uscc_number("company", 1)}) == ()
    assert licences.out_of_force({FOOD: "食2026-8"}, {uscc_number("company", 0)}) == ()
    asking.act(asking.company, ref, "withdraw", because="不办了")
    assert seen_out_of_force(asking, ref)["clerk"] == []


def test_licence_typed_by_hand_when_it_has_been_suspended_since_then_is_told_all_the_same(asking):
    row = issue_food(asking)
    set_silent(resource="e-licences", by=SYSTEM, now=asking.at)
    ref = asking.accepted()
    assert value_of(asking, ref) == row.number
    change_food(asking, row, "suspend")
    assert seen_out_of_force(asking, ref)["registration"] == [(FOOD, "suspended")]


@pytest.mark.django_db(transaction=True)
def test_licences_when_two_workers_go_round_at_once_then_each_is_made_once(at, monkeypatch):
    desk = publish(Desk(at))
    monkeypatch.setattr(issuing, "AT_ONCE", False)
    refs = [desk.decided(), desk.decided(seed=1, by=desk.other)]
    monkeypatch.setattr(issuing, "AT_ONCE", True)
    start = threading.Barrier(2)

    def work() -> None:
        try:
            start.wait(5)
            cases.issue_licences_due(now=desk.at)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert [len(rows(ref)) for ref in refs] == [2, 2]
    assert cases.issue_licences_due(now=desk.at) == 0


DIE_WITH_THE_SECOND = """
import os, signal, sys
from datetime import datetime
from guantong.project import start
start.setup()
from guantong.modules.cases import public as cases
from guantong.modules.licences.actions import issuing
issued, record = [], issuing.record
def die(*given, **more):
    issued.append(record(*given, **more))
    if len(issued) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
issuing.record = die
cases.issue_licences_due(now=datetime.fromisoformat(sys.argv[1]))
"""


@pytest.mark.django_db(transaction=True)
def test_licences_when_the_worker_is_killed_between_two_of_a_case_then_the_next_round_makes_both_once(
    at, monkeypatch, settings
):
    desk = publish(Desk(at))
    monkeypatch.setattr(issuing, "AT_ONCE", False)
    ref = desk.decided()
    database = settings.DATABASES["default"] | connection.settings_dict
    host = database["HOST"]
    url = f"postgresql://{database['USER']}:{database['PASSWORD']}@{'' if host.startswith('/') else host}:{database['PORT']}/{database['NAME']}"
    killed = subprocess.run(
        [sys.executable, "-c", DIE_WITH_THE_SECOND, desk.at.isoformat()], cwd=ROOT, capture_output=True, text=True, timeout=60,
        env=os.environ | {"DATABASE_URL": f"{url}?host={host}" if host.startswith("/") else url,
                          "GUANTONG_KEY_SECRET": settings.KEY_SECRET},
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert rows(ref) == {}
    assert cases.issue_licences_due(now=desk.at) == 1
    assert sorted(rows(ref)) == sorted(KINDS)
