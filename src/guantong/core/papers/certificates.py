"""X.509 certificates of our own making: the installation's root, and under it one for each unit's P-256 key (for PDF).

Anybody may compare the root's fingerprint with the one that the installation publishes elsewhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from guantong.core.kernel.signing import PrivateKey, PublicKey, p256_private

ROOT_YEARS, UNIT_YEARS = 30, 10
DAYS_OF_YEAR = 365
COMMON_NAME = 64  # characters of a common name that X.520 allows


def make_root(key: PrivateKey, name: str, now: datetime) -> str:
    """Return the root's own certificate as PEM: it may certify units and nothing below them."""
    subject = _name(name)
    builder = (
        _builder(subject, subject, key.public, now, ROOT_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certify=True), critical=True)
    )
    return _signed(builder, key)


def certify(public: PublicKey, name: str, code: str, root: PrivateKey, root_pem: str, now: datetime) -> str:
    """Return the certificate of a unit's key as PEM; `code` is the unit's credit code."""
    issuer = x509.load_pem_x509_certificate(root_pem.encode())
    builder = (
        _builder(_name(name, code), issuer.subject, public, now, UNIT_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certify=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(_key_identifier(issuer)),
            critical=False,
        )
    )
    return _signed(builder, root)


def is_issued_by(pem: str, root_pem: str) -> bool:
    """Return whether this root made the certificate."""
    own, root = (x509.load_pem_x509_certificate(text.encode()) for text in (pem, root_pem))
    try:
        own.verify_directly_issued_by(root)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(pem: str) -> str:
    """Return the SHA-256 fingerprint of a certificate, 64 hexadecimal digits."""
    return x509.load_pem_x509_certificate(pem.encode()).fingerprint(hashes.SHA256()).hex()


def public_key(pem: str) -> PublicKey:
    """Return the P-256 key of a certificate; ValueError for another kind."""
    key = x509.load_pem_x509_certificate(pem.encode()).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        raise ValueError("not a P-256 key")
    point = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return PublicKey(algorithm="p256", raw=point)


def _builder(
    subject: x509.Name, issuer: x509.Name, public: PublicKey, now: datetime, years: int
) -> x509.CertificateBuilder:
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public.raw)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(point)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))  # clocks of readers differ
        .not_valid_after(now + timedelta(days=years * DAYS_OF_YEAR))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(point), critical=False)
    )


def _signed(builder: x509.CertificateBuilder, key: PrivateKey) -> str:
    made = builder.sign(p256_private(key), hashes.SHA256())
    return made.public_bytes(serialization.Encoding.PEM).decode()


def _name(name: str, code: str = "") -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
        x509.NameAttribute(NameOID.COMMON_NAME, name[:COMMON_NAME]),
    ]
    if code:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, code))
    return x509.Name(parts)


def _usage(*, certify: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=not certify, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=certify, crl_sign=certify, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _key_identifier(certificate: x509.Certificate) -> x509.SubjectKeyIdentifier:
    return certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
