"""Acting for somebody: giving, accepting, the switch, the banner, the end of it, and what the principal is told."""

from __future__ import annotations

import pytest
from django.test import Client

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.scenario.samples import id_number
from guantong.modules.cases.actions import memory
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Proposal
from guantong.modules.sharing import public as sharing
from guantong.project import clock
from tests.modules.cases.desk import ANSWERS, VENUE, XIHU, Desk
from tests.web.desks.people import People
from tests.web.page_reader import complaints, posted, read


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def desk(db, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    memory.forget_all()
    made = Desk(at)
    with clock.fixed(at.replace(hour=17)):
        yield made


@pytest.fixture
def people(desk):
    return People(desk)


@pytest.fixture
def li(desk):
    row = identity.make_account(
        by=SYSTEM, handle="li", kind="person", name="李四", password="a-long-password", now=desk.at,
        id_number=id_number("applicant", 5),
    )  # fmt: skip
    return Actor(account=str(row.id), role="applicant", name="李四")


@pytest.fixture
def firm(desk, people):
    return people.applicant(desk.company.account)


@pytest.fixture
def agent(li, people):
    return people.applicant(li.account)


def give(client: Client, **more):
    form = posted(read(client.get("/my/mandates/give/")).forms[-1])
    typed = {"agent_name": "李四", "agent_key": id_number("applicant", 5), "every": "yes", **more}
    return client.post("/my/mandates/give/", {**form, **typed})


def accept(client: Client):
    (form,) = [f for f in read(client.get("/my/mandates/")).forms if "/answer/" in f.get("action")]
    return client.post(form.get("action"), {**posted(form), "do": "accept"}, follow=True)


def switch(client: Client):
    (form,) = [f for f in read(client.get("/my/mandates/")).forms if f.get("action") == "/my/acting/"]
    number = form.xpath(".//button[@name='mandate']/@value")[0]
    return client.post("/my/acting/", {**posted(form), "mandate": number}, follow=True)


@pytest.fixture
def acting(firm, agent):
    assert give(firm).status_code == 302
    accept(agent)
    switch(agent)
    return agent


def text(answer):
    return answer.content.decode()


def link(answer, end):
    return next(href for href in read(answer).xpath("//a/@href") if href.endswith(end))


def test_mandate_when_given_accepted_and_switched_to_then_every_page_says_for_whom(desk, firm, agent):
    assert give(firm).status_code == 302
    assert "等待答复" in text(firm.get("/my/mandates/"))
    assert "西湖乐府有限公司 想委托您办事" in text(agent.get("/my/mandates/"))
    assert "已接受" in text(accept(agent))
    page = text(switch(agent))
    assert "您正在替 西湖乐府有限公司 办事" in page
    for address in ("/", "/matters/", "/my/", "/my/mandates/"):
        assert "您正在替 西湖乐府有限公司 办事" in text(agent.get(address)), address
    # What is only about oneself is not offered, and says so to whoever asks for it all the same.
    assert "/my/data/" not in read(agent.get("/my/")).xpath("//header//a/@href")
    refused = agent.get("/my/data/")
    assert (refused.status_code, "请先切换回本人" in text(refused)) == (403, True)
    back = agent.post("/my/acting/", {"mandate": ""}, follow=True)
    assert "已换回本人" in text(back)
    assert "/my/data/" in read(back).xpath("//header//a/@href")
    assert "您正在替" not in text(agent.get("/my/"))


def test_agent_when_acting_then_they_see_the_principals_cases_and_the_principal_sees_who_did_it(
    desk, acting, firm
):
    ref = desk.submit()
    assert ref.code in text(acting.get("/my/")).replace(" ", "").replace("-", "")
    page = text(acting.get(f"/my/{ref.code}/"))
    assert "营业执照" in page
    form = posted(read(acting.get(f"/my/{ref.code}/withdraw/")).forms[-1])
    assert acting.post(f"/my/{ref.code}/withdraw/", {**form, "because": "不办了"}).status_code == 302
    told = text(firm.get(f"/my/{ref.code}/"))
    assert "由李四代办（委托代理，第" in told
    assert "李四" not in text(People(desk).clerk().get(f"/window/{ref.id}/"))


def test_agent_when_the_mandate_ends_then_the_next_page_is_their_own_and_says_so(desk, acting, firm):
    ref = desk.submit()
    address = link(firm.get("/my/mandates/"), "/end/")
    assert firm.post(address, {"because": "办完了"}).status_code == 302
    page = acting.get("/my/")
    assert "委托已经结束，现在以您本人的身份继续" in text(page)
    assert "您正在替" not in text(page)
    assert acting.get(f"/my/{ref.code}/").status_code == 404


def test_agent_when_the_mandate_ends_while_a_form_is_open_then_it_is_not_taken_as_their_own(
    desk, acting, firm
):
    before = text(acting.get("/my/"))
    address = link(firm.get("/my/mandates/"), "/end/")
    firm.post(address, {})
    acting.cookies["guantong_division"] = XIHU
    answer = acting.post(f"/apply/{VENUE}/begin/", {"area": "350", "kind": "song"})
    assert answer.status_code == 409
    assert "刚才的内容没有提交" in text(answer)
    assert "您正在替" in before
    assert "没有填完的" not in text(acting.get("/my/"))


def test_agent_when_beginning_a_form_then_the_principal_is_the_applicant_and_the_agent_is_there(
    desk, acting, firm
):
    acting.cookies["guantong_division"] = XIHU
    answer = acting.post(f"/apply/{VENUE}/begin/", {"area": "350", "kind": "song"})
    assert answer.status_code == 302
    assert answer["Location"] == link(firm.get("/my/"), answer["Location"])


def test_agent_when_the_scope_leaves_the_matter_out_then_it_is_not_there(desk, firm, agent):
    ref = desk.submit()
    answer = give(firm, every="", scope="rectification")
    assert (
        answer.status_code == 400
    )  # nobody applies for a rectification: it is no matter that one can choose
    give(firm, every="", scope=VENUE)
    accept(agent)
    switch(agent)
    assert agent.get(f"/my/{ref.code}/").status_code == 200


def test_give_mandate_when_there_is_no_such_account_then_the_answer_is_the_same(firm, agent):
    there = give(firm)
    not_there = give(firm, agent_key=id_number("applicant", 77), agent_name="无此人")
    assert (there.status_code, there["Location"]) == (not_there.status_code, not_there["Location"])
    page = read(firm.get("/my/mandates/"))
    assert page.text_content().count("等待答复") == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"agent_name": ""}, "请填写受托人"), ({"every": ""}, "请勾选委托办理的事项"), ({"until": "2026-01-01"}, "不能早于第一天"),
        ({"until": "never"}, "不是日期"), ({"agent_key": "company-one"}, "不能委托自己"),
    ],
)  # fmt: skip
def test_give_mandate_when_something_is_wrong_then_the_page_says_what(firm, more, words):
    answer = give(firm, **more)
    assert answer.status_code == 400
    assert words in text(answer)


def test_claim_when_the_register_names_the_parent_then_they_act_for_the_child_at_once(desk, li, agent):
    from stdnum.cn import ric

    child = "33010620150301231"
    child += ric.calc_check_digit(child + "0")
    held = {"name": "李小四", "guardians": [id_number("applicant", 5)]}
    sharing.write_records(resource="population", records={child: held}, by=SYSTEM, now=desk.at)
    typed = {"kind": "guardian", "principal_name": "李小四", "principal_number": child}
    wrong = agent.post("/my/mandates/claim/", {**typed, "principal_name": "李大四"})
    assert (wrong.status_code, "登记信息没有证明" in text(wrong)) == (400, True)
    assert "您可以替“李小四”办事了" in text(agent.post("/my/mandates/claim/", typed, follow=True))
    assert "您正在替 李小四 办事" in text(switch(agent))
    assert len(sharing.reads_about(child)) == 2


def test_window_when_a_clerk_records_papers_then_the_agent_may_accept_and_the_clerk_may_end_it(
    desk, people, li, agent
):
    clerk = people.clerk()
    typed = {
        "do": "record", "kind": "agent", "principal_name": "王奶奶", "principal_number": id_number("applicant", 31),
        "agent_name": "李四", "agent_number": id_number("applicant", 5), "since": "2026-03-02", "until": "2026-04-02",
    }  # fmt: skip
    wrong = clerk.post("/window/mandates/", typed)
    assert (wrong.status_code, "请写明看过哪些材料" in text(wrong)) == (400, True)
    recorded = text(clerk.post("/window/mandates/", {**typed, "papers": "委托书"}, follow=True))
    assert "请同窗口另一名人员核对材料后同意" in recorded
    assert "王奶奶 想委托您办事" not in text(agent.get("/my/mandates/")), "one clerk alone opens nothing"
    (asked,) = Proposal.objects.filter(kind="mandate")
    own = clerk.get(f"/desk/proposals/{asked.pk}/")
    assert "李四 代 王奶奶 办事" in text(own)
    agreed = second_clerk(desk).post(f"/desk/proposals/{asked.pk}/", {"do": "take"}, follow=True)
    assert agreed.status_code == 200
    accept(agent)
    (row,) = identity.mandates_held(by=li)
    switch(agent)
    ended = clerk.post(
        "/window/mandates/", {"do": "end", "mandate": str(row.id), "end_why": "本人到场"}, follow=True
    )
    assert f"第 {row.id} 号委托已终止" in text(ended)
    assert "您正在替" not in text(agent.get("/my/"))


def second_clerk(desk):
    """Another person at the same window."""
    unit = desk.unit("market-regulation")
    row = identity.make_account(
        by=SYSTEM, handle="clerk-two", kind="staff", name="窗口二号", password="a-long-password", now=desk.at
    )
    identity.join_unit(
        by=SYSTEM, account_id=row.id, unit=unit.pk, unit_role="market-regulation", division=XIHU, role="clerk",
        boards=("business-registration",), now=desk.at,
    )  # fmt: skip
    return People.browser(row.id)


def test_window_when_the_principal_signs_in_then_they_confirm_what_was_recorded(
    desk, people, firm, li, agent
):
    number = identity.number_of(desk.company.account)
    people.clerk().post(
        "/window/mandates/",
        {
            "do": "record", "kind": "agent", "principal_name": desk.company.name, "principal_number": number, "agent_name": "李四",
            "agent_number": id_number("applicant", 5), "since": "2026-03-02", "until": "2026-04-02", "papers": "委托书",
        },
    )  # fmt: skip
    assert identity.mandates_held(by=li) == ()
    page = firm.get("/my/mandates/")
    assert complaints(page) == []
    assert "是您本人的意思吗" in text(page)
    (row,) = identity.mandates_given(by=desk.company)
    assert agent.post(f"/my/mandates/{row.id}/answer/", {"do": "confirm"}).status_code == 404
    firm.post(f"/my/mandates/{row.id}/answer/", {"do": "confirm"})
    assert "是您本人的意思吗" not in text(firm.get("/my/mandates/"))
    assert [one.id for one in identity.mandates_held(by=li)] == [row.id]


def test_mandate_pages_when_somebody_else_asks_then_they_do_not_exist(desk, people, firm, agent):
    give(firm)
    stranger = people.applicant(desk.other.account)
    address = link(firm.get("/my/mandates/"), "/end/")
    number = address.split("/")[3]
    assert stranger.get(address).status_code == 404
    assert stranger.post(address).status_code == 404
    assert stranger.post(f"/my/mandates/{number}/answer/", {"do": "accept"}).status_code == 404
    assert stranger.post("/my/acting/", {"mandate": number}).status_code == 404
    assert agent.post("/my/acting/", {"mandate": number}).status_code == 404  # not accepted yet


def test_drafts_when_the_draft_of_an_agent_is_opened_by_the_principal_then_it_is_theirs(desk, acting, firm):
    from guantong.modules.cases import public as cases

    number = cases.save_draft(
        by=desk.company, scenario=VENUE, division=XIHU, answers=ANSWERS, data=desk.form()
    )
    assert acting.get(f"/my/drafts/{number}/").status_code == 200


def test_give_mandate_when_several_things_are_wrong_then_the_page_says_all_of_them(firm):
    answer = give(firm, agent_name="", every="", until="never")
    assert len(read(answer).xpath("//*[@id='errors']//li")) == 3


def test_claim_when_tried_again_and_again_then_it_is_slowed_down(desk, agent, settings):
    settings.LIMITS = {**settings.LIMITS, "claim": (2, 600)}
    typed = {"kind": "guardian", "principal_name": "李小四", "principal_number": id_number("applicant", 40)}
    assert [agent.post("/my/mandates/claim/", typed).status_code for _ in range(3)] == [400, 400, 429]


def test_case_when_a_proof_of_another_unit_is_kept_then_the_three_who_help_are_named(desk, firm):
    ref = desk.submit()
    page = text(firm.get(f"/my/{ref.code}/"))
    assert "证明三员合办" not in page  # in this package nobody else answers for a kept proof


def test_teams_when_read_off_a_package_then_each_names_who_uses_and_who_issues(desk):
    from guantong.core.scenario.language import Package
    from guantong.modules.cases import public as cases
    from guantong.modules.services import public as services
    from guantong.web.ui.teams import teams_of
    from tests.modules.cases.desk import venue_package

    data = venue_package()
    data["dictionary"]["elements"]["premises.title_deed"]["owner"] = "health"
    services.publish(package=Package.model_validate(data), by=SYSTEM, now=desk.at)
    ref = desk.submit()
    view = cases.get_case(by=desk.company, code=ref.code, today=desk.at.date())
    (team,) = teams_of(view)
    assert (team.proof, team.runner, team.maker) == (
        "场所使用证明",
        "西湖区market-regulation",
        "西湖区health",
    )


def test_mandate_when_given_twice_then_the_page_says_which_one_there_is(desk, firm):
    assert give(firm).status_code == 302
    again = give(firm)
    assert again.status_code == 400
    number = identity.mandates_given(by=desk.company)[0].id
    assert f"这项委托已经有了：第 {number} 号" in text(again)
    assert "正在等待答复" in text(again)
    assert read(again).xpath("//*[@id='errors']//a/@href") == ["#f-agent_key"]
    assert len(identity.mandates_given(by=desk.company)) == 1
