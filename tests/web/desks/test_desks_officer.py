"""The officer's pages: the work list, every verb through its form, a question from another unit, a visit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.cases import public as cases
from guantong.project import clock
from tests.modules.cases.desk import GONGSHU
from tests.web.desks.people import push, verbs_of
from tests.web.page_reader import complaints, errors_of, posted, read

pytestmark = pytest.mark.django_db
USCC = "data.company.uscc"


def text_of(answer) -> str:
    return read(answer).text_content()


def colours_of(answer) -> dict[str, tuple[str, int]]:
    return {
        link.get("class"): (link.get("href"), int(link.findtext("b")))
        for link in read(answer).xpath("//nav[@class='colour-tabs']//a")
    }


def task(ref, item: str) -> str:
    return f"/desk/{ref.id}/{item}/"


def approve_registration(people, ref, **typed):
    given = {USCC: uscc_number("company", 3), **typed}
    return push(people.officer(), task(ref, "registration"), "approve", **given)


# ------------------------------------------------------------------------------------------------------- work list


@pytest.mark.parametrize("days", [0, 1, 4, 60])
def test_work_list_when_a_colour_is_chosen_then_as_many_rows_stand_there_as_it_counts(desk, people, days):
    refs = [desk.accepted() for _ in range(3)]
    desk.act(desk.officer("market-regulation"), refs[1], "suspend", "registration", because="等待")
    for unit in ("market-regulation", "health", "fire-brigade"):
        officer = people.officer(unit)
        with clock.fixed(desk.at + timedelta(days=days)):
            colours = colours_of(officer.get("/desk/"))
            assert (
                colours["all"][1] == sum(count for name, (_, count) in colours.items() if name != "all") == 3
            )
            for address, count in colours.values():
                answer = officer.get(f"/desk/{address}")
                assert len(read(answer).xpath("//tbody/tr")) == count
                assert complaints(answer) == []


def test_work_list_when_filtered_wrongly_then_says_what_is_possible(desk, people):
    for query in ({"colour": "blue"}, {"status": "x"}, {"after": "1~2"}):
        answer = people.officer().get("/desk/", query)
        assert answer.status_code == 400
        assert complaints(answer) == []


def test_work_list_when_looked_through_then_every_row_opens(desk, people):
    ref = desk.accepted()
    desk.act(desk.officer("health"), ref, "consult", "hygiene", target="public-security", because="是否知情")
    opened = []
    for unit in ("market-regulation", "culture-tourism", "health", "public-security", "fire-brigade"):
        client = people.officer(unit)
        for link in read(client.get("/desk/")).xpath("//tbody//th/a/@href"):
            answer = client.get(link)
            assert answer.status_code == 200
            assert complaints(answer) == []
            opened.append((unit, link.split("/")[-2]))
    assert sorted(opened) == [
        ("fire-brigade", "premises"), ("health", "hygiene"), ("market-regulation", "registration"), ("public-security", "hygiene"),
    ]  # fmt: skip


# ------------------------------------------------------------------------------------------------------- approving


def test_approve_when_a_number_is_proposed_then_it_is_recorded_and_reaches_the_next_unit(desk, people):
    ref = desk.accepted()
    form = verbs_of(people.officer().get(task(ref, "registration")))["approve"]
    number = form.xpath(".//input[@name='data.licence/business']/@value")[0]
    assert ref.code in number
    assert form.xpath(f".//input[@name='{USCC}']/@value") == [""]
    assert approve_registration(people, ref).status_code == 302
    text = text_of(people.officer("culture-tourism").get(task(ref, "entertainment")))
    assert number in text
    assert uscc_number("company", 3) in text


def test_approve_when_what_others_need_is_missing_or_wrong_then_the_field_says_so_and_nothing_is_decided(
    desk, people
):
    ref = desk.accepted()
    for typed, words in (("", "请填写"), ("九" * 5000, "最多")):
        answer = approve_registration(people, ref, **{USCC: typed, "data.licence/business": "我的证号"})
        assert answer.status_code == 400
        assert errors_of(read(answer))[0][0] == "#f-data-company-uscc"
        assert words in text_of(answer)
        assert read(answer).xpath("//input[@name='data.licence/business']/@value") == ["我的证号"]
        assert complaints(answer) == []
    view = cases.get_task(
        by=desk.officer("market-regulation"), case_id=ref.id, item="registration", today=desk.at.date()
    )
    assert view.status == "open"


def test_approve_when_the_branch_issues_something_else_then_a_planted_field_is_ignored(desk, people):
    ref = desk.visited(desk.accepted())
    address = task(ref, "hygiene")
    assert (
        push(
            people.officer("health"), address, "approve", **{"data.licence/business": "偷来的证"}
        ).status_code
        == 302
    )
    assert "偷来的证" not in text_of(people.manager().get(f"/cases/{ref.id}/"))
    officer = people.officer("culture-tourism").get(task(ref, "entertainment"))
    assert "偷来的证" not in text_of(officer)


# ------------------------------------------------------------------------------------------------- every other verb


def test_verbs_when_pushed_one_after_another_then_each_does_what_its_form_says(desk, people):
    ref = desk.accepted()
    market, address = people.officer(), task(ref, "registration")
    assert push(market, address, "extend", days="1", because="材料较多").status_code == 302
    assert push(market, address, "suspend", because="等待鉴定").status_code == 302
    assert "已中止" in text_of(market.get(address))
    assert push(market, address, "resume").status_code == 302
    assert push(market, address, "return", fields=["company.name"], because="名称不全").status_code == 302
    assert "待补正：名称不全" in text_of(market.get(address))
    company = people.applicant(desk.company.account)
    answer = company.post(f"/my/{ref.code}/correct/", {"company.name": "西湖乐府娱乐有限公司"})
    assert answer.status_code == 302
    assert approve_registration(people, ref).status_code == 302
    culture, address = people.officer("culture-tourism"), task(ref, "entertainment")
    assert push(culture, address, "pause", target="announcement").status_code == 302
    assert "特别程序中" in text_of(culture.get(address))
    assert push(culture, address, "resume").status_code == 302
    assert (
        push(culture, address, "send_back", target="registration", because="名称与照片不符").status_code
        == 302
    )
    assert "办理中" in text_of(market.get(task(ref, "registration")))
    assert approve_registration(people, ref).status_code == 302
    assert push(culture, address, "reject", because="场所距学校不足二百米").status_code == 302
    assert verbs_of(culture.get(address)) == {}


@pytest.mark.parametrize(
    ("verb", "typed", "words"),
    [
        ("extend", {"days": "99", "because": "久"}, "99"), ("extend", {"days": "x", "because": "久"}, "不是数字"),
        ("suspend", {"because": ""}, "理由"), ("reject", {"because": " "}, "理由"),
        ("return", {"because": "没有勾选"}, "标出"), ("consult", {"target": "nobody", "because": "?"}, "nobody"),
        ("consult", {"target": "health", "because": ""}, "理由"),
    ],
)  # fmt: skip
def test_verb_when_what_is_typed_is_wrong_then_says_so_at_its_form_and_keeps_it(
    desk, people, verb, typed, words
):
    ref = desk.accepted()
    answer = push(people.officer(), task(ref, "registration"), verb, **typed)
    assert answer.status_code in (400, 404)
    page = read(answer)
    assert words in page.xpath(f"string(//form[@id='form-{verb}'])") or words in page.xpath(
        "string(//*[@id='errors'])"
    )
    assert errors_of(page)[0][0] == f"#form-{verb}"
    if typed["because"].strip():
        assert typed["because"] in page.xpath(f"string(//form[@id='form-{verb}']//textarea)")
    assert complaints(answer) == []


@pytest.mark.parametrize("verb", ["", "accept", "deliver", "lapse", "submit", "vanish"])
def test_task_when_a_verb_is_posted_that_is_not_an_officers_then_refused_and_nothing_changes(
    desk, people, verb
):
    ref = desk.accepted()
    answer = people.officer().post(
        task(ref, "registration"), {"do": verb, "version": str(ref.version), "key": "k"}
    )
    assert answer.status_code in (400, 403)
    assert cases.get_case(by=desk.manager(), case_id=ref.id, today=desk.at.date()).ref.version == ref.version


# ----------------------------------------------------------------------------------- other units' part in a case


def test_consulted_unit_when_it_opens_the_task_then_it_answers_with_only_what_it_may_see(desk, people):
    ref = desk.accepted(company__name="种在里面的企业名")
    desk.act(desk.officer("market-regulation"), ref, "suspend", "registration", because="种在里面的中止理由")
    desk.act(
        desk.officer("market-regulation"),
        ref,
        "consult",
        "registration",
        target="public-security",
        because="是否有异议",
    )
    police, address = people.officer("public-security"), task(ref, "registration")
    answer = police.get(address)
    text = text_of(answer)
    assert "是否有异议" in text
    assert "种在里面的企业名" in text  # grade L2: one needs to know whom it is about
    assert id_number("legal_rep", 0) not in answer.content.decode()  # grade L3
    assert set(verbs_of(answer)) == {"answer"}
    assert push(police, address, "answer", because="没有异议").status_code == 302
    assert "没有异议" in text_of(people.officer().get(address))
    assert verbs_of(police.get(address)) == {}
    assert police.get(task(ref, "hygiene")).status_code == 404


def test_task_when_another_unit_wrote_about_its_own_item_then_none_of_it_stands_on_the_page(desk, people):
    deed = desk.document(desk.company, b"%PDF-1.7\n%a deed\n", name="种在产权证明里.pdf")
    ref = desk.accepted(premises__title_deed=deed)
    desk.act(desk.officer("market-regulation"), ref, "suspend", "registration", because="种在别家的理由")
    for unit, item in (("health", "hygiene"), ("fire-brigade", "premises")):
        text = people.officer(unit).get(task(ref, item)).content.decode()
        assert "种在别家的理由" not in text
        assert "种在产权证明里" not in text
    fire = people.officer("fire-brigade").get(task(ref, "premises")).content.decode()
    assert id_number("legal_rep", 0) not in fire
    assert desk.company.name not in fire


def test_file_when_asked_for_then_only_units_that_need_its_element_get_it(desk, people):
    plan = desk.document(desk.company, b"%PDF-1.7\n%a plan of its own\n", "plan.pdf")
    ref = desk.accepted(premises__floor_plan=plan)
    address = f"/files/{ref.id}/{plan['sha']}/"
    allowed = {"health": 200, "market-regulation": 404, "fire-brigade": 404, "public-security": 404}
    for unit, status in allowed.items():
        assert people.officer(unit).get(address).status_code == status, unit
    assert people.officer("health", GONGSHU).get(address).status_code == 404
    answer = people.clerk().get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7\n%a plan of its own\n"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_visit_when_the_leading_unit_appoints_it_then_each_unit_records_its_finding_and_decides(desk, people):
    ref = desk.accepted()
    fire, address = people.officer("fire-brigade"), task(ref, "premises")
    assert set(verbs_of(fire.get(address))) == {"appoint"}
    wrong = push(fire, address, "appoint", day="2020-01-01")
    assert wrong.status_code == 400
    assert read(wrong).xpath("//input[@name='day']/@value") == ["2020-01-01"]
    assert push(fire, address, "appoint", day="morgen").status_code == 400
    assert push(fire, address, "appoint", day=desk.at.date().isoformat()).status_code == 302
    health, hygiene = people.officer("health"), task(ref, "hygiene")
    assert push(health, hygiene, "inspect", passed="no", because="通风不足").status_code == 302
    assert "approve" not in verbs_of(health.get(hygiene))
    assert "不合格" in text_of(fire.get(address))
    culture, entertainment = people.officer("culture-tourism"), task(ref, "entertainment")
    unsaid = push(culture, entertainment, "inspect")
    assert unsaid.status_code == 400
    assert "请选择踏勘结论" in text_of(unsaid)
    assert push(culture, entertainment, "inspect", passed="maybe").status_code == 400
    assert push(culture, entertainment, "inspect", passed="yes").status_code == 302
    assert push(fire, address, "appoint", day=desk.at.date().isoformat()).status_code == 302
    assert push(health, hygiene, "inspect", passed="yes").status_code == 302
    assert push(health, hygiene, "approve").status_code == 302


# ------------------------------------------------------------------------------------------------ twice and too late


def test_approve_when_sent_twice_then_once_and_when_another_was_faster_then_told_who(desk, people):
    ref = desk.accepted()
    officer, address = people.officer(), task(ref, "registration")
    form = {**posted(verbs_of(officer.get(address))["approve"]), USCC: uscc_number("company", 3)}
    late = {**form, "key": "another-window-of-the-same-officer", "because": "我也同意"}
    assert [officer.post(address, form).status_code for _ in range(2)] == [302, 302]
    answer = officer.post(address, late)
    assert answer.status_code == 409
    text = text_of(answer)
    assert "在您查看之后发生的" in text
    assert "西湖区market-regulation" in text
    assert "我也同意" in text


def test_task_when_it_is_overdue_then_says_since_when_and_what_the_day_is_made_of(desk, people):
    ref = desk.accepted()
    with clock.fixed(desk.at + timedelta(days=30)):
        answer = people.officer().get(task(ref, "registration"))
    page = read(answer)
    assert "已超期" in page.xpath("string(//*[contains(@class,'notice danger')])")
    assert page.xpath("//details[@open]//ol[@class='sum']/li")


def test_task_when_asked_for_by_others_then_it_does_not_exist(desk, people):
    ref = desk.accepted()
    for client in (people.officer("health"), people.officer("market-regulation", GONGSHU)):
        assert client.get(task(ref, "registration")).status_code == 404
        posted_answer = client.post(task(ref, "registration"), {"do": "approve", "key": "k"})
        assert posted_answer.status_code == 404
    assert people.officer().get(task(ref, "nothing")).status_code == 404
