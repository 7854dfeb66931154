"""A bad rating and what it opened, as the person who rated and the manager see it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guantong.modules.cases import public as cases
from guantong.modules.cases.models import Case
from guantong.project import clock
from tests.web.page_reader import complaints, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def rated(desk):
    """A good rating and a bad one, with what the bad one opened."""
    good = desk.act(desk.company, desk.delivered(), "rate", grade=5)
    bad = desk.act(desk.company, desk.delivered(), "rate", grade=1, because="慢")
    return good, bad, Case.objects.get(origin_id=bad.id)


def numbers(answer) -> dict[str, int]:
    assert complaints(answer) == []
    links = read(answer).xpath("//a[contains(@href, 'part=')]")
    return {
        link.get("href").split("part=")[1]: int("".join(filter(str.isdigit, link.text_content())))
        for link in links
    }


def test_case_when_rated_badly_then_the_rater_sees_what_came_of_it(desk, people, rated):
    good, bad, opened = rated
    page = people.applicant(desk.company.account).get(f"/my/{bad.code}/")
    assert complaints(page) == []
    text = read(page).text_content()
    assert "整改中" in text
    assert "当前环节：发函" in text
    assert read(page).xpath(f"//a[contains(@href, '/track/{opened.code}/')]")
    assert "整改" not in read(people.applicant(desk.company.account).get(f"/my/{good.code}/")).xpath(
        "string(//main)"
    ).replace("直接进入整改", "")


def test_overview_when_there_are_ratings_then_each_number_opens_to_as_many_rows(desk, people, rated):
    _, bad, opened = rated
    for days in (0, 60):
        with clock.fixed(desk.at + timedelta(days=days)):
            manager = people.manager()
            found = numbers(manager.get("/overview/"))
            assert (found["all"], found["bad"], found["open"]) == (2, 1, 1)
            assert found["late"] == (1 if days else 0)
            for part, count in found.items():
                page = manager.get(f"/overview/ratings/?part={part}")
                assert len(read(page).xpath("//tbody/tr")) == count
                assert numbers(page)[part] == count
            page = read(manager.get("/overview/ratings/?part=bad"))
            assert page.xpath(f"//a[@href='/cases/{opened.id}/']")
            assert page.xpath(f"//a[@href='/cases/{bad.id}/']")


def test_rectification_when_struck_off_then_it_says_so(desk, people, rated):
    _, bad, opened = rated
    desk.act(desk.officer("health"), opened.id, "approve", "letter")
    view = cases.get_case(by=desk.manager(), case_id=bad.id, today=desk.at.date())
    assert [each.now[0].zh for each in view.rectifications] == ["整改"]
    unit = next(
        task
        for task in cases.list_tasks(by=desk.manager(), today=desk.at.date()).rows
        if task.item == "rectify"
    )
    officer = next(
        desk.officer(role)
        for role in ("culture-tourism", "health", "market-regulation")
        if desk.unit(role).name == unit.unit
    )
    desk.act(officer, opened.id, "approve", "rectify")
    view = cases.get_case(by=desk.manager(), case_id=bad.id, today=desk.at.date())
    assert view.rectifications[0].over
    assert "已销号" in read(people.manager().get(f"/cases/{bad.id}/")).text_content()


def test_cases_when_filtered_by_rectification_then_only_those_stand_there(desk, people, rated):
    page = read(people.manager().get("/cases/?scenario=rectification"))
    assert page.xpath("//select[@name='scenario']/option[@value='rectification'][@selected]")
    assert len(page.xpath("//tbody/tr")) == 1


def test_ratings_when_the_part_is_unknown_then_says_what_is_possible(people):
    assert people.manager().get("/overview/ratings/?part=nonsense").status_code == 400
