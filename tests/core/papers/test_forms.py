"""Record and credential: the same facts, signed; one changed byte anywhere and neither holds."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guantong.core.papers import verify
from guantong.core.papers.canonical import canonical
from guantong.core.papers.content import Carried
from guantong.core.papers.published import PublishedKey
from guantong.core.papers.record import content_of, record_of
from guantong.core.papers.tokens import read_token
from guantong.core.papers.verdict import STEPS
from guantong.core.papers.verify import Standing, standing_offline, verify_text
from tests.core.papers.desk import INDEX, NOW, UNIT, Desk, content, copy_terms

DESK = Desk()
KEYS = DESK.known()
TOKEN, RECORD = DESK.token(content()), DESK.record(content())
FEW = settings(max_examples=60, deadline=None)


def check(text: str, keys=KEYS, now: datetime = NOW):
    return verify_text(text, keys, now=now, standing=lambda claim: standing_offline(claim, keys))


@pytest.mark.parametrize("text", [TOKEN, RECORD], ids=["token", "record"])
def test_paper_when_nothing_was_changed_then_holds_offline(text):
    verdict = check(text)
    assert (verdict.valid, verdict.state, verdict.reasons) == (True, "valid", ())
    assert {step.check for step in verdict.steps} <= set(STEPS)
    assert verdict.said.carried == (("住所", "文三路478号"),)


@FEW
@given(st.integers(0, len(TOKEN) - 1), st.sampled_from("ABCxyz019-_.{} "))
def test_token_when_one_character_is_changed_then_does_not_hold(at, other):
    changed = TOKEN[:at] + other + TOKEN[at + 1 :]
    assert check(changed).valid == (changed == TOKEN)


@FEW
@given(st.integers(0, len(RECORD) - 1), st.sampled_from('ABCxyz019-_.{}" 文'))
def test_record_when_one_character_of_its_content_is_changed_then_does_not_hold(at, other):
    changed = RECORD[:at] + other + RECORD[at + 1 :]
    try:
        same = json.loads(changed) == json.loads(RECORD)
    except ValueError:
        same = False
    if not same:
        assert not check(changed).valid


def test_token_when_its_last_sign_is_another_then_does_not_hold_even_if_the_bytes_are_the_same():
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    assert [sign for sign in signs if check(TOKEN[:-1] + sign).valid] == [TOKEN[-1]]


def test_record_when_something_stands_beside_what_is_signed_then_does_not_hold():
    whole = json.loads(RECORD)
    for other in ({**whole, "note": "x"}, {**whole, "signature": {**whole["signature"], "note": "x"}}):
        assert not check(json.dumps(other)).valid
    assert check(json.dumps(whole)).valid


@pytest.mark.parametrize("of", [content(), content(copy=copy_terms(), reference="X-1"), content(valid_until=None, holder_code="", holder_code_type="none", item_code="123456789012")])  # fmt: skip
def test_record_when_read_back_then_gives_the_facts_it_was_made_of(of):
    assert content_of(record_of(of)) == of


def test_paper_when_named_key_is_another_units_then_is_forged():
    of = content(issuer_code="11330106002500295N")
    for text in (DESK.token(of), DESK.record(of)):
        verdict = check(text)
        assert (verdict.state, verdict.reasons) == ("forged", ("key",))


def test_paper_when_its_key_was_not_in_use_then_is_forged():
    later = content(signed_at=NOW + timedelta(days=3))
    keys = msgspec.structs.replace(KEYS, keys={kid: retired(row) for kid, row in KEYS.keys.items()})
    assert check(DESK.token(content()), keys).valid
    assert check(DESK.token(later), keys).reasons == ("key",)
    early = content(signed_at=NOW - timedelta(days=2))
    assert check(DESK.record(early)).reasons == ("key",)


def retired(row: PublishedKey) -> PublishedKey:
    return msgspec.structs.replace(row, until=NOW + timedelta(days=1))


def test_paper_when_its_key_is_unknown_then_is_forged_and_the_signature_is_left_open():
    keys = msgspec.structs.replace(KEYS, keys={})
    verdict = check(TOKEN, keys)
    assert {step.check: step.passed for step in verdict.steps} == {
        "form": True,
        "key": False,
        "signature": None,
    }
    assert verdict.state == "forged"


@pytest.mark.parametrize("swapped", [("sm2", "ed25519"), ("ed25519", "p256"), ("ed25519", "sm2")])
def test_token_when_it_names_a_key_of_another_algorithm_then_is_forged(swapped):
    used, named = swapped
    if used == "sm2":
        text = DESK.record(content()).replace("#sm2", f"#{named}")
    else:
        text = json_kid(TOKEN, DESK.kid(UNIT, named))
    assert not check(text).valid


def json_kid(token: str, kid: str) -> str:
    from base64 import urlsafe_b64decode

    from guantong.core.papers.tokens import base64url

    head, body, signature = token.split(".")
    header = json.loads(urlsafe_b64decode(head + "=="))
    return ".".join((base64url(json.dumps({**header, "kid": kid}).encode()), body, signature))


@pytest.mark.parametrize("alg", ["none", "HS256"])
def test_token_when_it_asks_for_a_weaker_algorithm_then_is_forged(alg):
    from guantong.core.papers.tokens import base64url

    _, body, _ = TOKEN.split(".")
    header = base64url(json.dumps({"alg": alg, "typ": "vc+jwt", "kid": DESK.kid(UNIT, "ed25519")}).encode())
    for signature in ("", base64url(b"x" * 32)):
        assert not check(f"{header}.{body}.{signature}").valid


@pytest.mark.parametrize("depth", [50, 400, 900, 2000, 100_000])
def test_paper_when_it_is_nested_without_end_then_does_not_hold_and_breaks_nothing(depth):
    deep = "[" * depth + "]" * depth
    nested = RECORD.replace('"record": {', '"record": {"deep": ' + deep + ",", 1)
    inside = f'{{"type": ["ElectronicLicence"], "credentialSubject": {{"deep": {deep}}}, "proof": {{"type": "DataIntegrityProof",'
    proof = '"cryptosuite": "eddsa-jcs-2022", "proofPurpose": "assertionMethod", "proofValue": "z1", "verificationMethod": '
    for text in (nested, f'{inside}{proof}"{DESK.kid(UNIT, "ed25519")}"}}}}'):
        assert not check(text).valid


def test_days_when_they_have_not_begun_or_are_over_then_the_verdict_says_so():
    assert check(TOKEN, now=NOW - timedelta(days=1)).state == "not-yet"
    last = datetime(2028, 3, 29, 23, 59, tzinfo=NOW.tzinfo)
    assert check(TOKEN, now=last).valid
    over = check(TOKEN, now=last + timedelta(minutes=2))
    assert (over.valid, over.state, over.reasons) == (False, "expired", ("dates",))


def test_copy_when_its_own_day_is_over_then_has_expired_though_the_licence_holds():
    text = DESK.token(content(copy=copy_terms(), reference="X-1"))
    assert check(text).said.purpose == "招投标"
    assert check(text, now=datetime(2026, 5, 1, tzinfo=NOW.tzinfo)).state == "expired"


def test_status_when_a_list_has_the_place_set_then_the_paper_does_not_hold():
    for lists, state in (
        (DESK.lists(revoked=(INDEX,)), "ended"),
        (DESK.lists(suspended=(INDEX,)), "suspended"),
    ):
        verdict = check(TOKEN, DESK.known(lists))
        assert (verdict.valid, verdict.state, verdict.reasons) == (False, state, ("status",))
    assert check(TOKEN, DESK.known(DESK.lists(revoked=(INDEX + 1,), suspended=(INDEX - 1,)))).valid


def test_status_when_no_list_is_known_then_is_left_open():
    verdict = check(TOKEN, DESK.known([]))
    assert {step.check: step.passed for step in verdict.steps}["status"] is None
    assert verdict.valid


def test_standing_when_the_installation_does_not_know_the_paper_then_it_is_unknown():
    verdict = verify_text(TOKEN, KEYS, now=NOW, standing=lambda claim: Standing(known=False))
    assert (verdict.valid, verdict.state) == (False, "unknown")


@given(st.one_of(st.text(max_size=60), st.text(alphabet="ey.AB{}[]\"':1", max_size=40)))
@example("ey..")
@example("[" * 5000)
@example('{"record":{},"signature":{"algorithm":"SM2-SM3","key":"","value":"AAAA"}}')
def test_nonsense_when_verified_then_gets_a_verdict_and_breaks_nothing(text):
    assert not check(text).valid


@given(st.recursive(
    st.one_of(st.text(max_size=5), st.integers(-(2**53) + 1, 2**53 - 1), st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(alphabet="abcXYZ_-.", max_size=3), inner, max_size=3)),
    max_leaves=8,
))  # fmt: skip
def test_canonical_bytes_when_read_and_written_again_then_are_the_same(data):
    assert canonical(json.loads(canonical(data))) == canonical(data)


@pytest.mark.parametrize("data", [1.5, None, {"文": 1}, {1: 2}, 2**53, [None]])
def test_canonical_bytes_when_data_has_none_then_is_refused(data):
    with pytest.raises(ValueError, match=r"canonical|ASCII|large"):
        canonical(data)


def test_credential_when_looked_at_then_is_a_credential_of_version_two():
    token = read_token(TOKEN)
    assert (token.header["typ"], token.header["alg"]) == ("vc+jwt", "EdDSA")
    said = token.payload
    assert said["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert (said["validFrom"], said["validUntil"]) == (
        "2026-03-30T00:00:00+08:00",
        "2028-03-29T23:59:59+08:00",
    )
    assert said["issuer"]["id"] == token.kid.partition("#")[0]
    assert {entry["statusPurpose"] for entry in said["credentialStatus"]} == {"revocation", "suspension"}
    assert "validUntil" not in read_token(DESK.token(content(valid_until=None))).payload


def test_carried_text_when_it_is_long_or_strange_then_is_carried_as_it_is():
    strange = 'a"b\\c\n\u2028\U0001f600' + "长" * 500
    of = content(carried=(Carried(element="x.y", title="项", value=strange),))
    for text in (DESK.token(of), DESK.record(of)):
        assert check(text).said.carried == (("项", strange),)


def test_reference_when_an_identifier_or_a_copy_then_is_known_as_one():
    right = "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F"
    assert verify.is_reference(right)
    assert verify.is_reference(right + "-ABCDEFGHJK")
    assert not verify.is_reference(right[:-1] + "G")
    assert not verify.is_reference("ABC")


def test_moment_when_a_list_was_made_then_the_verdict_says_as_of_when():
    [step] = [step for step in check(TOKEN).steps if step.check == "status"]
    assert datetime.fromisoformat(step.facts["as_of"]).astimezone(UTC) == NOW.astimezone(UTC)
    assert date(2026, 3, 30) == NOW.date()
