"""The business licence alone: the clerk types a credit code, what the grant covers is read and nothing else, the enterprise sees it."""

from __future__ import annotations

import pytest

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.cases import access
from guantong.modules.cases import public as cases
from guantong.modules.cases.models import LookupProof
from guantong.modules.orgs.models import Unit
from guantong.modules.services import public as services
from guantong.modules.sharing import public as sharing
from tests.database_runner import settle_down
from tests.modules.cases.test_my_data import person, uses
from tests.modules.cases.test_one_identity import SCENARIOS, XIHU

CODE, NAME = uscc_number("company", 3), "样例三号有限公司"
RECORDS = {
    "legal-persons": {"name": NAME, "address": "某路1号"},
    "employer-insurance": {"record": "参保职工12人"},
    "tax-payments": {"record": "已缴税款3笔"},
}
ASKED = {
    "insurance": ("enterprise.insurance_record", "参保职工12人", "employer-insurance"),
    "tax": ("enterprise.tax_record", "已缴税款3笔", "tax-payments"),
}


@pytest.fixture
def window(db, at):
    settle_down(read_package(SCENARIOS / "one-licence"), at)
    for resource, record in RECORDS.items():
        sharing.write_records(resource=resource, records={CODE: record}, by=SYSTEM, now=at)
    unit = Unit.objects.get(role="service-centre", division_id=XIHU)
    return Actor(
        account="8001", role="clerk", name="窗口一号", division=XIHU, boards=("social-affairs",), unit=str(unit.pk),
        unit_role="service-centre",
    )  # fmt: skip


def look_up(by, at, wants, number=CODE):
    return cases.open_on_one_identity(
        by=by, scenario="one-licence", answers={"wants": wants}, number=number, name=NAME, present=True,
        because="经办人到窗口办理", key=f"k-{wants}", now=at,
    )  # fmt: skip


@pytest.mark.parametrize("wants", ASKED)
def test_lookup_when_the_licence_is_shown_then_only_what_was_granted_is_read_and_its_proof_is_on_file(
    window, at, wants
):
    element, value, resource = ASKED[wants]
    ref = look_up(window, at, wants)
    data = {name: datum.value for name, datum in access.hold_case(SYSTEM, ref.id).state.data.items()}
    assert data == {"enterprise.uscc": CODE, "enterprise.name": NAME, element: value}
    reads = sharing.reads_about(CODE)
    assert {resource} <= {read.resource for read in reads} <= {resource, "legal-persons", "identity"}
    proofs = list(LookupProof.objects.filter(case_id=ref.id))
    assert value in [said for proof in proofs for _, said in proof.body["lines"]]
    assert cases.draw_lookup_proof(by=window, case_id=ref.id, number=1, now=at).startswith(b"%PDF-")


def test_lookup_when_a_person_s_number_is_typed_then_is_refused_and_nothing_is_read(window, at):
    number = id_number("applicant", 5)
    with pytest.raises(Refused) as refused:
        look_up(window, at, "tax", number)
    assert refused.value.code == "cases.shown_number"
    assert sharing.reads_about(number) == ()


def test_my_data_when_the_enterprise_looks_then_it_sees_who_read_its_records_and_by_which_law(window, at):
    ref = look_up(window, at, "insurance")
    company = person(at, "company", "", NAME, kind="enterprise", uscc=CODE)
    cases.claim_cases(by=company, now=at)
    (line,) = [use for use in uses(company, at) if use.source.zh == "单位参保缴费信息"]
    assert (line.code, line.unit, line.law) == (
        ref.code, "西湖区人力资源和社会保障局", "《中华人民共和国社会保险法》第七十四条",
    )  # fmt: skip


def test_items_when_counted_then_both_run_on_the_credit_code_alone(window):
    found = {(one.item, one.applicant) for one in services.identity_items()}
    assert found == {("employer-insurance-proof", "enterprise"), ("tax-proof", "enterprise")}
