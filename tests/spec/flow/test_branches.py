"""The manual, part 2: what an officer does in a branch, and what that does to the others."""

from __future__ import annotations

from datetime import date

import pytest

from guantong.core.kernel.problem import Refused
from tests.flow_desk import CALENDAR, COMMON, Desk, branch, flow_of, full_flow


def desk() -> Desk:
    """licence, then venue which needs it; fire beside them; sign, which needs venue."""
    return Desk(
        flow_of(branch("licence"), branch("fire"), branch("venue", "licence"), branch("sign", "venue"))
    ).accepted()


# --------------------------------------------------------------------------------------------------------- deciding


def test_approval_when_given_then_what_it_issues_exists_and_what_waited_for_it_opens() -> None:
    case = desk().do("approve", "licence", data={"licence/licence": "No. 7"})
    assert case.value("licence/licence") == "No. 7"
    assert case.state.data["licence/licence"].source == "sibling"
    assert case.kinds == ["TaskApproved licence", "TaskOpened venue"]
    assert case.state.tasks["licence"].used == {"licence.field": 1, COMMON: 1}
    assert case.refused("approve", "licence") == "flow.status"


def test_approval_when_it_says_nothing_of_what_it_issues_then_that_it_exists_is_noted() -> None:
    assert desk().do("approve", "licence").value("licence/licence") is True


def test_approval_when_it_brings_what_the_item_does_not_issue_then_it_is_refused() -> None:
    assert desk().refused("approve", "fire", data={"licence/licence": "x"}) == "flow.not_issued"
    assert desk().refused("approve", "fire", data={COMMON: "x"}) == "flow.not_issued"


def test_rejection_when_given_then_what_needs_its_result_is_barred_and_the_rest_goes_on() -> None:
    case = desk()
    assert case.refused("reject", "licence", because="") == "flow.reason_missing"
    case.do("reject", "licence", because="address is residential")
    assert case.statuses == {"licence": "rejected", "fire": "open", "venue": "barred", "sign": "barred"}
    assert case.state.tasks["licence"].because == "address is residential"
    case.do("approve", "fire")
    assert case.state.phase == "decided"


def test_rejection_when_every_branch_is_rejected_then_the_case_is_decided_and_delivered_like_any_other() -> (
    None
):
    case = desk().do("reject", "licence").do("reject", "fire")
    assert case.state.phase == "decided"
    case.do("deliver")
    assert case.effects[0].elements == ()
    assert case.can() == {"rate"}


# ------------------------------------------------------------------------------------------------------- correction


def test_correction_when_one_branch_asks_then_its_siblings_go_on() -> None:
    case = desk().do("return", "fire", fields=("fire.field",), because="exits differ from the plan")
    assert case.statuses == {"licence": "open", "fire": "correcting", "venue": "waiting", "sign": "waiting"}
    assert case.refused("approve", "fire") == "flow.status"
    case.do("approve", "licence")
    assert case.refused("correct", data={"licence.field": 2}) == "flow.not_marked"
    case.do("correct", data={"fire.field": "plan 2"})
    assert case.kinds == ["CorrectionReceived", "TaskResumed fire"]
    assert case.statuses == {"licence": "approved", "fire": "open", "venue": "open", "sign": "waiting"}


def test_correction_when_fields_have_reasons_of_their_own_then_each_mark_carries_its_own() -> None:
    case = desk().do(
        "return", "fire", fields=("fire.field", COMMON), because="please check", data={COMMON: "misspelt"}
    )
    assert {mark.element: mark.because for mark in case.state.marks} == {
        "fire.field": "please check",
        COMMON: "misspelt",
    }


def test_correction_when_it_changes_what_a_sibling_decided_on_then_that_sibling_is_opened_again() -> None:
    case = (
        desk()
        .do("approve", "licence")
        .do("return", "fire", fields=(COMMON,))
        .do("correct", data={COMMON: "New Ltd"})
    )
    assert case.statuses == {"licence": "open", "fire": "open", "venue": "waiting", "sign": "waiting"}
    assert case.state.tasks["licence"].round == 1
    assert "TaskReopened licence" in case.kinds


def test_correction_when_the_answer_is_the_same_value_then_every_decision_stands() -> None:
    case = desk().do("approve", "licence").do("return", "fire", fields=(COMMON,))
    case.do("correct", data={COMMON: case.value(COMMON)})
    assert case.statuses["licence"] == "approved"
    assert case.state.tasks["licence"].round == 0


def test_correction_when_it_never_comes_then_the_officer_can_still_reject() -> None:
    case = desk().do("return", "fire", fields=("fire.field",)).do("reject", "fire", because="not answered")
    assert case.statuses["fire"] == "rejected"
    assert case.state.marks == ()


# -------------------------------------------------------------------------------------------------------- send back


def test_send_back_when_the_new_result_is_the_same_then_only_the_sender_had_to_wait() -> None:
    case = desk().do("approve", "licence", data={"licence/licence": "No. 7"}).do("approve", "fire")
    case.do("send_back", "venue", target="licence", because="wrong name on it")
    assert case.statuses == {"licence": "open", "fire": "approved", "venue": "waiting", "sign": "waiting"}
    case.do("approve", "licence", data={"licence/licence": "No. 7"})
    assert case.statuses == {"licence": "approved", "fire": "approved", "venue": "open", "sign": "waiting"}


def test_send_back_when_the_new_result_differs_then_what_used_it_is_opened_again_and_the_rest_keeps() -> None:
    flow = flow_of(branch("licence"), branch("tax", "licence"), branch("venue", "licence"), branch("fire"))
    case = (
        Desk(flow)
        .accepted()
        .do("approve", "licence", data={"licence/licence": "No. 7"})
        .do("approve", "tax")
        .do("approve", "fire")
    )
    case.do("send_back", "venue", target="licence")
    assert case.statuses == {"licence": "open", "tax": "approved", "venue": "waiting", "fire": "approved"}
    case.do("approve", "licence", data={"licence/licence": "No. 8"})
    assert case.statuses == {"licence": "approved", "tax": "open", "venue": "open", "fire": "approved"}
    assert case.state.tasks["tax"].round == 1


def test_send_back_when_the_sibling_then_rejects_then_everything_that_rested_on_it_falls() -> None:
    case = desk().do("approve", "licence").do("approve", "venue").do("send_back", "sign", target="venue")
    case.do("reject", "venue")
    assert case.statuses == {"licence": "approved", "fire": "open", "venue": "rejected", "sign": "barred"}
    assert case.state.data["licence/venue"].value is None


def test_send_back_when_the_target_is_no_upstream_sibling_then_it_is_refused() -> None:
    case = desk().do("approve", "licence")
    assert case.refused("send_back", "venue", target="fire") == "flow.not_upstream"
    assert case.refused("send_back", "fire", target="licence") == "flow.not_upstream"
    assert case.refused("send_back", "venue", target="licence", because="") == "flow.reason_missing"


# ------------------------------------------------------------------------------------------------------ consultation


def test_consultation_when_open_then_the_branch_cannot_be_decided_and_the_answer_frees_it() -> None:
    case = desk().do("consult", "fire", target="housing", because="is the wall load-bearing?")
    assert case.refused("approve", "fire") == "flow.consultation_open"
    assert case.refused("reject", "fire") == "flow.consultation_open"
    assert case.refused("answer", "fire", unit="tax") == "flow.no_consultation"
    case.do("answer", "fire", unit="housing", because="it is not")
    asked = case.state.tasks["fire"].consultations[0]
    assert (asked.unit, asked.question, asked.answer) == ("housing", "is the wall load-bearing?", "it is not")
    assert case.do("approve", "fire").statuses["fire"] == "approved"


def test_consultation_when_it_names_no_unit_then_it_is_refused() -> None:
    assert desk().refused("consult", "fire") == "flow.unit_missing"
    assert desk().refused("answer", "fire") == "flow.no_consultation"


# ------------------------------------------------------------------------------------------- the joint inspection


def inspected() -> Desk:
    return Desk(full_flow()).accepted({"premises.plan": "plan.pdf"}).do("approve", "licence")


def test_visit_when_appointed_by_the_leading_unit_then_each_branch_records_its_finding_that_day() -> None:
    case = inspected()
    assert case.refused("approve", "fire") == "flow.finding_missing"
    assert case.refused("inspect", "fire") == "flow.no_visit"
    assert case.refused("appoint", place="premises", unit="unit-fire", day=case.today) == "flow.not_leading"
    day = case.today.replace(day=4)
    case.do("appoint", place="premises", unit="unit-venue", day=day)
    assert case.effects[0].elements == ("fire", "venue")
    assert case.refused("inspect", "fire") == "flow.visit_day"
    case.do("inspect", "fire", on=day)
    assert case.refused("inspect", "fire") == "flow.already_inspected"
    assert case.state.visits["premises"].done_on is None
    case.do("inspect", "venue")
    assert case.state.visits["premises"].done_on == day
    case.do("approve", "fire")
    assert case.refused("appoint", "fire", day=day) == "flow.already_inspected"


def test_visit_when_a_finding_failed_then_only_that_item_is_visited_again() -> None:
    case = (
        inspected()
        .do("appoint", "venue", day=inspected().today)
        .do("inspect", "fire")
        .do("inspect", "venue", passed=False)
    )
    assert case.refused("approve", "venue") == "flow.finding_failed"
    case.do("return", "venue", fields=("venue.field",)).do("correct", data={"venue.field": 2})
    case.do("appoint", place="premises", day=case.today)
    assert case.effects[0].elements == ("venue",)
    assert case.refused("inspect", "fire") == "flow.already_inspected"
    case.do("inspect", "venue", passed=True).do("approve", "venue")
    assert case.state.visits["premises"].held == 2
    assert case.statuses["venue"] == "approved"


def test_visit_when_appointed_on_a_day_off_then_the_nearest_workdays_are_named() -> None:
    case = inspected()
    saturday = date(2026, 3, 7)
    with pytest.raises(Refused) as refused:
        case.do("appoint", "venue", day=saturday)
    assert refused.value.code == "flow.not_workday"
    assert refused.value.problems[0].facts == {"day": "2026-03-07", "possible": "2026-03-06, 2026-03-09"}
    with pytest.raises(Refused) as refused:
        case.do("appoint", "venue", day=saturday, on=saturday)
    assert refused.value.problems[0].facts["possible"] == "2026-03-09"
    assert inspected().refused("appoint", "venue", day=date(2026, 5, 1)) == "flow.not_workday"


def test_visit_when_later_than_the_plan_allows_then_it_needs_a_reason() -> None:
    case = inspected()
    latest = CALENDAR.add_workdays(case.today, 3)
    later = CALENDAR.add_workdays(latest, 1)
    assert case.refused("appoint", "venue", day=later) == "flow.visit_late"
    assert case.refused("appoint", "venue", day=later, because=" ") == "flow.visit_late"
    case.do("appoint", "venue", day=later, because="the owner is abroad")
    assert case.effects[0].because == "the owner is abroad"
    assert inspected().do("appoint", "venue", day=latest).state.visits["premises"].appointed_on == latest


def test_visit_when_repeated_then_the_days_count_from_the_new_appointment() -> None:
    case = inspected()
    case.do("appoint", "venue", day=case.today).do("inspect", "fire").do("inspect", "venue", passed=False)
    late = CALENDAR.add_workdays(case.today, 10)
    case.do("appoint", "venue", day=CALENDAR.add_workdays(late, 3), on=late)
    assert case.refused("appoint", "venue", day=CALENDAR.add_workdays(late, 4)) == "flow.visit_late"


def test_finding_when_it_failed_then_it_says_why() -> None:
    case = inspected()
    case.do("appoint", "venue", day=case.today)
    assert case.refused("inspect", "venue", passed=False, because="") == "flow.reason_missing"
    case.do("inspect", "venue", passed=False, because="no second exit")
    assert case.state.visits["premises"].findings["venue"] is False


def test_visit_when_moved_before_it_took_place_then_the_new_day_counts() -> None:
    case = inspected()
    assert case.refused("appoint", "venue", day=case.today.replace(day=1)) == "flow.visit_day"
    assert case.refused("appoint", "sign", day=case.today) == "flow.no_inspection"
    case.do("appoint", "venue", day=case.today.replace(day=4)).do(
        "appoint", "venue", day=case.today.replace(day=6), because="the owner is away"
    )
    assert case.refused("inspect", "fire", on=case.today.replace(day=5)) == "flow.visit_day"


# ----------------------------------------------------------------------------------- special procedures, suspension


def test_pause_when_the_flow_lists_the_procedure_then_the_clock_stops_until_it_is_ended() -> None:
    case = inspected()
    assert case.refused("pause", "venue", target="testing") == "flow.procedure"
    assert case.refused("pause", "venue") == "flow.procedure"
    assert case.refused("pause", "fire", target="hearing") == "flow.procedure"
    case.do("pause", "venue", target="hearing")
    assert case.statuses["venue"] == "paused"
    assert case.refused("reject", "venue") == "flow.status"
    case.do("resume", "venue")
    assert case.statuses["venue"] == "open"
    assert case.refused("resume", "venue") == "flow.not_stopped"


def test_suspension_when_given_a_reason_then_the_branch_rests_until_resumed() -> None:
    case = inspected()
    assert case.refused("suspend", "fire", because="") == "flow.reason_missing"
    case.do("suspend", "fire", because="a court decides on the lease")
    assert case.statuses["fire"] == "suspended"
    assert case.state.tasks["fire"].stopped_because == "a court decides on the lease"
    assert case.refused("reject", "fire") == "flow.status"
    assert case.do("resume", "fire").kinds == ["TaskResumed fire"]


def test_extension_when_given_then_once_only_and_at_most_the_promised_term() -> None:
    case = inspected()
    assert case.refused("extend", "fire", days=6) == "flow.extension_days"
    assert case.refused("extend", "fire", days=0) == "flow.extension_days"
    assert case.refused("extend", "sign", days=1) == "flow.extension_days"
    case.do("extend", "fire", days=5)
    assert case.refused("extend", "fire", days=1) == "flow.extended"


def test_officer_source_when_looked_up_then_the_approval_may_bring_it_along() -> None:
    case = inspected().do("appoint", "venue", day=inspected().today).do("inspect", "venue")
    case.do("approve", "venue", data={"owner.record": "clean"})
    assert (case.value("owner.record"), case.state.data["owner.record"].source) == ("clean", "officer")


# ----------------------------------------------------------------------------------------------------------- endings


def test_delivery_when_all_is_decided_then_all_results_go_out_at_once_and_never_before() -> None:
    case = desk().do("approve", "licence").do("approve", "fire").do("approve", "venue")
    assert case.refused("deliver") == "flow.phase"
    case.do("approve", "sign")
    assert case.refused("withdraw") == "flow.phase"
    case.do("deliver")
    assert case.effects[0].elements == ("licence/licence", "licence/fire", "licence/venue", "licence/sign")


def test_withdrawal_when_the_applicant_takes_the_case_back_then_what_was_decided_stays_on_record() -> None:
    case = desk().do("approve", "licence").do("withdraw", because="we rent elsewhere")
    assert case.statuses == {
        "licence": "approved",
        "fire": "withdrawn",
        "venue": "withdrawn",
        "sign": "withdrawn",
    }
    assert case.refused("approve", "fire") == "flow.closed"


def test_rating_when_bad_then_a_rectification_is_owed_and_it_is_given_once() -> None:
    case = desk().do("reject", "licence").do("reject", "fire").do("deliver")
    assert case.refused("rate", grade=6) == "flow.grade"
    case.do("rate", grade=2, because="nobody answered the telephone")
    assert case.kinds == ["CaseRated", "RectificationOwed"]
    assert case.refused("rate", grade=5) == "flow.rated"
    good = desk().do("reject", "licence").do("reject", "fire").do("deliver").do("rate", grade=3)
    assert good.kinds == ["CaseRated"]


def test_event_when_it_names_no_known_verb_item_or_flow_then_it_says_what_there_is() -> None:
    case = desk()
    assert case.refused("dance") == "flow.unknown_verb"
    assert case.refused("approve", "bakery") == "flow.unknown_item"
    assert case.refused("approve") == "flow.unknown_item"
    other = Desk(full_flow())
    other.state = case.state
    assert other.refused("approve", "fire") == "flow.wrong_flow"
