"""A PDF is judged by its seal first, then by the credential inside; the two must be of the same unit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fpdf import FPDF

from guantong.core.kernel.signing import make_key
from guantong.core.papers.certificates import certify, make_root
from guantong.core.papers.pdf_signing import sign_pdf
from guantong.core.papers.published import Keys, PublishedKey
from guantong.core.papers.verdict import Said, Step, Verdict
from guantong.core.papers.verify_pdf import ATTACHED, verify_pdf

AT = datetime(2026, 3, 30, 2, 0, tzinfo=UTC)
CODE = "11330106002500287C"


class Office:
    """An installation with one unit, and its PDF with whatever inside."""

    def __init__(self) -> None:
        self.root_key, self.key = make_key("p256"), make_key("p256")
        self.root = make_root(self.root_key, "某市", AT)
        self.own = certify(self.key.public, "某区某局", CODE, self.root_key, self.root, AT)

    def keys(self, root: str = "") -> Keys:
        listed = PublishedKey(
            kid="r",
            owner="root",
            owner_name="某市",
            algorithm="p256",
            public="",
            certificate=self.root,
            since=AT,
        )
        return Keys(origin="http://127.0.0.1", root=root or self.root, keys={"r": listed} if root else {})

    def pdf(self, inside: bytes | None = b"a.b.c", name: str = ATTACHED) -> bytes:
        page = FPDF()
        page.add_page()
        if inside is not None:
            page.embed_file(basename=name, bytes=inside)
        return sign_pdf(bytes(page.output()), self.key, (self.own, self.root), reason="issue", at=AT)


@pytest.fixture(scope="module")
def office() -> Office:
    return Office()


def verdict(issuer: str = CODE, state: str = "valid") -> Verdict:
    steps = (Step(check="form", passed=True, facts={"form": "token"}), Step(check="signature", passed=True))
    said = Said(form="token", identifier="1", name="某证", issuer_code=issuer)
    return Verdict(valid=state == "valid", state=state, steps=steps, said=said)


def codes(found: Verdict) -> dict[str, bool | None]:
    return {step.check: step.passed for step in found.steps}


def test_pdf_when_sealed_by_the_unit_it_names_then_the_verdict_is_that_of_the_credential(office):
    asked = []
    found = verify_pdf(office.pdf(), office.keys(), lambda text: asked.append(text) or verdict())
    assert asked == ["a.b.c"]
    assert (found.valid, found.state, found.said.form) == (True, "valid", "pdf")
    assert codes(found) == {"form": True, "seal": True, "signature": True}
    assert found.steps[1].facts == {"signer": "某区某局"}


def test_pdf_when_the_licence_inside_was_revoked_then_the_pdf_is_too(office):
    found = verify_pdf(office.pdf(), office.keys(), lambda text: verdict(state="revoked"))
    assert (found.valid, found.state) == (False, "revoked")


def test_pdf_when_sealed_by_another_unit_than_it_names_then_it_is_forged(office):
    found = verify_pdf(office.pdf(), office.keys(), lambda text: verdict(issuer="11330106002500000A"))
    assert (found.valid, found.state, found.reasons) == (False, "forged", ("seal",))


def test_pdf_when_the_root_was_replaced_since_then_it_still_holds(office):
    keys = office.keys(root=Office().root)
    assert verify_pdf(office.pdf(), keys, lambda text: verdict()).valid


def test_pdf_when_sealed_under_a_foreign_root_then_it_is_from_elsewhere_and_never_opened(office):
    found = verify_pdf(Office().pdf(), office.keys(), lambda text: pytest.fail("was opened"))
    assert (found.valid, found.state, found.reasons, found.said) == (False, "elsewhere", ("key",), None)
    assert codes(found) == {"form": True, "seal": None, "key": False}


def test_pdf_when_there_is_no_root_here_yet_then_it_is_from_elsewhere(office):
    found = verify_pdf(
        office.pdf(), Keys(origin="", root="", keys={}), lambda text: pytest.fail("was opened")
    )
    assert found.state == "elsewhere"


def test_pdf_when_sealed_under_a_foreign_root_and_changed_then_it_is_forged(office):
    pdf = Office().pdf()
    at = pdf.index(b"/MediaBox")
    changed = pdf[:at] + b"/MediaFox" + pdf[at + 9 :]
    found = verify_pdf(changed, office.keys(), lambda text: pytest.fail("was opened"))
    assert (found.state, found.reasons) == ("forged", ("seal",))


def test_pdf_of_ours_when_changed_then_it_is_forged_and_not_called_foreign(office):
    pdf = office.pdf()
    for at in range(0, len(pdf), 101):
        changed = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
        found = verify_pdf(changed, office.keys(), lambda text: pytest.fail("was opened"))
        assert found.state in ("forged", "unknown"), at


def test_pdf_when_a_byte_of_its_seal_differs_then_it_is_forged_and_never_opened(office):
    pdf = office.pdf()
    at = pdf.index(b"/Contents <") + 900
    broken = pdf[:at] + (b"0" if pdf[at : at + 1] != b"0" else b"1") + pdf[at + 1 :]
    found = verify_pdf(broken, office.keys(), lambda text: pytest.fail("was opened"))
    assert not found.valid


def test_pdf_when_it_has_no_seal_then_it_is_unknown(office):
    unsigned = FPDF()
    unsigned.add_page()
    found = verify_pdf(bytes(unsigned.output()), office.keys(), lambda text: pytest.fail("was opened"))
    assert (found.valid, found.state) == (False, "unknown")


def test_pdf_when_it_is_sealed_and_carries_no_credential_then_only_its_seal_is_confirmed(office):
    for pdf in (office.pdf(None), office.pdf(b"x", "other.txt")):
        found = verify_pdf(pdf, office.keys(), lambda text: pytest.fail("is no licence"))
        assert (found.valid, found.state, found.said) == (False, "sealed", None)
        assert codes(found) == {"form": True, "seal": True}
