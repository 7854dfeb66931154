"""Forms begun and files uploaded: whose they are, what they are, and who gets them."""

from __future__ import annotations

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.modules.cases import access
from guantong.modules.cases import public as cases
from guantong.modules.cases.models import Document
from tests.modules.cases.desk import XIHU


@pytest.fixture
def today(desk):
    return desk.at.date()


def test_draft_when_saved_again_and_again_then_it_is_one_and_only_its_owners(desk):
    draft_id = cases.save_draft(
        by=desk.company, scenario="made-by-hand", division=XIHU, answers={"area": 350}, data={}
    )
    again = cases.save_draft(
        by=desk.company, scenario="made-by-hand", division=XIHU, answers={"area": 350}, data={"company.name": "乐"},
        draft_id=draft_id,
    )  # fmt: skip
    assert again == draft_id
    assert [(draft.id, draft.title.zh, draft.data) for draft in cases.my_drafts(by=desk.company)] == [
        (draft_id, "开办场所一件事", {"company.name": "乐"})
    ]
    assert cases.get_draft(by=desk.company, draft_id=draft_id).answers == {"area": 350}
    assert cases.my_drafts(by=desk.other) == ()
    for do in (
        lambda: cases.get_draft(by=desk.other, draft_id=draft_id),
        lambda: cases.delete_draft(by=desk.other, draft_id=draft_id),
        lambda: cases.get_draft(by=desk.clerk(), draft_id=draft_id),
        lambda: cases.save_draft(
            by=desk.other, scenario="s", division=XIHU, answers={}, data={}, draft_id=draft_id
        ),
    ):
        with pytest.raises(Refused, match=r"cases\.not_found"):
            do()
    with pytest.raises(Refused, match=r"cases\.wrong_role"):
        cases.save_draft(by=desk.clerk(), scenario="s", division=XIHU, answers={}, data={})


def test_draft_when_its_form_is_handed_in_then_it_is_gone(desk):
    draft_id = cases.save_draft(by=desk.company, scenario="made-by-hand", division=XIHU, answers={}, data={})
    other = cases.save_draft(by=desk.other, scenario="made-by-hand", division=XIHU, answers={}, data={})
    for number, draft in enumerate((other, draft_id)):
        cases.submit_case(
            by=desk.company, scenario="made-by-hand", division=XIHU, answers={"area": 350, "kind": "song"},
            data=desk.form(), key=f"d{number}", draft_id=draft, now=desk.at,
        )  # fmt: skip
    assert cases.my_drafts(by=desk.company) == ()
    assert [draft.id for draft in cases.my_drafts(by=desk.other)] == [other]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.4", "pdf"), (b"\xff\xd8\xff\xe0", "jpg"), (b"\x89PNG\r\n\x1a\n0", "png")],
)
def test_document_when_stored_then_its_type_is_read_off_its_content(desk, content, kind):
    view = cases.save_document(by=desk.company, name="../../etc/x.exe", content=content, now=desk.at)
    assert (view.kind, view.name, view.size) == (kind, "x.exe", len(content))
    with open(view.path, "rb") as file:
        assert file.read() == content
    assert view.value == {"name": "x.exe", "sha": view.sm3, "size": len(content), "type": kind}


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"<html>", b"PK\x03\x04 broken"])
def test_document_when_of_no_accepted_type_then_refused_whatever_its_name_says(desk, content):
    with pytest.raises(Refused, match=r"cases\.document_type"):
        cases.save_document(by=desk.company, name="plan.pdf", content=content, now=desk.at)


def test_document_when_empty_or_too_large_then_refused(desk, monkeypatch):
    monkeypatch.setattr("guantong.modules.cases.actions.documents.DOCUMENT_LIMIT", 10)
    for content in (b"", b"%PDF-1.4 and more"):
        with pytest.raises(Refused, match=r"cases\.document_size"):
            cases.save_document(by=desk.company, name="plan.pdf", content=content, now=desk.at)


def test_document_when_in_a_case_then_only_who_sees_the_element_gets_it(desk, today):
    ref = desk.accepted()
    data = access.hold_case(SYSTEM, ref.id).state.data
    deed, plan = (data[name].value["sha"] for name in ("premises.title_deed", "premises.floor_plan"))
    market, health = desk.officer("market-regulation"), desk.officer("health")
    assert cases.get_document(by=desk.company, sm3=deed).sm3 == deed
    assert cases.get_document(by=market, sm3=deed, case_id=ref.id).sm3 == deed
    assert cases.get_document(by=health, sm3=plan, case_id=ref.id).sm3 == plan
    assert cases.get_document(by=desk.clerk(), sm3=plan, case_id=ref.id).sm3 == plan
    for actor, sm3, case_id in (
        (market, plan, ref.id), (health, deed, ref.id), (desk.other, deed, 0), (desk.other, deed, ref.id),
        (market, deed, 0), (desk.officer("fire-brigade"), plan, ref.id),
    ):  # fmt: skip
        with pytest.raises(Refused, match=r"cases\.not_found"):
            cases.get_document(by=actor, sm3=sm3, case_id=case_id)


def _all_get(desk, ref, sm3, *actors):
    for actor in actors:
        assert cases.get_document(by=actor, sm3=sm3, case_id=ref.id).sm3 == sm3


def test_document_when_supplemented_then_applicant_clerk_and_the_items_officer_open_it(desk):
    ref = desk.submit(premises__floor_plan=None)
    desk.act(desk.clerk(), ref, "accept", owed=("premises.floor_plan",))
    plan = desk.document(desk.company, b"%PDF-1.7 handed in later")
    with pytest.raises(Refused, match=r"cases\.not_found"):
        cases.get_document(by=desk.clerk(), sm3=plan["sha"], case_id=ref.id)
    desk.act(desk.company, ref, "supplement", data={"premises.floor_plan": plan})
    _all_get(desk, ref, plan["sha"], desk.company, desk.clerk(), desk.officer("health"))
    for actor in (desk.officer("market-regulation"), desk.other):
        with pytest.raises(Refused, match=r"cases\.not_found"):
            cases.get_document(by=actor, sm3=plan["sha"], case_id=ref.id)


def test_document_when_handed_in_with_a_correction_then_the_deciding_unit_opens_it(desk):
    ref, marked = desk.accepted(), "premises.floor_plan"
    desk.act(desk.officer("health"), ref, "return", "hygiene", fields=(marked,), because="看不清")
    plan = desk.document(desk.company, b"%PDF-1.7 drawn again")
    desk.act(desk.company, ref, "correct", data={marked: plan})
    _all_get(desk, ref, plan["sha"], desk.company, desk.clerk(), desk.officer("health"))


def test_document_when_the_case_had_moved_on_then_it_is_not_attached(desk):
    ref = desk.submit(premises__floor_plan=None)
    ref = desk.act(desk.clerk(), ref, "accept", owed=("premises.floor_plan",))
    plan = desk.document(desk.company, b"%PDF-1.7 too late")
    with pytest.raises(Refused, match=r"cases\.stale"):
        desk.act(desk.company, ref, "supplement", data={"premises.floor_plan": plan}, version=ref.version - 1)
    assert not Document.objects.filter(sm3=plan["sha"], case_id__isnull=False).exists()


def test_draft_when_saved_then_its_day_is_that_of_the_caller(desk):
    at = desk.at.replace(year=2031)
    draft_id = cases.save_draft(
        by=desk.company, scenario="made-by-hand", division=XIHU, answers={}, data={}, now=at
    )
    assert cases.get_draft(by=desk.company, draft_id=draft_id).saved_at == at
