"""The window's pages: what stands there, every verb through its form, and what is refused."""

from __future__ import annotations

import pytest

from guantong.core.scenario.samples import id_number
from tests.modules.cases.desk import GONGSHU
from tests.web.desks.people import push, verbs_of
from tests.web.page_reader import complaints, errors_of, read

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return read(answer).text_content()


def tabs_of(answer) -> dict[str, int]:
    links = read(answer).xpath("//nav[@class='tabs']//a")
    return {link.get("href"): int(link.xpath("string(.//*[@class='count'])")) for link in links}


def rows_of(answer) -> int:
    return len(read(answer).xpath("//tbody/tr"))


def test_queue_when_opened_then_each_tab_counts_the_rows_behind_it(desk, people):
    desk.submit()
    desk.submit()
    desk.accepted()
    desk.decided()
    clerk = people.clerk()
    counts = tabs_of(clerk.get("/window/"))
    assert counts == {
        "?phase=submitted": 2,
        "?phase=correcting": 0,
        "?phase=handling": 1,
        "?phase=decided": 1,
    }
    for address, count in counts.items():
        answer = clerk.get(f"/window/{address}")
        assert rows_of(answer) == count
        assert complaints(answer) == []


def test_queue_when_a_code_or_a_name_is_looked_for_then_it_is_found_in_any_phase(desk, people):
    ref, other = desk.delivered(), desk.submit()
    clerk = people.clerk()
    found = text_of(clerk.get("/window/", {"words": ref.code.lower()}))
    assert ref.code[:4] in found
    assert other.code[:4] not in found
    assert rows_of(clerk.get("/window/", {"words": "乐府"})) == 2
    assert rows_of(people.clerk(GONGSHU).get("/window/", {"words": ref.code})) == 0


@pytest.mark.parametrize("query", [{"phase": "delivered"}, {"after": "x"}, {"phase": "<script>"}])
def test_queue_when_the_filter_is_wrong_then_says_so_above_an_empty_list(desk, people, query):
    answer = people.clerk().get("/window/", query)
    assert answer.status_code == 400
    assert "<script>" not in answer.content.decode()
    assert complaints(answer) == []


def test_case_when_everything_is_there_then_says_so_and_names_what_to_check_and_by_which_law(desk, people):
    answer = people.clerk().get(f"/window/{desk.submit().id}/")
    text = text_of(answer)
    for words in ("必需的材料都已提交", "产权证明", "某条例第9条", "不得再向申请人索要"):
        assert words in text
    assert {"accept", "return", "refuse", "look_through"} == set(verbs_of(answer))
    assert complaints(answer) == []


def test_case_when_a_material_that_may_be_owed_is_missing_then_gaps_are_offered_and_accepted(desk, people):
    ref = desk.submit(premises__floor_plan=None)
    address = f"/window/{ref.id}/"
    answer = people.clerk().get(address)
    assert "可以容缺受理" in text_of(answer)
    form = verbs_of(answer)["accept"]
    assert form.xpath(".//input[@name='owed'][@checked]/@value") == ["premises.floor_plan"]
    done = push(people.clerk(), address, "accept")
    assert (done.status_code, done.url) == (302, address)
    assert "容缺待补" in text_of(people.clerk().get(address))


def test_case_when_something_is_missing_and_accepted_without_gap_then_the_refusal_stands_at_its_form(
    desk, people
):
    ref = desk.submit(premises__floor_plan=None)
    answer = push(people.clerk(), f"/window/{ref.id}/", "accept", owed=[])
    assert answer.status_code == 400
    assert errors_of(read(answer))[0][0] == "#form-accept"
    assert read(answer).xpath("//form[@id='form-accept']//*[@class='field-error']")
    assert "现在可以：" in text_of(answer)
    assert complaints(answer) == []


def test_return_when_fields_are_marked_with_reasons_of_their_own_then_the_applicant_reads_each(desk, people):
    ref = desk.submit()
    address = f"/window/{ref.id}/"
    typed = {
        "fields": ["company.name", "premises.title_deed"], "because": "请一并补正", "why.company.name": "与执照名称不一致",
    }  # fmt: skip
    assert push(people.clerk(), address, "return", **typed).status_code == 302
    view = text_of(people.applicant(desk.company.account).get(f"/my/{ref.code}/correct/"))
    assert "与执照名称不一致" in view
    assert "请一并补正" in view
    assert "已退回 1 次" in text_of(people.clerk().get(address))


def test_return_when_nothing_is_marked_then_what_was_written_is_not_lost(desk, people):
    answer = push(people.clerk(), f"/window/{desk.submit().id}/", "return", because="写了很久的一段话")
    assert answer.status_code == 400
    assert "写了很久的一段话" in read(answer).xpath("string(//form[@id='form-return']//textarea)")


def test_refuse_when_without_grounds_then_its_fold_is_open_and_with_grounds_the_case_is_closed(desk, people):
    address = f"/window/{desk.submit().id}/"
    answer = push(people.clerk(), address, "refuse", because=" ")
    assert answer.status_code == 400
    assert read(answer).xpath("//details[@open][.//form[@id='form-refuse']]")
    assert push(people.clerk(), address, "refuse", because="不属于本机关职权").status_code == 302
    assert verbs_of(people.clerk().get(address)) == {}


def test_deliver_when_all_is_decided_then_the_results_are_named_before_they_are_handed_over(desk, people):
    address = f"/window/{desk.decided().id}/"
    text = text_of(people.clerk().get(address))
    assert "娱乐经营许可证" in text
    assert push(people.clerk(), address, "deliver").status_code == 302
    assert "已送达" in text_of(people.clerk().get(address))


def test_extend_when_what_was_owed_has_lapsed_then_the_window_gives_another_term(desk, people):
    from datetime import timedelta

    from guantong.modules.cases.public import lapse_due
    from guantong.project import clock

    ref = desk.act(
        desk.clerk(), desk.submit(premises__floor_plan=None), "accept", owed=("premises.floor_plan",)
    )
    later = desk.at + timedelta(days=15)
    assert lapse_due(now=later) == 1
    with clock.fixed(later):
        address = f"/window/{ref.id}/"
        assert "已逾期" in text_of(people.clerk().get(address))
        wrong = push(people.clerk(), address, "extend", days="许多", because="天气")
        assert wrong.status_code == 400
        assert "不是数字" in text_of(wrong)
        assert push(people.clerk(), address, "extend", days="5", because="天气").status_code == 302
        assert "已逾期" not in text_of(people.clerk().get(address))


def test_form_when_sent_twice_then_the_thing_is_done_once_and_both_are_answered(desk, people):
    from tests.web.page_reader import posted

    ref = desk.submit()
    address, clerk = f"/window/{ref.id}/", people.clerk()
    form = posted(verbs_of(clerk.get(address))["accept"])
    first, second = clerk.post(address, form), clerk.post(address, form)
    assert (first.status_code, second.status_code) == (302, 302)
    history = read(clerk.get(address)).xpath("//ol[@class='history']/li//b/text()")
    assert history.count("受理") == 1


def test_form_when_somebody_was_faster_then_says_who_did_what_and_keeps_what_was_written(desk, people):
    from tests.web.page_reader import posted

    ref = desk.submit()
    address, clerk = f"/window/{ref.id}/", people.clerk()
    form = posted(verbs_of(clerk.get(address))["refuse"])
    desk.act(desk.clerk(account="8002"), ref, "return", fields=("company.name",), because="名称有误")
    answer = clerk.post(address, {**form, "because": "我的理由"})
    assert answer.status_code == 409
    text = text_of(answer)
    for words in ("窗口人员", "退回补正", "名称有误", "我的理由"):
        assert words in text
    assert "T0" not in text  # a time as people write it
    assert complaints(answer) == []


def test_pages_when_asked_for_by_a_clerk_of_another_county_then_the_case_does_not_exist(desk, people):
    ref = desk.submit()
    stranger = people.clerk(GONGSHU)
    for answer in (
        stranger.get(f"/window/{ref.id}/"),
        stranger.post(f"/window/{ref.id}/", {"do": "accept", "version": "1", "key": "k"}),
    ):
        assert answer.status_code == 404
        assert desk.company.name not in answer.content.decode()
        assert id_number("legal_rep", 0) not in answer.content.decode()
