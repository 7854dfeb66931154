"""Any matter handed in at the window: the clerk's hand, the card-holder's case, the same form, the same reads, duties kept apart."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.cases import access
from guantong.modules.cases import public as cases
from guantong.modules.cases.models import Case, Document, Draft, Lookup
from guantong.modules.identity import public as identity
from guantong.modules.journal.public import case_chain, entries_of, verify
from guantong.modules.sharing import public as sharing
from tests.modules.cases.desk import ANSWERS, GONGSHU, VENUE, XIHU, Desk

CODE, COMPANY = uscc_number("company", 7), "窗口来的公司"


@pytest.fixture
def desk(db, at, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path / "files"
    return Desk(at)


@pytest.fixture
def clerk(desk) -> Actor:
    return clerk_of(desk, "front-one")


def clerk_of(desk: Desk, handle: str, **more: Any) -> Actor:
    account = identity.make_account(
        by=SYSTEM, handle=handle, kind="staff", name="窗口一号", password="a-long-password", now=desk.at,
        id_number=more.pop("id_number", ""),
    )  # fmt: skip
    return msgspec.structs.replace(desk.clerk(**more), account=str(account.id), name="窗口一号")


def begin(desk: Desk, by: Actor, **more: Any) -> int:
    asked = {
        "scenario": VENUE, "answers": ANSWERS, "number": CODE, "name": COMPANY, "present": True,
        "because": "经办人到窗口申请开业",
    } | more  # fmt: skip
    return cases.begin_at_window(by=by, now=desk.at, **asked)


def fill(desk: Desk, by: Actor, draft_id: int, **more: Any) -> None:
    found = cases.get_draft(by=by, draft_id=draft_id)
    data = {**found.data, **desk.form(by, 0, **more)}
    cases.save_draft(
        by=by, scenario=VENUE, division=found.division, answers=found.answers, data=data, draft_id=draft_id
    )


def hand_in(desk: Desk, by: Actor, key: str = "", **more: Any) -> cases.CaseRef:
    draft_id = begin(desk, by)
    fill(desk, by, draft_id, **more)
    return cases.hand_in_at_window(by=by, draft_id=draft_id, key=key or desk.key(), now=desk.at)


def test_hand_in_when_done_at_the_window_then_the_case_is_as_one_from_online(desk, clerk):
    online = access.hold_case(SYSTEM, desk.submit().id)
    held = access.hold_case(SYSTEM, hand_in(desk, clerk).id)
    assert (held.phase, held.flow) == (online.phase, online.flow) == ("submitted", online.flow)
    assert set(held.state.data) == set(online.state.data)
    assert {k: d.source for k, d in held.state.data.items()} == {
        k: d.source for k, d in online.state.data.items()
    }
    assert held.facts.handed_in_by == clerk.account
    assert not Draft.objects.exists()
    assert set(Document.objects.filter(owner_id=int(clerk.account)).values_list("case_id", flat=True)) == {
        held.id
    }


def test_hand_in_when_done_then_the_journal_names_the_clerk_the_channel_and_the_holder(desk, clerk):
    ref = hand_in(desk, clerk)
    first = next(iter(entries_of(case_chain(ref.id))))
    opened = msgspec.json.decode(first.body)["opened"]
    assert (first.account, first.role, first.unit) == (clerk.account, "clerk", clerk.unit)
    assert (opened["channel"], opened["on_behalf_of"]) == ("window", {"name": COMPANY, "account": ""})
    (told,) = entries_of(f"lookups:{case_chain(ref.id)}")
    assert (told.kind, msgspec.json.decode(told.body)["channel"]) == ("LookedUp", "window")
    assert CODE not in told.body.decode()
    assert verify().sound


def test_hand_in_when_sources_are_read_then_each_read_names_the_case_and_the_office_and_a_proof_is_filed(
    desk, clerk
):
    ref = hand_in(desk, clerk)
    reads = sharing.reads_of(case_chain(ref.id))
    assert {read.unit for read in reads} == {clerk.unit}
    assert [read.resource for read in reads] == ["companies"]
    assert len(cases.lookup_proofs(by=clerk, case_id=ref.id)) == 1


def test_holder_when_they_sign_in_later_then_the_case_is_theirs_and_until_then_the_code_shows_it(desk, clerk):
    ref = hand_in(desk, clerk)
    assert Case.objects.get(pk=ref.id).applicant_id is None
    assert cases.track_case(code=ref.code, today=desk.at.date()).steps
    made = identity.make_account(
        by=SYSTEM,
        handle="late",
        kind="enterprise",
        name=COMPANY,
        password="a-long-password",
        uscc=CODE,
        now=desk.at,
    )
    me = Actor(account=str(made.id), role="applicant", name=COMPANY)
    assert cases.claim_cases(by=me, now=desk.at) == 1
    assert [line.code for line in cases.my_cases(by=me).rows] == [ref.code]


def test_holder_when_they_have_an_account_then_the_case_is_theirs_at_once_and_the_name_must_agree(
    desk, clerk
):
    number = identity.number_of(desk.company.account)
    with pytest.raises(Refused) as refused:
        begin(desk, clerk, number=number, name="别的名字")
    assert refused.value.code == "cases.shown_name"
    draft_id = begin(desk, clerk, number=number, name=desk.company.name)
    fill(desk, clerk, draft_id)
    ref = cases.hand_in_at_window(by=clerk, draft_id=draft_id, key="k", now=desk.at)
    assert [line.code for line in cases.my_cases(by=desk.company).rows] == [ref.code]
    assert cases.get_case(by=desk.company, code=ref.code, today=desk.at.date()).applicant == desk.company.name


def test_clerk_when_they_handed_it_in_then_may_accept_but_decides_nothing(desk, clerk):
    ref = hand_in(desk, clerk)
    desk.act(desk.clerk(account="8002"), ref, "accept")
    officer = desk.officer("market-regulation", account=clerk.account)
    for verb in ("approve", "reject"):
        with pytest.raises(Refused) as refused:
            desk.act(officer, ref, verb, "registration", because="某理由")
        assert refused.value.code == "cases.separate"
    assert desk.act(desk.officer("market-regulation"), ref, "approve", "registration")
    assert desk.act(clerk, hand_in(desk, clerk), "accept").phase == "handling"


def test_draft_when_begun_at_the_window_then_only_this_clerk_at_this_window_has_it(desk, clerk):
    draft_id = begin(desk, clerk)
    assert [one.holder_name for one in cases.my_drafts(by=clerk)] == [COMPANY]
    assert cases.get_draft(by=clerk, draft_id=draft_id).holder == CODE
    at_home = Actor(account=clerk.account, role="applicant", name="窗口一号")
    others = (
        at_home, desk.company, clerk_of(desk, "front-two"), desk.manager(), desk.officer("health"),
        msgspec.structs.replace(clerk, division=GONGSHU), msgspec.structs.replace(clerk, boards=("investment",)),
    )  # fmt: skip
    for other in others:
        assert cases.my_drafts(by=other) == ()
        for act in (
            lambda by: cases.get_draft(by=by, draft_id=draft_id),
            lambda by: cases.delete_draft(by=by, draft_id=draft_id),
        ):
            with pytest.raises(Refused) as refused:
                act(other)
            assert refused.value.code == "cases.not_found"
        with pytest.raises(Refused) as refused:
            cases.hand_in_at_window(by=other, draft_id=draft_id, key="k", now=desk.at)
        assert refused.value.code in ("cases.not_found", "cases.wrong_role")
    cases.delete_draft(by=clerk, draft_id=draft_id)
    assert cases.my_drafts(by=clerk) == ()


def test_draft_when_the_answers_change_then_what_fits_stays_and_it_stays_its_holders(desk, clerk):
    draft_id = begin(desk, clerk)
    fill(desk, clerk, draft_id)
    assert begin(desk, clerk, answers={"area": 400, "kind": "song"}, draft_id=draft_id) == draft_id
    found = cases.get_draft(by=clerk, draft_id=draft_id)
    assert (found.answers["area"], found.data["company.name"]) == (400, "西湖乐府")
    with pytest.raises(Refused) as refused:
        begin(desk, clerk, number=uscc_number("company", 8), name="另一家", draft_id=draft_id)
    assert refused.value.code == "cases.not_found"


def test_draft_when_a_clerk_saves_one_of_their_own_making_then_is_refused(desk, clerk):
    with pytest.raises(Refused) as refused:
        cases.save_draft(by=clerk, scenario=VENUE, division=XIHU, answers=ANSWERS, data={})
    assert refused.value.code == "cases.wrong_role"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"present": False}, "cases.not_there"),
        ({"because": "查"}, "cases.why_lookup"),
        ({"number": CODE[:-1] + ("0" if CODE[-1] != "0" else "1")}, "cases.shown_number"),
        ({"name": " "}, "cases.shown_name"),
        ({"answers": {}}, "answer.missing"),
    ],
)
def test_begin_when_something_is_missing_then_is_refused_and_nothing_is_kept(desk, clerk, changes, code):
    with pytest.raises(Refused) as refused:
        begin(desk, clerk, **changes)
    assert refused.value.code == code
    assert not Draft.objects.exists()


def test_begin_when_it_is_not_theirs_then_is_refused(desk, clerk):
    own = id_number("applicant", 9)
    bound = clerk_of(desk, "own-affairs", id_number=own)
    person = msgspec.structs.replace(clerk, bound=(desk.company.account,))
    tries = (
        (msgspec.structs.replace(clerk, boards=("investment",)), {}, "cases.wrong_board"),
        (desk.officer("health"), {}, "cases.wrong_role"),
        (desk.company, {}, "cases.wrong_role"),
        (bound, {"number": own, "name": "窗口一号"}, "cases.recuse"),
        (
            person,
            {"number": identity.number_of(desk.company.account), "name": desk.company.name},
            "cases.recuse",
        ),
    )
    for by, changes, code in tries:
        with pytest.raises(Refused) as refused:
            begin(desk, by, **changes)
        assert refused.value.code == code
    assert not Draft.objects.exists()


def test_hand_in_when_a_paper_is_somebody_elses_then_is_refused(desk, clerk):
    draft_id = begin(desk, clerk)
    fill(desk, clerk, draft_id, premises__title_deed=desk.document(desk.company, b"%PDF-1.7\n%other\n"))
    with pytest.raises(Refused) as refused:
        cases.hand_in_at_window(by=clerk, draft_id=draft_id, key="k", now=desk.at)
    assert refused.value.code == "cases.no_document"
    assert sharing.reads_about(id_number("legal_rep", 0)) == ()


def test_hand_in_when_sent_twice_then_it_is_one_case(desk, clerk):
    draft_id = begin(desk, clerk)
    fill(desk, clerk, draft_id)
    ids = {cases.hand_in_at_window(by=clerk, draft_id=draft_id, key="one", now=desk.at).id for _ in range(2)}
    assert len(ids) == Lookup.objects.count() == 1


def test_hand_in_when_the_clerk_lost_the_board_meanwhile_then_is_refused(desk, clerk):
    draft_id = begin(desk, clerk)
    with pytest.raises(Refused) as refused:
        cases.hand_in_at_window(
            by=msgspec.structs.replace(clerk, boards=()),
            draft_id=draft_id,
            key="k",
            now=desk.at + timedelta(1),
        )
    assert refused.value.code == "cases.not_found"
