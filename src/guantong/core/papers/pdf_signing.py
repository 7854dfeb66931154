"""Signs a PDF as PAdES baseline B-B says, and tells whether a signed PDF is still what was signed.

A stranger's file is opened as a PDF only after its signature has held over every byte of it: until then it is bytes
with a signature in a known place, so that nothing in it can be unpacked, followed or shown.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import msgspec
from asn1crypto import cms, keys, pem, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from guantong.core.kernel.signing import PrivateKey, p256_private

# A file that an unknown key signed is an answer here, not an error of ours to be traced.
logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)

FIELD = "Seal"
RANGES = re.compile(rb"/ByteRange \[ ?(\d{1,10}) (\d{1,10}) (\d{1,10}) (\d{1,10}) *\]")
WRITTEN_AT = re.compile(rb"/M \(D(?::|\\072)(\d{14}Z)\)")
MOST_SIGNATURE = 65_536  # signs of hexadecimal that a signature may take; ours takes about 2,500
SIGNS_FILES = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)  # fmt: skip


class PdfSeal(msgspec.Struct, frozen=True, kw_only=True):
    """What the signature of a PDF proves. `intact`: no byte of what was signed was changed; `exact`: nothing but the
    signature stands in its place; `trusted`: the key is certified by a known root.

    `signer` and `code` are the name and the credit code in the certificate; `signed_at` is what the signer wrote, not a time stamp of a third party.
    """

    intact: bool
    trusted: bool
    exact: bool = False
    signer: str = ""
    code: str = ""
    certificate: str = ""
    signed_at: datetime | None = None

    @property
    def holds(self) -> bool:
        return self.intact and self.exact and self.trusted

    @property
    def is_foreign(self) -> bool:
        """True for a signature that holds in itself, by a key that no known root certified: made elsewhere, or by anybody."""
        return self.intact and not self.trusted


class _DatedSigner(PdfSigner):
    """A signer that takes the moment as an argument, as everything here does."""

    at: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self.at
        return session


def sign_pdf(pdf: bytes, key: PrivateKey, chain: Sequence[str], *, reason: str, at: datetime) -> bytes:
    """Return the PDF with a signature of `key` over all of it. `chain`: certificates in PEM, the key's own first.

    Those after the first are put in as well, without the root: whoever trusts a root has it.
    """
    own, *others = (_certificate(text) for text in chain)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([each for each in others if not each.self_issued])
    signer = SimpleSigner(
        signing_cert=own, signing_key=_key_info(key), cert_registry=store, embed_roots=False
    )
    about = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", reason=reason, subfilter=SigSeedSubFilter.PADES,
    )  # fmt: skip
    pdf_signer = _DatedSigner(about, signer=signer, new_field_spec=SigFieldSpec(FIELD, on_page=0))
    pdf_signer.at = at.astimezone(UTC)
    # Strict reading is for strangers' files; this one was drawn a moment ago.
    return bytes(pdf_signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf), strict=False)).getvalue())


def is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-")


def check_pdf(pdf: bytes, roots: Sequence[str]) -> PdfSeal | None:
    """Return what the signature of a PDF proves, or nothing where it has none of the kind that `sign_pdf` makes.

    `roots`: certificates in PEM that are trusted. Certificates are looked at as of the moment of signing, so that what was
    signed before a key was replaced still holds.
    """
    found = _signature_of(pdf)
    if found is None:
        return None
    signed, content = found
    try:
        return asyncio.run(_checked(signed, content, tuple(_certificate(root) for root in roots)))
    except Exception:
        # asn1crypto and the validator raise many kinds of errors for bytes that only look like a signature.
        return PdfSeal(intact=False, trusted=False)


def attached_files(pdf: bytes) -> dict[str, bytes]:
    """Return the files that travel inside. Only for a PDF whose seal holds: a stranger's may unpack to anything."""
    found: dict[str, bytes] = {}
    names = PdfFileReader(BytesIO(pdf), strict=False).root.get("/Names", {})
    listed = names.get("/EmbeddedFiles", {}).get("/Names", ())
    for at in range(0, len(listed) - 1, 2):
        about = listed[at + 1].get_object()
        found[str(about["/F"])] = bytes(about["/EF"]["/F"].data)
    return found


def _signature_of(pdf: bytes) -> tuple[bytes, bytes] | None:
    """Return what was signed and the signature, where one signature covers every byte of the file but itself."""
    places = [tuple(map(int, match.groups())) for match in RANGES.finditer(pdf)]
    if len(places) != 1:
        return None
    begin, first, second, rest = places[0]
    gap = pdf[first:second]
    whole = begin == 0 and first < second and second + rest == len(pdf)
    if not whole or second - first > MOST_SIGNATURE or not re.fullmatch(rb"<(?:[0-9A-F]{2})+>", gap):
        return None
    return pdf[:first] + pdf[second:], bytes.fromhex(gap[1:-1].decode())


async def _checked(signed: bytes, content: bytes, roots: tuple[x509.Certificate, ...]) -> PdfSeal:
    info = cms.ContentInfo.load(content)
    data, at = info["content"], _moment_of(signed)
    [signer] = data["signer_infos"]
    serial = signer["sid"].chosen["serial_number"].native
    [own] = [each.chosen for each in data["certificates"] if each.chosen.serial_number == serial]
    status = await async_validate_detached_cms(
        signed, data, key_usage_settings=SIGNS_FILES,
        signer_validation_context=ValidationContext(trust_roots=list(roots), moment=at, allow_fetching=False),
    )  # fmt: skip
    return PdfSeal(
        intact=bool(status.intact and status.valid), exact=_is_exact(info, content), trusted=bool(status.trusted),
        signer=str(own.subject.native.get("common_name", "")), signed_at=at,
        code=str(own.subject.native.get("organization_identifier", "")),
        certificate=pem.armor("CERTIFICATE", own.dump()).decode(),
    )  # fmt: skip


def _is_exact(info: cms.ContentInfo, content: bytes) -> bool:
    """Return whether nothing but the signature stands in its place: the parts of it that it does not cover itself could
    otherwise be changed without anybody noticing."""
    data = info["content"]
    signer = data["signer_infos"][0]
    written = info.dump()
    return (
        info.native is not None  # reads every part, and raises for one that is not what it should be
        and (data["version"].native, signer["version"].native) == ("v1", "v1")
        and content == written + bytes(len(content) - len(written))
        and [each["algorithm"].native for each in data["digest_algorithms"]] == ["sha256"]
        and len(data["crls"]) == 0
        and len(signer["unsigned_attrs"]) == 0
    )


def _moment_of(signed: bytes) -> datetime:
    """Return the moment that the signer wrote into the PDF (PAdES keeps it there, not in the signature)."""
    [written] = set(WRITTEN_AT.findall(signed))
    return datetime.strptime(written.decode(), "%Y%m%d%H%M%S%z")


def _certificate(text: str) -> x509.Certificate:
    _, _, der = pem.unarmor(text.encode())
    return x509.Certificate.load(der)


def _key_info(key: PrivateKey) -> keys.PrivateKeyInfo:
    made = p256_private(key).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return keys.PrivateKeyInfo.load(made)
