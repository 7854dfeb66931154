"""Handing in at the window through its pages: choose, card, the one form with scanned papers, check, receipt; and who may not."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.cases.models import Case, Draft
from tests.modules.cases.desk import GONGSHU, VENUE, XIHU
from tests.web.page_reader import complaints, errors_of, posted, read

pytestmark = pytest.mark.django_db

CODE, COMPANY = uscc_number("company", 7), "窗口来的公司"
PDF = b"%PDF-1.7\n%scanned\n"


def text_of(answer) -> str:
    return read(answer).text_content()


def main_form(answer):
    return max(read(answer).forms, key=lambda form: len(form.fields))


def begun(clerk, **more):
    """Choose the matter, write down the card, and return the answer."""
    address = reverse("window-begin", args=[VENUE])
    sent = posted(main_form(clerk.get(address))) | {
        "ask.area": "350", "ask.kind": "song", "number": CODE, "name": COMPANY, "because": "经办人到窗口申请开业",
        "present": "yes",
    }  # fmt: skip
    return clerk.post(address, sent | more)


def filled(answer) -> dict[str, object]:
    papers = {
        name: SimpleUploadedFile(f"{name}.pdf", PDF + name.encode())
        for name in ("premises.title_deed", "premises.floor_plan")
    }
    number = id_number("legal_rep", 0)
    return posted(main_form(answer)) | {
        "company.name": "西湖乐府", "legal_rep.id_number": number, "person.id_number": number, "action": "check", **papers,
    }  # fmt: skip


def test_window_when_a_visitor_is_served_then_every_page_leads_to_the_next_and_the_receipt_has_the_code(
    people,
):
    clerk = people.clerk()
    first = clerk.get(reverse("window-apply"))
    assert reverse("window-begin", args=[VENUE]) in first.content.decode()
    assert complaints(first) == complaints(clerk.get(reverse("window-begin", args=[VENUE]))) == []
    form = begun(clerk)
    assert form.status_code == 302, text_of(form)
    page = clerk.get(form.url)
    assert complaints(page) == []
    assert COMPANY in text_of(page)
    assert CODE not in text_of(page), "only masked, whoever looks over the counter"
    check = clerk.post(form.url, filled(page))
    assert check.status_code == 302, errors_of(read(check))
    summary = clerk.get(check.url)
    assert complaints(summary) == []
    handed = clerk.post(check.url, posted(main_form(summary)) | {"confirm": "yes"})
    case = Case.objects.get()
    assert handed.url == reverse("window-receipt", args=[case.code])
    receipt = clerk.get(handed.url)
    assert complaints(receipt) == []
    assert case.code[:4] in text_of(receipt)
    assert COMPANY in text_of(receipt)
    assert clerk.get(form.url).url == handed.url, "the way back leads to the receipt"
    assert case.phase == "submitted"
    assert clerk.get(reverse("window-case", args=[case.pk])).status_code == 200


def test_window_when_the_clerk_is_interrupted_then_the_form_waits_in_the_list_and_can_be_deleted(people):
    clerk = people.clerk()
    form = begun(clerk)
    saved = clerk.post(
        form.url, posted(main_form(clerk.get(form.url))) | {"company.name": "半张表", "action": "save"}
    )
    assert saved.url == form.url
    waiting = clerk.get(reverse("window-apply"))
    assert form.url in waiting.content.decode()
    assert COMPANY in text_of(waiting)
    assert "半张表" in clerk.get(form.url).content.decode()
    draft = Draft.objects.get()
    answer = clerk.get(reverse("window-begin", args=[VENUE]), {"draft-id": draft.pk})
    assert dict(main_form(answer).form_values())["number"] == CODE
    changed = begun(clerk, **{"draft-id": draft.pk, "ask.area": "400"})
    assert changed.url == form.url
    assert "半张表" in clerk.get(form.url).content.decode()
    assert clerk.post(reverse("window-delete", args=[draft.pk])).url == reverse("window-apply")
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "target"),
    [
        ({"number": CODE[:-1]}, "#f-number"),
        ({"number": id_number("applicant", 3)[:-1] + "?"}, "#f-number"),
        ({"name": ""}, "#f-name"),
        ({"present": ""}, "#f-present"),
        ({"because": ""}, "#f-because"),
        ({"ask.area": "many"}, "#f-ask-area"),
    ],
)
def test_card_when_something_is_wrong_then_says_so_at_the_field_and_begins_nothing(people, wrong, target):
    answer = begun(people.clerk(), **wrong)
    assert answer.status_code == 400 or answer.status_code == 422
    assert [where for where, _ in errors_of(read(answer))] == [target]
    assert complaints(answer) == []
    assert not Draft.objects.exists()


def test_window_when_others_come_then_the_form_and_the_receipt_are_not_there(desk, people):
    clerk = people.clerk()
    form = begun(clerk).url
    ref = desk.submit()
    colleague = people.staff("clerk", "health")
    for address in (form, f"{form}check/", f"{form}delete/"):
        for other in (colleague, people.clerk(GONGSHU)):
            assert other.get(address).status_code == 404
            assert other.post(address, {"confirm": "yes", "key": "k"}).status_code == 404
        for other in (
            people.officer(),
            people.manager(),
            people.applicant(desk.company.account),
        ):
            assert other.get(address).status_code == 403
    receipt = reverse("window-receipt", args=[ref.code])
    assert [one.get(receipt).status_code for one in (clerk, colleague, people.clerk(GONGSHU))] == [
        200,
        200,
        404,
    ]
    assert [one.get(reverse("window-apply")).status_code for one in (people.officer(), people.manager())] == [
        403,
        403,
    ]
    assert Draft.objects.count() == 1
    assert Draft.objects.get().division == XIHU


def test_window_when_the_matter_is_of_another_board_then_it_is_not_offered(desk, people):
    from guantong.modules.identity.models import Membership

    clerk = people.clerk()
    Membership.objects.filter(role="clerk").update(boards=["investment"])
    assert reverse("window-begin", args=[VENUE]) not in clerk.get(reverse("window-apply")).content.decode()
    assert clerk.get(reverse("window-begin", args=[VENUE])).status_code == 404
    assert begun_directly(clerk) == 404
    assert not Draft.objects.exists()


def begun_directly(clerk) -> int:
    sent = {
        "ask.area": "350",
        "ask.kind": "song",
        "number": CODE,
        "name": COMPANY,
        "because": "经办人到窗口",
        "present": "yes",
    }
    return clerk.post(reverse("window-begin", args=[VENUE]), sent).status_code


def look(client, ref, **sent):
    address = reverse("window-case", args=[ref.id])
    page = read(client.get(address))
    form = next(form for form in page.forms if form.get("id") == "form-look_through")
    return client.post(address, {**posted(form), **sent})


def test_precheck_when_the_window_says_complete_then_the_applicant_reads_it_and_nothing_else_changes(
    desk, people
):
    ref, clerk, mine = desk.submit(), people.clerk(), people.applicant(desk.company.account)
    assert look(clerk, ref).status_code == 302
    page = mine.get(reverse("my-case", args=[ref.code]))
    assert complaints(page) == []
    assert "窗口已预审，材料齐全" in text_of(page)
    assert "您现在不用做什么" in text_of(page)
    desk_page = clerk.get(reverse("window-case", args=[ref.id]))
    assert "form-look_through" not in desk_page.content.decode(), "said once"
    assert complaints(desk_page) == []
    case = Case.objects.get(pk=ref.id)
    assert (case.phase, case.accepted_on, case.due_on) == ("submitted", None, None)
    assert desk.act(desk.clerk(), ref, "accept").phase == "handling"
    assert "窗口已预审，材料齐全，" not in text_of(mine.get(reverse("my-case", args=[ref.code])))


def test_precheck_when_the_applicant_is_to_come_then_is_told_with_what_and_after_a_return_no_more(
    desk, people
):
    ref, clerk, mine = desk.submit(), people.clerk(), people.applicant(desk.company.account)
    wrong = look(clerk, ref, come="yes")
    assert wrong.status_code in (400, 422)
    assert "免得白跑一趟" in text_of(wrong)
    assert look(clerk, ref, come="yes", because="带营业执照原件").status_code == 302
    page = text_of(mine.get(reverse("my-case", args=[ref.code])))
    assert "请到窗口来一趟" in page
    assert "带营业执照原件" in page
    desk.act(desk.clerk(), ref, "return", fields=("company.name",), because="写错了")
    page = text_of(mine.get(reverse("my-case", args=[ref.code])))
    assert "请到窗口来一趟" not in page


def test_precheck_when_the_case_is_not_waiting_or_not_theirs_then_is_refused_and_nothing_is_written(
    desk, people
):
    from guantong.modules.journal.models import JournalEntry

    ref, accepted = desk.submit(), desk.accepted()
    people.clerk(), people.clerk(GONGSHU), people.officer(), people.applicant(desk.company.account)
    before = JournalEntry.objects.exclude(kind="DataSeen").count()
    sent = {"do": "look_through", "version": "1"}
    answers = [
        people.clerk().post(reverse("window-case", args=[accepted.id]), sent | {"version": "2"}).status_code,
        people.clerk().post(reverse("window-case", args=[ref.id]), sent | {"version": "7"}).status_code,
        people.clerk(GONGSHU).post(reverse("window-case", args=[ref.id]), sent).status_code,
        people.officer().post(reverse("window-case", args=[ref.id]), sent).status_code,
        people.applicant(desk.company.account).post(reverse("window-case", args=[ref.id]), sent).status_code,
    ]
    assert answers[2:] == [404, 403, 403]
    assert all(400 <= answer < 500 for answer in answers)
    assert JournalEntry.objects.exclude(kind="DataSeen").count() == before
