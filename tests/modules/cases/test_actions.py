"""A case from form to rating, stored: what each act leaves in the rows, the journal and the lists."""

from __future__ import annotations

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.texts import explain
from guantong.core.scenario.samples import id_number
from guantong.modules.cases import public as cases
from guantong.modules.cases.access import hold_case
from guantong.modules.cases.actions import memory
from guantong.modules.cases.models import Case, CaseState, Submission, Task
from guantong.modules.journal.public import case_chain, entries_of, verify
from guantong.modules.sharing.public import reads_of, set_silent, write_records
from tests.modules.cases.desk import ANSWERS, GONGSHU, RECTIFICATION, VENUE, XIHU


def code_of(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in refused.value.problems]


def rows_of(case_id: int) -> dict[tuple[str, str], str]:
    return {(row.item, row.kind): row.status for row in Task.objects.filter(case_id=case_id)}


# ------------------------------------------------------------------------------------------------- the whole of a case


def test_case_when_played_to_its_rating_is_closed_and_its_journal_verifies(desk):
    ref = desk.delivered()
    ref = desk.act(desk.company, ref, "rate", grade=5)
    view = cases.get_case(by=desk.company, case_id=ref.id, today=desk.at.date())
    assert (view.ref.phase, view.grade, view.ref.version) == ("delivered", 5, 10)
    assert [result.approved for result in view.results] == [True, True, True]
    kinds = [entry.kind for entry in entries_of(case_chain(ref.id))]
    assert kinds[:2] == ["submit", "accept"]
    assert kinds[-2:] == ["deliver", "rate"]
    assert verify(case_chain(ref.id)).sound


def test_rows_when_a_case_moves_then_they_follow_its_state(desk):
    ref = desk.submit()
    case = Case.objects.get(pk=ref.id)
    assert (case.phase, case.due_on, case.board, case.applicant_name) == (
        "submitted",
        None,
        "business-registration",
        desk.company.name,
    )
    assert rows_of(ref.id) == {
        ("registration", "branch"): "waiting", ("entertainment", "branch"): "waiting", ("hygiene", "branch"): "waiting",
        ("premises", "visit"): "waiting",
    }  # fmt: skip
    desk.act(desk.clerk(), ref, "accept")
    case.refresh_from_db()
    assert (case.phase, case.accepted_by, case.accepted_on) == ("handling", "8001", desk.at.date())
    assert case.due_on is not None
    assert rows_of(ref.id)["registration", "branch"] == "open"
    assert rows_of(ref.id)["entertainment", "branch"] == "waiting"
    assert rows_of(ref.id)["premises", "visit"] == "open"
    desk.act(desk.officer("market-regulation"), ref, "approve", "registration")
    assert rows_of(ref.id)["entertainment", "branch"] == "open"
    desk.visited(ref)
    assert rows_of(ref.id)["premises", "visit"] == "approved"


def test_rows_when_made_again_from_the_state_are_those_that_are_stored(desk):
    from guantong.core.kernel.calendar import load_calendar
    from guantong.modules.cases import rules

    ref = desk.accepted()
    desk.act(
        desk.officer("health"), ref, "consult", "hygiene", target="culture-tourism", because="是否已申请"
    )
    desk.act(desk.officer("culture-tourism"), ref, "answer", "hygiene", because="已申请")
    desk.act(
        desk.officer("health"), ref, "return", "hygiene", fields=("premises.floor_plan",), because="不清楚"
    )
    held = hold_case(SYSTEM, ref.id)
    today = desk.at.date()
    made = rules.task_rows(held.flow, held.state, load_calendar(), today)
    stored = {
        (row.item, row.kind, row.unit_role): (row.status, row.ready_on, row.due_on, row.decided_on)
        for row in Task.objects.filter(case_id=ref.id)
    }
    assert stored == {
        key: (row.status, row.ready_on, row.due_on, row.decided_on) for key, row in made.items()
    }
    assert held.row == rules.case_row(held.flow, held.state, load_calendar(), today)
    assert held.row.stopped is False


def test_state_when_run_again_from_the_journal_is_the_one_that_is_stored(desk):
    import msgspec

    from guantong.core.flow.engine import open_case, step
    from guantong.core.flow.model import Event, Moment
    from guantong.core.kernel.calendar import load_calendar
    from guantong.project.clock import ZONE

    ref = desk.delivered()
    held = hold_case(SYSTEM, ref.id)
    state = open_case(held.flow)
    for entry in entries_of(case_chain(ref.id)):
        event = msgspec.convert(entry.facts()["event"], Event)
        state, _ = step(
            held.flow, state, event, Moment(at=entry.at.astimezone(ZONE), calendar=load_calendar())
        )
    assert state == held.state


# --------------------------------------------------------------------------------------------------------- handing in


def test_submit_when_the_form_is_wrong_then_every_field_is_named_and_nothing_is_stored(desk):
    with pytest.raises(Refused) as refused:
        desk.submit(company__name=None, legal_rep__id_number="330106199001010000", somebody__name="x")
    assert code_of(refused) == [
        ("form.check_digit", "legal_rep.id_number"), ("form.missing", "company.name"), ("form.not_asked", "somebody.name"),
    ]  # fmt: skip
    assert not Case.objects.exists()


def test_submit_when_what_may_be_owed_is_missing_then_it_is_for_the_window_to_decide(desk):
    ref = desk.submit(premises__floor_plan=None)
    with pytest.raises(Refused, match=r"flow\.missing"):
        desk.act(desk.clerk(), ref, "accept")
    ref = desk.act(desk.clerk(), ref, "accept", owed=("premises.floor_plan",))
    assert ref.phase == "handling"


def test_submit_when_a_source_answers_then_its_value_is_in_the_case_and_the_read_is_traced(desk):
    ref = desk.submit()
    datum = hold_case(SYSTEM, ref.id).state.data["company.address"]
    assert (datum.value, datum.source) == (f"{desk.company.name}住所", "shared")
    reads = reads_of(case_chain(ref.id))
    assert [(read.resource, read.elements, read.item) for read in reads] == [
        ("companies", ("company.address",), "hygiene")
    ]


def test_submit_when_a_source_is_silent_then_the_element_is_asked_for_once_and_taken_as_the_applicants(desk):
    set_silent(resource="companies", because="维护", by=SYSTEM, now=desk.at)
    with pytest.raises(Refused) as refused:
        desk.submit(key="same")
    assert code_of(refused) == [("form.source_silent", "company.address")]
    assert not Case.objects.exists()
    ref = desk.submit(key="same", company__address="北山路1号")
    datum = hold_case(SYSTEM, ref.id).state.data["company.address"]
    assert (datum.value, datum.source) == ("北山路1号", "applicant")


def test_submit_when_both_the_source_and_the_applicant_give_a_value_then_the_source_wins(desk):
    ref = desk.submit(company__address="别处")
    assert hold_case(SYSTEM, ref.id).state.data["company.address"].value == f"{desk.company.name}住所"


def test_submit_when_the_source_knows_nobody_by_that_key_then_the_applicant_is_asked(desk):
    with pytest.raises(Refused) as refused:
        desk.submit(person__id_number=id_number("person", 77))
    assert code_of(refused) == [("form.source_unknown", "company.address")]
    (problem,) = refused.value.problems
    assert problem.facts["key"] == "person.id_number"
    assert "查不到这个号码" in explain(problem)
    assert "knows nobody" in explain(problem, "en")
    ref = desk.submit(person__id_number=id_number("person", 77), company__address="北山路1号")
    assert hold_case(SYSTEM, ref.id).state.data["company.address"].source == "applicant"


def test_submit_when_repeated_with_its_key_then_it_is_the_same_case(desk):
    first = desk.submit(key="k")
    assert desk.submit(key="k") == first
    assert desk.submit(key="l").id != first.id
    assert desk.submit(by=desk.other, seed=1, key="k").id != first.id
    assert Case.objects.count() == 3


def test_submit_when_somebody_else_than_an_applicant_hands_in_then_refused(desk):
    for actor in (desk.clerk(), desk.officer("health"), desk.manager()):
        with pytest.raises(Refused, match=r"cases\.wrong_role"):
            cases.submit_case(
                by=actor, scenario=VENUE, division=XIHU, answers=ANSWERS, data={}, key="k", now=desk.at
            )


def test_submit_when_nobody_can_apply_for_the_matter_then_refused(desk):
    with pytest.raises(Refused, match=r"cases\.not_applied_for"):
        cases.submit_case(
            by=desk.company, scenario=RECTIFICATION, division=XIHU, answers={}, data={}, key="k", now=desk.at
        )
    with pytest.raises(Refused, match=r"cases\.no_key"):
        cases.submit_case(
            by=desk.company, scenario=VENUE, division=XIHU, answers={}, data={}, key="", now=desk.at
        )


def test_submit_when_a_document_was_never_uploaded_or_is_anothers_then_refused(desk):
    foreign = desk.document(desk.other, b"%PDF-1.4 of somebody else")
    with pytest.raises(Refused) as refused:
        desk.submit(premises__title_deed=foreign)
    assert code_of(refused) == [("cases.no_document", "premises.title_deed")]


# ------------------------------------------------------------------------------------------------------- doing something


def test_act_when_the_version_is_old_then_it_says_who_did_what_meanwhile(desk):
    seen = desk.accepted()
    desk.act(desk.officer("health"), seen, "suspend", "hygiene", because="等待")
    with pytest.raises(Refused) as refused:
        desk.act(desk.officer("market-regulation"), seen, "approve", "registration", version=seen.version)
    problem = refused.value.problems[0]
    assert problem.code == "cases.stale"
    assert {key: problem.facts[key] for key in ("seen", "version", "verb", "role", "unit")} == {
        "seen": 2, "version": 3, "verb": "suspend", "role": "officer", "unit": "西湖区health",
    }  # fmt: skip
    now = desk.act(desk.officer("market-regulation"), seen, "approve", "registration", version=3)
    assert now.version == 4


def test_act_when_no_version_is_given_then_it_is_decided_on_what_is_stored(desk):
    ref = desk.accepted()
    desk.act(desk.officer("health"), ref, "suspend", "hygiene", because="等待")
    assert desk.act(desk.officer("market-regulation"), ref, "approve", "registration").version == 4


def test_act_when_repeated_with_its_key_then_it_is_done_once(desk):
    ref = desk.accepted()
    officer = desk.officer("market-regulation")
    first = desk.act(officer, ref, "approve", "registration", key="once")
    again = desk.act(officer, ref, "approve", "registration", key="once")
    assert (again.id, again.version) == (first.id, first.version)
    assert Submission.objects.filter(key="once").count() == 1
    other = desk.accepted(by=desk.other, seed=1)
    with pytest.raises(Refused, match=r"cases\.key_used"):
        desk.act(officer, other, "approve", "registration", key="once")


def test_act_when_refused_then_nothing_is_stored(desk):
    ref = desk.accepted()
    before = (CaseState.objects.get(pk=ref.id).version, len(entries_of(case_chain(ref.id))))
    for actor, do, item in (
        (desk.officer("health"), "approve", "registration"), (desk.officer("market-regulation"), "answer", "registration"),
        (desk.clerk(), "accept", ""), (desk.company, "approve", "registration"), (desk.manager(), "deliver", ""),
    ):  # fmt: skip
        with pytest.raises(Refused):
            desk.act(actor, ref, do, item)
    assert (CaseState.objects.get(pk=ref.id).version, len(entries_of(case_chain(ref.id)))) == before


def test_act_when_the_case_is_not_the_actors_to_see_then_it_does_not_exist(desk):
    ref = desk.accepted()
    for actor in (
        desk.other, desk.clerk(GONGSHU), desk.clerk(boards=("social",)), desk.officer("health", GONGSHU),
        desk.officer("public-security"),
    ):  # fmt: skip
        for remembered in (True, False):
            memory.forget_all()
            if remembered:
                memory._held[ref.id] = hold_case(SYSTEM, ref.id)
            with pytest.raises(Refused, match=r"cases\.not_found"):
                desk.act(actor, ref, "withdraw")


def test_act_when_the_officer_accepted_the_case_then_acceptance_and_handling_stay_separate(desk):
    ref = desk.accepted()
    with pytest.raises(Refused, match=r"cases\.separate"):
        desk.act(desk.officer("market-regulation", account="8001"), ref, "approve", "registration")


def test_correct_when_a_value_is_wrong_or_not_asked_then_each_field_is_named(desk):
    ref = desk.submit()
    desk.act(desk.clerk(), ref, "return", fields=("legal_rep.id_number",), because="号码与证件不符")
    with pytest.raises(Refused) as refused:
        desk.act(desk.company, ref, "correct", data={"legal_rep.id_number": "1", "nobody.asks": 1})
    assert code_of(refused) == [("form.invalid", "legal_rep.id_number"), ("form.not_asked", "nobody.asks")]
    ref = desk.act(desk.company, ref, "correct", data={"legal_rep.id_number": id_number("legal_rep", 5)})
    assert ref.phase == "submitted"


def test_correct_when_a_source_was_silent_and_its_value_is_marked_then_the_applicant_gives_it(desk):
    """What a source gave is its holder's to mend (test_asking.py); what it did not give was typed, and may be marked."""
    set_silent(resource="companies", because="维护", by=SYSTEM, now=desk.at)
    ref = desk.accepted(company__address="北山路1号")
    desk.act(
        desk.officer("health"), ref, "return", "hygiene", fields=("company.address",), because="与现场不符"
    )
    case = Case.objects.get(pk=ref.id)
    assert case.stopped is False
    desk.act(desk.company, ref, "correct", data={"company.address": "北山路2号"})
    datum = hold_case(SYSTEM, ref.id).state.data["company.address"]
    assert (datum.value, datum.version, datum.source) == ("北山路2号", 2, "applicant")


# ------------------------------------------------------------------------------------------- what follows by itself


def test_rate_when_bad_then_a_rectification_is_opened_and_linked_in_the_same_breath(desk):
    ref = desk.act(desk.company, desk.delivered(), "rate", grade=1, because="跑了三趟")
    opened = Case.objects.get(origin_id=ref.id)
    assert (opened.scenario, opened.phase, opened.division, opened.applicant_id) == (
        RECTIFICATION,
        "handling",
        XIHU,
        None,
    )
    units = {row.item: row.unit.role for row in Task.objects.filter(case_id=opened.pk).select_related("unit")}
    assert units == {"letter": "health", "rectify": "culture-tourism"}
    data = hold_case(SYSTEM, opened.pk).state.data
    assert (data["rating.case_code"].value, data["rating.grade"].value) == (ref.code, 1)
    assert [entry.kind for entry in entries_of(case_chain(opened.pk))] == ["submit", "accept"]
    assert verify().sound
    desk.act(desk.officer("health"), opened.pk, "approve", "letter")
    ref = desk.act(desk.officer("culture-tourism"), opened.pk, "approve", "rectify")
    assert ref.phase == "decided"


def test_rate_when_good_then_nothing_else_is_opened(desk):
    ref = desk.act(desk.company, desk.delivered(), "rate", grade=3)
    assert not Case.objects.filter(origin_id=ref.id).exists()


def test_rate_when_no_rectification_is_published_then_the_rating_stands(desk):
    from guantong.modules.services.models import Matter

    Matter.objects.filter(scenario=RECTIFICATION).delete()
    ref = desk.act(desk.company, desk.delivered(), "rate", grade=1, because="慢")
    assert hold_case(SYSTEM, ref.id).state.grade == 1
    assert not Case.objects.filter(origin_id=ref.id).exists()


def test_lapse_due_when_a_supplement_day_has_passed_then_it_is_recorded_once(desk):
    from datetime import timedelta

    ref = desk.submit(premises__floor_plan=None)
    desk.act(desk.clerk(), ref, "accept", owed=("premises.floor_plan",))
    desk.accepted(by=desk.other, seed=1)
    assert cases.lapse_due(now=desk.at + timedelta(days=7)) == 0
    assert cases.lapse_due(now=desk.at + timedelta(days=8)) == 1
    assert cases.lapse_due(now=desk.at + timedelta(days=9)) == 0
    held = hold_case(SYSTEM, ref.id)
    assert [owed.lapsed for owed in held.state.owed] == [True]
    assert Case.objects.get(pk=ref.id).lapse_on is None
    last = entries_of(case_chain(ref.id))[-1]
    assert (last.kind, last.account, last.role) == ("lapse", "system", "system")


def test_consult_when_another_unit_is_asked_then_it_finds_the_question_and_answers(desk):
    ref = desk.accepted()
    desk.act(desk.officer("health"), ref, "consult", "hygiene", target="public-security", because="有无异议")
    asked = desk.officer("public-security")
    row = Task.objects.get(case_id=ref.id, kind="consult")
    assert (row.unit_id, row.status) == (int(asked.unit), "open")
    assert [line.item for line in cases.work_list(by=asked, today=desk.at.date()).rows] == ["hygiene"]
    assert cases.get_task(by=asked, case_id=ref.id, item="hygiene", today=desk.at.date()).can == ("answer",)
    with pytest.raises(Refused, match=r"cases\.not_yours"):
        desk.act(asked, ref, "approve", "hygiene")
    desk.act(asked, ref, "answer", "hygiene", because="无异议")
    row.refresh_from_db()
    assert row.status == "approved"
    assert cases.work_list(by=asked, today=desk.at.date()).rows == ()


def test_memory_when_it_is_old_then_it_neither_refuses_nor_spoils_anything(desk):
    ref = desk.accepted()
    old = hold_case(SYSTEM, ref.id)
    memory.forget_all()
    desk.act(desk.officer("health"), ref, "suspend", "hygiene", because="等待")
    memory._held[ref.id] = old  # as a second process would have it
    ref = desk.act(desk.officer("health"), ref, "resume", "hygiene")
    assert ref.version == 4
    memory._held[ref.id] = old
    assert desk.act(desk.officer("market-regulation"), ref, "approve", "registration").version == 5
    assert verify(case_chain(ref.id)).sound


def test_write_records_when_a_company_is_unknown_then_its_applicant_can_still_apply(desk):
    write_records(
        resource="companies", records={id_number("person", 9): {"address": "湖滨"}}, by=SYSTEM, now=desk.at
    )
    ref = desk.submit(person__id_number=id_number("person", 9))
    assert hold_case(SYSTEM, ref.id).state.data["company.address"].value == "湖滨"
