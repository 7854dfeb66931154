"""Sealed bytes open with their key in their context, and in no other way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guantong.core.kernel.problem import Refused
from guantong.core.kernel.sealing import key_for, keyed_digest, seal, unseal

KEY = key_for("a secret", "second-factor")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.text(max_size=20))
def test_sealed_data_when_opened_with_key_and_context_then_are_what_they_were(data, context):
    sealed = seal(KEY, data, context)
    assert unseal(KEY, sealed, context) == data
    assert sealed != seal(KEY, data, context)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=40), st.integers(min_value=0), st.integers(1, 255))
def test_sealed_data_when_one_byte_is_changed_then_are_refused(data, at, change):
    sealed = bytearray(seal(KEY, data, "account:7"))
    sealed[at % len(sealed)] ^= change
    with pytest.raises(Refused, match=r"sealing\.broken"):
        unseal(KEY, bytes(sealed), "account:7")


@pytest.mark.parametrize(
    ("key", "context"), [(key_for("another", "second-factor"), "account:7"), (KEY, "account:8"), (KEY, "")]
)
def test_sealed_data_when_key_or_context_is_another_then_are_refused(key, context):
    with pytest.raises(Refused, match=r"sealing\.broken"):
        unseal(key, seal(KEY, b"data", "account:7"), context)


@pytest.mark.parametrize("short", [b"", b"\x01", b"\x01" + bytes(27)])
def test_sealed_data_when_cut_short_then_are_refused(short):
    with pytest.raises(Refused, match=r"sealing\.broken"):
        unseal(KEY, short)


def test_keys_when_made_for_two_purposes_then_differ_and_are_the_same_again():
    assert key_for("a secret", "attempts") != KEY == key_for("a secret", "second-factor")
    assert len(KEY) == 32


def test_digests_when_keyed_then_only_the_key_makes_them_again():
    assert keyed_digest(KEY, "zhang") == keyed_digest(KEY, "zhang") != keyed_digest(bytes(32), "zhang")
