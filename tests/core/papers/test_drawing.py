"""Papers as PDF: everything given stands on them and nothing else, long texts fit, the same content gives the same bytes."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from guantong.core.kernel.problem import Refused
from guantong.core.papers.canvas import NEVER_FIRST, break_lines
from guantong.core.papers.fonts import Face, find_fonts
from guantong.core.papers.licence_paper import draw_licence
from guantong.core.papers.lookup_paper import draw_lookup_proof
from tests.core.papers.samples import AT, copy_mark, licence_sheet, lookup_proof, needs_font


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF without any white space, as a reader finds it when searching."""
    return signs("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def signs(text: str) -> str:
    """Return the text without white space, and without the zero bytes that pypdf leaves between two-byte signs."""
    return re.sub(r"[\s\0]+", "", text)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return draw_licence(licence_sheet())


@needs_font
def test_licence_when_drawn_twice_then_the_bytes_are_the_same(plain):
    assert draw_licence(licence_sheet()) == plain


@needs_font
def test_licence_when_read_back_then_everything_given_stands_on_it(plain):
    sheet, text = licence_sheet(), text_of(plain)
    told = [
        sheet.title,
        sheet.holder,
        sheet.holder_code,
        sheet.number,
        sheet.identifier,
        sheet.issuer,
        sheet.address,
    ]
    for each in [*told, *(part for line in sheet.lines for part in line), "2026年3月30日至2028年3月29日"]:
        assert signs(each) in text, each
    assert "演示" not in text
    assert "加注件" not in text
    [page] = PdfReader(BytesIO(plain)).pages
    assert page.mediabox.width > page.mediabox.height


@needs_font
def test_licence_when_it_has_no_end_and_is_made_up_then_both_are_said():
    text = text_of(draw_licence(licence_sheet(valid_until=None, synthetic=True)))
    assert "2026年3月30日至长期" in text
    assert "不具有法律效力" in text


@needs_font
def test_copy_when_drawn_then_purpose_receiver_and_last_day_stand_across_it():
    mark = copy_mark(purpose="办理消防检查", receiver="某区消防救援大队", until=date(2026, 5, 1))
    text = text_of(draw_licence(licence_sheet(copy=mark)))
    assert text.count("仅用于办理消防检查提供给某区消防救援大队2026年5月1日前有效") > 5
    assert "仅用于“办理消防检查”,提供给某区消防救援大队" in text.replace("\uff0c", ",")


@needs_font
def test_licence_when_it_carries_much_then_all_of_it_still_fits():
    long = "许可范围包括" + "歌舞娱乐、预包装食品销售、" * 12
    lines = tuple((f"栏目{number}", f"内容{number}" if number % 3 else long) for number in range(14))
    sheet = licence_sheet(lines=lines, holder="某" * 60, title="关于" + "某" * 30 + "的许可证")
    pdf = draw_licence(sheet)
    text = text_of(pdf)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert text.count(signs(long)) == 5
    assert all(f"内容{number}" in text for number in range(14) if number % 3)


@needs_font
def test_licence_when_files_travel_inside_then_a_pdf_reader_lists_them():
    pdf = draw_licence(licence_sheet(), {"licence.vc.jwt": b"a.b.c"})
    assert PdfReader(BytesIO(pdf)).attachments["licence.vc.jwt"] == [b"a.b.c"]
    assert pdf == draw_licence(licence_sheet(), {"licence.vc.jwt": b"a.b.c"})


@needs_font
def test_lookup_proof_when_drawn_then_every_field_read_stands_on_it_and_the_same_bytes_come_again():
    proof = lookup_proof()
    pdf = draw_lookup_proof(proof)
    text = text_of(pdf)
    told = (
        proof.unit,
        proof.source,
        proof.subject_code,
        proof.item,
        proof.case,
        proof.law,
        proof.clerk,
        "10:00:00",
    )
    for each in (*told, *(part for line in proof.lines for part in line), "信息查询专用章"):
        assert signs(each) in text, each
    assert "共查询3个字段" in text
    assert pdf == draw_lookup_proof(proof)


@needs_font
def test_lookup_proof_when_it_has_many_fields_then_it_goes_on_over_pages_without_losing_one():
    lines = tuple((f"字段第{number}号", f"结果第{number}号" * (1 + number % 5)) for number in range(70))
    pdf = draw_lookup_proof(lookup_proof(lines=lines, synthetic=True))
    pages = [signs(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]
    assert len(pages) > 2
    assert all("查询结果" in page for page in pages[:-1])
    assert all(
        f"第{number}页,共{len(pages)}页" in page.replace("\uff0c", ",")
        for number, page in enumerate(pages, 1)
    )
    whole = "".join(pages)
    assert all(f"字段第{number}号" in whole for number in range(70))
    assert whole.count("演示样张") == len(pages)


def test_fonts_when_none_is_installed_then_the_package_to_install_is_named(tmp_path):
    with pytest.raises(Refused) as refused:
        find_fonts((str(tmp_path),))
    assert refused.value.code == "papers.no_font"
    assert refused.value.problems[0].facts == {"package": "fonts-noto-cjk"}


def test_fonts_when_only_a_plain_one_lies_deep_in_a_folder_then_it_serves_for_bold_too(tmp_path):
    place = tmp_path / "opentype" / "song"
    place.mkdir(parents=True)
    (place / "NotoSerifSC-Regular.otf").write_bytes(b"")
    found = find_fonts((str(tmp_path),))
    assert found.regular == found.bold == Face(str(place / "NotoSerifSC-Regular.otf"))


@needs_font
def test_fonts_when_a_file_holds_one_for_each_country_then_the_simplified_one_is_taken():
    from fontTools.ttLib import TTCollection

    face = find_fonts().regular
    if not face.path.endswith(".ttc"):
        pytest.skip("NOT RUN: the font here is not a collection")
    with TTCollection(face.path, lazy=True) as several:
        assert several.fonts[face.number]["name"].getDebugName(1).endswith(("SC", "CN", "Hei"))


def measure(text: str) -> float:
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)


@given(
    st.text(alphabet=st.sampled_from("营业执照\uff0c。、abcdefgh 12345-/.\n"), max_size=120),
    st.integers(8, 40),
)
@example("11111\u3001\u3001 \uff0c", 8)
@example("1111\u3001\u3001 \uff0c", 8)
@settings(max_examples=300, deadline=None)
def test_lines_when_broken_then_nothing_is_lost_and_none_is_too_wide(text, width):
    lines = break_lines(text, width, measure)
    assert signs("".join(lines)) == signs(text)
    for before, line in zip(["", *lines], lines, strict=False):
        hanging = len(line) - len(line.rstrip("".join(NEVER_FIRST)))
        assert measure(line[: len(line) - hanging]) <= width
        if before and line and len(lines) > 1 and line[0] in NEVER_FIRST:
            # Only a paragraph of its own, or a word cut in two, may begin like this.
            assert "\n" in text or re.match(r"[-/.\da-h]", line)


def test_lines_when_a_word_is_latin_then_it_is_not_cut_where_it_fits():
    assert break_lines("位于 Building-7 的二层", 12, measure) == ["位于", "Building-7", "的二层"]


def test_papers_when_the_moment_has_no_zone_then_it_is_read_as_one_in_china():
    from guantong.core.papers.canvas import _moment

    assert _moment(AT.replace(tzinfo=None)) == AT == _moment(AT)


@needs_font
def test_licence_when_the_font_lacks_a_sign_then_it_is_refused_by_name_and_no_box_is_sealed():
    with pytest.raises(Refused) as refused:
        draw_licence(licence_sheet(holder="某\U000e0041公司"))
    assert refused.value.code == "papers.no_sign"
    assert refused.value.problems[0].facts == {"signs": "\U000e0041"}


@needs_font
def test_licence_when_a_text_holds_control_signs_then_they_turn_nothing_around():
    text = text_of(draw_licence(licence_sheet(holder="某公司\u202e\x07")))
    assert "某公司" in text
    assert "\u202e" not in text
