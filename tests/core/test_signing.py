"""Signatures against the published vector, against OpenSSL where it knows SM2, and no changed byte passes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guantong.core.kernel import signing
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.signing import PrivateKey, PublicKey

# GB/T 32918.5-2017 (GM/T 0003.5) appendix A.2: the recommended curve, signer 1234567812345678, a fixed random number.
SECRET = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"
X = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
Y = "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
K = "59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21"
R = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
S = "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
MESSAGE = b"message digest"
PUBLISHED = PrivateKey(
    algorithm="sm2",
    secret=bytes.fromhex(SECRET),
    public=PublicKey(algorithm="sm2", raw=bytes.fromhex("04" + X + Y)),
)
KEYS = {algorithm: signing.make_key(algorithm) for algorithm in signing.ALGORITHMS}
SIGNED = {algorithm: signing.sign(key, MESSAGE) for algorithm, key in KEYS.items()}
FEW = settings(max_examples=12, deadline=None)


def openssl(*words: str, inside: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["openssl", *words], cwd=inside, capture_output=True, text=True, timeout=30)


def need_sm2(folder: Path) -> None:
    try:
        known = "SM2" in openssl("list", "-public-key-algorithms", inside=folder).stdout
    except FileNotFoundError:
        known = False
    if not known:
        pytest.skip("NOT CROSS-CHECKED: no openssl command that knows SM2 on this machine")


def test_sm2_when_signing_the_published_message_with_the_published_number_then_r_and_s_are_the_published_ones():
    signature = signing.sign(PUBLISHED, MESSAGE, choose=lambda bits: int(K, 16))
    assert signature.hex().upper() == R + S


def test_sm2_when_given_the_published_signature_then_it_holds():
    assert signing.holds(PUBLISHED.public, MESSAGE, bytes.fromhex(R + S))


@pytest.mark.parametrize(("number", "half"), [(240, 0), (121, 32)])
def test_sm2_when_r_or_s_begins_with_zeros_then_the_signature_is_as_long_as_ever_and_holds(number, half):
    signature = signing.sign(PUBLISHED, MESSAGE, choose=lambda bits: number)
    assert (len(signature), signature[half]) == (64, 0)
    assert signing.holds(PUBLISHED.public, MESSAGE, signature)


@pytest.mark.parametrize("algorithm", signing.ALGORITHMS)
def test_key_when_made_then_its_signature_holds_for_it_and_for_no_other(algorithm):
    assert signing.holds(KEYS[algorithm].public, MESSAGE, SIGNED[algorithm])
    assert not signing.holds(signing.make_key(algorithm).public, MESSAGE, SIGNED[algorithm])


@FEW
@given(st.sampled_from(signing.ALGORITHMS), st.integers(0, len(MESSAGE) - 1), st.integers(1, 255))
def test_message_when_one_byte_is_changed_then_no_signature_holds(algorithm, at, change):
    changed = bytearray(MESSAGE)
    changed[at] ^= change
    assert not signing.holds(KEYS[algorithm].public, bytes(changed), SIGNED[algorithm])


@FEW
@given(st.sampled_from(signing.ALGORITHMS), st.integers(0, 63), st.integers(1, 255))
def test_signature_when_one_byte_is_changed_then_it_does_not_hold(algorithm, at, change):
    changed = bytearray(SIGNED[algorithm])
    changed[at] ^= change
    assert not signing.holds(KEYS[algorithm].public, MESSAGE, bytes(changed))


@FEW
@given(st.sampled_from([*signing.ALGORITHMS, "md5"]), st.binary(max_size=80), st.binary(max_size=80))
def test_nonsense_when_verified_then_it_does_not_hold_and_nothing_breaks(algorithm, raw, signature):
    assert not signing.holds(PublicKey(algorithm=algorithm, raw=raw), MESSAGE, signature)


def test_private_key_when_written_into_a_text_then_its_secret_is_not_in_it():
    key = KEYS["sm2"]
    assert key.secret.hex() not in repr(key)
    assert str(key.secret) not in f"{key}"


def test_key_when_of_an_unknown_algorithm_then_it_is_refused():
    with pytest.raises(Refused, match=r"signing\.unknown"):
        signing.make_key("rsa")


def test_signature_when_turned_to_asn1_and_back_then_it_is_the_same():
    for signature in (SIGNED["sm2"], SIGNED["p256"], bytes(31) + b"\x01" + b"\xff" * 32):
        assert signing.raw_signature(signing.der_signature(signature)) == signature


@pytest.mark.parametrize("key", [PUBLISHED, KEYS["sm2"]], ids=["published", "made"])
def test_sm2_signature_when_checked_by_openssl_then_it_verifies(key, tmp_path):
    need_sm2(tmp_path)
    (tmp_path / "key.pem").write_text(key.public.pem())
    (tmp_path / "message").write_bytes(MESSAGE)
    words = ("pkeyutl", "-verify", "-rawin", "-digest", "sm3", "-pubin", "-inkey", "key.pem", "-in", "message",
             "-sigfile", "signature", "-pkeyopt", "distid:1234567812345678")  # fmt: skip
    (tmp_path / "signature").write_bytes(signing.der_signature(signing.sign(key, MESSAGE)))
    assert openssl(*words, inside=tmp_path).returncode == 0
    (tmp_path / "message").write_bytes(MESSAGE + b".")
    assert openssl(*words, inside=tmp_path).returncode != 0


def test_sm2_signature_when_made_by_openssl_then_it_holds_here(tmp_path):
    need_sm2(tmp_path)
    (tmp_path / "message").write_bytes(MESSAGE)
    assert (
        openssl("ecparam", "-name", "SM2", "-genkey", "-noout", "-out", "key", inside=tmp_path).returncode
        == 0
    )
    made = openssl("pkeyutl", "-sign", "-rawin", "-digest", "sm3", "-inkey", "key", "-in", "message", "-out", "signature",
                   "-pkeyopt", "distid:1234567812345678", inside=tmp_path)  # fmt: skip
    assert made.returncode == 0, made.stderr
    openssl("pkey", "-in", "key", "-pubout", "-outform", "DER", "-out", "public", inside=tmp_path)
    public = PublicKey(algorithm="sm2", raw=(tmp_path / "public").read_bytes()[-65:])
    assert signing.holds(public, MESSAGE, signing.raw_signature((tmp_path / "signature").read_bytes()))
    assert public.pem() == openssl("pkey", "-in", "key", "-pubout", inside=tmp_path).stdout


@pytest.mark.parametrize("algorithm", ["ed25519", "p256"])
def test_public_key_when_written_as_pem_then_openssl_reads_the_same_point(algorithm, tmp_path):
    (tmp_path / "key.pem").write_text(KEYS[algorithm].public.pem())
    read = openssl("pkey", "-pubin", "-in", "key.pem", "-outform", "DER", "-out", "public", inside=tmp_path)
    assert read.returncode == 0, read.stderr
    assert (tmp_path / "public").read_bytes().endswith(KEYS[algorithm].public.raw)
