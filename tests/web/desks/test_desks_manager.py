"""The manager's pages: every number opens to exactly the rows that it counts, and nothing of another division shows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from guantong.project import clock
from tests.modules.cases.desk import GONGSHU, HANGZHOU, VENUE, XIHU
from tests.web.desks.people import People
from tests.web.page_reader import complaints, read

pytestmark = pytest.mark.django_db


def links_of(answer, path: str) -> dict[str, int]:
    """Return address -> number for every link of the page to this list whose text is a number."""
    found = {}
    for link in read(answer).xpath(f"//a[starts-with(@href, '{path}')]"):
        text = "".join(link.xpath(".//text()[not(ancestor::*[@class='tile-name'])]")).strip()
        if text.isdecimal():
            found[link.get("href")] = int(text)
    return found


def count_rows(client: Client, address: str) -> int:
    """Follow the list to its last page and return how many rows it had."""
    total = 0
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert complaints(answer) == []
        page = read(answer)
        total += len(page.xpath("//table[not(contains(@class,'loads'))]/tbody/tr"))
        more = page.xpath("//a[@rel='next']/@href")
        address = address.split("?")[0] + more[0] if more else ""
    return total


@pytest.fixture
def busy(desk, people):
    """A county in which something of everything happens: open, stopped, decided in time and late, consulted, visits."""
    for _ in range(3):
        desk.accepted()
    ref = desk.accepted()
    desk.act(desk.officer("health"), ref, "suspend", "hygiene", because="等待")
    desk.act(
        desk.officer("market-regulation"),
        ref,
        "consult",
        "registration",
        target="public-security",
        because="问",
    )
    desk.delivered()
    late = desk.accepted()
    desk.submit()
    desk.submit(division=GONGSHU)
    desk.at += timedelta(days=20)
    desk.act(desk.officer("market-regulation"), late, "approve", "registration")
    desk.accepted()
    desk.decided()
    with clock.fixed(desk.at):
        yield People(desk)


def test_overview_when_each_number_is_opened_then_as_many_rows_stand_behind_it(busy):
    manager = busy.manager()
    answer = manager.get("/overview/")
    assert complaints(answer) == []
    numbers = links_of(answer, "/overview/tasks/") | links_of(answer, "/cases/")
    assert len(numbers) > 20
    assert sum(numbers.values()) > 60
    for address, number in numbers.items():
        assert count_rows(manager, address) == number, address


@pytest.mark.parametrize("days", [0, 1, 2, 3, 9])
def test_overview_when_days_pass_then_its_numbers_still_are_those_of_their_rows(busy, desk, days):
    with clock.fixed(desk.at + timedelta(days=days)):
        manager = busy.manager()
        answer = manager.get("/overview/")
        for address, number in (
            links_of(answer, "/overview/tasks/?unit") | links_of(answer, "/cases/")
        ).items():
            assert count_rows(manager, address) == number, address


def test_overview_when_compared_with_the_work_lists_then_both_say_the_same_of_a_unit(busy, desk):
    numbers = links_of(busy.manager().get("/overview/"), "/overview/tasks/")
    for role in ("market-regulation", "health", "culture-tourism", "fire-brigade"):
        tabs = {
            link.get("class"): int(link.findtext("b"))
            for link in read(busy.officer(role).get("/desk/")).xpath("//nav[@class='colour-tabs']//a")
        }
        unit = f"/overview/tasks/?unit={desk.unit(role).pk}"
        assert tabs["all"] == numbers.get(unit, 0)
        assert tabs["red"] == numbers.get(f"{unit}&colour=red", 0)
        assert tabs["amber"] == numbers.get(f"{unit}&colour=amber", 0)
        assert tabs["grey"] == numbers.get(f"{unit}&colour=grey", 0)


def test_tasks_when_listed_then_every_tab_counts_its_rows_and_the_unit_is_named(busy, desk):
    manager, unit = busy.manager(), desk.unit("market-regulation")
    answer = manager.get("/overview/tasks/", {"unit": unit.pk})
    page = read(answer)
    assert unit.name in page.xpath("string(//h1)")
    for tab in page.xpath("//nav[@class='tabs']//a"):
        count = int(tab.xpath("string(.//*[@class='count'])"))
        address = "/overview/tasks/" + tab.get("href")
        assert count_rows(manager, address) == count
        total = read(manager.get(address)).xpath("//*[@data-total]/@data-total")
        assert total == [str(count)]


def test_tasks_when_the_unit_is_of_another_division_then_nothing_shows_not_even_its_name(busy, desk):
    stranger = desk.unit("health", GONGSHU)
    for path in ("/overview/tasks/", "/cases/"):
        answer = busy.manager().get(path, {"unit": stranger.pk})
        assert not read(answer).xpath("//tbody/tr")
        assert stranger.name not in answer.content.decode()


def test_cases_when_a_unit_is_chosen_then_it_is_named_and_nonsense_is_not_a_filter(busy, desk):
    unit = desk.unit("health")
    assert f"只显示“{unit.name}”" in read(busy.manager().get("/cases/", {"unit": unit.pk})).text_content()
    assert busy.manager().get("/cases/", {"unit": "1; DROP TABLE"}).status_code == 200
    for query in ({"phase": "x"}, {"colour": "x"}, {"after": "x"}):
        answer = busy.manager().get("/cases/", query)
        assert answer.status_code == 400
        assert complaints(answer) == []
    assert busy.manager().get("/overview/tasks/", {"end": "x"}).status_code == 400
    assert busy.manager().get("/overview/tasks/", {"after": "~"}).status_code == 400
    assert busy.manager().get("/overview/figures/made-by-hand/", {"part": "x"}).status_code == 400
    assert busy.manager().get("/overview/figures/nothing/").status_code == 404


def test_case_when_a_task_is_late_then_its_unit_and_since_when_stand_on_top_and_nothing_can_be_done(
    busy, desk
):
    manager = busy.manager()
    late = read(manager.get("/overview/tasks/", {"colour": "red"})).xpath("//tbody//th/a/@href")[0]
    answer = manager.get(late)
    assert "西湖区" in read(answer).xpath("string(//*[contains(@class,'notice danger')])")
    assert complaints(answer) == []
    assert not [form for form in read(answer).forms if form.get("action") != "/sign-out/"]


def test_manager_when_of_a_city_then_sees_its_counties_and_of_a_county_only_it(busy):
    assert count_rows(busy.manager(HANGZHOU), "/cases/") == count_rows(busy.manager(), "/cases/") + 1
    assert count_rows(busy.manager(GONGSHU), "/cases/") == 1


# ----------------------------------------------------------------------------------------------------------- figures


def test_figures_when_measured_then_median_and_rates_are_those_of_the_rows(busy, desk):
    refs = [desk.delivered() for _ in range(2)]
    desk.act(desk.company, refs[0], "rate", grade=5)
    desk.act(desk.company, refs[1], "rate", grade=1, because="慢")
    slow = desk.visited(desk.accepted())
    desk.at += timedelta(days=9)
    for role, item in (
        ("market-regulation", "registration"),
        ("health", "hygiene"),
        ("culture-tourism", "entertainment"),
    ):
        desk.act(desk.officer(role), slow, "approve", item)
    desk.at += timedelta(days=9)
    desk.act(desk.clerk(), slow, "deliver")
    with clock.fixed(desk.at):
        manager = busy.manager()
        answer = manager.get("/overview/figures/")
        page = read(answer)
        assert complaints(answer) == []
        sheet = page.xpath(f"//section[@aria-labelledby='sheet-{VENUE}']")[0]
        text = sheet.xpath("string(.//ul[@class='key-facts'])")
        assert "0 个工作日" in text  # three were decided at once, one took a week
        assert sheet.xpath(".//figure//*[local-name()='rect']")
        published = " ".join(sheet.xpath(".//table/tbody/tr")[0].text_content().split())
        assert "12 → 4" in published  # what the source of this package says, beside what is computed
        assert "某报道" in published
        assert "原因待查" in published
        rows = f"/overview/figures/{VENUE}/?days=90&part="
        assert {part: count_rows(manager, rows + part) for part in ("done", "in-time", "late", "rated", "bad")} == {
            "done": 4, "in-time": 4, "late": 0, "rated": 2, "bad": 1,
        }  # fmt: skip
        took = read(manager.get(rows + "done")).xpath("//td[@data-label='用时（工作日）']/text()")
        assert sorted(map(int, took)) == [0, 0, 0, 7]
        visits = read(manager.get(rows + "visited")).xpath("//td[@data-label='联合踏勘（次）']/text()")
        assert sum(map(int, visits)) == 4
        assert "共 4 次" in text
        bars = {
            int(bar.get("href").rpartition("=")[2]): bar
            for bar in sheet.xpath(".//figure//*[local-name()='a']")
        }
        assert {took: count_rows(manager, bar.get("href")) for took, bar in bars.items()} == {0: 3, 7: 1}
        tabs = read(manager.get(rows + "done")).xpath("//nav[@class='tabs']//a//*[@class='count']/text()")
        assert list(map(int, tabs)) == [4, 4, 0, 2, 1]


def test_figures_when_nothing_was_delivered_then_the_computed_ones_stand_alone(desk, people):
    answer = people.manager(HANGZHOU).get("/overview/figures/?days=1e9")
    page = read(answer)
    assert complaints(answer) == []
    assert "这段时间没有送达的办件" in page.text_content()
    figures = page.xpath("//details[@class='figure']")
    assert len(figures) >= 8
    for figure in figures:
        for section in figure.xpath(".//section"):
            total = int(section.xpath("string(.//h4/*[@class='count'])"))
            assert sum(int(each) for each in section.xpath(".//li/b/text()")) == total


def test_pages_when_seen_by_each_role_then_only_managers_open_them(desk, people):
    paths = ("/overview/", "/overview/tasks/", "/overview/figures/", f"/overview/figures/{VENUE}/", "/cases/")
    for path in paths:
        assert people.manager().get(path).status_code == 200
        for client in (people.clerk(), people.officer(), people.applicant(desk.company.account)):
            assert client.get(path).status_code == 403
        assert Client().get(path).status_code == 302


def test_desk_pages_when_shown_large_and_in_english_then_keep_the_rules(busy, desk):
    ref = desk.accepted()
    for client, paths in (
        (busy.clerk(), ("/window/", f"/window/{ref.id}/")), (busy.officer(), ("/desk/", f"/desk/{ref.id}/registration/")),
        (busy.manager(XIHU), ("/overview/", "/overview/tasks/", "/overview/figures/", "/cases/", f"/cases/{ref.id}/")),
    ):  # fmt: skip
        client.cookies["guantong_language"], client.cookies["guantong_text"] = "en", "large"
        for path in paths:
            answer = client.get(path)
            assert complaints(answer) == []
            page = read(answer)
            assert (page.get("lang"), page.get("class")) == ("en", "large")
            assert not [
                word for word in page.text_content().split() if word.startswith(("[desk-", "[manager-"))
            ]


def test_page_when_the_day_is_simulated_then_says_so_and_otherwise_not(settings, people):
    from datetime import date

    from guantong.web.ui.moment import now

    assert "演示环境" not in Client().get("/").content.decode()
    settings.SIMULATED_DAY = date(2026, 2, 27)
    shown = now().date()
    assert (
        f"演示环境，时间是模拟的，今天是{shown.year}年{shown.month}月{shown.day}日"
        in Client().get("/").content.decode()
    )
