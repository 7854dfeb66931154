"""Signed PDF: held by our check, by pyHanko's own validator and by pdfsig; broken by any changed byte; harmless from a stranger."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from guantong.core.papers.pdf_signing import attached_files, check_pdf, is_pdf, sign_pdf
from tests.core.papers.authority import Authority

AT = datetime(2026, 3, 30, 2, 0, tzinfo=UTC)


def small_pdf() -> bytes:
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=20)
    page.text(20, 20, "A licence")
    page.embed_file(basename="licence.vc.jwt", bytes=b"a.b.c")
    return bytes(page.output())


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def signed(authority) -> bytes:
    return sign_pdf(small_pdf(), authority.key, authority.chain, reason="颁发电子证照", at=AT)


def test_pdf_when_signed_then_it_holds_with_signer_and_moment(signed, authority):
    seal = check_pdf(signed, [authority.root])
    assert seal.holds
    assert (seal.signer, seal.signed_at) == ("某区市场监督管理局", AT)
    assert seal.certificate.replace("\n", "") == authority.own.replace("\n", "")
    assert attached_files(signed) == {"licence.vc.jwt": b"a.b.c"}


def test_pdf_when_checked_against_another_root_then_it_is_intact_and_not_trusted(signed):
    seal = check_pdf(signed, [Authority("Somebody else").root])
    assert (seal.intact, seal.trusted, seal.holds) == (True, False, False)


def test_pdf_when_another_root_bears_the_same_name_then_it_is_not_trusted(signed):
    assert not check_pdf(signed, [Authority().root]).holds


def test_pdf_when_validated_by_pyhanko_itself_then_it_says_the_same(signed, authority):
    [root] = load_certs_from_pemder_data(authority.root.encode())
    [found] = PdfFileReader(BytesIO(signed)).embedded_signatures
    status = validate_pdf_signature(
        found, ValidationContext(trust_roots=[root], moment=AT, allow_fetching=False)
    )
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert str(found.sig_object["/Reason"]) == "颁发电子证照"


def test_pdf_when_read_by_poppler_then_its_signature_is_valid(signed, tmp_path):
    if not shutil.which("pdfsig"):
        pytest.skip("NOT RUN: pdfsig is not installed; install poppler-utils")
    (tmp_path / "signed.pdf").write_bytes(signed)
    told = subprocess.run(
        ["pdfsig", tmp_path / "signed.pdf"], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told


@given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
@settings(max_examples=150, deadline=None)
def test_pdf_when_any_byte_is_changed_then_it_does_not_hold(signed, authority, place, change):
    at = int(place * len(signed))
    broken = signed[:at] + bytes([signed[at] ^ change]) + signed[at + 1 :]
    seal = check_pdf(broken, [authority.root])
    assert seal is None or not seal.holds


def test_pdf_when_any_byte_of_the_signature_itself_is_changed_then_it_does_not_hold(signed, authority):
    """The parts of it that no signature covers (versions, lists of algorithms) are where others let a change pass."""
    begin = signed.index(b"/Contents <") + len(b"/Contents <")
    end = begin + len(signed[begin : signed.index(b">", begin)].rstrip(b"0"))
    for at in range(begin, end + 4):
        digit = b"1" if signed[at : at + 1] != b"1" else b"2"
        seal = check_pdf(signed[:at] + digit + signed[at + 1 :], [authority.root])
        assert seal is None or not seal.holds, at - begin


def test_pdf_when_something_is_appended_or_cut_off_then_it_does_not_hold(signed, authority):
    for broken in (signed + b"\n", signed[:-1], signed[1:], b"%PDF-1.7\n" + signed, signed + signed):
        seal = check_pdf(broken, [authority.root])
        assert seal is None or not seal.holds


def test_pdf_when_changed_by_a_later_revision_then_it_does_not_hold(signed, authority):
    """What a PDF editor does: the old bytes stay as they are and new ones follow, which shadow them."""
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    writer.set_info(writer.add_object(writer.root["/Names"].get_object()))
    changed = BytesIO()
    writer.write(changed)
    assert changed.getvalue().startswith(signed)
    assert check_pdf(changed.getvalue(), [authority.root]) is None


def test_pdf_when_not_signed_then_there_is_nothing_to_hold(authority):
    assert check_pdf(small_pdf(), [authority.root]) is None
    assert is_pdf(small_pdf())
    assert not is_pdf(b"{}")


@given(noise=st.binary(max_size=300), gap=st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_bytes_when_they_only_look_like_a_signed_pdf_then_they_are_answered_and_never_opened(
    authority, noise, gap
):
    hexed = gap.hex().upper().encode()
    front = b"%PDF-1.7\n" + noise
    for _ in range(3):  # the numbers are written into the front that they count
        ranges = b"/ByteRange [0 %d %d %d]/M (D:20260330020000Z)" % (
            len(front) + 52 + 20, len(front) + 74 + len(hexed), 4,
        )  # fmt: skip
    body = (front + ranges).ljust(len(front) + 72)
    seal = check_pdf(body + b"<" + hexed + b">" + b"tail", [authority.root])
    assert seal is None or not seal.holds
