"""One test for each failure with parallel branches that is known from elsewhere: what happened there, what happens here."""

from __future__ import annotations

from datetime import date

from guantong.core.flow.deadlines import task_due
from guantong.core.flow.model import Input
from tests.flow_desk import CALENDAR, COMMON, Desk, branch, flow_of


def diamond() -> Desk:
    """a and b side by side, then c, which needs what both issue."""
    return Desk(flow_of(branch("a"), branch("b"), branch("c", "a", "b"))).accepted()


def test_jeecgboot_5813_when_the_next_node_sends_one_parallel_branch_back_then_the_case_is_not_stuck() -> (
    None
):
    """jeecgboot/JeecgBoot#5813: two parallel approvals were done, the node after them rejected to one of the two; after
    that one was submitted again the flow could not go on. The join waited for a token that had been used up."""
    desk = diamond().do("approve", "a").do("approve", "b").do("send_back", "c", target="a")
    assert desk.statuses == {"a": "open", "b": "approved", "c": "waiting"}
    desk.do("approve", "a", data={"licence/a": "mended"})
    assert desk.statuses == {"a": "approved", "b": "approved", "c": "open"}
    desk.do("approve", "c").do("deliver")
    assert desk.state.phase == "delivered"


def test_jeecgboot_7460_when_a_countersigned_branch_is_sent_back_then_nothing_is_recorded_twice() -> None:
    """jeecgboot/JeecgBoot#7460: sending a parallel countersign node back wrote the history of its tasks twice. Here
    there is one task a branch, with a round; each event names each of its effects once."""
    desk = diamond().do("approve", "a").do("approve", "b").do("send_back", "c", target="a")
    assert len(desk.kinds) == len(set(desk.kinds))
    assert desk.kinds == ["TaskSentBack a", "TaskReopened a", "TaskOpened a", "TaskWaiting c"]
    desk.do("approve", "a")
    assert desk.kinds == ["TaskApproved a", "TaskOpened c"]
    assert {item: task.round for item, task in desk.state.tasks.items()} == {"a": 1, "b": 0, "c": 0}


def test_ruoyi_668_when_a_countersigner_sends_back_then_a_task_exists_at_once() -> None:
    """YunaiV/ruoyi-vue-pro#668: at a countersign node one chose to go back to the step before; no task came into being
    there and the case could be found in nobody's list."""
    flow = flow_of(branch("first"), branch("left", "first"), branch("right", "first"))
    desk = Desk(flow).accepted().do("approve", "first").do("send_back", "left", target="first")
    assert desk.statuses == {"first": "open", "left": "waiting", "right": "waiting"}
    assert "approve" in desk.can("first")
    desk.do("approve", "first")
    assert desk.statuses == {"first": "approved", "left": "open", "right": "open"}


def test_loonflow_426_when_one_of_two_refuses_then_the_case_does_not_hang_between_them() -> None:
    """blackholll/loonflow#426: of two who must both agree one refused; the ticket stayed "in approval", and neither of
    the two had anything left that they could do."""
    desk = diamond().do("approve", "a").do("reject", "b")
    assert desk.statuses == {"a": "approved", "b": "rejected", "c": "barred"}
    assert desk.state.phase == "decided"
    assert desk.can() == {"deliver"}
    other = diamond().do("approve", "a").do("return", "b", fields=("b.field",))
    assert "correct" in other.can()
    assert other.do("correct", data={"b.field": "mended"}).statuses["b"] == "open"


def test_viewflow_204_when_one_path_is_done_at_once_then_the_join_still_waits_for_the_other() -> None:
    """viewflow/viewflow#204: a join was done as soon as the path that needs nobody had arrived, while the other was
    still waiting for its trigger."""
    desk = (
        Desk(flow_of(branch("a", promised=0), branch("b"), branch("c", "a", "b")))
        .accepted()
        .do("approve", "a")
    )
    assert desk.statuses == {"a": "approved", "b": "open", "c": "waiting"}
    assert desk.refused("approve", "c") == "flow.status"
    assert desk.state.phase == "handling"
    assert desk.do("approve", "b").kinds == ["TaskApproved b", "TaskOpened c"]


def test_viewflow_213_when_a_branch_will_never_be_done_then_the_case_ends_cleanly_all_the_same() -> None:
    """viewflow/viewflow#213: with two optional paths one was finished; the process could not be ended cleanly, because
    the other stood at the join and cancelling it changed nothing."""
    desk = diamond().do("reject", "a").do("approve", "b")
    assert desk.statuses == {"a": "rejected", "b": "approved", "c": "barred"}
    assert desk.state.phase == "decided"
    desk.do("deliver")
    assert desk.state.phase == "delivered"
    assert desk.effects[0].elements == ("licence/b",)


def test_opencps_1254_when_supplements_are_asked_several_times_then_the_case_is_not_overdue() -> None:
    """VietOpenCPS/opencps#1254: after the third or fourth request to complete the papers an answer given in time turned
    the case into "supplement overdue": earlier waiting time was counted again."""
    desk = Desk(flow_of(branch("a", promised=5))).accepted()
    for start, end in (
        (3, 6),
        (9, 13),
        (16, 20),
        (23, 27),
    ):  # four rounds in March 2026, one office day before each
        desk.do("return", "a", fields=("a.field",), on=date(2026, 3, start))
        desk.do("correct", data={"a.field": f"on {end}"}, on=date(2026, 3, end))
        due = task_due(desk.flow, desk.state, "a", CALENDAR, desk.today)
        assert desk.today <= due
        assert desk.statuses["a"] == "open"
    # Accepted on Monday the 2nd; the office had the 3rd, 9th, 16th and 23rd; one workday of five is left.
    assert due == date(2026, 3, 30)
    task = desk.state.tasks["a"]
    assert [(stop.since.day, stop.until.day) for stop in task.stops if stop.until] == [
        (3, 6),
        (9, 13),
        (16, 20),
        (23, 27),
    ]


def test_demarches_10862_when_corrections_of_several_kinds_are_open_then_each_is_answered_by_itself() -> None:
    """demarches-simplifiees.fr pull request 10862, corrections that are mixed: several requests pend on one file, for
    different reasons. Here every mark stands by itself: a partial answer clears what it answers, for each branch that
    asked, and leaves the rest open."""
    extra = (Input(element="a.proof", source="applicant"),)
    desk = Desk(flow_of(branch("a", inputs=extra), branch("b"), branch("c"))).accepted()
    desk.do("return", "a", fields=("a.proof", COMMON), because="incomplete").do(
        "return", "b", fields=(COMMON,), because="incorrect"
    )
    assert desk.statuses == {"a": "correcting", "b": "correcting", "c": "open"}
    desk.do("correct", data={COMMON: "right now"})
    assert [(mark.item, mark.element, mark.because) for mark in desk.state.marks] == [
        ("a", "a.proof", "incomplete")
    ]
    assert desk.statuses == {"a": "correcting", "b": "open", "c": "open"}
    assert desk.refused("correct", data={COMMON: "again"}) == "flow.not_marked"
    desk.do("correct", data={"a.proof": "page 2 too"})
    assert desk.statuses == {"a": "open", "b": "open", "c": "open"}
