"""Keys and signatures behind one small port: SM2 over SM3 (gmalg), Ed25519 and ECDSA P-256 (cryptography). No arithmetic of
our own. How private keys are stored is `sealing`'s matter.

Signatures are 64 bytes r‖s for the curves of GB/T 32918 and FIPS 186, and as RFC 8032 says for Ed25519.
"""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Callable

import gmalg
import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from gmalg.errors import GMError

from guantong.core.kernel.problem import Problem, Refused

ALGORITHMS = ("sm2", "ed25519", "p256")
SM2_SIGNER = b"1234567812345678"  # the default signer ID of GB/T 32918 (GM/T 0009)
HALF = 32  # bytes of r and of s, of a secret number and of a coordinate
# SubjectPublicKeyInfo of a point on the SM2 curve: id-ecPublicKey, 1.2.156.10197.1.301, then the 65 bytes of the point.
_SM2_SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")


class PublicKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key to verify with. `raw`: the point as 65 bytes 04‖x‖y, or the 32 bytes of Ed25519."""

    algorithm: str
    raw: bytes

    def pem(self) -> str:
        """Return the key as SubjectPublicKeyInfo in PEM, as OpenSSL reads it."""
        if self.algorithm == "sm2":
            body = encodebytes(_SM2_SPKI + self.raw).decode().replace("\n", "")
            lines = [body[at : at + 64] for at in range(0, len(body), 64)]
            return "\n".join(("-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""))
        key = _ed25519(self.raw) if self.algorithm == "ed25519" else _p256(self.raw)
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return key.public_bytes(serialization.Encoding.PEM, form).decode()


class PrivateKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key to sign with. Its secret stands in no text made of it."""

    algorithm: str
    secret: bytes
    public: PublicKey

    def __repr__(self) -> str:
        return f"PrivateKey({self.algorithm})"


def make_key(algorithm: str) -> PrivateKey:
    """Return a new key; refuse `signing.unknown` for an algorithm that is none of `ALGORITHMS`."""
    if algorithm == "sm2":
        secret, point = gmalg.SM2().generate_keypair()
        secret = bytes(secret).rjust(HALF, b"\0")
    elif algorithm == "ed25519":
        secret = Ed25519PrivateKey.generate().private_bytes_raw()
        point = _ed25519_private(secret).public_key().public_bytes_raw()
    elif algorithm == "p256":
        number = ec.generate_private_key(ec.SECP256R1())
        secret = number.private_numbers().private_value.to_bytes(HALF, "big")
        point = _point(number.public_key())
    else:
        raise Refused(_unknown(algorithm))
    return PrivateKey(algorithm=algorithm, secret=secret, public=PublicKey(algorithm=algorithm, raw=point))


def sign(key: PrivateKey, message: bytes, *, choose: Callable[[int], int] | None = None) -> bytes:
    """Return the signature over a message. `choose` gives SM2 its random number (tests of published vectors alone)."""
    if key.algorithm == "sm2":
        signer = gmalg.SM2(key.secret, SM2_SIGNER, key.public.raw, rnd_fn=choose)
        r, s = signer.sign(message)
        # The library leaves leading zeros out, once in some two hundred signatures.
        return bytes(r).rjust(HALF, b"\0") + bytes(s).rjust(HALF, b"\0")
    if key.algorithm == "ed25519":
        return _ed25519_private(key.secret).sign(message)
    return raw_signature(p256_private(key).sign(message, ec.ECDSA(hashes.SHA256())))


def holds(key: PublicKey, message: bytes, signature: bytes) -> bool:
    """Return whether the signature is the key's over exactly this message. Never raises for a bad one."""
    try:
        if key.algorithm == "sm2":
            if len(signature) != 2 * HALF:
                return False
            return bool(
                gmalg.SM2(uid=SM2_SIGNER, pk=key.raw).verify(message, signature[:HALF], signature[HALF:])
            )
        if key.algorithm == "ed25519":
            _ed25519(key.raw).verify(signature, message)
        elif key.algorithm == "p256":
            _p256(key.raw).verify(der_signature(signature), message, ec.ECDSA(hashes.SHA256()))
        else:
            return False
    except (InvalidSignature, ValueError, GMError):
        return False
    return True


def der_signature(signature: bytes) -> bytes:
    """Return r‖s as the ASN.1 sequence that OpenSSL and certificates use."""
    return utils.encode_dss_signature(
        int.from_bytes(signature[:HALF], "big"), int.from_bytes(signature[HALF:], "big")
    )


def raw_signature(signature: bytes) -> bytes:
    """Return an ASN.1 signature as r‖s; ValueError when it is none."""
    r, s = utils.decode_dss_signature(signature)
    if max(r, s).bit_length() > 8 * HALF:
        raise ValueError("r or s is too large")
    return r.to_bytes(HALF, "big") + s.to_bytes(HALF, "big")


def p256_private(key: PrivateKey) -> ec.EllipticCurvePrivateKey:
    """Return a P-256 key as `cryptography` has it, for certificates and PDF."""
    return ec.derive_private_key(int.from_bytes(key.secret, "big"), ec.SECP256R1())


def _ed25519_private(secret: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secret)


def _ed25519(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)


def _p256(raw: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def _unknown(algorithm: str) -> Problem:
    return Problem(code="signing.unknown", facts={"algorithm": algorithm, "known": ", ".join(ALGORITHMS)})
