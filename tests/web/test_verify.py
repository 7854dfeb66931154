"""The public pages about e-licences: checking by identifier, QR code and file; keys and status lists."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from fpdf import FPDF

from guantong.core.papers.lookup_paper import draw_lookup_proof
from guantong.core.papers.pdf_signing import sign_pdf
from guantong.modules.licences import public as licences
from guantong.project import clock
from tests.core.papers.authority import Authority
from tests.core.papers.samples import lookup_proof, needs_font
from tests.modules.licences.office import COMPANY
from tests.web.licence_desk import LicenceDesk
from tests.web.page_reader import complaints, errors_of, read

pytestmark = pytest.mark.django_db
HOLDER, PLACE = "云歌文化有限公司", "文三路478号"


@pytest.fixture
def desk(db, at, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with clock.fixed(at):
        yield LicenceDesk(at)


def text_of(answer) -> str:
    return " ".join(read(answer).xpath("string(//main)").split())


def state_of(answer) -> str:
    assert complaints(answer) == []
    return read(answer).xpath("string(//section[contains(@class,'verdict')]//h1)")


def marks_of(answer) -> list[str]:
    return read(answer).xpath("//ol[@class='check-steps']/li/@class")


def upload(client, content: bytes, name: str = "licence"):
    return client.post("/verify/", {"file": SimpleUploadedFile(name, content)})


def papers_of(desk, row) -> licences.Paper:
    return licences.paper_of(by=desk.owner, identifier=row.identifier, today=desk.now.date())


def test_verify_when_opened_then_asks_and_keeps_the_rules_of_markup(desk):
    answer = desk.browser().get("/verify/")
    assert answer.status_code == 200
    assert complaints(answer) == []


def test_verify_when_an_identifier_is_typed_with_spaces_then_leads_to_the_page_of_the_licence(desk):
    row = desk.issue()
    answer = desk.browser().post("/verify/", {"code": f"  {row.identifier[:30]} {row.identifier[30:]} "})
    assert answer.status_code == 302
    assert answer.url == reverse("verify-licence", args=[row.identifier])


def test_verify_when_asked_by_identifier_then_tells_state_kind_and_issuer_and_nothing_of_the_holder_s(desk):
    person = desk.account("某明远", id_number="330106199001011239")
    holder = licences.Holder(
        name="某明远", code="330106199001011239", code_type="id-number", account=person.account
    )
    row = desk.issue(holder=holder)
    answer = desk.browser().get(reverse("verify-licence", args=[row.identifier]))
    text = text_of(answer)
    assert (answer.status_code, state_of(answer)) == (200, "有效")
    assert "娱乐经营许可证" in text
    assert "西湖区市场监督管理局" in text
    assert "某**" in text
    for secret in ("某明远", "330106199001011239", PLACE, row.number):
        assert secret not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert "凭标识只能查到" in text


def test_verify_when_the_state_changes_then_the_page_says_so_at_once(desk):
    row, visitor = desk.issue(), desk.browser()
    page = reverse("verify-licence", args=[row.identifier])
    assert state_of(visitor.get(page)) == "有效"
    desk.change(row, "suspend")
    assert state_of(visitor.get(page)) == "已暂扣"
    assert "no" in marks_of(visitor.get(page))
    desk.change(row, "restore")
    assert state_of(visitor.get(page)) == "有效"
    proposal = licences.propose_revocation(
        by=desk.officer, identifier=row.identifier, because="材料不实", now=desk.now
    )
    assert state_of(visitor.get(page)) == "有效"
    licences.revoke(by=desk.second, proposal_id=proposal.id, now=desk.now)
    answer = visitor.get(page)
    assert state_of(answer) == "已撤销"
    assert "verdict danger" in answer.content.decode()
    assert "材料不实" not in answer.content.decode()


def test_verify_when_a_copy_was_withdrawn_then_says_that_and_the_licence_itself_holds(desk):
    row = desk.issue()
    copy, visitor = desk.copy(row), desk.browser()
    page = reverse("verify-licence", args=[copy.reference])
    assert state_of(visitor.get(page)) == "有效"
    licences.withdraw_copy(by=desk.owner, reference=copy.reference, now=desk.now)
    assert state_of(visitor.get(page)) == "加注件已收回"
    assert state_of(visitor.get(reverse("verify-licence", args=[row.identifier]))) == "有效"


def test_verify_when_nothing_like_it_was_issued_then_says_so_with_404(desk):
    known = "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F"
    for reference in (known, known[:-1] + "G", "nonsense", "1.2.3"):
        answer = desk.browser().get(reverse("verify-licence", args=[reference]))
        assert (answer.status_code, state_of(answer)) == (404, "查无此证")


def test_verify_when_a_token_or_a_record_is_uploaded_then_shows_what_stands_in_it(desk):
    row = desk.issue()
    paper, visitor = papers_of(desk, row), desk.browser()
    for content in (paper.token, paper.record):
        answer = upload(visitor, content.encode())
        assert (answer.status_code, state_of(answer)) == (200, "有效")
        assert set(marks_of(answer)) == {"yes"}
        for told in (HOLDER, COMPANY, PLACE, row.number):
            assert told in text_of(answer)
        assert "以上内容都来自您上传的文件" in text_of(answer)


def test_verify_when_a_token_is_pasted_then_it_is_checked_like_a_file(desk):
    paper = papers_of(desk, desk.issue())
    assert state_of(desk.browser().post("/verify/", {"code": f"\n{paper.token}\n"})) == "有效"


def test_verify_when_a_record_was_changed_then_it_fails_at_the_signature(desk):
    paper = papers_of(desk, desk.issue())
    answer = upload(desk.browser(), paper.record.replace(PLACE, "文三路479号").encode())
    assert state_of(answer) == "核验不通过"
    assert "no" in marks_of(answer)
    assert "数字签名不成立" in text_of(answer)


@needs_font
def test_verify_when_a_pdf_is_uploaded_then_its_seal_is_checked_and_a_changed_one_fails(desk):
    row = desk.issue()
    pdf = licences.signed_pdf(by=desk.owner, identifier=row.identifier, now=desk.now)
    visitor = desk.browser()
    answer = upload(visitor, pdf, "licence.pdf")
    assert state_of(answer) == "有效"
    assert "整个文件由西湖区市场监督管理局签章" in text_of(answer)
    assert HOLDER in text_of(answer)
    at = pdf.index(b"/MediaBox")
    broken = upload(visitor, pdf[:at] + b"/MediaBax" + pdf[at + 9 :], "licence.pdf")
    assert state_of(broken) == "核验不通过"
    assert HOLDER not in text_of(broken)
    desk.change(row, "suspend")
    assert state_of(upload(visitor, pdf, "licence.pdf")) == "已暂扣"


def test_verify_when_a_pdf_of_another_installation_is_uploaded_then_it_is_not_called_changed_and_says_where_to_ask(
    desk,
):
    authority = Authority("Another city", unit=desk.market.name)
    page = FPDF()
    page.add_page()
    pdf = sign_pdf(bytes(page.output()), authority.key, authority.chain, reason="issue", at=desk.now)
    answer = upload(desk.browser(), pdf, "licence.pdf")
    assert state_of(answer) == "不是本平台签章，在这里不能核验"
    assert marks_of(answer) == ["yes", "open", "no"]
    text = text_of(answer)
    assert f"签章自称“{desk.market.name}”，在这里不能证实" in text
    assert "请到制作它的平台网站核验" in text
    assert "内容被改动过" not in text
    at = pdf.index(b"/MediaBox")
    changed = upload(desk.browser(), pdf[:at] + b"/MediaBax" + pdf[at + 9 :], "licence.pdf")
    assert state_of(changed) == "核验不通过"


@needs_font
def test_verify_when_a_sealed_proof_that_is_no_licence_is_uploaded_then_only_its_seal_is_confirmed(desk):
    pdf = licences.seal_pdf(
        pdf=draw_lookup_proof(lookup_proof()), unit_code=desk.market.uscc, unit_name=desk.market.name, reason="lookup",
        now=desk.now,
    )  # fmt: skip
    answer = upload(desk.browser(), pdf)
    assert state_of(answer) == "签章成立（不是证照）"
    assert "整个文件由西湖区市场监督管理局签章" in text_of(answer)
    assert state_of(upload(desk.browser(), pdf + b" ")) == "查无此证"


@pytest.mark.parametrize(
    "content", [b"\x00\xff\xfe", b"%PDF-1.7\nnothing", b"{}", b"a.b.c", b"[" * 5000, "证".encode()]
)
def test_verify_when_the_file_is_something_else_then_says_that_it_is_unknown(desk, content):
    answer = upload(desk.browser(), content)
    assert (answer.status_code, state_of(answer)) == (200, "查无此证")


def test_verify_when_nothing_or_an_empty_or_huge_file_is_sent_then_says_what_to_do(desk):
    visitor = desk.browser()
    for answer, field in (
        (visitor.post("/verify/", {"code": "  "}), "#f-code"),
        (upload(visitor, b""), "#f-file"),
        (upload(visitor, b"x" * (3 * 1024 * 1024 + 1)), "#f-file"),
    ):
        assert answer.status_code == 400
        assert [target for target, _ in errors_of(read(answer))] == [field]
        assert complaints(answer) == []


def test_verify_when_asked_too_often_then_answers_429_with_when_to_come_back(desk, settings):
    settings.LIMITS = {**settings.LIMITS, "verify": (3, 60)}
    visitor, row = desk.browser(), desk.issue()
    page = reverse("verify-licence", args=[row.identifier])
    assert [visitor.get(page).status_code for _ in range(3)] == [200] * 3
    answer = visitor.get(page)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


# ------------------------------------------------------------------------------------------------------- keys, status


def test_keys_when_nothing_was_issued_then_the_page_says_so_and_the_file_is_not_there(desk):
    visitor = desk.browser()
    assert "还没有密钥" in text_of(visitor.get("/keys/"))
    for name in ("keys-file", "key-set", "root-certificate"):
        assert visitor.get(reverse(name)).status_code == 404


def test_keys_when_published_then_all_are_listed_and_the_file_verifies_a_licence_without_us(desk):
    paper = papers_of(desk, desk.issue())
    visitor = desk.browser()
    answer = visitor.get("/keys/")
    assert complaints(answer) == []
    shown = read(answer).xpath("//td[@class='kid']/text()")
    assert sorted(shown) == sorted(row.kid.rpartition("#")[2] for row in licences.published_keys())
    assert len(shown) >= 3
    file = visitor.get(reverse("keys-file"))
    assert file.headers["Access-Control-Allow-Origin"] == "*"
    document = json.loads(file.content)
    fingerprint = "".join(read(answer).xpath("//p[@class='fingerprint']/text()")).replace(" ", "").lower()
    assert fingerprint == document["root"]["fingerprint"]
    assert visitor.get(reverse("root-certificate")).content.decode() == document["root"]["certificate"]
    assert paper.token.encode() not in file.content
    keys = json.loads(visitor.get(reverse("key-set")).content)
    assert keys == document["jwks"]
    assert not [key for key in keys["keys"] if "d" in key]


def test_keys_of_a_unit_when_fetched_then_are_the_document_that_tokens_point_into(desk):
    row = desk.issue()
    answer = desk.browser().get(reverse("key-owner", args=[row.issuer_code]))
    assert answer.status_code == 200
    assert json.loads(answer.content)["id"].endswith(f"/keys/{row.issuer_code}/")
    assert desk.browser().get(reverse("key-owner", args=["nobody"])).status_code == 404


def test_status_lists_when_fetched_then_are_signed_credentials_and_unknown_ones_are_not_there(desk):
    desk.issue()
    answer = desk.browser().get("/status/1/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/vc+jwt")
    assert answer.content.count(b".") == 2
    assert desk.browser().get("/status/999/").status_code == 404
