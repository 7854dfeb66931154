"""What the desks say of a licence that a case relies on and that cannot be used now."""

from __future__ import annotations

import pytest

from tests.modules.cases.food import change_food, issue_food, publish_asking
from tests.web.page_reader import complaints, read

pytestmark = pytest.mark.django_db
TITLE = "本件所用的证照现在不能使用"


def notes_of(answer) -> list[str]:
    """Return what the page says below the title of the note, line by line."""
    assert (answer.status_code, complaints(answer)) == (200, [])
    notes = read(answer).xpath(
        "//div[contains(@class,'notice')][.//p[@class='notice-title']=$title]", title=TITLE
    )
    return [line.text_content() for note in notes for line in note.xpath(".//li")]


def test_desks_when_a_licence_is_suspended_then_officer_clerk_and_applicant_read_it_on_the_case(desk, people):
    row = issue_food(publish_asking(desk))
    submitted, ref = desk.submit(), desk.accepted()
    pages = (
        (people.officer(), f"/desk/{ref.id}/registration/"),
        (people.clerk(), f"/window/{submitted.id}/"),
        (people.applicant(desk.company.account), f"/my/{ref.code}/"),
    )
    for browser, path in pages:
        assert notes_of(browser.get(path)) == [], path
    change_food(desk, row, "suspend")
    for browser, path in pages:
        [line] = notes_of(browser.get(path))
        assert line == "食品经营许可证（西湖区health颁发）：已暂扣，2026年3月2日起。", path
    assert notes_of(people.officer("culture-tourism").get(f"/desk/{ref.id}/entertainment/")) == []
    change_food(desk, row, "restore")
    for browser, path in pages:
        assert notes_of(browser.get(path)) == [], path
