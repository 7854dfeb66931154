"""A source that is waited for: everybody sees that it has not answered, the applicant is asked for nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.scenario.language import Package
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.modules.sharing.public import set_silent
from tests.modules.cases.desk import venue_package
from tests.web.desks.people import push
from tests.web.page_reader import complaints, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(desk):
    """A case whose `company.address` the silent register of companies should have given."""
    data = venue_package()
    data["resources"]["companies"]["if_silent"] = "wait"
    services.publish(package=Package.model_validate(data), by=SYSTEM, now=desk.at)
    set_silent(resource="companies", because="维护", by=SYSTEM, now=desk.at)
    return desk.accepted()


def awaited(answer) -> list[str]:
    assert complaints(answer) == []
    return [each.findtext("b") for each in read(answer).xpath("//ul[contains(@class,'awaited')]/li")]


def test_awaited_when_a_source_is_silent_then_applicant_and_desks_see_it_and_nobody_else(
    desk, people, waiting
):
    assert "住所" in awaited(people.applicant(desk.company.account).get(f"/my/{waiting.code}/"))
    assert "住所" in awaited(people.clerk().get(f"/window/{waiting.id}/"))
    assert "住所" in awaited(people.manager().get(f"/cases/{waiting.id}/"))
    assert awaited(people.officer("health").get(f"/desk/{waiting.id}/hygiene/")) == ["住所"]
    assert "住所" not in awaited(people.officer().get(f"/desk/{waiting.id}/registration/"))


def test_awaited_when_the_officer_brings_it_then_it_is_no_longer_awaited(desk, people, waiting):
    desk.visited(waiting)
    address = f"/desk/{waiting.id}/hygiene/"
    answer = push(people.officer("health"), address, "approve", **{"data.company.address": "北山路1号"})
    assert answer.status_code == 302
    view = cases.get_case(by=desk.company, case_id=waiting.id, today=desk.at.date())
    assert "company.address" not in {each.element for each in view.awaited}


def told(answer) -> str:
    assert complaints(answer) == []
    return " ".join(
        " ".join(each.itertext()) for each in read(answer).xpath("//*[ul[contains(@class,'awaited')]]")
    )


def test_awaited_when_asked_again_then_everybody_reads_how_often_and_when_next(desk, people, waiting):
    cases.ask_again_due(now=desk.at + timedelta(hours=2))
    pages = (
        people.applicant(desk.company.account).get(f"/my/{waiting.code}/"),
        people.officer("health").get(f"/desk/{waiting.id}/hygiene/"),
        people.clerk().get(f"/window/{waiting.id}/"),
        people.manager().get(f"/cases/{waiting.id}/"),
    )
    for page in pages:
        assert "第 1 次，共 6 次" in told(page)
        assert "还可查询 5 次" in told(page)


def test_awaited_when_the_tries_are_used_up_then_applicant_and_officer_read_what_happens_now(
    desk, people, waiting, settings
):
    settings.ASK_AGAIN_HOURS = (1,)
    cases.ask_again_due(now=desk.at + timedelta(hours=2))
    applicant = people.applicant(desk.company.account).get(f"/my/{waiting.code}/")
    assert "由承办单位人工核实" in told(applicant)
    assert "不用您提交" in told(applicant)
    assert "停止自动查询" in applicant.content.decode()
    officer = people.officer("health").get(f"/desk/{waiting.id}/hygiene/")
    assert "请本单位向来源单位核实，批准时填入" in told(officer)
    assert "再次自动查询" not in told(officer)
