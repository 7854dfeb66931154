"""One identity at the window: a case for the person, only what the grant covers, a proof on file, and no look-up without a case."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.language import Package
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.cases import access, rules
from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import one_identity
from guantong.modules.cases.models import Case, Lookup
from guantong.modules.identity.public import make_account
from guantong.modules.journal.public import case_chain, entries_of, verify
from guantong.modules.orgs.models import Unit
from guantong.modules.services import public as services
from guantong.modules.sharing import public as sharing
from tests.database_runner import settle_down

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"
XIHU = "330106000000"
NUMBER, NAME = id_number("applicant", 5), "张样例"
RECORD = "企业职工养老保险，累计缴费86个月"


@pytest.fixture
def window(db, at):
    settle_down(read_package(SCENARIOS / "one-identity"), at)
    held = {
        "social-insurance": {"record": RECORD, "kind": "职工"},
        "population": {"name": NAME, "household_place": "江西省上饶市", "residence": "满6个月"},
        "medical-insurance": {"record": "城乡居民", "account": "不该读的账户"},
        "housing-fund": {"account": "封存"},
    }
    for resource, record in held.items():
        sharing.write_records(resource=resource, records={NUMBER: record}, by=SYSTEM, now=at)
    return Actor(
        account="8001", role="clerk", name="窗口一号", division=XIHU, boards=("social-affairs",),
        unit=str(Unit.objects.get(role="service-centre", division_id=XIHU).pk), unit_role="service-centre",
    )  # fmt: skip


def look_up(by, at, wants="social-insurance", **more):
    asked = {
        "scenario": "one-identity", "answers": {"wants": wants}, "number": NUMBER, "name": NAME, "present": True,
        "because": "本人到窗口办理参保证明", "key": f"k-{wants}-{by.account}",
    } | more  # fmt: skip
    return cases.open_on_one_identity(by=by, now=at, **asked)


def officer(role):
    unit = Unit.objects.get(role=role, division_id=XIHU)
    return Actor(account=f"9{unit.pk}", role="officer", unit=str(unit.pk), unit_role=role, division=XIHU)


def test_lookup_when_made_then_the_case_is_open_accepted_and_holds_exactly_what_the_grant_covers(window, at):
    ref = look_up(window, at)
    held = access.hold_case(SYSTEM, ref.id)
    assert (held.phase, held.facts.accepted_by) == ("handling", window.account)
    assert {name: datum.value for name, datum in held.state.data.items()} == {
        "applicant.id_number": NUMBER, "applicant.name": NAME, "applicant.social_insurance": RECORD,
    }  # fmt: skip
    view = cases.get_case(by=window, case_id=ref.id, today=at.date())
    assert RECORD in [value.value for value in view.values]
    assert "不该读的账户" not in str(view.values)


def test_lookup_when_made_then_every_read_names_the_case_and_the_person_finds_it(window, at):
    ref = look_up(window, at)
    reads = sharing.reads_about(NUMBER)
    assert {read.case_chain for read in reads} == {case_chain(ref.id)}
    assert {(read.resource, read.unit) for read in reads} == {
        ("identity", window.unit), ("social-insurance", window.unit),
    }  # fmt: skip
    (told,) = entries_of(f"lookups:{case_chain(ref.id)}")
    assert (told.kind, told.account) == ("LookedUp", window.account)
    assert NUMBER not in told.body.decode()
    assert verify().sound


def test_lookup_when_the_officer_decides_then_it_is_done_at_once_and_by_somebody_else(window, at):
    ref = look_up(window, at)
    same_person = Actor(
        **{f: getattr(officer("human-resources"), f) for f in Actor.__struct_fields__}
        | {"account": window.account}
    )
    event = Event(do="approve", item="social-insurance-proof")
    with pytest.raises(Refused) as refused:
        cases.act_on_case(by=same_person, case_id=ref.id, event=event, now=at)
    assert refused.value.code == "cases.separate"
    done = cases.act_on_case(by=officer("human-resources"), case_id=ref.id, event=event, now=at)
    assert done.phase == "decided"


def test_lookup_when_made_then_proofs_lie_on_the_file_for_those_who_see_the_case(window, at):
    ref = look_up(window, at, wants="housing-fund")
    proofs = cases.lookup_proofs(by=window, case_id=ref.id)
    assert {proof.source for proof in proofs} == {"人口综合库", "社会保险参保信息", "住房公积金账户信息"}
    assert {proof.unit for proof in proofs} == {"西湖区住房公积金管理分中心"}
    assert {label for proof in proofs for label, _ in proof.lines} == {
        "申请人户籍所在地", "申请人社会保险参保缴费记录", "申请人公积金账户和登记的收款账户",
    }  # fmt: skip
    assert [proof.number for proof in cases.lookup_proofs(by=officer("housing-fund"), case_id=ref.id)] == [
        1,
        2,
        3,
    ]
    for stranger in (officer("public-security"), Actor(account="1", role="applicant")):
        with pytest.raises(Refused) as refused:
            cases.lookup_proofs(by=stranger, case_id=ref.id)
        assert refused.value.code == "cases.not_found"


def test_proof_when_drawn_then_it_is_a_sealed_sheet_without_the_whole_number(window, at):
    from guantong.core.papers.pdf_signing import is_pdf

    ref = look_up(window, at)
    drawn = cases.draw_lookup_proof(by=window, case_id=ref.id, number=1, now=at)
    assert is_pdf(drawn)
    assert b"/ByteRange" in drawn, "signed"
    body = one_identity.Lookup.objects.get(pk=ref.id)
    assert body.holder == NUMBER
    proof = access.lookup_proof_for(window, case_id=ref.id, number=1)
    assert NUMBER not in str(proof.body)
    assert proof.body["subject_code"] == rules.masked_number(NUMBER)
    with pytest.raises(Refused):
        cases.draw_lookup_proof(by=window, case_id=ref.id, number=2, now=at)


def test_staff_when_they_read_without_a_case_then_are_refused_and_nothing_is_read(window, at):
    for by in (window, officer("human-resources"), Actor(account="7", role="manager", division=XIHU)):
        for chain in ("", "mandates:1", "case:", "case:1x", "somebody"):
            with pytest.raises(Refused) as refused:
                sharing.read(
                    resource="social-insurance", key=NUMBER, elements=["record"], item="x", case_chain=chain, by=by,
                    law="法", purpose="看看", now=at,
                )  # fmt: skip
            assert refused.value.code == "sharing.no_case"
    assert sharing.reads_about(NUMBER) == ()


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"present": False}, "cases.not_there", "present"),
        ({"because": " 查 "}, "cases.why_lookup", "because"),
        ({"number": NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")}, "cases.shown_number", "number"),
        ({"number": "91330106MA27XXXX1A"}, "cases.shown_number", "number"),
        ({"name": ""}, "cases.shown_name", "name"),
        ({"answers": {}}, "answer.missing", "wants"),
        ({"key": ""}, "cases.no_key", "key"),
    ],
)
def test_lookup_when_something_is_missing_then_is_refused_and_nothing_is_read(
    window, at, changes, code, where
):
    with pytest.raises(Refused) as refused:
        look_up(window, at, **changes)
    assert [(problem.code, problem.where) for problem in refused.value.problems] == [(code, where)]
    assert not Case.objects.exists()
    assert sharing.reads_about(NUMBER) == ()


def test_lookup_when_the_actor_is_no_clerk_of_the_board_then_is_refused_and_nothing_is_read(window, at):
    import msgspec

    for by, code in (
        (officer("human-resources"), "cases.wrong_role"),
        (Actor(account="5", role="applicant"), "cases.wrong_role"),
        (msgspec.structs.replace(window, boards=("investment",)), "cases.wrong_board"),
    ):
        with pytest.raises(Refused) as refused:
            look_up(by, at)
        assert refused.value.code == code
    assert sharing.reads_about(NUMBER) == ()


def test_lookup_when_the_clerk_is_the_person_then_somebody_else_has_to_do_it(window, at):
    import msgspec

    own = make_account(
        by=SYSTEM,
        handle="own",
        kind="person",
        name=NAME,
        password="a-long-password",
        id_number=NUMBER,
        now=at,
    )
    with pytest.raises(Refused) as refused:
        look_up(msgspec.structs.replace(window, account=str(own.id)), at)
    assert refused.value.code == "cases.recuse"


def test_lookup_when_the_person_has_an_account_then_the_case_is_theirs_and_the_name_must_agree(window, at):
    own = make_account(
        by=SYSTEM,
        handle="own",
        kind="person",
        name=NAME,
        password="a-long-password",
        id_number=NUMBER,
        now=at,
    )
    with pytest.raises(Refused) as refused:
        look_up(window, at, name="别人")
    assert refused.value.code == "cases.shown_name"
    ref = look_up(window, at)
    me = Actor(account=str(own.id), role="applicant", name=NAME)
    assert [line.code for line in cases.my_cases(by=me).rows] == [ref.code]


def test_case_when_the_person_signs_in_later_then_it_appears_and_for_nobody_else(window, at):
    ref = look_up(window, at)
    assert Case.objects.get(pk=ref.id).applicant_id is None
    people = {
        handle: Actor(
            account=str(make_account(by=SYSTEM, handle=handle, kind="person", name=NAME, password="a-long-password", id_number=number, now=at).id),
            role="applicant", name=NAME,
        )
        for handle, number in (("other", id_number("applicant", 6)), ("none", ""), ("self", NUMBER))
    }  # fmt: skip
    assert [cases.claim_cases(by=people[who], now=at) for who in ("other", "none", "self", "self")] == [
        0,
        0,
        1,
        0,
    ]
    assert [line.code for line in cases.my_cases(by=people["self"]).rows] == [ref.code]
    assert cases.my_cases(by=people["other"]).rows == ()
    assert [e.kind for e in entries_of(f"lookups:{case_chain(ref.id)}")] == ["LookedUp", "CaseClaimed"]


def test_lookup_when_the_matter_asks_for_more_than_the_card_then_is_refused_and_nothing_is_read(window, at):
    settle_down(read_package(SCENARIOS / "newborn"), at)
    answers = services.get_matter("newborn", XIHU).compiled.situations[-1].answers
    with pytest.raises(Refused) as refused:
        look_up(window, at, scenario="newborn", answers=answers)
    assert refused.value.code == "cases.not_one_identity"
    assert sharing.reads_about(NUMBER) == ()


def test_lookup_when_a_source_is_silent_then_the_clerk_is_told_and_sees_nothing(window, at):
    sharing.set_silent(resource="social-insurance", because="维护", by=SYSTEM, now=at)
    with pytest.raises(Refused) as refused:
        look_up(window, at)
    assert [problem.code for problem in refused.value.problems] == ["form.source_silent"]
    assert not Case.objects.exists()
    assert [read.answered for read in sharing.reads_about(NUMBER)].count(False) == 1


def test_lookup_when_sent_twice_then_it_is_one_case(window, at):
    assert look_up(window, at).id == look_up(window, at).id
    assert Case.objects.count() == 1


def test_lookup_when_the_clerk_has_made_too_many_today_then_is_stopped_until_tomorrow(
    window, at, monkeypatch
):
    monkeypatch.setattr(rules.lookups, "MOST_A_DAY", 1)
    look_up(window, at)
    with pytest.raises(Refused) as refused:
        look_up(window, at, wants="medical-insurance")
    assert refused.value.code == "cases.lookup_limit"
    assert look_up(window, at + timedelta(days=1), wants="medical-insurance")
    assert Lookup.objects.count() == 2


def business_package() -> Package:
    """The same, for an enterprise: its address is read by the code on the business licence."""
    data = read_package(SCENARIOS / "one-identity").model_dump(by_alias=True, mode="json")
    line = {"name": "住所信息", "elements": ["enterprise.name", "enterprise.address"]}
    code = {"name": "营业执照", "elements": ["enterprise.uscc"]}
    item = {
        "title": "企业住所证明", "unit": "market-regulation", "type": "public-service", "promised": "at once", "result": "证明",
        "materials": [code, line],
    }  # fmt: skip
    grants = {name: {"to": "all", "purpose": "核对", "law": "法"} for name in ("identity", "legal-persons")}
    keep = {name: data["scenario"][name] for name in ("track", "path", "lead", "board")}
    scenario = {
        "scenario": "one-licence",
        "title": "凭营业执照",
        "applicant": "enterprise",
        "promised": "at once",
    }
    more = {"grants": grants, "items": {"address-proof": item}}
    return Package.model_validate({**data, "stories": {}, "scenario": {**keep, **scenario, **more}})


def test_lookup_when_an_enterprise_shows_its_licence_then_its_code_opens_its_case(window, at):
    settle_down(business_package(), at)
    code = uscc_number("company", 4)
    record = {"name": "样例公司", "address": "样例路4号", "legal_rep": "不在授权内"}
    sharing.write_records(resource="legal-persons", records={code: record}, by=SYSTEM, now=at)
    asked = {"scenario": "one-licence", "answers": {}, "name": "样例公司", "because": "来办住所证明"}
    with pytest.raises(Refused) as refused:
        look_up(window, at, **asked)
    assert refused.value.code == "cases.shown_number", "an identity number is no credit code"
    ref = look_up(window, at, **asked, number=code)
    data = {name: datum.value for name, datum in access.hold_case(SYSTEM, ref.id).state.data.items()}
    assert data == {"enterprise.uscc": code, "enterprise.name": "样例公司", "enterprise.address": "样例路4号"}
    company = make_account(
        by=SYSTEM,
        handle="company",
        kind="enterprise",
        name="样例公司",
        password="a-long-password",
        uscc=code,
        now=at,
    )
    me = Actor(account=str(company.id), role="applicant", name="样例公司")
    assert cases.claim_cases(by=me, now=at) == 1
    assert {line.source.zh for line in cases.my_data(by=me, today=at.date()).rows} == {
        "出示的证件",
        "法人综合库",
    }


def test_lookup_when_a_source_that_is_waited_for_is_silent_then_the_round_asks_it_with_the_card(window, at):
    package = read_package(SCENARIOS / "one-identity")
    resources = {**package.resources}
    resources["social-insurance"] = resources["social-insurance"].model_copy(update={"if_silent": "wait"})
    services.publish(package=package.model_copy(update={"resources": resources}), by=SYSTEM, now=at)
    sharing.set_silent(resource="social-insurance", because="维护", by=SYSTEM, now=at)
    ref = look_up(window, at)
    sharing.set_answering(resource="social-insurance", by=SYSTEM, now=at)
    assert cases.ask_again_due(now=at + timedelta(hours=2)) == 1
    data = access.hold_case(SYSTEM, ref.id).state.data
    assert (data["applicant.social_insurance"].value, data["applicant.social_insurance"].source) == (
        RECORD,
        "shared",
    )
