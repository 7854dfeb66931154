"""The manager's indicators: value beside target, and every number opens to the cases that it counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from guantong.core.kernel.actor import SYSTEM
from guantong.core.scenario.language import Package
from guantong.modules.services import public as services
from guantong.project import clock
from guantong.web.public import indicators
from tests.modules.cases.desk import GONGSHU, HANGZHOU, VENUE, XIHU, venue_package
from tests.web.page_reader import complaints, read

pytestmark = pytest.mark.django_db
INDICATORS = {
    "on_time": {"title": "按时办结率", "measure": "on_time_rate", "source": "cases", "direction": "up", "target": 100, "unit": "%"},
    "days": {"title": "平均用时", "measure": "average_workdays", "source": "cases", "direction": "down", "target": 3},
    "bad": {"title": "差评率", "measure": "bad_rating_rate", "source": "cases", "direction": "down"},
    "running": {"title": "在办", "measure": "cases_open", "source": "cases", "direction": "down"},
}  # fmt: skip


@pytest.fixture
def measured(desk, people):
    """Three delivered, one of them late and badly rated a month after the others; one open; the package with indicators."""
    data = venue_package()
    data["scenario"]["indicators"] = INDICATORS
    services.publish(package=Package.model_validate(data), by=SYSTEM, now=desk.at)
    for _ in range(2):
        desk.delivered()
    slow = desk.visited(desk.accepted())
    desk.at += timedelta(days=32)
    for role, item in (
        ("market-regulation", "registration"),
        ("health", "hygiene"),
        ("culture-tourism", "entertainment"),
    ):
        desk.act(desk.officer(role), slow, "approve", item)
    desk.act(desk.clerk(), slow, "deliver")
    desk.act(desk.company, slow, "rate", grade=1, because="慢")
    desk.accepted()
    with clock.fixed(desk.at):
        yield people


def cards(answer) -> dict[str, str]:
    """Return title -> all that the card of an indicator says."""
    page = read(answer)
    sheet = page.xpath(f"//section[@aria-labelledby='sheet-{VENUE}']")[0]
    return {
        each.findtext("h3"): " ".join(each.xpath("string()").split())
        for each in sheet.xpath(".//li[@class='indicator']")
    }


def rows_of(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert (answer.status_code, complaints(answer)) == (200, [])
    return read(answer).xpath("//section[@aria-labelledby='of-rows']//tbody/tr/th/a/@href")


def test_indicators_when_cases_were_measured_then_value_stands_beside_target_and_is_judged(measured):
    answer = measured.manager().get("/overview/indicators/")
    assert (answer.status_code, complaints(answer)) == (200, [])
    found = cards(answer)
    assert "66.7%" in found["按时办结率"]
    assert "未达到目标" in found["按时办结率"]
    assert "共 3，计入 2" in found["按时办结率"]
    assert "目标 3 个工作日" in found["平均用时"]
    assert "未达到目标" in found["平均用时"]
    assert "100%" in found["差评率"]
    assert "达到" not in found["差评率"]
    assert "未设目标" in found["差评率"]
    assert "1 件" in found["在办"]


def test_indicators_when_no_case_lies_in_the_division_then_nothing_is_reached_and_it_says_so(measured):
    for manager, query in (
        (measured.manager(GONGSHU), ""),
        (measured.manager(HANGZHOU), f"?division={GONGSHU}"),
    ):
        found = cards(manager.get(f"/overview/indicators/{query}"))
        assert all("还没有办件" in text and "达到" not in text for text in found.values())
    assert (
        "66.7%"
        in cards(measured.manager(HANGZHOU).get(f"/overview/indicators/?division={XIHU}"))["按时办结率"]
    )


def test_indicators_when_a_number_is_opened_then_it_leads_to_the_cases_that_it_counts(measured):
    manager = measured.manager()
    page = read(manager.get("/overview/indicators/"))
    wanted = {"on_time": 3, "days": 3, "bad": 1, "running": 1}
    for name, count in wanted.items():
        (address,) = {
            link for link in page.xpath("//p[@class='indicator-now']/a/@href") if f"/{VENUE}/{name}/" in link
        }
        assert len(rows_of(manager, address)) == count, name
    opened = f"/overview/indicators/{VENUE}/on_time/?months=12"
    assert len(rows_of(manager, f"{opened}&part=counted")) == 2
    assert len(rows_of(manager, f"{opened}&part=rest")) == 1


def test_indicators_when_a_bar_is_opened_then_the_months_add_up_to_the_period(measured):
    manager = measured.manager()
    page = read(manager.get("/overview/indicators/"))
    bars = page.xpath(f"//svg//a[contains(@href, '/{VENUE}/on_time/')]/@href") or page.xpath(
        f"//*[local-name()='svg']//*[local-name()='a'][contains(@href, '/{VENUE}/on_time/')]/@href"
    )
    assert len(bars) == 2
    found = [rows_of(manager, bar) for bar in bars]
    assert sorted(map(len, found)) == [1, 2]
    assert len({row for rows in found for row in rows}) == 3


def test_indicators_when_the_address_is_nonsense_then_refused_or_the_whole_period(measured):
    manager = measured.manager()
    for path, status in (
        (f"/overview/indicators/{VENUE}/nothing/", 404), ("/overview/indicators/nothing/on_time/", 404),
        (f"/overview/indicators/{VENUE}/on_time/?part=x", 400), (f"/overview/indicators/{VENUE}/on_time/?after=~", 400),
        (f"/overview/indicators/{VENUE}/on_time/?month=2026-13&months=7&division=1", 200), ("/overview/indicators/?months=x", 200),
    ):  # fmt: skip
        assert manager.get(path).status_code == status, path


def test_indicators_when_opened_by_another_role_then_refused(measured, desk):
    for path in ("/overview/indicators/", f"/overview/indicators/{VENUE}/on_time/"):
        for client in (measured.clerk(), measured.officer(), measured.applicant(desk.company.account)):
            assert client.get(path).status_code == 403
        assert Client().get(path).status_code == 302


def test_matter_when_anybody_looks_then_only_targets_are_told_and_only_from_enough_cases_on(
    measured, monkeypatch
):
    def told(division: str) -> dict[str, str]:
        client = Client()
        client.post("/division/", {"code": division, "next": "/"})
        answer = client.get(f"/matter/{VENUE}/")
        assert (answer.status_code, complaints(answer)) == (200, [])
        section = read(answer).xpath("//section[@id='indicators']")[0]
        assert not section.xpath(".//li//a")
        return {
            each.findtext("h3"): " ".join(each.xpath("string()").split()) for each in section.xpath(".//li")
        }

    assert told(HANGZHOU) == {}, "nobody makes us count a whole city"
    assert all("还没有办件" in text for text in told(GONGSHU).values())
    few = told(XIHU)
    assert set(few) == {"按时办结率", "平均用时"}
    assert all("办件不足 10 件，暂不公布" in text and "达到目标" not in text for text in few.values())
    monkeypatch.setattr(indicators, "LEAST", 3)
    enough = told(XIHU)
    assert "66.7%" in enough["按时办结率"]
    assert "未达到目标" in enough["按时办结率"]


def test_matter_when_its_key_facts_are_opened_then_each_leads_to_its_rows(measured):
    page = read(Client().get(f"/matter/{VENUE}/"))
    targets = page.xpath("//ul[@class='key-facts']//a/@href")
    assert len(targets) >= 3
    assert all(len(page.xpath(f"//*[@id='{target[1:]}']")) == 1 for target in targets)
