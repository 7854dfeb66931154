"""What registers hold about a stranger is not to be had by typing the stranger's number into a form of one's own."""

from __future__ import annotations

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.samples import id_number
from guantong.modules.cases import public as cases
from guantong.modules.sharing import public as sharing
from tests.web.conftest import AT
from tests.web.page_reader import complaints
from tests.web.test_citizen_flow import _hand_in, act, actor, begin, filled, submit

OWN = "33010619900101123X"  # the number of every account in this small world
SECRET = "远山乡九里路七号"


def register(key: str) -> None:
    record = {"name": "欧阳小川", "residence": SECRET, "birth_date": "1990-01-01", "sex": "female"}
    sharing.write_records(resource="population", records={key: record}, by=SYSTEM, now=AT)


def shared_values(code: str) -> dict[str, object]:
    case = cases.get_case(by=actor("citizen"), code=code, today=AT.date())
    return {value.element: value.value for value in case.values if value.source == "shared"}


def test_case_when_a_register_told_about_a_stranger_then_the_applicant_sees_only_that_it_was_checked(citizen):
    register(filled()["father.id_number"])
    code = submit(citizen)
    told = shared_values(code)
    assert told["father.name"] == "欧阳小川"
    for address in (f"/my/{code}/", f"/my/{code}/receipt/"):
        text = citizen.get(address).content.decode()
        assert not [value for value in ("欧阳小川", SECRET) if value in text]
    answer = citizen.get(f"/my/{code}/")
    assert "欧*" in answer.content.decode()
    assert "已核验（来源：人口综合库）" in answer.content.decode()
    assert complaints(answer) == []


def test_correction_when_what_a_register_told_is_marked_then_its_value_is_not_in_the_form(citizen):
    register(filled()["father.id_number"])
    code = submit(citizen)
    act("clerk", code, do="return", fields=("newborn.name",), because="不符")
    assert "欧阳小川" not in citizen.get(f"/my/{code}/correct/").content.decode()


@pytest.mark.parametrize("own", [True, False])
def test_reader_when_the_number_is_the_accounts_own_then_shows_what_the_register_told(citizen, own):
    from guantong.modules.services import public as services
    from guantong.web.citizen.registers import Reader

    code = submit(citizen)
    case = cases.get_case(by=actor("citizen"), code=code, today=AT.date())
    value = cases.Value(
        element="mother.name", title=case.title, type="text", value="欧阳小川", source="shared", origin="population"
    )  # fmt: skip
    reader = Reader(
        package=services.get_matter("newborn", case.division).package, situation=services.get_situation(case.flow),
        facts={"applicant.id_number": OWN}, data={"mother.id_number": OWN if own else "330106199202023459"},
    )  # fmt: skip
    assert reader.may_see(value) is own


def test_form_when_a_strangers_number_is_written_as_ones_own_then_it_is_refused_and_nothing_is_read(citizen):
    stranger = id_number("father", 9)
    register(stranger)
    draft = begin(citizen)
    data = {**filled(), "mother.id_number": stranger, "father.id_number": OWN}
    check = citizen.post(draft, {**data, "action": "check"}).url
    answer = _hand_in(citizen, check)
    text = answer.content.decode()
    assert "应当与登录账号的公民身份号码一致" in text
    assert "欧阳小川" not in text
    assert complaints(answer) == []
    assert not sharing.reads_about(stranger)


def test_correction_when_it_makes_somebody_else_the_applicant_then_it_is_refused(citizen):
    code = submit(citizen)
    act("clerk", code, do="return", fields=("mother.id_number",), because="请核对")
    with pytest.raises(Refused) as refused:
        act("citizen", code, do="correct", data={"mother.id_number": id_number("mother", 9)})
    assert refused.value.code == "form.not_the_applicant"
    act("citizen", code, do="correct", data={"mother.id_number": OWN})
