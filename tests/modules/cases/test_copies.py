"""A purpose copy for a case: one of one's own that is open, from a list; any other code is refused; elsewhere needs none."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.text import Text
from guantong.modules.cases import public as cases
from guantong.modules.licences import public as licences
from guantong.modules.licences.models import Copy
from tests.modules.cases.desk import VENUE, XIHU


@pytest.fixture
def identifier(desk):
    order = licences.Order(
        case_id=900_001, case_code="23456789ABCQ", scenario=VENUE, item="hygiene", item_title=Text("公共场所卫生许可"),
        element="licence/hygiene", name=Text("卫生许可证"), type_code="001", number="1号", unit_id=desk.unit("health").pk,
        division=XIHU, decided_on=desk.at.date(),
        holder=licences.Holder(name=desk.company.name, code="", code_type="none", account=desk.company.account),
    )  # fmt: skip
    return licences.issue(by=SYSTEM, orders=[order], now=desk.at)[0].identifier


def copy(desk, identifier, code, by=None):
    return cases.make_copy(
        by=by or desk.company, identifier=identifier, purpose="续办", receiver="某局", until=desk.at.date() + timedelta(days=9),
        case_code=code, now=desk.at,
    )  # fmt: skip


def codes(by):
    return {each.code for each in cases.open_cases(by=by)}


def test_copy_when_for_an_open_case_of_ones_own_then_names_it_and_for_use_elsewhere_names_none(
    desk, identifier
):
    ref = desk.accepted()
    assert codes(desk.company) == {ref.code}
    assert copy(desk, identifier, ref.code).case_code == ref.code
    assert copy(desk, identifier, "").case_code == ""


@pytest.mark.parametrize("which", ["unknown", "another's", "closed"])
def test_copy_when_for_a_case_that_is_not_ones_own_or_not_open_then_is_refused_and_none_is_made(
    desk, identifier, which
):
    code = {
        "unknown": lambda: "23456789ABC7",
        "another's": lambda: desk.submit(by=desk.other, seed=1).code,
        "closed": lambda: desk.act(desk.company, desk.submit(), "withdraw", because="不办了").code,
    }[which]()
    with pytest.raises(Refused) as refused:
        copy(desk, identifier, code)
    problem = refused.value.problems[0]
    assert (problem.code, problem.where) == ("cases.copy_case", "case_code")
    assert not Copy.objects.exists()


def test_open_cases_when_asked_under_a_mandate_or_by_staff_then_only_its_scope_is_told(desk):
    ref = desk.accepted()
    agent = msgspec.structs.replace(desk.other, mandate="7", principal=desk.company.account)
    assert codes(msgspec.structs.replace(agent, scope=(VENUE,))) == {ref.code}
    assert codes(msgspec.structs.replace(agent, scope=("newborn",))) == set()
    assert codes(desk.other) == codes(desk.clerk()) == codes(desk.manager()) == set()
