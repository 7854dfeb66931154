"""Data Integrity: against the vectors that the working group published, and no changed byte holds."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guantong.core.kernel.signing import PrivateKey, PublicKey, sign
from guantong.core.papers.canonical import canonical
from guantong.core.papers.embedded import (
    base58,
    embedded_holds,
    from_base58,
    prove,
    prove_content,
    read_embedded,
)
from guantong.core.papers.verify import standing_offline, verify_text
from tests.core.papers.desk import NOW, UNIT, Desk, content

# Test vectors of the recommendation "Data Integrity EdDSA Cryptosuites" (repository w3c/vc-di-eddsa, folder TestVectors):
# key pair, unsigned credential, digests of credential and proof, and a signed one.
PUBLIC, SECRET = (
    "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
    "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq",
)
DOCUMENT = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
PROOF = {
    "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "created": "2023-02-24T23:36:38Z",
    "verificationMethod": f"https://vc.example/issuers/5678#{PUBLIC}", "proofPurpose": "assertionMethod",
}  # fmt: skip
VALUE = "z3P6rHMUaWG6e3Ac6xYFht8aEvoVXndgKTtEY8kzWYXzk8dKmAo2GJeZiJw4qoZ2PGp4ugdaHx3oQiLpeFBLDqP2M"
DOCUMENT_DIGEST = "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
PROOF_DIGEST = "56d860737b1bc788da1f5c5a506115278314559a680f37976502c9b3ed1f38f4"
NEWER_METHOD = f"did:key:{PUBLIC}#{PUBLIC}"
NEWER_DIGEST = "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db"
KEY = PublicKey(algorithm="ed25519", raw=from_base58(PUBLIC)[2:])
DESK = Desk()
KEYS = DESK.known()
KID = DESK.kid(UNIT, "ed25519")
TEXT = prove_content(content(), DESK.keys["ed25519"], KID)


def check(text):
    return verify_text(text, KEYS, now=NOW, standing=lambda claim: standing_offline(claim, KEYS))


def test_digests_when_compared_with_the_published_then_are_the_same():
    assert sha256(canonical(DOCUMENT)).hexdigest() == DOCUMENT_DIGEST
    assert sha256(canonical(PROOF)).hexdigest() == PROOF_DIGEST
    newer = {**PROOF, "@context": DOCUMENT["@context"], "verificationMethod": NEWER_METHOD}
    assert sha256(canonical(newer)).hexdigest() == NEWER_DIGEST


def test_published_credential_when_checked_then_holds_and_changed_does_not():
    text = json.dumps({**DOCUMENT, "proof": {**PROOF, "proofValue": VALUE}})
    assert embedded_holds(read_embedded(text), KEY)
    assert not embedded_holds(read_embedded(text.replace("Examples", "examples")), KEY)


def test_signature_when_made_with_the_published_key_then_is_the_published_one():
    key = PrivateKey(algorithm="ed25519", secret=from_base58(SECRET)[2:], public=KEY)
    message = sha256(canonical(PROOF)).digest() + sha256(canonical(DOCUMENT)).digest()
    assert "z" + base58(sign(key, message)) == VALUE


def test_proof_when_made_then_names_the_context_of_its_credential_as_the_recommendation_asks():
    proven = prove(DOCUMENT, DESK.keys["ed25519"], KID, NOW)
    assert proven["proof"]["@context"] == DOCUMENT["@context"]
    assert embedded_holds(read_embedded(json.dumps(proven)), DESK.keys["ed25519"].public)


def test_licence_when_its_proof_is_inside_then_is_verified_like_the_token():
    verdict = check(TEXT)
    assert (verdict.valid, verdict.said.form) == (True, "credential")
    assert verdict.said.carried == (("住所", "文三路478号"),)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.sampled_from('ABCxyz019-_.{}" 文'))
def test_licence_when_one_character_is_changed_then_does_not_hold(at, other):
    changed = TEXT[:at] + other + TEXT[at + 1 :]
    try:
        same = json.loads(changed) == json.loads(TEXT)
    except ValueError:
        same = False
    assert check(changed).valid is same


def test_licence_when_something_is_added_then_does_not_hold():
    whole = json.loads(TEXT)
    for other in (
        {**whole, "note": "x"},
        {**whole, "proof": {**whole["proof"], "note": "x"}},
        {**whole, "proof": {**whole["proof"], "@context": ["https://evil.example"]}},
        {**whole, "proof": {**whole["proof"], "proofPurpose": "authentication"}},
        {**whole, "proof": [whole["proof"]]},
    ):
        assert not check(json.dumps(other)).valid


def test_proof_when_its_value_is_spelt_in_another_way_then_does_not_hold():
    whole = json.loads(TEXT)
    value = whole["proof"]["proofValue"]
    for other in (value[1:], "z1" + value[1:], value + "1", "u" + value[1:], "", "z" * 500):
        assert not check(json.dumps({**whole, "proof": {**whole["proof"], "proofValue": other}})).valid


@given(st.binary(max_size=70))
def test_base58_when_written_and_read_then_is_the_same(data):
    assert from_base58("z" + base58(data)) == data


@pytest.mark.parametrize("text", ["", "abc", "z0", "zO", "z" + "2" * 200])
def test_base58_when_it_is_none_then_is_refused(text):
    with pytest.raises(ValueError, match=r"base58|substring"):
        from_base58(text)
