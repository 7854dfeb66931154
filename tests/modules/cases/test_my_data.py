"""My data: every read and every opening, for the person concerned and nobody else; an objection is a case, with its answer at the line."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.cases import access
from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import my_data as actions
from guantong.modules.cases.models import FieldOpening
from guantong.modules.cases.queries import saved
from guantong.modules.cases.queries.my_data import OBJECTION, READ_ELEMENT
from guantong.modules.identity.public import make_account
from guantong.modules.journal.public import case_chain, entries_of, verify
from guantong.modules.sharing import public as sharing
from tests.database_runner import settle_down
from tests.modules.cases.test_one_identity import NAME, NUMBER, SCENARIOS, XIHU, look_up, officer, window

__all__ = ["window"]


def person(at, handle="self", number=NUMBER, name=NAME, **more):
    row = make_account(
        by=SYSTEM, handle=handle, kind=more.pop("kind", "person"), name=name, password="a-long-password", id_number=number,
        phone="13800000000", now=at, **more,
    )  # fmt: skip
    return Actor(account=str(row.id), role="applicant", name=name)


@pytest.fixture
def me(window, at):
    settle_down(read_package(SCENARIOS / OBJECTION), at)
    return person(at)


def uses(by, at, **more):
    return cases.my_data(by=by, today=at.date(), **more).rows


def test_my_data_when_the_window_looked_me_up_then_each_line_says_who_when_what_and_by_which_law(
    window, me, at
):
    ref = look_up(window, at)
    lines = {line.source.zh: line for line in uses(me, at)}
    assert set(lines) == {"出示的证件", "社会保险参保信息"}
    line = lines["社会保险参保信息"]
    assert (line.kind, line.unit, line.code, line.answered, line.own) == (
        "read", "西湖区人力资源和社会保障局", ref.code, True, False,
    )  # fmt: skip
    assert [field.zh for field in line.fields] == ["申请人社会保险参保缴费记录"]
    assert line.item.zh == "个人参保证明查询打印"
    assert line.law == "《中华人民共和国社会保险法》第七十四条"
    assert line.purpose == "查询本人参保缴费记录"
    assert line.at == at


def test_my_data_when_a_source_was_silent_then_the_try_is_shown_too(window, me, at):
    sharing.set_silent(resource="social-insurance", because="维护", by=SYSTEM, now=at)
    with pytest.raises(Refused):
        look_up(window, at)
    silent = [line for line in uses(me, at) if not line.answered]
    assert [(line.source.zh, line.code) for line in silent] == [("社会保险参保信息", "")]


def test_my_data_when_no_case_came_of_it_then_each_read_stands_once_under_its_occasion_with_its_matter(
    window, me, at
):
    sharing.set_silent(resource="social-insurance", because="维护", by=SYSTEM, now=at)
    for moment in (at, at + timedelta(minutes=4)):
        with pytest.raises(Refused):
            look_up(window, moment)
    lines = uses(me, at)
    assert sorted(line.id for line in lines) == sorted(read.id for read in sharing.reads_about(NUMBER))
    occasions = {line.occasion: line.at for line in lines}
    assert sorted(occasions.values()) == [at, at + timedelta(minutes=4)]
    assert {(line.about, line.code, line.matter.zh, line.item.zh) for line in lines} == {
        ("no_case", "", "凭身份证一证通办", "个人参保证明查询打印")
    }


def test_my_data_when_a_case_came_of_it_then_its_reads_are_one_occasion_and_its_openings_another(
    window, me, at
):
    ref = look_up(window, at)
    cases.record_seen(by=window, case_id=ref.id, now=at)
    lines = uses(me, at)
    assert len({line.occasion for line in lines if line.kind == "read"}) == 1
    assert len({line.occasion for line in lines}) == 2
    assert {line.about for line in lines} == {"case"}


def test_my_data_when_no_matter_reads_like_this_any_more_then_none_is_named(window, me, at):
    sharing.read(
        resource="population", key=NUMBER, elements=["name"], item="gone", case_chain="case:999", by=SYSTEM, law="法",
        purpose="核验", now=at,
    )  # fmt: skip
    sharing.read(
        resource="population", key=NUMBER, elements=["name"], item="guardian", case_chain=f"mandates:{me.account}",
        by=SYSTEM, law="法", purpose="核验", now=at,
    )  # fmt: skip
    assert {(line.about, line.matter.zh, line.item.zh) for line in uses(me, at)} == {
        ("no_case", "", ""), ("mandate", "", ""),
    }  # fmt: skip


def test_my_data_when_asked_by_another_person_then_nothing_of_it_is_there(window, me, at):
    look_up(window, at)
    other = person(at, "other", id_number("applicant", 9), "李样例")
    nobody = person(at, "nobody", "", "无号")
    assert uses(other, at) == uses(nobody, at) == ()
    read = uses(me, at)[0].key
    with pytest.raises(Refused) as refused:
        cases.data_use(by=other, use=read)
    assert refused.value.code == "cases.not_found"
    with pytest.raises(Refused):
        cases.begin_objection(by=other, use=read, division=XIHU, now=at)


@pytest.mark.parametrize("role", ["clerk", "officer", "manager"])
def test_my_data_when_asked_by_staff_or_under_a_mandate_then_is_refused(window, at, role):
    with pytest.raises(Refused) as refused:
        cases.my_data(by=Actor(account="1", role=role, division=XIHU), today=at.date())
    assert refused.value.code == "cases.wrong_role"
    with pytest.raises(Refused) as refused:
        cases.my_data(by=Actor(account="1", role="applicant", mandate="3", principal="2"), today=at.date())
    assert refused.value.code == "cases.own_data_only"


def test_my_data_when_an_enterprise_looks_then_it_sees_the_reads_under_its_code(window, at):
    code = uscc_number("company", 3)
    company = person(at, "company", "", "样例三号有限公司", kind="enterprise", uscc=code)
    sharing.read(
        resource="population", key=code, elements=["name"], item="x", case_chain="case:999", by=SYSTEM, law="法", purpose="核验", now=at,
    )  # fmt: skip
    assert [(line.law, line.code, line.unit) for line in uses(company, at)] == [("法", "", "")]


def test_my_data_when_filtered_then_only_that_year_and_unit_are_shown(window, me, at):
    look_up(window, at)
    look_up(window, at + timedelta(days=400), wants="medical-insurance")
    this = cases.my_data(by=me, today=at.date())
    assert this.years == (2027, 2026)
    assert {line.at.year for line in this.rows} == {2026}
    assert {line.at.year for line in uses(me, at, year=2027)} == {2027}
    one = uses(me, at, unit="西湖区人力资源和社会保障局")
    assert one
    assert len(uses(me, at, unit="没有这个单位")) == 0
    assert set(this.units) == {line.unit for line in this.rows}


# ------------------------------------------------------------------------------------------------ who opened the case


def test_seen_when_staff_open_a_case_then_it_is_recorded_once_a_day_for_each_of_them(window, me, at):
    ref = look_up(window, at)
    human = officer("human-resources")
    for by, moment in (
        (window, at),
        (window, at + timedelta(hours=1)),
        (human, at),
        (window, at + timedelta(days=1)),
    ):
        cases.record_seen(by=by, case_id=ref.id, now=moment)
    cases.record_seen(by=me, case_id=ref.id, now=at)
    seen = [line for line in uses(me, at) if line.kind == "seen"]
    assert [(line.role, line.at.date() == at.date()) for line in seen] == [
        ("clerk", False),
        ("officer", True),
        ("clerk", True),
    ]
    assert {line.unit for line in seen} == {"西湖区政务服务中心", "西湖区人力资源和社会保障局"}
    assert [entry.kind for entry in entries_of(f"seen:{case_chain(ref.id)}")] == ["DataSeen"] * 3
    assert verify().sound


def test_opening_when_a_second_person_opened_a_masked_value_then_the_line_says_which_and_why(window, me, at):
    ref = look_up(window, at)
    unit = int(officer("human-resources").unit)
    FieldOpening.objects.create(
        case_id=ref.id, element="applicant.id_number", account="9", unit=unit, because="核对证件号码", proposal=1,
        opened_at=at, until=at + timedelta(hours=24),
    )  # fmt: skip
    (line,) = [line for line in uses(me, at) if line.kind == "opened"]
    assert (line.unit, line.code, line.purpose) == ("西湖区人力资源和社会保障局", ref.code, "核对证件号码")
    assert [field.zh for field in line.fields] == ["申请人公民身份号码"]


# ------------------------------------------------------------------------------------------------------- objections


def object_to(by, use, at):
    draft_id = cases.begin_objection(by=by, use=use, division=XIHU, now=at)
    draft = cases.get_draft(by=by, draft_id=draft_id)
    data = {**draft.data, "objection.kind": "unknown", "objection.because": "我没有办过"}
    return cases.submit_case(
        by=by,
        scenario=OBJECTION,
        division=XIHU,
        answers={},
        data=data,
        key=f"o{use}",
        draft_id=draft_id,
        now=at,
    )


def test_objection_when_handed_in_then_is_a_case_that_says_what_was_recorded_and_the_line_shows_its_state(
    window, me, at
):
    about = look_up(window, at)
    line = next(line for line in uses(me, at) if line.source.zh == "社会保险参保信息")
    ref = object_to(me, line.key, at)
    data = {name: datum.value for name, datum in access.hold_case(SYSTEM, ref.id).state.data.items()}
    assert data["objection.unit"] == "西湖区人力资源和社会保障局"
    assert about.code in data["objection.matter"]
    assert data["objection.fields"] == "申请人社会保险参保缴费记录"
    assert "第七十四条" in data["objection.law"]
    shown = cases.data_use(by=me, use=line.key)
    assert (shown.objection, shown.objection_phase) == (ref.code, "submitted")
    with pytest.raises(Refused) as refused:
        cases.begin_objection(by=me, use=line.key, division=XIHU, now=at)
    assert refused.value.code == "cases.objected"


def test_objection_when_refused_with_grounds_then_the_grounds_stand_at_the_line(window, me, at):
    look_up(window, at)
    line = uses(me, at)[0]
    ref = object_to(me, line.key, at)
    clerk = Actor(account="8002", role="clerk", division=XIHU, boards=("other-affairs",), unit=window.unit)
    cases.act_on_case(by=clerk, case_id=ref.id, event=Event(do="accept"), now=at)
    event = Event(do="reject", item="look-into-read", because="调用有办件、有依据")
    cases.act_on_case(by=officer("data-bureau"), case_id=ref.id, event=event, now=at)
    shown = cases.data_use(by=me, use=line.key)
    assert (shown.objection_phase, shown.objection_result.zh) == ("decided", "调用有办件、有依据")


def test_objection_when_the_number_is_made_up_then_nothing_is_found_under_it(window, me, at):
    look_up(window, at)
    line = uses(me, at)[0]
    draft = cases.get_draft(by=me, draft_id=cases.begin_objection(by=me, use=line.key, division=XIHU, now=at))
    assert draft.data[READ_ELEMENT] != f"{line.key.upper()}-00000000"
    data = {
        **draft.data,
        READ_ELEMENT: f"{line.key.upper()}-00000000",
        "objection.kind": "other",
        "objection.because": "试",
    }
    ref = cases.submit_case(by=me, scenario=OBJECTION, division=XIHU, answers={}, data=data, key="x", now=at)
    stored = access.hold_case(SYSTEM, ref.id).state.data
    assert not [name for name in stored if name.startswith("objection.u")]


def test_objection_when_its_number_is_changed_then_is_refused_everywhere_and_stays_as_it_was(window, me, at):
    look_up(window, at)
    first, second = sorted({line.id for line in uses(me, at)})[:2]
    ours, other = (begin(me, read_id, at) for read_id in (first, second))
    for number in (other.data[READ_ELEMENT], f"R{first}-00000000", ""):
        data = {**ours.data, READ_ELEMENT: number}
        with pytest.raises(Refused) as refused:
            cases.save_draft(
                by=me, scenario=OBJECTION, division=XIHU, answers={}, data=data, draft_id=ours.id, now=at
            )
        assert [(one.code, one.where) for one in refused.value.problems] == [
            ("cases.fixed_element", READ_ELEMENT)
        ]
        if number:
            whole = {**data, "objection.kind": "other", "objection.because": "试"}
            with pytest.raises(Refused) as refused:
                cases.submit_case(
                    by=me, scenario=OBJECTION, division=XIHU, answers={}, data=whole, key="c", draft_id=ours.id, now=at,
                )  # fmt: skip
            assert refused.value.code == "cases.fixed_element"
    assert cases.get_draft(by=me, draft_id=ours.id).data == ours.data


def test_objection_when_it_is_corrected_then_its_number_stays(window, me, at):
    look_up(window, at)
    first, second = sorted({line.id for line in uses(me, at)})[:2]
    other = begin(me, second, at).data[READ_ELEMENT]
    ref = object_to(me, key_of(first), at)
    clerk = Actor(account="8002", role="clerk", division=XIHU, boards=("other-affairs",), unit=window.unit)
    event = Event(do="return", fields=(READ_ELEMENT, "objection.because"), because="请写明")
    cases.act_on_case(by=clerk, case_id=ref.id, event=event, now=at)
    number = access.hold_case(SYSTEM, ref.id).state.data[READ_ELEMENT].value
    with pytest.raises(Refused) as refused:
        correct(me, ref, {READ_ELEMENT: other, "objection.because": "我没有办过"}, at)
    assert refused.value.code == "cases.fixed_element"
    correct(me, ref, {READ_ELEMENT: number, "objection.because": "我没有办过"}, at)
    assert access.hold_case(SYSTEM, ref.id).state.data[READ_ELEMENT].value == number


def key_of(read_id):
    return f"r{read_id}"


def begin(by, read_id, at):
    draft_id = cases.begin_objection(by=by, use=key_of(read_id), division=XIHU, now=at)
    return cases.get_draft(by=by, draft_id=draft_id)


def correct(by, ref, data, at):
    return cases.act_on_case(by=by, case_id=ref.id, event=Event(do="correct", data=data), now=at)


def test_objection_when_begun_then_its_record_names_nobody_in_the_journal(window, me, at):
    look_up(window, at)
    cases.begin_objection(by=me, use=uses(me, at)[0].key, division=XIHU, now=at)
    written = [entry for entry in entries_of("sharing") if entry.kind == "RecordsWritten"]
    assert actions.RESOURCE in written[-1].body.decode()
    assert NUMBER not in "".join(entry.body.decode() for entry in written)


# ---------------------------------------------------------------------------------------------- papers really saved


def test_papers_saved_when_counted_then_only_answered_reads_of_real_cases_in_place_of_a_paper_count(
    window, me, at
):
    look_up(window, at, wants="housing-fund")
    look_up(window, at)
    sharing.set_silent(resource="medical-insurance", because="维护", by=SYSTEM, now=at)
    with pytest.raises(Refused):
        look_up(window, at, wants="medical-insurance")
    sharing.read(
        resource="population", key=NUMBER, elements=["x"], item="fund-withdrawal", case_chain="case:999999", by=SYSTEM, law="法",
        purpose="没有立成的办件", now=at,
    )  # fmt: skip
    saved.forget()
    since = at.replace(month=1, day=1)
    found = {
        (row.item.zh, row.source.zh): (row.reads, row.cases)
        for row in cases.papers_saved(since=since, now=at)
    }
    assert found == {
        ("外来职工离职提取住房公积金", "人口综合库"): (1, 1),
        ("外来职工离职提取住房公积金", "社会保险参保信息"): (1, 1),
        ("外来职工离职提取住房公积金", "住房公积金账户信息"): (1, 1),
        ("个人参保证明查询打印", "社会保险参保信息"): (1, 1),
    }
    assert cases.papers_saved(since=at + timedelta(days=1), now=at) == ()
    saved.forget()


def test_papers_saved_when_the_table_is_large_then_only_the_reads_that_can_count_are_looked_at(window, at):
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO sharing_read (at, resource, key, elements, item, case_chain, account, unit, law, purpose, answered, salt)
               SELECT %s, 'r' || g %% 400, 'k' || g, '{x}', 'i' || g %% 400, 'case:' || g, '1', '', 'l', 'p', true, ''
               FROM generate_series(1, 20000) g""",
            [at],
        )
        cursor.execute("ANALYZE sharing_read")
        parameters = [["i7", "i8"], ["r7", "r8"], at - timedelta(days=1)]
        cursor.execute("EXPLAIN " + saved.COUNTED, parameters)
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute(sharing.ANSWERED, parameters)
        found = cursor.fetchall()
    assert "read_instead_of_paper" in plan, plan
    assert "Seq Scan on sharing_read" not in plan
    assert {(item, resource) for _, item, resource, _ in found} == {("i7", "r7"), ("i8", "r8")}
    assert len(found) == 100
