"""The answers to the guided questions at the desks: all at the window and for managers, the officer's own for officers."""

from __future__ import annotations

import pytest

from tests.web.page_reader import complaints, read

pytestmark = pytest.mark.django_db
BOTH = [("建筑总面积", "350 m²"), ("类型", "歌舞")]


def answers_in(answer) -> list[tuple[str, str]]:
    assert complaints(answer) == []
    rows = read(answer).xpath("//section[@class='answered']//div[@class='value']")
    return [(row.findtext("dt"), row.findtext("dd")) for row in rows]


def test_desks_when_a_case_is_opened_then_each_shows_the_answers_that_concern_it(desk, people):
    ref = desk.submit()
    assert answers_in(people.clerk().get(f"/window/{ref.id}/")) == BOTH
    desk.act(desk.clerk(), ref, "accept")
    assert answers_in(people.manager().get(f"/cases/{ref.id}/")) == BOTH
    assert answers_in(people.officer().get(f"/desk/{ref.id}/registration/")) == []
    assert answers_in(people.officer("culture-tourism").get(f"/desk/{ref.id}/entertainment/")) == BOTH
