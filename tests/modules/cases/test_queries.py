"""What each role gets to see: lists, the case, the branch, the tracking page. And what nobody gets to see."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from django.db import connection

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.samples import id_number
from guantong.modules.cases import access, rules
from guantong.modules.cases import public as cases
from guantong.modules.cases.models import Case
from guantong.modules.cases.queries import cursors
from tests.modules.cases.desk import GONGSHU, HAISHU, HANGZHOU, NINGBO, TOWN, XIHU, ZHEJIANG


@pytest.fixture
def today(desk):
    return desk.at.date()


@pytest.fixture
def several(desk):
    """Cases of two applicants in three counties and a town, in several phases."""
    refs = {
        "handling": desk.accepted(), "submitted": desk.submit(), "town": desk.submit(division=TOWN),
        "gongshu": desk.submit(division=GONGSHU), "ningbo": desk.submit(by=desk.other, seed=1, division=HAISHU),
        "delivered": desk.delivered(),
    }  # fmt: skip
    desk.act(
        desk.officer("health"),
        refs["handling"],
        "consult",
        "hygiene",
        target="public-security",
        because="有无异议",
    )
    return refs


# ---------------------------------------------------------------------------------------------------------- visibility


def actors(desk):
    units = [
        desk.officer(role, division)
        for role in ("health", "fire-brigade", "public-security")
        for division in (XIHU, GONGSHU)
    ]
    areas = (ZHEJIANG, HANGZHOU, XIHU, TOWN, GONGSHU, NINGBO, HAISHU, "")
    return [
        desk.company, desk.other, SYSTEM, Actor(account="", role="applicant"), Actor(account="x", role="nobody"), *units,
        Actor(account="5", role="officer"), *(desk.clerk(area) for area in areas), desk.clerk(boards=()),
        *(desk.manager(area) for area in areas),
    ]  # fmt: skip


def test_visible_when_asked_in_sql_and_in_python_then_both_answer_alike(desk, several):
    facts = {ref.id: access.hold_case(SYSTEM, ref.id).facts for ref in several.values()}
    answers = set()
    for actor in actors(desk):
        condition, *values = access.visible(actor)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT k.id FROM cases_case k WHERE {condition}", values)
            in_sql = {row[0] for row in cursor.fetchall()}
        in_python = {case_id for case_id, about in facts.items() if rules.may_see(actor, about)}
        assert in_sql == in_python, actor
        answers.add(frozenset(in_sql))
    assert len(answers) > 5  # they are not all alike because nothing is ever seen


# --------------------------------------------------------------------------------------------------------------- lists


def codes(rows):
    return [line.code for line in rows.rows]


def test_my_cases_when_listed_then_only_the_own_ones_newest_first_page_by_page(desk, several, today):
    first = cases.my_cases(by=desk.company, limit=3, today=today)
    second = cases.my_cases(by=desk.company, limit=3, after=first.next)
    own = [ref.code for name, ref in several.items() if name != "ningbo"]
    assert codes(first) + codes(second) == own[::-1]
    assert (first.next != "", second.next) == (True, "")
    assert codes(cases.my_cases(by=desk.other)) == [several["ningbo"].code]
    assert cases.my_cases(by=desk.clerk()).rows == ()


def test_window_queue_when_listed_then_division_boards_and_phase_decide_oldest_first(desk, several, today):
    queue = cases.window_queue(by=desk.clerk(), today=today)
    assert codes(queue) == [several["submitted"].code, several["town"].code]
    assert codes(cases.window_queue(by=desk.clerk(TOWN), today=today)) == [several["town"].code]
    assert codes(cases.window_queue(by=desk.clerk(), today=today, phase="handling")) == [
        several["handling"].code
    ]
    assert cases.window_queue(by=desk.clerk(boards=("social",)), today=today).rows == ()
    assert cases.window_queue(by=desk.clerk(HANGZHOU), today=today).rows == ()
    page = cases.window_queue(by=desk.clerk(), today=today, limit=1)
    rest = cases.window_queue(by=desk.clerk(), today=today, after=page.next)
    assert codes(page) + codes(rest) == codes(queue)
    with pytest.raises(Refused, match=r"cases\.unknown_filter"):
        cases.window_queue(by=desk.clerk(), today=today, phase="delivered")
    with pytest.raises(Refused, match=r"cases\.wrong_role"):
        cases.window_queue(by=desk.company, today=today)


def test_work_list_when_listed_then_by_due_day_and_only_the_own_units_open_tasks(desk, today):
    refs = [desk.accepted() for _ in range(3)]
    desk.act(desk.officer("market-regulation"), refs[1], "suspend", "registration", because="等待")
    officer = desk.officer("market-regulation")
    rows = cases.work_list(by=officer, today=today).rows
    assert {(line.code, line.item, line.status) for line in rows} == {
        (refs[0].code, "registration", "open"), (refs[1].code, "registration", "suspended"),
        (refs[2].code, "registration", "open"),
    }  # fmt: skip
    assert [line.due_on for line in rows] == sorted(line.due_on for line in rows)
    assert {line.colour for line in rows} == {"amber", "grey"}
    later = today + timedelta(days=30)
    assert {line.colour for line in cases.work_list(by=officer, today=later).rows} == {"red", "grey"}
    assert len(cases.work_list(by=officer, today=later, colour="red").rows) == 2
    assert codes(cases.work_list(by=officer, today=today, status="suspended")) == [refs[1].code]
    assert codes(cases.work_list(by=officer, today=today, colour="grey")) == [refs[1].code]
    assert codes(cases.work_list(by=officer, today=today, words=refs[2].code.lower())) == [refs[2].code]
    assert len(cases.work_list(by=officer, today=today, words="乐府").rows) == 3
    assert cases.work_list(by=officer, today=today, words="无此").rows == ()
    assert cases.work_list(by=desk.officer("market-regulation", GONGSHU), today=today).rows == ()
    waiting = cases.work_list(by=desk.officer("culture-tourism"), today=today, status="waiting").rows
    assert {line.status for line in waiting} == {"waiting"}


def test_work_list_when_paged_by_one_then_every_row_comes_exactly_once(desk, today):
    for _ in range(3):
        desk.accepted()
    officer = desk.officer("fire-brigade")
    whole = cases.work_list(by=officer, today=today).rows
    found, after = [], ""
    for _ in range(len(whole)):
        page = cases.work_list(by=officer, today=today, limit=1, after=after)
        found += page.rows
        after = page.next
    assert (tuple(found), after) == (whole, "")
    assert [line.item for line in whole] == ["premises"] * 3


@pytest.mark.parametrize("cursor", ["x", "1~2", "2026-01-01~a~b~c", "1; DROP TABLE", "９"])
def test_lists_when_the_place_is_not_one_then_refused(desk, today, cursor):
    with pytest.raises(Refused, match=r"cases\.bad_cursor"):
        cases.work_list(by=desk.officer("health"), today=today, after=cursor)
    with pytest.raises(Refused, match=r"cases\.bad_cursor"):
        cases.my_cases(by=desk.company, after=cursor)


def test_list_cases_when_filtered_then_each_filter_narrows(desk, several, today):
    manager = desk.manager()
    in_xihu = [several[name].code for name in ("delivered", "town", "submitted", "handling")]
    assert codes(cases.list_cases(by=manager, today=today)) == in_xihu
    assert len(cases.list_cases(by=desk.manager(HANGZHOU), today=today).rows) == 5
    assert len(cases.list_cases(by=desk.manager(ZHEJIANG), today=today).rows) == 6
    assert codes(cases.list_cases(by=desk.manager(TOWN), today=today)) == [several["town"].code]
    assert codes(cases.list_cases(by=manager, today=today, phase="delivered")) == in_xihu[:1]
    assert codes(cases.list_cases(by=manager, today=today, words=several["town"].code)) == [
        several["town"].code
    ]
    assert codes(cases.list_cases(by=manager, today=today, words="乐府")) == in_xihu
    assert cases.list_cases(by=manager, today=today, words="宁波").rows == ()
    assert cases.list_cases(by=manager, today=today, words="，").rows == ()
    assert cases.list_cases(by=manager, today=today, scenario="another").rows == ()
    assert codes(cases.list_cases(by=manager, today=today, colour="green")) == [several["handling"].code]
    later = today + timedelta(days=60)
    assert codes(cases.list_cases(by=manager, today=later, colour="red")) == [several["handling"].code]
    assert set(codes(cases.list_cases(by=manager, today=later, colour="grey"))) == set(in_xihu[:3])
    health = desk.unit("health").pk
    assert codes(cases.list_cases(by=manager, today=later, unit_id=health, colour="red")) == [
        several["handling"].code
    ]
    assert cases.list_cases(by=manager, today=today, unit_id=health, colour="red").rows == ()
    page = cases.list_cases(by=manager, today=today, limit=3)
    assert codes(cases.list_cases(by=manager, today=today, after=page.next)) == in_xihu[3:]
    for actor in (desk.clerk(), desk.officer("health"), desk.company):
        with pytest.raises(Refused, match=r"cases\.wrong_role"):
            cases.list_cases(by=actor, today=today)


def test_unit_loads_when_counted_then_each_number_opens_to_as_many_rows(desk, several, today):
    manager = desk.manager()
    late = today + timedelta(days=60)
    desk.act(desk.clerk(HAISHU), several["ningbo"], "accept")
    desk.act(desk.officer("health"), several["handling"], "suspend", "hygiene", because="等待")
    loads = {load.unit: load for load in cases.unit_loads(by=manager, today=late)}
    health = loads["西湖区health"]
    assert (health.open, health.overdue, health.stopped, health.decided, health.on_time) == (1, 0, 1, 1, 1)
    market = loads["西湖区market-regulation"]
    assert (market.open, market.overdue, market.amber) == (1, 1, 0)
    for load in loads.values():
        for colour, number in (("red", load.overdue), ("amber", load.amber), ("", load.open)):
            rows = cases.list_cases(by=manager, today=late, unit_id=load.unit_id, colour=colour).rows
            assert len(rows) == number
    assert all(unit.startswith("西湖区") for unit in loads)
    assert len(cases.unit_loads(by=desk.manager(ZHEJIANG), today=late)) > len(loads)
    assert cases.unit_loads(by=desk.manager(""), today=late) == ()


# --------------------------------------------------------------------------------------------------- one case, one task


def test_get_case_when_the_applicant_looks_then_everything_is_there(desk, several, today):
    view = cases.get_case(by=desk.company, case_id=several["handling"].id, today=today)
    assert {value.element for value in view.values} == {
        "person.id_number", "legal_rep.id_number", "company.name", "premises.title_deed", "premises.floor_plan",
        "company.address",
    }  # fmt: skip
    assert [step.item for step in view.steps] == ["registration", "entertainment", "hygiene"]
    assert view.steps[1].waits_for[0].zh == "营业执照"
    assert (view.colour, view.due_on is not None, view.results) == ("green", True, ())
    assert [(line.do, line.unit) for line in view.history] == [
        ("submit", ""),
        ("accept", desk.unit_name),
        ("consult", "西湖区health"),
    ]
    assert "withdraw" in view.can
    assert sum(days for _, days in view.due_why) == 9  # Hangzhou promises one workday less
    same = cases.get_case(by=desk.company, code=several["handling"].code.lower(), today=today)
    assert same == view


def test_get_case_when_somebody_else_looks_then_it_does_not_exist(desk, several, today):
    ref = several["handling"]
    for actor in (desk.other, desk.clerk(GONGSHU), desk.officer("health"), desk.manager(GONGSHU)):
        with pytest.raises(Refused, match=r"cases\.not_found"):
            cases.get_case(by=actor, case_id=ref.id, today=today)
    assert cases.get_case(by=desk.clerk(), case_id=ref.id, today=today).can == ()
    assert cases.get_case(by=desk.clerk(), case_id=several["submitted"].id, today=today).can == (
        "return",
        "accept",
        "refuse",
    )
    assert cases.get_case(by=desk.manager(), case_id=ref.id, today=today).can == ()


def test_get_task_when_an_officer_looks_then_only_the_inputs_of_the_own_branch_are_shown(
    desk, several, today
):
    ref = several["handling"]
    view = cases.get_task(
        by=desk.officer("market-regulation"), case_id=ref.id, item="registration", today=today
    )
    assert {value.element for value in view.values} == {
        "company.name",
        "legal_rep.id_number",
        "premises.title_deed",
    }
    assert {"approve", "reject", "return"} <= set(view.can)
    hygiene = cases.get_task(by=desk.officer("health"), case_id=ref.id, item="hygiene", today=today)
    assert "legal_rep.id_number" not in {value.element for value in hygiene.values}
    assert (hygiene.visit_place, hygiene.visit_on, len(hygiene.consultations)) == ("premises", None, 1)
    for actor, item in (
        (desk.officer("market-regulation"), "hygiene"), (desk.officer("health", GONGSHU), "hygiene"),
        (desk.company, "hygiene"), (desk.clerk(), "hygiene"), (desk.officer("health"), "nothing"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=r"cases\.not_found"):
            cases.get_task(by=actor, case_id=ref.id, item=item, today=today)
    assert cases.get_task(by=desk.manager(), case_id=ref.id, item="hygiene", today=today).can == ()


def test_get_task_when_the_unit_only_leads_the_visit_then_it_sees_the_place_and_no_values(
    desk, several, today
):
    view = cases.get_task(
        by=desk.officer("fire-brigade"), case_id=several["handling"].id, item="premises", today=today
    )
    assert (view.values, view.can, view.item_title.zh) == ((), ("appoint",), "经营场所")


def test_track_case_when_anybody_holds_the_code_then_steps_and_days_and_never_personal_data(
    desk, several, today
):
    ref = several["handling"]
    desk.act(desk.officer("health"), ref, "suspend", "hygiene", because="等待法定代表人张三到场")
    page = cases.track_case(code=f"{ref.code[:6]} {ref.code[6:].lower()}", today=today)
    text = msgspec.json.encode(page).decode()
    for secret in (desk.company.name, "张三", id_number("legal_rep", 0), "住所"):
        assert secret not in text
    assert [step.status for step in page.steps] == ["open", "waiting", "suspended"]
    assert page.steps[2].stopped_because == "suspension"
    assert page.as_of == desk.at
    wrong = ref.code[:-1] + ("2" if ref.code[-1] != "2" else "3")
    for code in (wrong, "", "' OR 1=1"):
        with pytest.raises(Refused, match=r"cases\.not_found"):
            cases.track_case(code=code, today=today)


def test_get_case_when_delivered_then_each_result_names_what_it_issues(desk, several, today):
    view = cases.get_case(by=desk.company, case_id=several["delivered"].id, today=today)
    issued = {result.item: [title.zh for title in result.issues] for result in view.results}
    assert issued == {
        "registration": ["营业执照"],
        "entertainment": ["娱乐经营许可证"],
        "hygiene": ["卫生许可证"],
    }
    assert (view.colour, view.can) == ("grey", ("rate",))


# -------------------------------------------------------------------------------------------------------------- plumbing


def test_codes_when_made_then_no_two_cases_share_one_and_all_are_readable(desk, several):
    found = list(Case.objects.values_list("code", flat=True))
    assert len(set(found)) == len(found) == 6
    assert all(rules.read_code(code) == code for code in found)


def test_page_size_when_asked_for_too_much_then_limited():
    assert [cursors.page_size(size) for size in (-1, 0, 30, 10**9)] == [1, 1, 30, cursors.LIMIT]


def test_results_when_a_sibling_was_refused_then_what_needed_it_is_barred_and_no_refusal(desk):
    ref = desk.visited(desk.accepted())
    desk.act(desk.officer("market-regulation"), ref, "reject", "registration", because="名称不合规定")
    desk.act(desk.officer("health"), ref, "approve", "hygiene")
    results = cases.get_case(by=desk.company, case_id=ref.id, today=desk.at.date()).results
    found = {result.item: (result.approved, result.barred, result.because) for result in results}
    assert found == {
        "registration": (False, False, "名称不合规定"), "entertainment": (False, True, ""), "hygiene": (True, False, ""),
    }  # fmt: skip
    waits = {result.item: result.waits_for for result in results}
    registration = next(result.title for result in results if result.item == "registration")
    assert waits == {"registration": (), "entertainment": (registration,), "hygiene": ()}
