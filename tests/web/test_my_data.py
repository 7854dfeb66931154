"""My data and one identity as pages: what is shown to whom, what is taken away as a file, and how one objects."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import id_number
from guantong.modules.cases.models import Case
from guantong.modules.identity.models import Account
from guantong.modules.services import public as services
from guantong.modules.sharing import public as sharing
from tests.web.conftest import AT, COUNTY, SCENARIOS
from tests.web.page_reader import complaints, errors_of, form_of, posted, read

NUMBER = id_number("applicant", 5)
RECORD = "企业职工养老保险，累计缴费86个月"
READ = "西湖区人力资源和社会保障局"


@pytest.fixture
def published(pages):
    packages = [read_package(SCENARIOS / name) for name in ("one-identity", "data-objection")]
    for package in packages:
        services.publish(package=package, by=SYSTEM, now=AT)
    held = {"record": RECORD, "kind": "职工"}
    sharing.write_records(resource="social-insurance", records={NUMBER: held}, by=SYSTEM, now=AT)
    # The account of the person at the window has a number of its own in this world.
    Account.objects.filter(handle="citizen").update(id_number=NUMBER)
    return pages


def at_window(sign_in, **changes):
    client = sign_in("clerk")
    page = read(client.get("/window/one-id/one-identity/"))
    data = posted(page.forms[-1]) | {
        "ask.wants": "social-insurance", "number": NUMBER, "name": "某citizen", "present": "yes", "because": "本人到窗口办理",
    } | changes  # fmt: skip
    return client, client.post("/window/one-id/one-identity/", data)


def test_window_when_it_opens_the_page_then_sees_the_matters_and_what_will_be_read(published, sign_in):
    client = sign_in("clerk")
    answer = client.get("/window/one-id/")
    assert complaints(answer) == []
    assert "/window/one-id/one-identity/" in read(answer).xpath("//a/@href")
    answer = client.get("/window/one-id/one-identity/")
    assert complaints(answer) == []
    assert "社会保险参保缴费记录" in answer.content.decode()
    assert client.get("/window/one-id/newborn/").status_code == 404


def test_window_when_the_card_is_shown_then_only_what_was_granted_is_shown_with_its_proof(published, sign_in):
    client, answer = at_window(sign_in)
    ref = Case.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/window/{ref.pk}/one-id/")
    done = client.get(answer.url)
    assert complaints(done) == []
    text = done.content.decode()
    assert RECORD in text
    assert NUMBER not in text
    proof = client.get(f"/files/{ref.pk}/proofs/1/")
    assert proof.headers["Content-Type"] == "application/pdf"
    assert proof.content.startswith(b"%PDF-")
    assert f"/files/{ref.pk}/proofs/1/" in read(client.get(f"/window/{ref.pk}/")).xpath("//a/@href")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"present": ""}, "#f-present"),
        ({"because": ""}, "#f-because"),
        ({"number": "123"}, "#f-number"),
        ({"name": ""}, "#f-name"),
        ({"ask.wants": ""}, "#f-ask-wants"),
    ],
)
def test_window_when_something_is_missing_then_says_so_at_the_field_and_nothing_is_read(
    published, sign_in, changes, field
):
    _, answer = at_window(sign_in, **changes)
    assert answer.status_code == 400
    assert complaints(answer) == []
    assert [target for target, _ in errors_of(read(answer))] == [field]
    assert not Case.objects.exists()
    assert sharing.reads_about(NUMBER) == ()


def test_window_when_everything_is_missing_then_says_it_all_at_once_each_at_its_field(published, sign_in):
    nothing = dict.fromkeys(("ask.wants", "number", "name", "present", "because"), "")
    _, answer = at_window(sign_in, **nothing)
    assert answer.status_code == 400
    assert complaints(answer) == []
    page = read(answer)
    fields = {"#f-ask-wants", "#f-number", "#f-name", "#f-present", "#f-because"}
    assert {target for target, _ in errors_of(page)} == fields
    assert len(errors_of(page)) == len(fields)
    assert not Case.objects.exists()
    _, answer = at_window(sign_in, name="别人的名字", because="")
    assert {target for target, _ in errors_of(read(answer))} == {"#f-name", "#f-because"}
    assert sharing.reads_about(NUMBER) == ()


@pytest.mark.parametrize("who", ["citizen", "officer", "manager", "enterprise"])
def test_window_when_others_try_then_there_is_no_way_in(published, sign_in, who):
    client = sign_in(who)
    for address in ("/window/one-id/", "/window/one-id/one-identity/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {"number": NUMBER}).status_code == 403
    assert sharing.reads_about(NUMBER) == ()


# ------------------------------------------------------------------------------------------------------------ my data


@pytest.mark.parametrize("cookies", [{}, {"guantong_language": "en", "guantong_text": "large"}])
def test_my_data_when_read_at_the_window_then_the_person_sees_who_what_and_why(published, sign_in, cookies):
    at_window(sign_in)
    client = sign_in("citizen")
    for name, value in cookies.items():
        client.cookies[name] = value
    answer = client.get("/my/data/")
    assert complaints(answer) == []
    text = answer.content.decode()
    assert READ in text
    assert "第七十四条" in text
    assert Case.objects.get().code[:4] in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_my_data_when_no_case_came_of_it_then_says_so_once_an_occasion_and_hides_no_read(
    published, sign_in, language
):
    sharing.set_silent(resource="social-insurance", because="维护", by=SYSTEM, now=AT)
    for _ in range(2):
        at_window(sign_in)
    reads = sharing.reads_about(NUMBER)
    client = sign_in("citizen")
    client.cookies["guantong_language"] = language
    answer = client.get("/my/data/")
    assert complaints(answer) == []
    page = read(answer)
    links = {f"/my/data/r{one.id}/object/" for one in reads}
    assert links <= set(page.xpath("//a/@href"))
    text = page.text_content()
    said = {"zh": "这次没有办成，没有立成办件", "en": "It came to nothing and no case was opened"}[language]
    assert text.count(said) == 2 < len(reads)


def test_my_data_when_another_looks_then_sees_none_of_it_and_may_object_to_none(published, sign_in):
    at_window(sign_in)
    read_id = sharing.reads_about(NUMBER)[0].id
    client = sign_in("neighbour")
    assert READ not in client.get("/my/data/").content.decode()
    for method in (client.get, client.post):
        assert method(f"/my/data/r{read_id}/object/").status_code == 404
    for address in ("/my/data/csv/", "/my/data/json/"):
        assert READ not in client.get(address).content.decode()


def test_my_data_when_staff_opened_the_case_then_that_is_shown_too(published, sign_in):
    clerk, _ = at_window(sign_in)
    clerk.get(f"/window/{Case.objects.get().pk}/")
    text = sign_in("citizen").get("/my/data/").content.decode()
    assert "窗口人员打开看过" in text
    assert text.count("窗口人员打开看过") == 1


def test_my_data_when_exported_then_both_files_hold_every_line(published, sign_in):
    at_window(sign_in)
    client = sign_in("citizen")
    table = list(csv.reader(StringIO(client.get("/my/data/csv/").content.decode("utf-8-sig"))))
    data = json.loads(client.get("/my/data/json/").content)
    assert len(table) - 1 == len(data["uses"]) == 2
    assert READ in {row["unit"] for row in data["uses"]}
    only = json.loads(client.get("/my/data/json/", {"unit": READ}).content)["uses"]
    assert {row["unit"] for row in only} == {READ}
    assert client.get("/my/data/json/", {"year": "2019"}).json()["uses"] == []


def test_my_data_when_the_person_objects_then_the_form_is_prefilled_and_its_state_stands_at_the_line(
    published, sign_in
):
    at_window(sign_in)
    read_id = next(one.id for one in sharing.reads_about(NUMBER) if one.resource == "social-insurance")
    client = sign_in("citizen")
    client.cookies["guantong_division"] = COUNTY
    answer = client.get(f"/my/data/r{read_id}/object/")
    assert complaints(answer) == []
    assert READ in answer.content.decode()
    begun = client.post(f"/my/data/r{read_id}/object/")
    assert begun.url.startswith("/my/drafts/")
    page = read(client.get(begun.url))
    form = (
        form_of(page, begun.url)
        if any((f.get("action") or "") == begun.url for f in page.forms)
        else page.forms[-1]
    )
    data = posted(form)
    assert "objection.read" not in data
    number = page.xpath("//*[@id='f-objection-read']//b")[0].text
    assert number.startswith(f"R{read_id}-")
    changed = client.post(begun.url, {**data, "objection.read": f"R{read_id}-00000000"})
    assert next(target for target, _ in errors_of(read(changed))) == "#f-objection-read"
    assert complaints(changed) == []
    assert read(changed).xpath("//*[@id='f-objection-read']//b")[0].text == number
    data |= {"objection.kind": "unknown", "objection.because": "我没有办过"}
    checked = client.post(begun.url, data)
    assert checked.url.endswith("/check/")
    done = client.post(checked.url, posted(read(client.get(checked.url)).forms[-1]) | {"confirm": "yes"})
    case = Case.objects.get(scenario="data-objection")
    assert done.url == f"/my/{case.code}/receipt/"
    shown = client.get("/my/data/")
    assert complaints(shown) == []
    assert f"/my/{case.code}/" in read(shown).xpath("//a/@href")


def test_my_data_when_the_person_objects_before_choosing_a_county_then_is_led_back_to_that_read(
    published, sign_in
):
    at_window(sign_in)
    read_id = next(one.id for one in sharing.reads_about(NUMBER) if one.resource == "social-insurance")
    client, address = sign_in("citizen"), f"/my/data/r{read_id}/object/"
    assert "请先选择所在的县" in client.get(address).content.decode()
    asked = client.post(address).url
    assert asked.startswith("/division/?next=")
    form = posted(read(client.get(f"{asked}&at={COUNTY}")).forms[-1])
    assert client.post("/division/", form).url == address
    assert client.post(address).url.startswith("/my/drafts/")


def test_my_data_when_nobody_has_read_anything_then_says_so(published, sign_in):
    answer = sign_in("neighbour").get("/my/data/?year=2020&unit=x&after=zzz")
    assert answer.status_code == 200
    assert complaints(answer) == []
    assert "没有人查询过" in answer.content.decode()
