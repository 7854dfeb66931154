"""One identity in a real browser: at the window with a card, decided at once, seen by the person at home, who objects."""

from __future__ import annotations

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.texts import say
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import id_number
from guantong.modules.sharing import public as sharing
from guantong.project.demo import accounts
from tests.database_runner import settle_down
from tests.journeys.browsing import offstage
from tests.journeys.conftest import EARLIER, SCENARIOS

pytestmark = pytest.mark.django_db
NUMBER = id_number("applicant", 0)
RECORD = "企业职工养老保险，累计缴费86个月"
PROOF = "个人参保证明查询打印"


def prepare() -> None:
    for name in ("one-identity", "proof-complaint", "data-objection"):
        settle_down(read_package(SCENARIOS / name), EARLIER)
    accounts.officers(EARLIER)
    held = {"record": RECORD}
    sharing.write_records(resource="social-insurance", records={NUMBER: held}, by=SYSTEM, now=EARLIER)


def test_one_identity_when_a_person_comes_with_a_card_then_it_is_done_at_once_and_the_person_sees_and_objects(
    person,
):
    person("citizen")  # makes the accounts before anything is prepared
    offstage(prepare)
    clerk = person("clerk")
    clerk.go("/window/").page.get_by_role("link", name="一证通办").first.click()
    clerk.page.locator("main .card a").first.click()
    page = clerk.page
    clerk.reads("将查询的数据", "申请人社会保险参保缴费记录")
    page.check("[name='ask.wants'][value=social-insurance]")
    page.fill("[name=number]", NUMBER)
    page.fill("[name=name]", say("show-sample-people", "zh").split()[0])
    page.fill("[name=because]", "本人到窗口办理参保证明")
    page.locator("main form button").last.click()
    clerk.reads("请确认当事人本人在场并同意查询")
    page.check("[name=present]")
    page.locator("main form button").last.click()
    clerk.reads("已立办件并完成查询", RECORD)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载核验单").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    page.get_by_role("link", name="打开办件").click()
    code = page.locator(".code").first.inner_text().replace(" ", "")

    officer = person("officer-human-resources-330106")
    officer.open_task(PROOF, code)
    officer.reads(RECORD, "信息查询核验单")
    officer.push("approve")
    page.reload()
    clerk.push("deliver")
    clerk.reads("已完成：统一送达")

    citizen = person("citizen", width=390)
    citizen.page.context.add_cookies(
        [{"name": "guantong_division", "value": accounts.COUNTY, "url": citizen.page.url}]
    )
    citizen.go(f"/my/{code}/").reads("已送达")
    citizen.go("/my/data/").reads("西湖区人力资源和社会保障局", "第七十四条", "打开看过")
    citizen.page.get_by_role("link", name="保障局 申请人社会保险参保缴费记录").first.click()
    citizen.reads("对这次查询或查看提出异议", "西湖区人力资源和社会保障局")
    citizen.page.locator("main form button").first.click()
    citizen.page.check("[name='objection.kind'][value=consent]")
    citizen.page.fill("[name='objection.because']", "当时没有人告诉我要查这个")
    objection = hand_in(citizen)
    citizen.go("/my/data/").reads("已提出异议")
    clerk.go(f"/window/?words={objection}").page.locator("tbody a").first.click()
    clerk.push("accept")
    bureau = person("officer-data-bureau-330106")
    bureau.open_task("核实数据调用并答复", objection)
    bureau.reads("西湖区人力资源和社会保障局", "查询本人参保缴费记录")
    bureau.push("approve")
    citizen.go("/my/data/").reads("异议成立")

    stranger = person(script=False, width=390)
    stranger.go("/proofs/").reads("取消或替代", "户籍证明", "我要投诉")
    assert NUMBER not in stranger.page.content()


def hand_in(citizen) -> str:
    """Check the form and hand it in; return its code."""
    page = citizen.page
    page.click("button[value=check]")
    assert page.url.endswith("/check/"), page.inner_text("#errors")
    page.check("[name=confirm]")
    page.click("form[action$='/check/'] button")
    return str(page.inner_text(".receipt-code")).replace(" ", "")
