"""The interface: what anybody reads, the way from a draft to a rated case, and how it says what is wrong."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.cases.actions import memory
from guantong.modules.identity import public as identity
from guantong.modules.sharing import public as sharing
from guantong.project import clock
from guantong.project.clock import ZONE
from tests.modules.cases.desk import ANSWERS, PDF, VENUE, XIHU, Desk
from tests.modules.cases.test_licences import publish
from tests.web.interface import Caller, Callers, codes

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Committed once, so that each test can roll back to it; emptied before the next module's tests."""
    with django_db_blocker.unblock(), clock.fixed(AT):
        desk = Desk(AT)
        made = desk, Callers(desk)
    yield made
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def desk(db, county, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    memory.forget_all()
    with clock.fixed(AT):
        yield county[0]


@pytest.fixture
def callers(desk, county) -> Callers:
    return county[1]


def form(caller: Caller, **more):
    """A form that is right, with its files uploaded over the interface."""
    deed, plan = (caller.upload(name, PDF + name.encode())[1]["value"] for name in ("deed.pdf", "plan.pdf"))
    number = id_number("legal_rep", 0)
    data = {
        "company.name": "西湖乐府", "legal_rep.id_number": number, "person.id_number": number,
        "premises.title_deed": deed, "premises.floor_plan": plan,
    }  # fmt: skip
    return data | more


def hand_in(caller: Caller, key: str = "one") -> dict:
    status, draft = caller.post(
        "/my/drafts", {"scenario": VENUE, "division": XIHU, "answers": ANSWERS, "data": form(caller)}
    )
    assert status == 201, draft
    status, ref = caller.post(f"/my/drafts/{draft['id']}/submission", {"confirmed": True}, key=key)
    assert status == 201, ref
    return ref | {"draft": draft["id"]}


# ------------------------------------------------------------------------------------------------------- anybody


def test_matters_when_listed_then_each_opens_to_its_questions(callers):
    status, page = callers.nobody.get("/matters")
    assert status == 200
    assert [card["scenario"] for card in page["items"]] == [VENUE]
    assert page["next"] == ""
    status, matter = callers.nobody.get(f"/matters/{VENUE}", division=XIHU)
    assert status == 200
    assert {ask["name"] for ask in matter["asks"]} == set(ANSWERS)


def test_situation_when_answers_are_given_then_items_materials_form_plan_and_figures_follow(callers):
    status, found = callers.nobody.post(f"/matters/{VENUE}/situation", {"answers": ANSWERS, "division": XIHU})
    assert status == 200
    items = [item["item"] for item in found["items"]]
    assert {line["item"] for line in found["materials"]} <= set(items)
    assert set(found["form"]["required"]) <= set(found["form"]["properties"])
    assert {item["item"] for item in found["plan"]["items"]} == set(items)
    for figure in found["figures"]:
        if figure["name"] != "workdays":
            assert figure["before"] == sum(row["amount"] for row in figure["rows_before"])
    asked = {element for line in found["materials"] for element in line["asks"]}
    assert asked <= set(found["form"]["properties"])


def test_situation_when_answers_are_missing_then_every_one_is_named(callers):
    status, body = callers.nobody.post(f"/matters/{VENUE}/situation", {})
    assert status == 400
    assert sorted(codes(body)) == [("answer.missing", name) for name in sorted(ANSWERS)]


def test_guide_when_asked_for_in_english_then_it_is_in_english(callers):
    spoken = Caller(**{"Accept-Language": "en"})
    assert spoken.post(f"/matters/{VENUE}/guide", {})[1]["language"] == "en"
    assert callers.nobody.post(f"/matters/{VENUE}/guide", {})[1]["language"] == "zh"


def test_divisions_when_walked_down_then_each_knows_the_way_up(callers):
    status, top = callers.nobody.get("/divisions")
    assert (status, len(top["items"])) == (200, 1)
    assert callers.nobody.get("/divisions", under="330100000000")[0] == 200
    status, county = callers.nobody.get(f"/divisions/{XIHU}")
    assert [each["code"] for each in county["path"]] == ["330000000000", "330100000000", XIHU]
    assert callers.nobody.get("/divisions/990000000000")[0] == 404


# ------------------------------------------------------------------------------------------------------ problems


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [("/nowhere", 404, "api.no_address"), ("/my/cases", 401, "identity.not_signed_in"), ("/tracking/AAAA", 404, "ui.unknown_code")],
)  # fmt: skip
def test_interface_when_it_refuses_then_it_says_so_as_a_problem_with_a_code(callers, address, status, code):
    found, body = callers.nobody.get(address)
    assert (found, body["code"], body["status"]) == (status, code, status)
    assert body["detail"] == body["problems"][0]["detail"]


def test_interface_when_the_shape_is_wrong_then_every_mistake_is_told_at_its_place(callers):
    status, body = callers.company.post("/my/drafts", {"scenario": "No Such", "division": "33", "extra": 1})
    assert status == 422
    assert sorted(codes(body)) == [
        ("api.pattern", "body.division"), ("api.pattern", "body.scenario"), ("api.unknown_field", "body.extra"),
    ]  # fmt: skip


def test_interface_when_asked_in_english_then_the_problem_is_in_english(callers):
    said = {
        spoken: Caller(**{"Accept-Language": spoken}).get("/my/cases")[1]["detail"]
        for spoken in ("zh", "en-GB")
    }
    assert said["zh"] != said["en-GB"]
    assert said["en-GB"].isascii()


def test_interface_when_the_method_is_wrong_then_405_names_those_that_are_right(callers):
    answer = callers.nobody.client.delete("/api/v1/matters")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert answer.json()["code"] == "api.wrong_method"


def test_interface_when_sent_something_else_than_json_then_415(callers):
    answer = callers.nobody.client.post(
        f"/api/v1/matters/{VENUE}/situation", "a=b", content_type="text/plain"
    )
    assert answer.status_code == 415
    broken = callers.nobody.client.post(
        f"/api/v1/matters/{VENUE}/situation", "{", content_type="application/json"
    )
    assert (broken.status_code, broken.json()["code"]) == (400, "api.unreadable")


# ----------------------------------------------------------------------------------------- from a draft to a rating


def test_draft_when_checked_then_everything_that_is_missing_is_told_at_once(callers):
    _, draft = callers.company.post("/my/drafts", {"scenario": VENUE, "division": XIHU, "answers": ANSWERS})
    status, found = callers.company.get(f"/my/drafts/{draft['id']}/check")
    assert status == 200
    assert len(found["problems"]) > 1
    assert {problem["where"] for problem in found["problems"]} <= set(draft["form"]["properties"])
    status, _ = callers.company.post(
        f"/my/drafts/{draft['id']}", {"data": form(callers.company)}, method="put"
    )
    assert status == 200
    assert callers.company.get(f"/my/drafts/{draft['id']}/check")[1] == {"problems": []}


def test_draft_when_it_is_another_persons_then_it_does_not_exist(callers):
    _, draft = callers.company.post("/my/drafts", {"scenario": VENUE, "division": XIHU, "answers": ANSWERS})
    for send in (
        lambda: callers.other.get(f"/my/drafts/{draft['id']}"),
        lambda: callers.other.post(f"/my/drafts/{draft['id']}", {"data": {}}, method="put"),
        lambda: callers.other.post(f"/my/drafts/{draft['id']}/submission", {"confirmed": True}, key="k"),
        lambda: callers.other.post(f"/my/drafts/{draft['id']}", method="delete"),
    ):
        assert send()[0] == 404
    assert callers.company.get(f"/my/drafts/{draft['id']}")[0] == 200


def test_submission_when_sent_again_with_the_same_key_then_the_same_case_answers(callers):
    ref = hand_in(callers.company)
    again = callers.company.post(f"/my/drafts/{ref['draft']}/submission", {"confirmed": True}, key="one")
    assert again == (201, {name: ref[name] for name in ("id", "code", "version", "phase")})
    assert len(callers.company.get("/my/cases")[1]["items"]) == 1
    assert (
        callers.company.post(f"/my/drafts/{ref['draft']}/submission", {"confirmed": True}, key="two")[0]
        == 404
    )


def test_submission_when_it_has_no_key_then_it_is_refused(callers):
    status, body = callers.company.post("/my/drafts/1/submission", {"confirmed": True})
    assert (status, codes(body)) == (422, [("api.missing", "header.Idempotency-Key")])


def test_case_when_worked_on_over_the_interface_then_it_goes_the_whole_way(callers):
    ref = hand_in(callers.company)
    assert [row["id"] for row in callers.clerk.get("/window/cases")[1]["items"]] == [ref["id"]]
    marked = {
        "do": "return",
        "fields": ["company.name"],
        "reasons": {"company.name": "与产权证不符"},
        "because": "补正",
    }
    assert callers.clerk.post(f"/window/cases/{ref['id']}/acts", marked)[0] == 200
    status, mine = callers.company.get(f"/my/cases/{ref['code']}")
    assert (status, [mark["element"] for mark in mine["marks"]]) == (200, ["company.name"])
    corrected = {"data": {"company.name": "西湖新乐府"}, "version": mine["ref"]["version"]}
    assert callers.company.post(f"/my/cases/{ref['code']}/corrections", corrected)[0] == 200
    accept = {"do": "accept", "version": 99}
    status, stale = callers.clerk.post(f"/window/cases/{ref['id']}/acts", accept)
    assert (status, stale["code"]) == (409, "cases.stale")
    assert callers.clerk.post(f"/window/cases/{ref['id']}/acts", {"do": "accept"}, key="a")[0] == 200
    once = callers.clerk.post(f"/window/cases/{ref['id']}/acts", {"do": "accept"}, key="a")
    assert once[0] == 200  # the same key: the same answer, not a second acceptance
    assert callers.clerk.post(f"/window/cases/{ref['id']}/acts", {"do": "accept"}, key="b")[0] == 400
    tasks = callers.officer.get("/desk/tasks")[1]["items"]
    assert [task["item"] for task in tasks] == ["registration"]
    address = f"/desk/tasks/{ref['id']}/registration"
    status, body = callers.officer.post(f"{address}/acts", {"do": "approve", "data": {"stranger.name": "x"}})
    assert (status, codes(body)) == (
        400,
        [("form.not_asked", "stranger.name"), ("form.missing", "company.uscc")],
    )
    issued = {"company.uscc": uscc_number("company", 0)}
    assert callers.officer.post(f"{address}/acts", {"do": "approve", "data": issued})[0] == 200
    assert callers.nobody.get(f"/tracking/{ref['code']}")[1]["phase"] == "handling"
    withdrawn = callers.company.post(f"/my/cases/{ref['code']}/withdrawal", {"because": "不办了"})
    assert withdrawn[0] in (200, 400)


def test_task_when_another_unit_asks_then_it_does_not_exist(callers):
    ref = hand_in(callers.company)
    callers.clerk.post(f"/window/cases/{ref['id']}/acts", {"do": "accept"})
    assert callers.police.get(f"/desk/tasks/{ref['id']}/registration")[0] == 404
    finding = {"do": "inspect"}
    status, body = callers.officer.post(f"/desk/tasks/{ref['id']}/registration/acts", finding)
    assert (status, codes(body)) == (400, [("api.missing", "body.passed")])


def test_reads_when_a_source_was_read_then_the_person_sees_each_once_page_by_page(callers, desk):
    number = uscc_number("company", 0)
    for purpose in ("一", "二", "三"):
        sharing.read(
            resource="companies", key=number, elements=("address",), item="registration", case_chain="case:1", by=desk.clerk(),
            law="某法", purpose=purpose, now=desk.at,
        )  # fmt: skip
    first = callers.company.get("/my/reads", limit=2)[1]
    second = callers.company.get("/my/reads", limit=2, after=first["next"])[1]
    assert [row["purpose"] for row in first["items"] + second["items"]] == ["三", "二", "一"]
    assert second["next"] == ""
    assert callers.other.get("/my/reads")[1]["items"] == []


def test_interface_when_called_too_often_then_it_says_how_long_to_wait(callers, settings):
    settings.LIMITS = {**settings.LIMITS, "api": (2, 60)}
    answers = [callers.nobody.client.get("/api/v1/matters", REMOTE_ADDR="203.0.113.9") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert callers.company.get("/my/cases")[0] == 200  # counted by account, not with the stranger


def test_answers_when_they_are_somebodys_then_nobody_keeps_them(callers):
    own = callers.company.client.get("/api/v1/my/cases").headers["Cache-Control"]
    assert "no-store" in own
    assert "no-store" not in callers.nobody.client.get("/api/v1/matters").headers["Cache-Control"]


# --------------------------------------------------------------------------------------------------- how one enters


@pytest.fixture
def make_token(desk):
    def make(scope: str, by=None, days: int = 30):
        made = identity.make_token(
            by=by or desk.company, name="记账软件", scope=scope, days=days, now=desk.at, wall=clock.wall()
        )  # fmt: skip
        return made, Caller(Authorization=f"Bearer {made.secret}")

    return make


def test_token_when_it_may_read_then_it_reads_and_changes_nothing(callers, make_token):
    _, program = make_token("read")
    assert program.get("/my/cases")[0] == 200
    status, body = program.post("/my/drafts", {"scenario": VENUE, "division": XIHU, "answers": ANSWERS})
    assert (status, body["code"]) == (403, "identity.token_scope")


def test_token_when_it_may_write_then_no_csrf_token_is_wanted(desk, make_token):
    made, _ = make_token("write")
    program = Caller(Client(enforce_csrf_checks=True), Authorization=f"Bearer {made.secret}")
    assert program.post("/my/drafts", {"scenario": VENUE, "division": XIHU, "answers": ANSWERS})[0] == 201


def test_token_when_ended_late_or_made_up_then_the_answer_is_the_same(desk, make_token):
    made, program = make_token("read", days=1)
    identity.end_token(by=desk.company, token_id=made.row.id, now=desk.at)
    _, late = make_token("read", days=1)
    strangers = [program, Caller(Authorization="Bearer gt_made-up")]
    answers = [stranger.get("/my/cases") for stranger in strangers]
    with clock.fixed_wall(clock.wall() + timedelta(days=2)):
        answers.append(late.get("/my/cases"))
    assert {(status, body["code"]) for status, body in answers} == {(401, "identity.token_unknown")}


def test_browser_when_it_has_no_csrf_token_then_nothing_is_changed(desk, callers):
    client = Client(enforce_csrf_checks=True)
    client.cookies = callers.company.client.cookies
    browser = Caller(client)
    new = {"scenario": VENUE, "division": XIHU, "answers": ANSWERS}
    status, body = browser.post("/my/drafts", new)
    assert (status, body["code"]) == (403, "api.form_token")
    browser.headers = {"X-CSRFToken": browser.get("/session")[1]["csrf_token"]}
    assert browser.post("/my/drafts", new)[0] == 201


def test_contract_when_read_then_it_is_openapi_31_and_every_address_is_in_it(callers):
    from guantong.project.routes import find_routes

    found = callers.nobody.get("/openapi.json")[1]
    assert found["openapi"].startswith("3.1.")
    served = {route.address.replace("<", "{").replace(">", "}") for route in find_routes() if route.machine}
    assert set(found["paths"]) == served
    named = [one["operationId"] for methods in found["paths"].values() for one in methods.values()]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("address", ["/api/", "/api/problems/"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_for_programmers_when_opened_then_nothing_is_unsaid(callers, address, language):
    client = callers.nobody.client
    client.cookies["guantong_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    assert "[api-" not in answer.content.decode()


# ----------------------------------------------------------------------------------------------------------- licences


def test_licence_when_issued_then_anybody_checks_it_by_identifier_and_by_content(callers, desk):
    from guantong.modules.licences import public as licences

    publish(desk)
    desk.delivered()
    status, found = callers.company.get("/my/licences")
    assert status == 200
    assert found["items"]
    licence = found["items"][0]
    assert callers.other.get("/my/licences")[1]["items"] == []
    status, verdict = callers.nobody.get(f"/licences/{licence['identifier']}")
    assert (status, verdict["valid"], verdict["said"]["carried"]) == (200, True, [])
    token = licences.paper_of(by=desk.company, identifier=licence["identifier"], today=desk.at.date()).token
    assert callers.nobody.post("/verifications", {"content": token})[1]["valid"] is True
    head, body, signature = token.split(".")
    forged = f"{head}.{body}.{signature[::-1]}"
    status, verdict = callers.nobody.post("/verifications", {"content": forged})
    assert (status, verdict["valid"]) == (200, False)
    keys = callers.nobody.get("/keys")[1]
    assert {key["algorithm"] for key in keys["items"]} >= {"sm2", "ed25519"}
    assert keys["document"]


def test_licence_when_made_up_then_it_is_unknown(callers):
    status, verdict = callers.nobody.get("/licences/1.2.156.3005.2.NONE")
    assert (status, verdict["valid"], verdict["state"]) == (200, False, "unknown")
    assert callers.nobody.get("/status-lists/999999")[0] == 404
