"""Lists and the file of keys: what was packed is read back, what was touched is refused."""

from __future__ import annotations

import gzip
import json

import msgspec
import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from hypothesis import given, settings
from hypothesis import strategies as st

from guantong.core.kernel.problem import Refused
from guantong.core.papers import certificates, published, statuses
from guantong.core.papers.tokens import base64url
from tests.core.papers.desk import ORIGIN, UNIT, Desk

DESK = Desk()


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, statuses.SIZE - 1), max_size=30), st.integers(0, statuses.SIZE - 1))
def test_list_when_packed_and_unpacked_then_exactly_these_places_are_set(places, other):
    bits = statuses.unpack(statuses.pack(places))
    assert all(statuses.is_set(bits, place) for place in places)
    assert statuses.is_set(bits, other) == (other in places)
    assert sum(byte.bit_count() for byte in bits) == len(places)


def test_list_when_packed_twice_then_the_bytes_are_the_same_and_the_first_bit_is_the_left_one():
    assert statuses.pack([0, 9]) == statuses.pack([9, 0])
    assert statuses.unpack(statuses.pack([0, 9]))[:2] == b"\x80\x40"


@pytest.mark.parametrize(
    "packed",
    ["", "zabc", "u", "uAAAA", "u" + base64url(gzip.compress(bytes(100))), "u" + base64url(gzip.compress(bytes(statuses.LARGEST)))],
    ids=["empty", "other base", "nothing", "not gzip", "too short", "too large"],
)  # fmt: skip
def test_list_when_it_is_none_or_unpacks_to_too_much_then_is_refused(packed):
    with pytest.raises(ValueError, match=r"list|gzip|multibase"):
        statuses.unpack(packed)


def test_place_when_outside_the_list_then_is_refused():
    bits = statuses.unpack(statuses.pack([]))
    for place in (-1, statuses.SIZE):
        with pytest.raises(ValueError, match="place"):
            statuses.is_set(bits, place)


def test_numbers_of_lists_when_taken_in_pairs_then_are_odd_and_even():
    assert [
        statuses.list_number(pair, purpose) for pair in (1, 2) for purpose in ("revocation", "suspension")
    ] == [1, 2, 3, 4]


def test_keys_when_published_and_read_then_are_the_same_with_their_lists():
    keys = DESK.known(DESK.lists(revoked=(7,)))
    assert list(keys.keys.values()) == DESK.published
    assert keys.root == DESK.root_pem
    for row in DESK.published:
        assert row.key().pem() == row.public
    assert statuses.is_set(keys.lists[f"{ORIGIN}/status/1/"].bits, 7)
    assert not statuses.is_set(keys.lists[f"{ORIGIN}/status/2/"].bits, 7)


def test_keys_when_the_file_is_changed_beside_its_token_then_only_what_was_signed_counts():
    document = DESK.document()
    document["keys"], document["origin"] = [], "https://evil.example"
    assert list(published.read_keys(document).keys.values()) == DESK.published


def test_keys_when_their_token_or_root_is_changed_then_are_refused():
    other = Desk()
    for change in (
        {"token": DESK.document()["token"][:-8] + "AAAAAAAA"},
        {"root": other.document()["root"]},
        {"token": other.document()["token"]},
        {"token": ""},
        {"root": {}},
    ):
        with pytest.raises(Refused, match=r"keys\.broken"):
            published.read_keys({**DESK.document(), **change})
    for nonsense in (None, [], "x", {}, {"token": 1, "root": {"certificate": "x"}}):
        with pytest.raises(Refused, match=r"keys\.broken"):
            published.read_keys(nonsense)


def test_keys_when_another_root_is_trusted_then_are_refused():
    found = certificates.fingerprint(DESK.root_pem)
    written = ":".join(found[at : at + 2] for at in range(0, 64, 2)).upper()
    assert published.read_keys(DESK.document(), trusted=written)
    with pytest.raises(Refused, match=r"keys\.other_root"):
        published.read_keys(DESK.document(), trusted="00" * 32)


def test_list_when_a_unit_signed_it_then_it_is_not_believed():
    rows = {row.kid: row for row in DESK.published}
    [good, _] = DESK.lists()
    assert published.read_list(good, rows)
    asif = {kid: msgspec.structs.replace(row, owner=UNIT) for kid, row in rows.items()}
    assert published.read_list(good, asif) is None
    assert published.read_list("nonsense", rows) is None


def test_controller_document_when_published_then_names_the_keys_that_jose_knows():
    address = f"{ORIGIN}/keys/{UNIT}/"
    document = published.controller_document(address, [row for row in DESK.published if row.owner == UNIT])
    assert document["id"] == address
    assert [method["publicKeyJwk"]["kty"] for method in document["verificationMethod"]] == ["OKP", "EC"]
    assert document["assertionMethod"] == [method["id"] for method in document["verificationMethod"]]
    assert not any("d" in method["publicKeyJwk"] for method in document["verificationMethod"])


def test_document_when_published_then_holds_no_secret():
    text = json.dumps(DESK.document())
    for key in (DESK.root, DESK.lister, *DESK.keys.values()):
        assert key.secret.hex() not in text
        assert base64url(key.secret) not in text


def test_certificate_of_a_unit_when_checked_then_its_own_root_made_it_and_no_other():
    certificate = next(row.certificate for row in DESK.published if row.owner == UNIT and row.certificate)
    own, root, other = (
        x509.load_pem_x509_certificate(pem.encode()) for pem in (certificate, DESK.root_pem, Desk().root_pem)
    )
    own.verify_directly_issued_by(root)
    with pytest.raises((InvalidSignature, ValueError)):
        own.verify_directly_issued_by(other)
    usage = own.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.content_commitment, usage.key_cert_sign) == (True, False)
