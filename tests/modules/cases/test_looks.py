"""Who of the staff looked: what they saw and by which law, told to everybody whose data it was; an objection to each is a case."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.text import Text
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import id_number
from guantong.modules.cases import access
from guantong.modules.cases import public as cases
from guantong.modules.cases.models import FieldOpening, LookupProof, Seen
from guantong.modules.cases.queries.named import elements_about, numbers_in
from guantong.modules.identity.public import make_account
from guantong.modules.licences import public as licences
from guantong.modules.licences.actions.seen import erase_seen
from guantong.modules.licences.models import Seen as LicenceSeen
from guantong.modules.orgs.models import Unit
from guantong.modules.services import public as services
from tests.modules.cases.desk import XIHU

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"
NUMBER = id_number("legal_rep", 0)
OBJECTION = "data-objection"


@pytest.fixture
def legal_rep(desk):
    """The person whose number stands in the company's form, with an account of their own."""
    row = make_account(
        by=SYSTEM, handle="rep", kind="person", name="法定代表人", password="a-long-password", id_number=NUMBER,
        phone="13800000000", now=desk.at,
    )  # fmt: skip
    return Actor(account=str(row.id), role="applicant", name="法定代表人")


def view(desk, by, ref, item=""):
    if item:
        return cases.get_task(by=by, case_id=ref.id, item=item, today=desk.at.date(), now=desk.at)
    return cases.get_case(by=by, case_id=ref.id, today=desk.at.date(), now=desk.at)


def uses(desk, by, kind):
    return [use for use in cases.my_data(by=by, today=desk.at.date()).rows if use.kind == kind]


def titles(use):
    return {field.zh for field in use.fields}


def test_look_when_an_officer_opened_a_branch_then_its_fields_item_and_law_are_told_and_no_others(desk):
    ref = desk.accepted()
    view(desk, desk.officer("health"), ref, "hygiene")
    (use,) = uses(desk, desk.company, "seen")
    held = access.hold_case(SYSTEM, ref.id)
    shown = access.elements_seen(desk.officer("health"), held)
    assert len(titles(use)) == len(shown) < len(held.state.data)
    assert {"住所"} < titles(use)
    assert (use.item.zh, use.code) == ("公共场所卫生许可", ref.code)
    assert set(use.law.split("；")) == {
        "某条例第8条",
        "某办法第6条",
    }  # of the item, and of the grant under which it reads


def test_look_when_the_window_opened_a_case_then_everything_in_it_is_told_with_the_laws_of_all_items(desk):
    ref = desk.submit()
    view(desk, desk.clerk(), ref)
    (use,) = uses(desk, desk.company, "seen")
    assert len(use.fields) == len(access.hold_case(SYSTEM, ref.id).state.data)
    assert "某条例第8条" in use.law.split("；")
    assert use.item.zh.count("、") == 2


def test_look_when_a_file_or_a_proof_is_taken_without_the_page_then_that_is_told_too(desk):
    ref = desk.accepted()
    deed = access.hold_case(SYSTEM, ref.id).state.data["premises.title_deed"].value["sha"]
    market, health = desk.officer("market-regulation"), desk.officer("health")
    cases.get_document(by=market, sm3=deed, case_id=ref.id, now=desk.at)
    with pytest.raises(Refused):
        cases.get_document(by=health, sm3=deed, case_id=ref.id, now=desk.at)
    assert list(Seen.objects.values_list("account", flat=True)) == [market.account]
    unit = desk.unit("health")
    body = {
        "number": "1", "unit": unit.name, "source": "企业库", "holder": "某局", "item": "卫生", "case": ref.code, "purpose": "核验",
        "law": "某法", "read_at": desk.at.isoformat(), "lines": [["住所", "某路1号"]], "synthetic": True, "subject": "某人",
        "subject_code": "33**", "clerk": "某员",
    }  # fmt: skip
    LookupProof.objects.create(case_id=ref.id, number=1, item="hygiene", unit_id=unit.pk, body=body)
    for by in (health, desk.company):
        cases.draw_lookup_proof(by=by, case_id=ref.id, number=1, now=desk.at)
    assert {use.unit for use in uses(desk, desk.company, "seen")} == {
        desk.unit("market-regulation").name,
        unit.name,
    }


# ------------------------------------------------------------------------------------- named in somebody else's case


def test_named_when_staff_open_the_companys_case_then_the_legal_representative_sees_what_was_about_them(
    desk, legal_rep
):
    ref = desk.accepted()
    view(desk, desk.clerk(), ref)
    (use,) = uses(desk, legal_rep, "seen")
    assert (use.code, use.role) == ("", "clerk")  # whose case it is stays theirs
    assert use.matter.zh == uses(desk, desk.company, "seen")[0].matter.zh
    held = access.hold_case(SYSTEM, ref.id)
    about = elements_about(held, held.state.data, [NUMBER])
    assert "legal_rep.id_number" in about
    assert "company.name" not in about
    assert len(use.fields) == len(about)
    assert uses(desk, desk.other, "seen") == []


def test_named_when_an_officer_saw_nothing_about_them_then_nothing_is_told(desk, legal_rep):
    ref = desk.accepted(person__id_number=id_number("legal_rep", 1))
    health = desk.officer("health")
    held = access.hold_case(SYSTEM, ref.id)
    assert not elements_about(held, access.elements_seen(health, held), [NUMBER])
    view(desk, health, ref, "hygiene")
    assert uses(desk, legal_rep, "seen") == []
    view(desk, desk.officer("market-regulation"), ref, "registration")
    assert [use.item.zh for use in uses(desk, legal_rep, "seen")] == ["营业执照"]


def test_named_when_a_correction_names_somebody_else_the_same_day_then_both_are_told(desk, legal_rep):
    ref = desk.submit()
    view(desk, desk.clerk(), ref)
    desk.act(desk.clerk(), ref, "return", fields=("legal_rep.id_number",), because="号码不对")
    other = id_number("legal_rep", 1)
    desk.act(desk.company, ref, "correct", data={"legal_rep.id_number": other})
    view(desk, desk.clerk(), ref)
    (row,) = Seen.objects.all()
    assert {NUMBER, other} <= set(row.keys)
    assert set(numbers_in(access.hold_case(SYSTEM, ref.id))) >= {other}
    assert len(uses(desk, legal_rep, "seen")) == 1


def test_named_when_a_masked_value_of_theirs_was_opened_then_they_see_it_and_of_other_values_nothing(
    desk, legal_rep
):
    ref = desk.accepted()
    view(desk, desk.officer("market-regulation"), ref, "registration")
    unit = int(desk.officer("market-regulation").unit)
    for number, element in enumerate(("legal_rep.id_number", "premises.title_deed")):
        FieldOpening.objects.create(
            case_id=ref.id, element=element, account="9", unit=unit, because="核对", proposal=number + 1, opened_at=desk.at,
            until=desk.at + timedelta(hours=24),
        )  # fmt: skip
    (use,) = uses(desk, legal_rep, "opened")
    assert (use.purpose, use.code, len(use.fields)) == ("核对", "", 1)
    assert use.item.zh == "营业执照"
    both = uses(desk, desk.company, "opened")
    assert len(both) == 2
    with pytest.raises(Refused):
        cases.data_use(by=legal_rep, use=next(each.key for each in both if each.key != use.key))


# ------------------------------------------------------------------------------------------------------- e-licences


def licence(desk, ref, account="", code=NUMBER):
    order = licences.Order(
        case_id=ref.id, case_code=ref.code, scenario="made-by-hand", item="hygiene", item_title=Text("公共场所卫生许可"),
        element="licence/hygiene", name=Text("卫生许可证"), type_code="001", number="1号", unit_id=desk.unit("health").pk,
        division=XIHU, decided_on=desk.at.date(),
        holder=licences.Holder(name="持证人", code=code, code_type="id-number", account=account),
        fields=(licences.Field(element="company.address", title=Text("经营场所"), value="某路1号"),),
    )  # fmt: skip
    return licences.issue(by=SYSTEM, orders=[order], now=desk.at)[0]


def test_licence_when_an_officer_opens_or_takes_it_then_its_holder_sees_who_what_and_by_which_law(
    desk, legal_rep
):
    row = licence(desk, desk.accepted())
    health, today = desk.officer("health"), desk.at.date()
    licences.get_licence(by=legal_rep, identifier=row.identifier, today=today, now=desk.at)
    assert uses(desk, legal_rep, "licence") == []
    licences.paper_of(by=health, identifier=row.identifier, today=today, now=desk.at)
    licences.get_licence(by=health, identifier=row.identifier, today=today, now=desk.at)
    (use,) = uses(desk, legal_rep, "licence")
    assert (use.unit, use.role, use.source.zh, use.law) == (
        desk.unit("health").name,
        "officer",
        "卫生许可证",
        "某条例第8条",
    )
    assert titles(use) == {"持证主体", "证件号码", "经营场所"}
    assert use.code == ""
    assert uses(desk, desk.company, "licence") == []


def test_licence_when_its_pdf_is_drawn_for_an_officer_then_that_is_noted_once_a_day(desk, legal_rep):
    row = licence(desk, desk.accepted())
    for hours in (0, 1, 25):
        licences.signed_pdf(
            by=desk.officer("health"), identifier=row.identifier, now=desk.at + timedelta(hours=hours)
        )
    assert LicenceSeen.objects.count() == 2
    with pytest.raises(Refused):
        licences.signed_pdf(by=desk.officer("market-regulation"), identifier=row.identifier, now=desk.at)
    assert LicenceSeen.objects.count() == 2
    later = desk.at + timedelta(days=2)
    assert [erase_seen(before=later, apply=apply) for apply in (False, True, False)] == [2, 2, 0]


# ------------------------------------------------------------------------------------------------------- objections


@pytest.mark.parametrize("kind", ["seen", "opened", "licence"])
def test_objection_when_made_to_any_use_then_is_a_case_that_says_what_was_recorded(desk, legal_rep, kind):
    services.publish(package=read_package(SCENARIOS / OBJECTION), by=SYSTEM, now=desk.at)
    Unit.objects.create(
        name="西湖区数据局", role="data-bureau", division_id=XIHU, level="county", uscc="913300000000099999"
    )
    ref = desk.accepted()
    view(desk, desk.officer("market-regulation"), ref, "registration")
    row = licence(desk, ref)
    licences.get_licence(
        by=desk.officer("health"), identifier=row.identifier, today=desk.at.date(), now=desk.at
    )
    FieldOpening.objects.create(
        case_id=ref.id, element="legal_rep.id_number", account="9", unit=int(desk.officer("market-regulation").unit),
        because="核对", proposal=1, opened_at=desk.at, until=desk.at + timedelta(hours=24),
    )  # fmt: skip
    (use,) = uses(desk, legal_rep, kind)
    with pytest.raises(Refused) as refused:
        cases.begin_objection(by=desk.other, use=use.key, division=XIHU, now=desk.at)
    assert refused.value.code == "cases.not_found"
    draft_id = cases.begin_objection(by=legal_rep, use=use.key, division=XIHU, now=desk.at)
    draft = cases.get_draft(by=legal_rep, draft_id=draft_id)
    data = {**draft.data, "objection.kind": "unknown", "objection.because": "我不知道这件事"}
    made = cases.submit_case(
        by=legal_rep, scenario=OBJECTION, division=XIHU, answers={}, data=data, key=kind, draft_id=draft_id, now=desk.at
    )  # fmt: skip
    stored = {name: datum.value for name, datum in access.hold_case(SYSTEM, made.id).state.data.items()}
    assert stored["objection.unit"] == use.unit
    assert stored["objection.fields"] == ", ".join(field.zh for field in use.fields)
    assert use.law in stored["objection.law"]
    shown = cases.data_use(by=legal_rep, use=use.key)
    assert (shown.objection, shown.objection_phase) == (made.code, "submitted")
    clerk = Actor(
        account="8002", role="clerk", division=XIHU, boards=("other-affairs",), unit=desk.clerk().unit
    )
    cases.act_on_case(by=clerk, case_id=made.id, event=Event(do="accept"), now=desk.at)
    with pytest.raises(Refused) as refused:
        cases.begin_objection(by=legal_rep, use=use.key, division=XIHU, now=desk.at)
    assert refused.value.code == "cases.objected"


@pytest.mark.parametrize(
    "use", ["", "r", "x1", "r0", "s999", "o999", "l999", "r1 ", "R1", "s１", "r" + "9" * 40]
)
def test_use_when_the_key_names_none_of_ones_own_then_is_not_found(desk, use):
    with pytest.raises(Refused) as refused:
        cases.data_use(by=desk.company, use=use)
    assert refused.value.code == "cases.not_found"
