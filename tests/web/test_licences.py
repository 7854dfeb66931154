"""E-licences on the pages of their holder and of the unit that issued them; proposals that a second person takes."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from guantong.modules.identity import public as identity
from guantong.modules.licences import public as licences
from guantong.project import clock
from tests.core.papers.samples import needs_font
from tests.web.licence_desk import LicenceDesk
from tests.web.page_reader import complaints, errors_of, posted, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db, at, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with clock.fixed(at):
        yield LicenceDesk(at)


def text_of(answer) -> str:
    assert complaints(answer) == []
    return " ".join(read(answer).xpath("string(//main)").split())


def page_of(row, name: str = "my-licence", *more: str) -> str:
    return reverse(name, args=[row.identifier, *more])


def copy_form(desk, **typed: str) -> dict[str, str]:
    known = {
        "purpose": "办理食品经营许可",
        "receiver": "某局",
        "until": (desk.now.date() + timedelta(days=30)).isoformat(),
    }
    return {**known, **typed}


# ------------------------------------------------------------------------------------------------------------ holder


def test_my_licences_when_there_are_none_then_says_when_they_come(desk):
    assert "还没有电子证照" in text_of(desk.browser(desk.owner).get("/my/licences/"))


def test_my_licences_when_issued_then_each_is_a_card_that_opens_and_says_its_state(desk):
    rows = [desk.issue(), desk.issue(item="other")]
    desk.change(rows[0], "suspend")
    browser = desk.browser(desk.owner)
    answer = browser.get("/my/licences/")
    text = text_of(answer)
    assert {"有效", "已暂扣"} <= set(read(answer).xpath("//li[contains(@class,'licence-card')]/span/text()"))
    assert rows[1].number in text
    for address in read(answer).xpath("//li[contains(@class,'licence-card')]//a/@href"):
        assert browser.get(address).status_code == 200


def test_my_licence_when_opened_then_everything_it_carries_stands_on_it_with_its_history(desk):
    row = desk.issue()
    desk.change(row, "suspend")
    text = text_of(desk.browser(desk.owner).get(page_of(row)))
    for told in (
        "娱乐经营许可证",
        "云歌文化有限公司",
        "文三路478号",
        row.number,
        row.identifier,
        "暂扣",
        "依申请",
    ):
        assert told in text
    assert "不能制作加注件" in text


def test_my_licence_when_it_is_another_s_then_it_does_not_exist(desk):
    row = desk.issue()
    copy = desk.copy(row)
    other = desk.browser(desk.account("另一家"))
    for address in (
        page_of(row), page_of(row, "licence-copy"), page_of(row, "licence-file", "token"), page_of(row, "licence-file", "pdf"),
        reverse("licence-file", args=[copy.reference, "token"]), page_of(row, "withdraw-copy", copy.reference),
    ):  # fmt: skip
        answer = other.get(address)
        assert answer.status_code == 404, address
        assert "云歌" not in answer.content.decode()
    assert other.post(page_of(row, "licence-copy"), copy_form(desk)).status_code == 404
    assert other.post(page_of(row, "withdraw-copy", copy.reference)).status_code == 404
    assert desk.verdict(copy.reference).valid


def test_files_when_downloaded_then_each_verifies_and_is_never_shown_inside_the_page(desk):
    row, browser = desk.issue(), desk.browser(desk.owner)
    for form, ending in (("token", ".jwt"), ("credential", ".vc.json"), ("record", ".json")):
        answer = browser.get(page_of(row, "licence-file", form))
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Disposition"].endswith(ending)
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert desk.verdict(answer.content).valid
    assert browser.get(page_of(row, "licence-file", "docx")).status_code == 404


@needs_font
def test_pdf_when_downloaded_by_holder_and_officer_then_both_verify(desk):
    row = desk.issue()
    for answer in (
        desk.browser(desk.owner).get(page_of(row, "licence-file", "pdf")),
        desk.browser(desk.officer).get(page_of(row, "unit-licence-file", "pdf")),
    ):
        assert answer.headers["Content-Type"] == "application/pdf"
        assert desk.verdict(answer.content).valid


def test_copy_when_made_then_it_is_listed_can_be_given_out_and_names_its_purpose(desk):
    row, browser = desk.issue(), desk.browser(desk.owner)
    form = read(browser.get(page_of(row, "licence-copy"))).forms[-1]
    assert {"purpose", "receiver", "until", "case_code"} <= set(posted(form))
    answer = browser.post(page_of(row, "licence-copy"), copy_form(desk), follow=True)
    text = text_of(answer)
    assert "加注件已做好" in text
    assert "办理食品经营许可" in text
    [copy] = licences.get_licence(by=desk.owner, identifier=row.identifier, today=desk.now.date()).copies
    token = browser.get(reverse("licence-file", args=[copy.reference, "token"])).content
    assert desk.verdict(token).said.purpose == "办理食品经营许可"
    assert desk.verdict(token, desk.now + timedelta(days=31)).state == "expired"


def test_copy_when_nothing_is_filled_in_then_everything_that_is_missing_is_said_at_once(desk):
    row, browser = desk.issue(), desk.browser(desk.owner)
    answer = browser.post(page_of(row, "licence-copy"), copy_form(desk, purpose="", receiver=" ", until=""))
    assert [target for target, _ in errors_of(read(answer))] == ["#f-purpose", "#f-receiver", "#f-until"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"purpose": " "}, "#f-purpose"), ({"receiver": ""}, "#f-receiver"), ({"until": "30.6.2026"}, "#f-until"),
     ({"until": "2020-01-01"}, "#f-until"), ({"until": "2099-01-01"}, "#f-until"), ({"until": ""}, "#f-until")],
)  # fmt: skip
def test_copy_when_a_field_is_wrong_then_the_form_says_it_there_and_keeps_what_was_typed(desk, typed, field):
    row, browser = desk.issue(), desk.browser(desk.owner)
    answer = browser.post(page_of(row, "licence-copy"), copy_form(desk, **typed))
    assert answer.status_code == 400
    assert complaints(answer) == []
    assert field in [target for target, _ in errors_of(read(answer))]
    kept = posted(read(answer).forms[-1])
    assert all(kept[name] == value for name, value in copy_form(desk, **typed).items() if value.strip())
    assert not licences.get_licence(by=desk.owner, identifier=row.identifier, today=desk.now.date()).copies


def test_copy_when_taken_back_then_asks_first_and_whoever_checks_it_reads_so(desk):
    row, browser = desk.issue(), desk.browser(desk.owner)
    copy = desk.copy(row)
    ask = browser.get(page_of(row, "withdraw-copy", copy.reference))
    assert "收回以后不能恢复" in text_of(ask)
    assert desk.verdict(copy.reference).valid
    assert "加注件已收回" in text_of(browser.post(page_of(row, "withdraw-copy", copy.reference), follow=True))
    assert desk.verdict(copy.reference).state == "withdrawn"


# ------------------------------------------------------------------------------------------------------------ officer


def act(browser, row, operation: str, **typed: str):
    return browser.post(
        page_of(row, "unit-licence"), {"do": operation, "because": "依法办理", **typed}, follow=True
    )


def test_unit_licences_when_searched_then_finds_by_holder_number_and_state_and_nothing_of_another_unit(desk):
    mine, other = desk.issue(), desk.issue(unit_id=desk.culture.pk)
    desk.change(mine, "suspend")
    browser = desk.browser(desk.officer)
    for query in (
        {},
        {"words": "云歌"},
        {"words": mine.number},
        {"words": mine.identifier},
        {"state": "suspended"},
    ):
        answer = browser.get("/desk/licences/", query)
        assert complaints(answer) == []
        assert read(answer).xpath("//tbody//th/a/@href") == [page_of(mine, "unit-licence")], query
    for query in ({"words": other.number}, {"state": "revoked"}, {"words": "%"}):
        assert "没有找到证照" in text_of(browser.get("/desk/licences/", query))
    assert browser.get(page_of(other, "unit-licence")).status_code == 404


def test_unit_licence_when_operated_then_the_state_changes_and_only_what_it_permits_is_offered(desk):
    row, browser = desk.issue(), desk.browser(desk.officer)

    def offered() -> set[str]:
        return set(read(browser.get(page_of(row, "unit-licence"))).xpath("//input[@name='do']/@value"))

    assert offered() == {"renew", "suspend", "cancel", "revoke", "forfeit", "move", "alter"}
    assert "已办理：暂扣" in text_of(act(browser, row, "suspend"))
    assert "restore" in offered()
    assert "suspend" not in offered()
    assert "已办理：发还" in text_of(act(browser, row, "restore"))
    assert "已办理：注销" in text_of(act(browser, row, "cancel"))
    assert offered() == set()
    assert desk.verdict(row.identifier).state == "cancelled"


def test_unit_licence_when_altered_then_only_the_changed_field_is_new_and_the_old_version_no_longer_holds(
    desk,
):
    row, browser = desk.issue(), desk.browser(desk.officer)
    form = next(
        form
        for form in read(browser.get(page_of(row, "unit-licence"))).forms
        if form.get("id") == "form-alter"
    )
    typed = {**posted(form), "field.company.address": "文三路500号", "because": "迁址"}
    assert "已办理：变更" in text_of(browser.post(page_of(row, "unit-licence"), typed, follow=True))
    [newest] = licences.my_licences(by=desk.owner)
    assert (newest.version, newest.holder_name) == (2, row.holder_name)
    text = text_of(desk.browser(desk.owner).get(page_of(newest)))
    assert "文三路500号" in text
    assert "文三路478号" not in text
    assert desk.verdict(row.identifier).state == "superseded"


def test_unit_licence_when_renewed_then_until_the_day_typed_and_nonsense_is_refused_at_its_form(desk):
    row, browser = desk.issue(), desk.browser(desk.officer)
    wrong = act(browser, row, "renew", until="soon")
    assert wrong.status_code == 400
    assert "2026-06-30" in text_of(wrong)
    assert read(wrong).xpath("//details[@open]//input[@name='do']/@value") == ["renew"]
    assert "已办理：延续" in text_of(act(browser, row, "renew", until="2031-01-31"))
    [newest] = licences.my_licences(by=desk.owner)
    assert newest.valid_until.isoformat() == "2031-01-31"


def test_unit_licence_when_no_reason_is_given_then_nothing_changes_and_the_page_says_so(desk):
    row, browser = desk.issue(), desk.browser(desk.officer)
    answer = act(browser, row, "suspend", because="  ")
    assert answer.status_code == 400
    assert "理由" in text_of(answer)
    assert desk.verdict(row.identifier).valid


def test_unit_licence_when_an_operation_is_made_up_or_the_system_s_then_it_is_refused(desk):
    row, browser = desk.issue(), desk.browser(desk.officer)
    for operation in ("expire", "issue", "burn", ""):
        assert act(browser, row, operation).status_code in (400, 403), operation
    assert desk.verdict(row.identifier).valid


# ---------------------------------------------------------------------------------------------------------- proposals


def proposed(desk, row, because: str = "以欺骗手段取得") -> identity.ProposalRow:
    answer = desk.browser(desk.officer).post(
        page_of(row, "unit-licence"), {"do": "revoke", "because": because}, follow=True
    )
    assert "等待本单位另一位同事同意" in text_of(answer)
    [found] = identity.open_proposals(by=desk.officer, now=desk.now)
    return found


def test_revocation_when_proposed_then_nothing_happens_until_a_second_person_agrees(desk):
    row = desk.issue()
    proposal = proposed(desk, row)
    assert desk.verdict(row.identifier).valid
    second = desk.browser(desk.second)
    listed = second.get("/desk/proposals/")
    assert "以欺骗手段取得" in text_of(listed)
    assert read(listed).xpath("//a[@class='line-title']/@href") == [reverse("proposal", args=[proposal.id])]
    page = text_of(second.get(reverse("proposal", args=[proposal.id])))
    for told in (
        "撤销或吊销电子证照",
        "撤销",
        "娱乐经营许可证 云歌文化有限公司",
        row.identifier,
        "以欺骗手段取得",
        "审批甲",
    ):
        assert told in page
    done = second.post(reverse("proposal", args=[proposal.id]), {"do": "take"}, follow=True)
    assert "已同意并执行" in text_of(done)
    assert desk.verdict(row.identifier).state == "revoked"


def test_revocation_when_its_proposer_agrees_then_it_is_refused_and_no_button_is_offered(desk):
    row = desk.issue()
    proposal, browser = proposed(desk, row), desk.browser(desk.officer)
    address = reverse("proposal", args=[proposal.id])
    assert read(browser.get(address)).xpath("//input[@name='do']/@value") == ["decline"]
    answer = browser.post(address, {"do": "take"})
    assert answer.status_code == 400
    assert "不能同意自己的申请" in text_of(answer)
    assert desk.verdict(row.identifier).valid


def test_revocation_when_declined_then_it_needs_a_reason_and_the_licence_stays(desk):
    row = desk.issue()
    proposal, browser = proposed(desk, row), desk.browser(desk.second)
    address = reverse("proposal", args=[proposal.id])
    assert browser.post(address, {"do": "decline", "because": " "}).status_code == 400
    assert "不再执行" in text_of(browser.post(address, {"do": "decline", "because": "证据不足"}, follow=True))
    assert browser.post(address, {"do": "take"}).status_code == 400
    assert desk.verdict(row.identifier).valid


def test_proposal_when_of_another_unit_or_too_late_then_cannot_be_taken(desk):
    row = desk.issue()
    proposal = proposed(desk, row)
    address = reverse("proposal", args=[proposal.id])
    stranger = desk.browser(desk.stranger)
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"do": "take"}).status_code == 404
    assert "没有待同意的申请" in text_of(stranger.get("/desk/proposals/"))
    with clock.fixed(desk.now + timedelta(hours=73)):
        late = desk.browser(desk.second)
        assert late.post(address, {"do": "take"}).status_code == 400
        assert "没有待同意的申请" in text_of(late.get("/desk/proposals/"))
    assert desk.verdict(row.identifier).valid


def test_proposal_when_of_a_kind_that_is_taken_elsewhere_then_is_shown_and_not_taken_here(desk):
    made = identity.propose(
        by=desk.officer, kind="something", subject="某对象", body={}, because="某理由", now=desk.now
    )
    second, address = desk.browser(desk.second), reverse("proposal", args=[made.id])
    text = text_of(second.get(address))
    assert "某对象" in text
    assert "请在相关页面办理" in text
    assert second.post(address, {"do": "take"}).status_code == 400


def test_pages_when_shown_large_and_in_english_then_keep_the_rules_and_leave_no_text_unwritten(desk):
    row = desk.issue()
    copy = desk.copy(row)
    proposal = proposed(desk, row)
    for actor, paths in (
        (None, ["/verify/", reverse("verify-licence", args=[copy.reference]), "/keys/"]),
        (desk.owner, ["/my/licences/", page_of(row), page_of(row, "licence-copy"), page_of(row, "withdraw-copy", copy.reference)]),
        (desk.second, ["/desk/licences/", page_of(row, "unit-licence"), "/desk/proposals/", reverse("proposal", args=[proposal.id])]),
    ):  # fmt: skip
        browser = desk.browser(actor)
        browser.cookies["guantong_language"], browser.cookies["guantong_text"] = "en", "large"
        for path in paths:
            answer = browser.get(path)
            assert (answer.status_code, complaints(answer)) == (200, []), path
            assert "[licences-" not in answer.content.decode()
            assert "[proposals-" not in answer.content.decode()


def test_record_when_downloaded_then_it_is_the_very_one_that_was_signed(desk):
    row = desk.issue()
    answer = desk.browser(desk.owner).get(page_of(row, "licence-file", "record"))
    assert json.loads(answer.content)["record"]["certificate_identifier"] == row.identifier


@needs_font
def test_pdf_when_asked_for_too_often_then_answers_429_and_the_other_forms_still_come(desk, settings):
    settings.LIMITS = {**settings.LIMITS, "paper": (1, 60)}
    row, browser = desk.issue(), desk.browser(desk.owner)
    assert browser.get(page_of(row, "licence-file", "pdf")).status_code == 200
    assert browser.get(page_of(row, "licence-file", "pdf")).status_code == 429
    assert browser.get(page_of(row, "licence-file", "token")).status_code == 200
