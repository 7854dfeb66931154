"""News for whoever applies: everything others did since it was ticked off, nothing of one's own, nothing of another's, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.text import Text
from guantong.modules.cases import public as cases
from guantong.modules.cases.models import NoticeMark
from guantong.modules.cases.rules.notices import FIRST_DAYS
from guantong.modules.licences import public as licences
from guantong.modules.licences.models import Licence
from tests.modules.cases.desk import VENUE, XIHU, Desk


@pytest.fixture
def desk(db, at, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path / "files"
    return Desk(at)


def kinds(desk: Desk, by: Actor | None = None, **later) -> list[str]:
    now = desk.at + timedelta(**later)
    return [one.kind for one in cases.notices(by=by or desk.company, now=now)]


def test_notices_when_a_case_runs_then_each_act_of_others_is_told_once_the_newest_first(desk):
    ref = desk.submit()
    assert kinds(desk) == [], "what one did oneself is no news"
    desk.act(desk.clerk(), ref, "return", fields=("company.name",), because="名称写错了")
    (told,) = cases.notices(by=desk.company, now=desk.at)
    assert (told.kind, told.code, told.because) == ("return", ref.code, "名称写错了")
    assert len(told.fields) == 1
    assert told.fields[0].zh
    desk.act(desk.company, ref, "correct", data={"company.name": "新名称"})
    desk.act(desk.clerk(), ref, "accept")
    desk.act(desk.officer("market-regulation"), ref, "approve", "registration")
    found = cases.notices(by=desk.company, now=desk.at)
    assert [one.kind for one in found] == ["approve", "accept", "return"]
    assert found[0].item is not None
    assert kinds(desk, desk.other) == []


def test_notices_when_ticked_off_then_only_what_came_after_is_new(desk):
    ref = desk.accepted()
    shown = desk.at
    desk.act(desk.officer("market-regulation"), ref, "approve", "registration")
    cases.tick_off(by=desk.company, seen_until=shown, now=desk.at)
    assert kinds(desk) == ["approve"], "it happened after the list was shown"
    cases.tick_off(by=desk.company, seen_until=desk.at, now=desk.at)
    assert kinds(desk) == []
    cases.tick_off(by=desk.company, seen_until=shown, now=desk.at)
    assert kinds(desk) == [], "an older page takes nothing back"
    assert NoticeMark.objects.count() == 1


def test_tick_off_when_it_names_a_time_to_come_then_what_happens_until_then_is_told_all_the_same(desk):
    ref = desk.accepted()
    cases.tick_off(by=desk.company, seen_until=desk.at + timedelta(days=900), now=desk.at)
    desk.act(desk.officer("market-regulation"), ref, "approve", "registration")
    assert kinds(desk) == ["approve"]
    cases.tick_off(by=desk.company, seen_until=desk.at + timedelta(days=900), now=desk.at)
    ref = desk.act(
        desk.officer("health"), ref, "return", "hygiene", fields=("premises.floor_plan",), because="不清楚"
    )
    assert kinds(desk) == ["return"]


def test_notices_when_old_then_are_told_for_so_many_days_to_whoever_never_looked(desk):
    desk.accepted()
    assert kinds(desk, days=FIRST_DAYS - 1) == ["accept"]
    assert kinds(desk, days=FIRST_DAYS + 1) == []


def test_notices_when_a_licence_is_issued_and_runs_out_then_both_are_told(desk):
    ref, unit = desk.delivered(), desk.unit("market-regulation")
    day = desk.at.date()
    order = licences.Order(
        case_id=ref.id, case_code=ref.code, scenario=VENUE, item="registration", item_title=Text("登记"), element="licence/business",
        name=Text("营业执照"), type_code="001", number="1号", unit_id=unit.pk, division=XIHU, decided_on=day,
        holder=licences.Holder(name=desk.company.name, code="", code_type="id-number", account=desk.company.account),
    )  # fmt: skip
    (row,) = licences.issue(by=SYSTEM, orders=[order], now=desk.at)
    Licence.objects.filter(pk=row.id).update(valid_until=day + timedelta(days=100))
    assert "licence" in kinds(desk)
    cases.tick_off(by=desk.company, seen_until=desk.at + timedelta(days=60), now=desk.at + timedelta(days=60))
    assert kinds(desk, days=69) == []
    (told,) = cases.notices(by=desk.company, now=desk.at + timedelta(days=71))
    assert (told.kind, told.until) == ("expiring", day + timedelta(days=100))


def test_notices_when_staff_ask_then_have_none_and_tick_off_nothing(desk):
    desk.accepted()
    for by in (desk.clerk(), desk.officer("health"), desk.manager()):
        assert cases.notices(by=by, now=desk.at) == ()
        with pytest.raises(Refused):
            cases.tick_off(by=by, seen_until=desk.at, now=desk.at)


def test_notices_when_an_agent_acts_then_sees_those_in_scope_and_ticks_off_for_themselves_alone(desk):
    desk.accepted()
    agent = Actor(
        account=desk.other.account, role="applicant", mandate="1", principal=desk.company.account, principal_name=desk.company.name,
        scope=(VENUE,),
    )  # fmt: skip
    assert kinds(desk, agent) == ["accept"]
    cases.tick_off(by=agent, seen_until=desk.at, now=desk.at)
    assert (kinds(desk, agent), kinds(desk)) == ([], ["accept"])
