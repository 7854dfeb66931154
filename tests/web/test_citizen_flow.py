"""From the questions to the rating without a line of JavaScript, as a browser would send it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import Actor
from guantong.core.scenario.applying import fitted_to
from guantong.core.scenario.samples import sample_value
from guantong.modules.cases import public as cases
from guantong.modules.identity import public as identity
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services
from tests.web.conftest import AT, COUNTY
from tests.web.page_reader import ANSWERS, PDF, complaints, errors_of, form_of, posted, read

APPLIES = "/apply/newborn/applies/"
OWN_NUMBER = "33010619900101123X"  # of every account in the world of these tests


def upload(name="plan.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def begin(client: Client, **more: str) -> str:
    """Begin a draft and return its address."""
    answer = client.post("/apply/newborn/begin/", {**ANSWERS, **more})
    assert answer.status_code == 302, answer.content.decode()[:500]
    return answer.url


def filled(scenario: str = "newborn") -> dict[str, str]:
    """Return something right for every field that is typed, and for those that silent sources leave open."""
    situation = services.situation_for(services.get_matter(scenario, COUNTY), ANSWERS)
    made = {}
    for field in situation.form.fields:
        if field.type != "document":
            value = sample_value(field.element, field, 3)
            made[field.element] = (
                {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else str(value)
            )
    if scenario == "newborn":
        made["newborn.applicant"] = "mother"
    package = services.get_matter(scenario, COUNTY).package
    return fitted_to(package, made, OWN_NUMBER)  # who signs in is who the form says


def fill_silent(page) -> dict[str, object]:
    """Return something for each field that the page says a silent source should have given."""
    made: dict[str, object] = {}
    for field in page.xpath("//*[contains(@class,'field')][p[@class='field-note']]"):
        for control in field.xpath(".//input[not(@name='remove')] | .//select"):
            kind, name = control.get("type", "select"), control.get("name")
            if kind == "file":
                made[name] = upload(f"{name}.pdf")
            elif kind == "radio":
                made.setdefault(name, control.get("value"))
            elif kind == "date":
                made[name] = "2026-02-20"
            elif not control.get("value"):
                made[name] = "33010619900101123X" if "id_number" in name else "某某"
    return made


def submit(client: Client) -> str:
    """Go the whole way and return the tracking code."""
    draft = begin(client)
    answer = client.post(draft, {**filled(), "action": "check"})
    assert answer.status_code == 302, errors_of(read(answer))
    answer = _hand_in(client, answer.url)
    if answer.status_code != 302:  # some source stayed silent, or does not know a number
        page = read(answer)
        answer = client.post(draft, {**posted(form_of(page, draft)), **fill_silent(page), "action": "check"})
        assert answer.status_code == 302, errors_of(read(answer))
        answer = _hand_in(client, answer.url)
    assert answer.status_code == 302, errors_of(read(answer))
    return answer.url.split("/")[2]


def _hand_in(client: Client, check: str):
    form = form_of(read(client.get(check)), check)
    return client.post(check, {**posted(form), "confirm": "yes"})


def actor(handle: str):
    from django.contrib.auth import get_user_model

    return identity.actor_of(get_user_model().objects.get(handle=handle))


def act(handle: str, code: str, **event):
    case = cases.get_case(by=actor(handle), code=code, today=AT.date())
    return cases.act_on_case(by=actor(handle), case_id=case.ref.id, event=Event(**event), now=AT)


def test_questions_when_nothing_is_answered_then_each_error_names_its_question_and_links_to_it(visitor):
    answer = visitor.get(APPLIES)
    errors = errors_of(read(answer))
    assert answer.status_code == 400
    assert [target for target, _ in errors] == ["#f-mother_insured", "#f-wants_guidance"]
    assert len({text for _, text in errors}) == 2
    assert complaints(answer) == []


def test_applies_when_an_answer_is_no_then_the_item_stands_among_those_not_needed(visitor):
    yes = visitor.get(APPLIES, ANSWERS).content.decode()
    no = visitor.get(APPLIES, {**ANSWERS, "wants_guidance": "no"}).content.decode()
    title = services.get_matter("newborn", "").package.scenario.items["parenting-guidance"].title.zh
    assert yes.index(title) < no.index(title)
    assert f'<p class="line-title muted">{title}' in no
    assert f'<p class="line-title muted">{title}' not in yes


def test_begin_when_nobody_is_signed_in_then_sign_in_leads_back_to_the_answers(visitor):
    answer = visitor.post("/apply/newborn/begin/", {**ANSWERS, "back": f"{APPLIES}?mother_insured=yes"})
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/?next=%2Fapply%2Fnewborn%2Fapplies%2F%3Fmother_insured%3Dyes")


def test_begin_when_the_form_came_from_elsewhere_then_sign_in_does_not_lead_there(visitor):
    answer = visitor.post("/apply/newborn/begin/", {**ANSWERS, "back": "//evil.example/"})
    assert answer.url == "/sign-in/?next=%2F"


def test_begin_when_no_county_is_chosen_then_it_asks_for_one(sign_in):
    client = sign_in("citizen")
    client.cookies["guantong_division"] = "330100000000"
    assert client.post("/apply/newborn/begin/", ANSWERS).url == "/division/?next=%2Fapply%2Fnewborn%2F"


def test_form_when_shown_then_says_for_each_field_who_needs_it_and_for_each_other_who_gives_it(citizen):
    page = read(citizen.get(begin(citizen)))
    situation = services.situation_for(services.get_matter("newborn", COUNTY), ANSWERS)
    assert len(page.xpath("//details[@class='why']")) == len(situation.form.fields)
    assert len(page.xpath("//*[@class='given-list']/li")) == len(situation.form.given)


def test_form_when_saved_half_filled_then_keeps_even_what_is_wrong_and_complains_about_nothing(citizen):
    draft = begin(citizen)
    answer = citizen.post(draft, {"mother.id_number": "12", "newborn.name": "小明", "action": "save"})
    assert answer.status_code == 302
    page = read(citizen.get(draft))
    values = posted(form_of(page, draft))
    assert (values["mother.id_number"], values["newborn.name"]) == ("12", "小明")
    assert errors_of(page) == []


def test_form_when_checked_with_a_wrong_number_then_summary_field_and_aria_say_so(citizen):
    draft = begin(citizen)
    answer = citizen.post(draft, {**filled(), "mother.id_number": "330106199001011230", "action": "check"})
    page = read(answer)
    assert answer.status_code == 400
    assert [target for target, _ in errors_of(page)] == ["#f-mother-id_number"]
    field = page.get_element_by_id("f-mother-id_number")
    assert field.get("aria-invalid") == "true"
    assert "f-mother-id_number-error" in field.get("aria-describedby")
    assert complaints(answer) == []


@pytest.mark.parametrize(("name", "content"), [("plan.pdf", b"MZ no document"), ("plan.pdf", b"")])
def test_form_when_a_file_is_not_what_it_says_then_it_is_refused_at_its_field(citizen, name, content):
    draft = begin(citizen)
    answer = citizen.post(draft, {**filled(), "household.head_page": upload(name, content), "action": "save"})
    assert [target for target, _ in errors_of(read(answer))] == ["#f-household-head_page"]


def test_form_when_a_file_was_uploaded_then_it_is_kept_and_can_be_removed(citizen):
    draft = begin(citizen)
    citizen.post(draft, {"household.head_page": upload(), "action": "save"})
    assert "plan.pdf" in citizen.get(draft).content.decode()
    citizen.post(draft, {"action": "save"})
    assert "plan.pdf" in citizen.get(draft).content.decode()
    citizen.post(draft, {"remove": "household.head_page", "action": "save"})
    assert "plan.pdf" not in citizen.get(draft).content.decode()


def test_check_when_not_confirmed_then_nothing_is_handed_in(citizen):
    draft = begin(citizen)
    check = citizen.post(draft, {**filled(), "action": "check"}).url
    answer = citizen.post(check, posted(form_of(read(citizen.get(check)), check)))
    assert answer.status_code == 400
    assert [target for target, _ in errors_of(read(answer))] == ["#f-confirm"]
    assert cases.my_cases(by=actor("citizen")).rows == ()


def test_check_when_a_source_is_silent_then_its_fields_appear_with_the_reason_and_nothing_is_lost(citizen):
    draft = begin(citizen)
    check = citizen.post(draft, {**filled(), "action": "check"}).url
    answer = _hand_in(citizen, check)
    page = read(answer)
    assert errors_of(page)[0][0].endswith("-id_number")
    assert "f-mother-name" in page.xpath("//main//input/@id")
    assert posted(form_of(page, draft))["newborn.name"] == filled()["newborn.name"]
    assert complaints(answer) == []


def test_submit_when_everything_is_right_then_the_receipt_has_code_and_qr_and_tracking_needs_no_sign_in(
    citizen,
):
    code = submit(citizen)
    receipt = citizen.get(f"/my/{code}/receipt/")
    assert len(read(receipt).xpath("//*[@class='qr']//*[local-name()='svg']")) == 1
    assert " ".join((code[:4], code[4:8], code[8:])) in receipt.content.decode()
    assert complaints(receipt) == []
    tracking = Client().get(f"/track/{code}/")
    assert tracking.status_code == 200
    text = tracking.content.decode()
    assert filled()["newborn.name"] not in text
    assert filled()["mother.id_number"] not in text
    assert complaints(tracking) == []


def test_submit_when_posted_twice_with_the_same_key_then_there_is_one_case(citizen):
    draft = begin(citizen)
    check = citizen.post(draft, {**filled(), "action": "check"}).url
    page = read(_hand_in(citizen, check))
    citizen.post(draft, {**posted(form_of(page, draft)), **fill_silent(page), "action": "check"})
    body = {**posted(form_of(read(citizen.get(check)), check)), "confirm": "yes"}
    first, second = citizen.post(check, body), citizen.post(check, body)
    assert first.url == second.url
    assert len(cases.my_cases(by=actor("citizen")).rows) == 1


def test_correction_when_fields_are_marked_then_only_those_are_asked_and_the_case_goes_on(citizen):
    code = submit(citizen)
    act("clerk", code, do="return", fields=("newborn.name",), because="与出生证明不符")
    case = citizen.get(f"/my/{code}/")
    assert "与出生证明不符" in case.content.decode()
    page = read(citizen.get(f"/my/{code}/correct/"))
    form = form_of(page, f"/my/{code}/correct/")
    assert set(posted(form)) == {"newborn.name"}
    refused = citizen.post(f"/my/{code}/correct/", {"newborn.name": ""})
    assert [target for target, _ in errors_of(read(refused))] == ["#f-newborn-name"]
    assert citizen.post(f"/my/{code}/correct/", {"newborn.name": "小红"}).url == f"/my/{code}/"
    after = cases.get_case(by=actor("citizen"), code=code, today=AT.date())
    assert (after.ref.phase, after.marks) == ("submitted", ())
    assert complaints(case) == []


def test_supplement_when_a_material_is_owed_then_it_can_be_handed_in_with_its_day_shown(citizen):
    code = submit(citizen)
    act("clerk", code, do="accept", owed=("household.head_page",))
    text = citizen.get(f"/my/{code}/supplement/").content.decode()
    assert "2026年3月4日" in text
    citizen.post(f"/my/{code}/supplement/", {"household.head_page": upload()})
    after = cases.get_case(by=actor("citizen"), code=code, today=AT.date())
    assert after.owed == ()
    value = next(value.value for value in after.values if value.element == "household.head_page")
    file = citizen.get(f"/my/{code}/files/{value['sha']}/")
    assert b"".join(file.streaming_content) == PDF
    assert "attachment" in file.headers["Content-Disposition"]


def test_withdraw_when_confirmed_then_the_case_is_closed_and_cannot_be_withdrawn_again(citizen):
    code = submit(citizen)
    assert complaints(citizen.get(f"/my/{code}/withdraw/")) == []
    citizen.post(f"/my/{code}/withdraw/", {"because": "不办了"})
    assert cases.get_case(by=actor("citizen"), code=code, today=AT.date()).ref.phase == "withdrawn"
    assert citizen.get(f"/my/{code}/withdraw/").status_code == 302


def test_case_when_it_is_somebody_elses_then_it_does_not_exist(citizen, sign_in):
    code = submit(citizen)
    neighbour = sign_in("neighbour")
    for page in ("", "receipt/", "correct/", "supplement/", "withdraw/", "rate/"):
        assert neighbour.get(f"/my/{code}/{page}").status_code == 404


def test_draft_when_it_is_somebody_elses_then_it_does_not_exist(citizen, sign_in):
    draft = begin(citizen)
    neighbour = sign_in("neighbour")
    for page in ("", "check/", "delete/"):
        assert neighbour.get(f"{draft}{page}").status_code == 404
    assert neighbour.post(f"{draft}delete/").status_code == 404
    assert citizen.get(draft).status_code == 200


def decide_everything(code: str, reject: str, because: str, numbers: bool = False) -> None:
    """Let every unit decide what is open to it, round by round, until nothing is; then hand over the results."""
    flow = services.get_flow(cases.get_case(by=actor("citizen"), code=code, today=AT.date()).flow)
    for _ in flow.branches:
        open_now = {
            step.item for step in cases.track_case(code=code, today=AT.date()).steps if step.status == "open"
        }
        for branch in flow.branches:
            if branch.item in open_now:
                unit = orgs.unit_filling(branch.unit, COUNTY, branch.level)
                officer = Actor(
                    account=actor("officer").account, role="officer", unit=str(unit.id), unit_role=branch.unit,
                    division=unit.division,
                )  # fmt: skip
                verb = "reject" if branch.item == reject else "approve"
                issued = {element: f"NO-{element}" for element in branch.issues} if numbers else {}
                event = Event(
                    do=verb, item=branch.item, because=because if verb == "reject" else "", data=issued
                )
                case_id = cases.get_case(by=actor("citizen"), code=code, today=AT.date()).ref.id
                cases.act_on_case(by=officer, case_id=case_id, event=event, now=AT)
    act("clerk", code, do="deliver")


def test_results_when_one_is_refused_then_its_grounds_and_the_appeal_stand_there_and_the_case_can_be_rated(
    citizen,
):
    code = submit(citizen)
    act("clerk", code, do="accept")
    decide_everything(code, reject="expense-claim", because="参保时间不足")
    answer = citizen.get(f"/my/{code}/")
    assert "参保时间不足" in answer.content.decode()
    assert "行政复议" in answer.content.decode()
    assert complaints(answer) == []
    empty = citizen.post(f"/my/{code}/rate/", {"grade": "6"})
    assert [target for target, _ in errors_of(read(empty))] == ["#f-grade"]
    assert complaints(empty) == []
    citizen.post(f"/my/{code}/rate/", {"grade": "5", "because": "很快"})
    assert cases.get_case(by=actor("citizen"), code=code, today=AT.date()).grade == 5
    assert citizen.get(f"/my/{code}/rate/").status_code == 302
