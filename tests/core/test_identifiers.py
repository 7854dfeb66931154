"""Identifiers against published examples, and a check digit must notice every single wrong character."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel import digest, identifiers
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.texts import explain

USCCS = [
    "11330105002500287C", "11320000MB151840XJ", "12441500196720244T", "11500234327754728R", "11430000006122244L",
    "11220000013544541J", "11100000000013338W", "11370800MB28559184", "11511301008778183N",
]  # fmt: skip
LICENCES = [
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F",
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
]
ID_NUMBERS = ["360426199101010071", "440308199901101512"]


@pytest.mark.parametrize("value", USCCS)
def test_uscc_when_it_is_a_real_one_then_it_passes(value: str) -> None:
    assert identifiers.check_uscc(f" {value.lower()} ") == value


@given(st.sampled_from(USCCS), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXYIOZ-"))
def test_uscc_when_one_character_is_wrong_then_it_is_refused(value: str, place: int, wrong: str) -> None:
    changed = value[:place] + wrong + value[place + 1 :]
    if changed != value:
        with pytest.raises(Refused, match=r"identifier\.uscc"):
            identifiers.check_uscc(changed)


@pytest.mark.parametrize("value", ID_NUMBERS)
def test_id_number_when_right_then_it_passes_and_carries_the_birth_date(value: str) -> None:
    assert identifiers.check_id_number(value) == value
    assert identifiers.birth_date(value).strftime("%Y%m%d") == value[6:14]


@pytest.mark.parametrize(
    "value", ["11010119900307001X", "36042619910101007", "360426199113010071", "", "x" * 18]
)
def test_id_number_when_wrong_then_it_is_refused(value: str) -> None:
    with pytest.raises(Refused, match=r"identifier\.id_number"):
        identifiers.check_id_number(value)


@given(st.sampled_from(ID_NUMBERS), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_id_number_when_one_character_is_wrong_then_it_is_refused(value: str, place: int, wrong: str) -> None:
    changed = value[:place] + wrong + value[place + 1 :]
    if changed != value:
        with pytest.raises(Refused, match=r"identifier\.id_number"):
            identifiers.check_id_number(changed)


def test_id_number_when_its_division_is_gone_then_it_is_still_a_persons_number() -> None:
    assert identifiers.birth_date("360426199101010071") == date(1991, 1, 1)


@pytest.mark.parametrize("value", LICENCES)
def test_licence_id_when_it_is_a_real_one_then_its_parts_give_it_back(value: str) -> None:
    assert str(identifiers.parse_licence_id(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        LICENCES[0][:-1] + "V",
        "1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M",
        "11100000000013338W011.11430000006122244L.20230000403.001",
        "",
    ],
)
def test_licence_id_when_form_or_check_character_is_wrong_then_it_is_refused(value: str) -> None:
    with pytest.raises(Refused, match=r"identifier\.licence"):
        identifiers.parse_licence_id(value)


@pytest.mark.parametrize(
    ("value", "code", "level", "parent"),
    [
        ("33", "330000000000", "province", ""),
        ("3301", "330100000000", "city", "330000000000"),
        ("330106", "330106000000", "county", "330100000000"),
        ("330106001000", "330106001000", "town", "330106000000"),
        ("330106001001", "330106001001", "village", "330106001000"),
        ("441900003000", "441900003000", "town", "441900000000"),
    ],
)
def test_division_when_parsed_then_its_zeros_say_the_level(
    value: str, code: str, level: str, parent: str
) -> None:
    found = identifiers.parse_division(value)
    assert (found.code, found.level, found.parent) == (code, level, parent)
    assert not parent or found.lies_in(identifiers.parse_division(parent))


@pytest.mark.parametrize("value", ["", "3", "00", "33010a", "330000000001", "33010600"])
def test_division_when_a_level_is_missing_or_malformed_then_it_is_refused(value: str) -> None:
    with pytest.raises(Refused, match=r"identifier\.division"):
        identifiers.parse_division(value)


@pytest.mark.parametrize("value", ["11500234327754728R4000122013000", "11500234327754728R400012201300004"])
def test_item_code_when_parsed_then_organ_level_and_basic_code_come_apart(value: str) -> None:
    found = identifiers.parse_item_code(value)
    assert (found.uscc, found.level, found.basic) == ("11500234327754728R", "4", "000122013000")
    assert str(found) == value


@pytest.mark.parametrize(
    "value",
    ["11500234327754728X4000122013000", "11500234327754728R400012201300", "11500234327754728R9000122013000"],
)
def test_item_code_when_wrong_then_it_is_refused_in_both_languages(value: str) -> None:
    with pytest.raises(Refused, match=r"identifier\.item") as refused:
        identifiers.parse_item_code(value)
    for language in ("zh", "en"):
        assert value in explain(refused.value.problems[0], language)


@given(
    st.sampled_from(sorted(identifiers.ITEM_LEVELS)),
    st.from_regex(r"[0-9]{12}", fullmatch=True),
    st.sampled_from(("", "04")),
)
def test_item_code_when_composed_then_its_parts_come_back(level: str, basic: str, number: str) -> None:
    made = identifiers.make_item_code("11500234327754728r", level, basic, number)
    assert identifiers.parse_item_code(str(made)) == made
    assert (made.uscc, made.level, made.basic) == (
        "11500234327754728R",
        identifiers.ITEM_LEVELS[level],
        basic,
    )


@pytest.mark.parametrize(
    ("organ", "level", "basic", "code"),
    [
        ("11500234327754728X", "county", "000122013000", "uscc"),
        ("11500234327754728R", "street", "000122013000", "item"),
        ("11500234327754728R", "county", "00012201300", "item"),
    ],
)
def test_item_code_when_a_part_is_wrong_then_nothing_is_composed(
    organ: str, level: str, basic: str, code: str
) -> None:
    with pytest.raises(Refused, match=rf"identifier\.{code}"):
        identifiers.make_item_code(organ, level, basic)


def test_sm3_when_given_the_standards_examples_then_it_gives_their_digests() -> None:
    assert digest.sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert digest.sm3(b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_sm3_when_openssl_lacks_it_then_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "_has_sm3", lambda: False)
    with pytest.raises(Refused, match=r"digest\.no_sm3") as refused:
        digest.sm3(b"abc")
    assert "OpenSSL" in explain(refused.value.problems[0], "en")
