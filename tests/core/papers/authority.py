"""A certificate authority for tests, made with `cryptography` alone: a root and one unit under it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from guantong.core.kernel.signing import PrivateKey, make_key, p256_private

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


class Authority:
    """A root and a unit's certified key. `chain` is what `sign_pdf` takes, `root` what `check_pdf` trusts."""

    def __init__(self, name: str = "Root of the tests", unit: str = "某区市场监督管理局") -> None:
        self.key: PrivateKey = make_key("p256")
        root_key = make_key("p256")
        self.root = certificate(name, root_key, name, root_key, is_root=True)
        self.own = certificate(unit, self.key, name, root_key, is_root=False)
        self.chain = (self.own, self.root)


def certificate(subject: str, key: PrivateKey, issuer: str, issuer_key: PrivateKey, *, is_root: bool) -> str:
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(p256_private(key).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGIN)
        .not_valid_after(BEGIN + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_root, content_commitment=not is_root, key_cert_sign=is_root,
                crl_sign=is_root, **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(p256_private(key).public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(p256_private(issuer_key).public_key()), critical=False
        )
        .sign(p256_private(issuer_key), hashes.SHA256())
    )  # fmt: skip
    return made.public_bytes(serialization.Encoding.PEM).decode()


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
