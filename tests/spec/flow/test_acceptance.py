"""The manual, part 1: from the form to acceptance. One window looks at the form and accepts for all departments."""

from __future__ import annotations

from datetime import date

from tests.flow_desk import COMMON, Desk, branch, flow_of, full_flow


def desk() -> Desk:
    return Desk(flow_of(branch("licence"), branch("fire"), branch("venue", "licence")))


FORM = {"licence.field": 1, "fire.field": 1, "venue.field": 1, COMMON: "Sing Ltd"}


def test_draft_when_submitted_then_the_window_has_it_and_no_department_yet() -> None:
    case = desk().do("submit", data=FORM)
    assert case.state.phase == "submitted"
    assert case.can() == {"return", "accept", "refuse", "withdraw"}
    assert set(case.statuses.values()) == {"waiting"}
    assert case.state.data[COMMON].source == "applicant"


def test_form_when_it_holds_what_a_sibling_issues_or_nobody_asks_then_it_is_refused() -> None:
    assert desk().refused("submit", data={**FORM, "licence/licence": "forged"}) == "flow.not_asked"
    assert desk().refused("submit", data={**FORM, "other.field": 1}) == "flow.not_asked"


def test_pre_check_when_returned_then_the_applicant_changes_anything_in_the_form_and_hands_it_in_again() -> (
    None
):
    case = (
        desk().do("submit", data=FORM).do("return", fields=("fire.field", COMMON), because="the name differs")
    )
    assert case.state.phase == "correcting"
    assert [(mark.element, mark.because, mark.item) for mark in case.state.marks] == [
        ("fire.field", "the name differs", ""),
        (COMMON, "the name differs", ""),
    ]
    case.do("submit", data={**FORM, COMMON: "Sing Co", "venue.field": 2})
    assert case.state.phase == "submitted"
    assert case.state.marks == ()
    assert (case.value(COMMON), case.value("venue.field")) == ("Sing Co", 2)
    assert case.state.data["licence.field"].version == 1


def test_pre_check_when_only_the_marks_are_answered_one_by_one_then_the_last_answer_hands_it_in() -> None:
    case = desk().do("submit", data=FORM).do("return", fields=("fire.field", COMMON))
    assert case.refused("submit", data={COMMON: "x"}) == "flow.marks_open"
    case.do("correct", data={"fire.field": 2})
    assert case.state.phase == "correcting"
    case.do("correct", data={COMMON: "Sing Ltd"})
    assert case.state.phase == "submitted"
    assert case.state.data[COMMON].version == 1, "an answer that changes nothing is an answer"


def test_return_when_it_marks_nothing_or_gives_no_reason_then_it_is_refused() -> None:
    case = desk().do("submit", data=FORM)
    assert case.refused("return") == "flow.fields_missing"
    assert case.refused("return", fields=(COMMON,), because=" ") == "flow.reason_missing"
    assert case.refused("return", fields=("licence/licence",)) == "flow.not_markable"


def test_acceptance_when_the_window_accepts_then_every_branch_that_waits_for_nothing_opens() -> None:
    case = desk().accepted()
    assert case.state.phase == "handling"
    assert case.kinds == ["CaseAccepted", "TaskOpened licence", "TaskOpened fire"]
    assert case.statuses == {"licence": "open", "fire": "open", "venue": "waiting"}
    assert case.state.accepted_on == case.state.tasks["fire"].ready_on == case.today
    assert case.refused("accept") == "flow.phase"


def test_acceptance_when_something_is_missing_then_it_is_returned_or_owed_but_not_accepted() -> None:
    case = desk().do("submit", data={COMMON: "Sing Ltd", "licence.field": 1, "venue.field": 1})
    assert case.refused("accept") == "flow.missing"
    assert case.refused("accept", owed=("fire.field",)) == "flow.not_owable"


def test_acceptance_when_a_material_is_owed_then_its_supplement_day_is_set_and_those_who_need_it_cannot_approve() -> (
    None
):
    case = Desk(full_flow()).accepted(owed=("premises.plan",))
    assert [(owed.element, owed.due_on) for owed in case.state.owed] == [("premises.plan", date(2026, 3, 9))]
    case.do("appoint", "venue", day=case.today).do("inspect", "fire")
    assert case.refused("approve", "fire") == "flow.owed"
    case.do("approve", "licence")
    case.do("supplement", data={"premises.plan": "plan.pdf"}, on=date(2026, 3, 9))
    assert case.state.owed == ()
    assert "approve" in case.can("fire")
    assert case.refused("supplement", data={"premises.plan": "again"}) == "flow.nothing_owed"


def test_supplement_day_when_it_passes_then_the_branches_that_need_it_stop_and_the_window_decides() -> None:
    case = Desk(full_flow()).accepted(owed=("premises.plan",))
    assert case.refused("lapse", on=date(2026, 3, 9)) == "flow.not_lapsed"
    case.do("lapse", on=date(2026, 3, 10))
    assert case.statuses == {"licence": "open", "fire": "suspended", "venue": "waiting", "sign": "open"}
    assert case.refused("lapse") == "flow.not_lapsed"
    assert {"refuse", "extend", "supplement"} <= case.can()
    case.do("extend", days=3)
    assert case.state.owed[0].due_on == date(2026, 3, 13)
    assert case.statuses["fire"] == "open"


def test_supplement_day_when_the_window_refuses_then_only_those_branches_end_that_need_the_material() -> None:
    case = Desk(full_flow()).accepted(owed=("premises.plan",)).do("lapse", on=date(2026, 3, 10))
    case.do("refuse", because="never handed in")
    assert case.statuses == {"licence": "open", "fire": "rejected", "venue": "rejected", "sign": "open"}
    assert case.state.phase == "handling"
    case.do("approve", "licence").do("approve", "sign")
    assert case.state.phase == "decided"


def test_supplement_when_late_but_nobody_has_decided_then_it_still_counts() -> None:
    case = Desk(full_flow()).accepted(owed=("premises.plan",)).do("lapse", on=date(2026, 3, 10))
    case.do("supplement", data={"premises.plan": "plan.pdf"}, on=date(2026, 3, 12))
    assert case.statuses["fire"] == "open"
    assert [(stop.since.day, stop.until.day) for stop in case.state.tasks["fire"].stops if stop.until] == [
        (10, 12)
    ]


def test_refusal_when_the_window_refuses_acceptance_then_the_case_is_closed_with_its_grounds() -> None:
    case = desk().do("submit", data=FORM)
    assert case.refused("refuse", because="") == "flow.reason_missing"
    case.do("refuse", because="outside our duties")
    assert (case.state.phase, case.state.because, case.state.closed_on) == (
        "refused",
        "outside our duties",
        case.today,
    )
    assert case.refused("submit", data=FORM) == "flow.closed"
    assert case.can() == set()
