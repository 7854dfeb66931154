"""An e-licence from its holder to a stranger, and back out of the world by two officers, in a real browser."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
import segno

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.text import Text
from guantong.modules.identity import public as identity
from guantong.modules.licences import public as licences
from guantong.modules.orgs import public as orgs
from guantong.project.demo import accounts
from tests.core.papers.samples import needs_font
from tests.journeys.browsing import Person, offstage
from tests.journeys.conftest import AT

pytestmark = pytest.mark.django_db
SECOND, FIELD = "officer-second", "文三路478号"
_cases = count(900_001)


def issue() -> str:
    """Return the identifier of a licence of the enterprise; a second officer joins the unit that issued it."""
    unit = orgs.unit_filling("market-regulation", accounts.COUNTY, "county")
    company = accounts.enterprise(0, AT).actor
    known = identity.session_facts(company.account)
    if identity.find_account(SECOND) is None:
        row = identity.make_account(
            by=SYSTEM,
            handle=SECOND,
            kind="staff",
            name="审批员乙",
            password=accounts.PASSWORD,
            now=AT,
            invented=True,
        )
        identity.join_unit(
            by=SYSTEM, account_id=row.id, unit=unit.id, unit_role="market-regulation", division=accounts.COUNTY,
            role="officer", now=AT,
        )  # fmt: skip
    order = licences.Order(
        case_id=next(_cases), case_code="23456789ABCQ", scenario="open-ktv", item="food", item_title=Text("食品经营许可"),
        element="licence/food", name=Text("食品经营许可证", "Food licence"), type_code="001", number="食2026-1",
        unit_id=unit.id, division=accounts.COUNTY, decided_on=AT.date(), term_months=60,
        holder=licences.Holder(name=company.name, code=str(known["company.uscc"]), code_type="uscc", account=company.account),
        fields=(licences.Field(element="company.address", title=Text("经营场所", "Premises"), value=FIELD),),
    )  # fmt: skip
    return licences.issue(by=SYSTEM, orders=[order], now=AT)[0].identifier


@needs_font
def test_licence_when_copied_checked_and_revoked_by_two_then_a_stranger_reads_each_state(
    person, tmp_path: Path
):
    identifier = offstage(issue)

    # The holder opens the licence; its QR code leads to the page that checks it.
    holder = person("enterprise", width=390)
    holder.go("/my/licences/")
    holder.page.locator("li.licence-card a", has_text="食品经营许可证").first.click()
    holder.reads("食品经营许可证", FIELD, identifier, "有效")
    verify_at = holder.page.url.split("/my/")[0] + f"/verify/{identifier}/"
    drawn = segno.make(verify_at, error="m").svg_inline(scale=4, border=2, omitsize=True)
    path = drawn.split(' d="')[1].split('"')[0]
    assert holder.page.locator(".licence-foot .qr path").get_attribute("d") == path

    # A copy for one purpose, made without any script, and its PDF.
    plain = person("enterprise", script=False)
    plain.go(f"/my/licences/{identifier}/")
    plain.page.locator("aside a", has_text="制作加注件").click()
    plain.page.fill("[name=purpose]", "租赁商铺")
    plain.page.fill("[name=receiver]", "某商场")
    plain.page.fill("[name=until]", (AT + timedelta(days=30)).date().isoformat())
    plain.page.click("form.panel button")
    plain.reads("加注件已做好", "租赁商铺", "某商场")
    with plain.page.expect_download() as download:
        plain.page.locator("a", has_text="PDF 租赁商铺").or_(
            plain.page.locator(".lines a", has_text="PDF")
        ).first.click()
    file = tmp_path / "copy.pdf"
    download.value.save_as(file)
    if shutil.which("pdfsig"):
        told = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in told

    # A stranger scans the code: state and kind, and nothing that the licence carries. From the file: what stands in it.
    stranger = person(width=390)
    stranger.go(verify_at)
    stranger.reads("有效", "食品经营许可证", "这里没有告诉您的")
    assert FIELD not in stranger.page.content()
    stranger.go("/verify/")
    stranger.page.set_input_files("[name=file]", file)
    stranger.page.click("form.panel button")
    stranger.reads("有效", "租赁商铺", "某商场", FIELD, "PDF 签章")
    stranger.go("/verify/")
    stranger.page.set_input_files(
        "[name=file]", {"name": "copy.pdf", "mimeType": "application/pdf", "buffer": file.read_bytes().replace(b"/MediaBox", b"/MediaBax", 1)}
    )  # fmt: skip
    stranger.page.click("form.panel button")
    stranger.reads("核验不通过")

    # One officer proposes, nothing has happened yet; the proposer cannot agree; a colleague does.
    first = person("officer")
    first.go("/desk/licences/")
    first.page.fill("[name=words]", identifier)
    first.page.click(".filters button")
    first.page.locator("tbody a").first.click()
    first.push("revoke", because="提交虚假材料取得许可")
    first.reads("等待本单位另一位同事同意")
    stranger.go(verify_at)
    stranger.reads("有效")
    first.go("/desk/proposals/")
    open_proposal(first, identifier)
    first.reads("这是您提出的申请")
    assert first.page.locator("button", has_text="同意并执行").count() == 0
    second = person(SECOND)
    second.go("/desk/proposals/")
    open_proposal(second, identifier)
    second.reads("提交虚假材料取得许可", identifier)
    second.page.locator("button", has_text="同意并执行").click()
    second.reads("已同意并执行")

    stranger.go(verify_at)
    stranger.reads("已撤销")
    assert "提交虚假材料取得许可" not in stranger.page.content()
    stranger.go("/verify/")
    stranger.page.set_input_files("[name=file]", file)
    stranger.page.click("form.panel button")
    stranger.reads("已撤销")
    holder.go("/my/licences/")
    holder.reads("已撤销")


def open_proposal(person: Person, about: str) -> None:
    """Open the proposal about a licence from the list of those that wait."""
    person.page.locator(".proposal", has_text=about).locator("a").first.click()
