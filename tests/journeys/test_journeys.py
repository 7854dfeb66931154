"""Whole ways through the site in a real browser, as citizens, enterprises, clerks, officers and managers go them."""

from __future__ import annotations

import re

import pytest

from guantong.core.flow.index import index_of
from guantong.core.flow.model import Event
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.cases import public as cases
from guantong.project.demo import accounts
from tests.journeys.browsing import Matter, offstage
from tests.journeys.conftest import AT, EARLIER

pytestmark = pytest.mark.django_db
NEEDED = {
    "data.company.uscc": uscc_number("company", 5), "data.birth.number": "X330000001", "data.newborn.id_number": id_number("newborn", 5),
}  # fmt: skip


def approve(officer) -> None:
    """Approve what is open, with what others need to know of it typed in."""
    form = officer.page.locator("#form-approve")
    officer.push(
        "approve",
        **{name: value for name, value in NEEDED.items() if form.locator(f'[name="{name}"]').count()},
    )
    officer.reads("已完成：批准")


def test_newborn_when_a_citizen_without_script_applies_then_all_is_decided_delivered_and_rated(person):
    answers = {"mother_insured": "no", "wants_guidance": "no"}
    matter = offstage(Matter, "newborn", answers, "citizen", 71)
    citizen = person(script=False, width=390)
    page = citizen.page
    # Somebody who has no session yet finds the matter, answers the questions and chooses the place.
    citizen.go("/")
    page.locator("input[type=search]").first.fill("新生儿")
    page.keyboard.press("Enter")
    page.locator("main a", has_text="新生儿出生").first.click()
    page.locator("main a[href^='/apply/newborn/']").first.click()
    for name, value in answers.items():
        page.check(f'[name={name}][value="{value}"]')
    page.click("form.form button")
    page.locator("a[href^='/division/']", has_text="选择").last.click()
    for place in ("杭州市", "西湖区"):
        page.locator("main").get_by_text(place, exact=True).first.click()
    if "/division/" in page.url:
        page.locator("main button").first.click()
    page.click("form[action='/apply/newborn/begin/'] button")
    citizen.type_credentials("citizen")
    page.click("form[action='/apply/newborn/begin/'] button")
    # The one form: asked once, nothing of what the shared sources know.
    assert page.locator('[name="mother.name"]').count() == 0
    matter.fill_in(citizen)
    code = citizen.hand_in(matter)
    assert page.locator(".qr svg").count() == 1

    stranger = person(script=False)
    stranger.go("/track/")
    stranger.page.fill("[name=code]", code.lower())
    stranger.page.locator("main button").first.click()
    stranger.reads("新生儿出生一件事", *matter.titles().values())
    assert not {str(value) for value in matter.values.values() if len(str(value)) > 9} & set(
        re.findall(r"\w+", stranger.page.content())
    )

    clerk = person("clerk", script=False)
    clerk.go("/window/")
    clerk.page.fill("[name=words]", code)
    clerk.page.click(".search-box button")
    clerk.page.locator("tbody a").first.click()
    clerk.reads("必需的材料都已提交")
    clerk.push("accept")
    for item in index_of(matter.situation.flow).order:
        officer = person(matter.officers[item], script=False)
        officer.open_task(matter.titles()[item], code)
        approve(officer)
    clerk.page.reload()
    clerk.push("deliver")
    clerk.reads("已完成：统一送达")
    citizen.go(f"/my/{code}/rate/")
    page.check("[name=grade][value='5']")
    page.fill("[name=because]", "一次办成，很方便")
    page.locator("main form button").last.click()
    citizen.go(f"/my/{code}/").reads("已送达")


def test_ktv_when_opened_with_a_gap_a_correction_and_one_joint_visit_then_delivered_together(person):
    answers = {"floor_area": "350", "sells_food": "yes", "sign": "none", "rented": "yes"}
    matter = offstage(Matter, "open-ktv", answers, "enterprise", 72)
    owed, marked = "hygiene.rules", "fire.equipment_list"
    fields = {field.element: field for field in matter.situation.form.fields}
    company = person("enterprise")
    company.page.context.add_cookies(
        [{"name": "guantong_division", "value": accounts.COUNTY, "url": company.page.url}]
    )
    company.go("/apply/open-ktv/applies/?" + "&".join(f"{name}={value}" for name, value in answers.items()))
    company.page.click("form[action='/apply/open-ktv/begin/'] button")
    matter.fill_in(company, leave_out=(owed,))
    code = company.hand_in(matter)

    clerk = person("clerk")
    clerk.go(f"/window/?words={code}").page.locator("tbody a").first.click()
    clerk.reads("可以容缺受理")
    assert clerk.page.locator("[name=owed]:checked").get_attribute("value") == owed
    clerk.push("accept")
    clerk.reads("容缺待补")

    officers = {item: person(matter.officers[item]) for item in matter.titles()}
    for item in ("business-licence", "company-seal", "fire-filing"):
        officers[item].open_task(matter.titles()[item], code)
        approve(officers[item])
    fire = officers["fire-safety-check"]
    fire.open_task(matter.titles()["fire-safety-check"], code)
    fire.page.locator(f'[name=fields][value="{marked}"]').check()
    fire.page.fill(f'[name="why.{marked}"]', "缺少应急照明的数量")
    fire.push("return")
    fire.reads("缺少应急照明的数量", "待补正")

    company.go(f"/my/{code}/").reads(
        "缺少应急照明的数量", "容缺" if company.page.get_by_text("容缺").count() else "补"
    )
    company.go(f"/my/{code}/correct/").fill(fields[marked], None)
    company.page.locator("main form button").last.click()
    company.go(f"/my/{code}/supplement/").fill(fields[owed], None)
    company.page.locator("main form button").last.click()

    culture = officers["entertainment-licence"]
    place = matter.situation.flow.inspections[0]
    culture.open_task(place.title.zh, code)
    culture.push("appoint", day=AT.date().isoformat())
    for item in place.items:
        officers[item].open_task(matter.titles()[item], code)
        officers[item].push("inspect", passed="yes")
        approve(officers[item])
    clerk.go(f"/window/?words={code}").page.locator("tbody a").first.click()
    clerk.push("deliver")
    company.go(f"/my/{code}/").reads("已送达", "娱乐经营许可证", "营业执照")

    visitor = person()
    visitor.go("/matter/open-ktv/")
    before, after = (
        int(visitor.page.locator(f".figure:has-text('办结时间') .figure-{each}").inner_text().split()[-1])
        for each in ("before", "after")
    )
    assert before > after > 0
    manager = person("manager")
    manager.go("/overview/figures/").reads("开办KTV一件事", "实际用时（中位数）")


def late_case() -> cases.CaseRef:
    """A case that was accepted four weeks ago and has lain since."""
    matter = Matter("newborn", {"mother_insured": "no", "wants_guidance": "no"}, "citizen", 73)
    citizen = accounts.citizen(0, EARLIER).actor
    clerk = accounts.staff("clerk", "service-centre", "county", accounts.COUNTY, EARLIER).actor
    ref = matter.submit(citizen, "late", EARLIER)
    return cases.act_on_case(by=clerk, case_id=ref.id, event=Event(do="accept"), now=EARLIER)


def test_manager_when_looking_at_the_overview_then_three_clicks_lead_to_the_late_case_and_to_whom_it_lies_with(
    person,
):
    ref = offstage(late_case)
    manager = person("manager")
    page = manager.go("/overview/").page
    page.locator(".tile.red a[href^='/cases/']").click()
    assert int(page.locator("tbody tr").count()) >= 1
    page.locator("tbody tr", has_text=" ".join(re.findall("....", ref.code))).locator("a").click()
    manager.reads("个子办件已超期", "西湖区卫生健康局")
    page.go_back()
    page.go_back()
    number = page.locator("tr", has_text="西湖区卫生健康局").locator("a.late")
    count = int(number.inner_text())
    number.click()
    assert page.locator("tbody tr").count() == count
    manager.reads("西湖区卫生健康局", f"共 {count} 件")


def test_questions_when_answered_with_the_keyboard_alone_then_every_stop_is_seen_and_the_end_is_reached(
    person,
):
    visitor = person()
    page = visitor.go("/apply/open-ktv/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")

    def tab_to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            seen = page.evaluate("""() => { const one = document.activeElement, box = one.getBoundingClientRect();
                const style = getComputedStyle(one), label = one.labels && one.labels[0] && getComputedStyle(one.labels[0]);
                const shown = style.outlineStyle != 'none' || style.boxShadow != 'none'
                  || (label && (label.outlineStyle != 'none' || label.boxShadow != 'none'));
                return [one.name || one.tagName, shown || box.width == 0] }""")
            assert seen[1], f"{seen[0]} has the focus and does not show it"
            if seen[0] == name:
                return
        raise AssertionError(f"the keyboard does not reach {name}")

    tab_to("floor_area")
    page.keyboard.type("350")
    for name, steps in (("sells_food", 0), ("sign", 0), ("rented", 1)):
        tab_to(name)
        page.keyboard.press("Space")
        for _ in range(steps):
            page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/apply/open-ktv/applies/**")
    visitor.reads("消防", "娱乐经营许可证")
