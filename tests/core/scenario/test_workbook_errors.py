"""A workbook that a person has changed: every mistake is named with its sheet and cell, and what is possible there."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.texts import LANGUAGES, explain, has, say
from guantong.core.scenario import language as lang
from guantong.core.scenario.language import Package
from guantong.core.scenario.workbook import export_workbook, import_workbook, inspect_workbook
from guantong.core.scenario.workbook.layout import SHEETS
from guantong.core.scenario.workbook.save import heading_words, headings
from tests.package_by_hand import by_hand

Book = Any


@pytest.fixture
def file(tmp_path: Path) -> Path:
    export_workbook(Package.model_validate(by_hand()), tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def change(file: Path, edit: Callable[[Book], None]) -> tuple[Problem, ...]:
    book = openpyxl.load_workbook(file)
    edit(book)
    book.save(file)
    return inspect_workbook(file).problems


def column(page: Any, key: str) -> int:
    return next(cell.column for cell in page[2] if cell.value == key)


def cell(page: Any, key: str, row: int = 3) -> Any:
    return page.cell(row, column(page, key))


def write(sheet: str, key: str, value: Any, row: int = 3) -> Callable[[Book], None]:
    def edit(book: Book) -> None:
        cell(book[say(f"workbook-sheet-{sheet}")], key, row).value = value

    return edit


# what a person does, the code, the place, the nearest word
MISTAKES = [
    (write("items", "type", "permits"), "S012", "事项!F3", "permit"),
    (write("items", "promised", "ten days"), "S015", "事项!N3", ""),
    (write("items", "visits", "many"), "workbook.bad_cell", "事项!O3", ""),
    (write("items", "online", "maybe"), "workbook.bad_cell", "事项!R3", ""),
    (write("items", "title.zh", '"cut'), "workbook.bad_cell", "事项!B3", ""),
    (write("items", "title.zh", "=A1"), "workbook.formula", "事项!B3", ""),
    (write("items", "unit", "market-regulator"), "S601", "事项!D3", "market-regulation"),
    (write("materials", "@item", "registrations"), "workbook.no_parent", "申请材料!A3", "registration"),
    (write("materials", "@item", None), "workbook.no_key", "申请材料!A3", ""),
    (write("items", "@item", "registration", 4), "workbook.key_twice", "事项!A4", ""),
    (write("materials", "elements", "company.nam\nlegal_rep.id_number"), "S101", "申请材料!D3", "company.name"),
    (write("items", "law", "", 2), "", "", ""),
    (write("items", "unit", "unite", 2), "workbook.unknown_column", "事项!D2", "unit"),
    (write("items", "unit", "serves", 2), "workbook.column_twice", "事项!E2", ""),
    (write("items", "@item", None, 2), "workbook.no_keys", "事项", ""),
    (write("events", "with", "{a: "), "workbook.bad_cell", "示例过程!F3", ""),
    (lambda book: book.create_sheet("申请资料"), "workbook.unknown_sheet", "申请资料", "申请材料"),
    (lambda book: book.remove(book["事项"]), "workbook.no_parent", "申请材料!A3", ""),
    (lambda book: book["应用场景"].cell(6, 3).__setattr__("value", "industri"), "S012", "应用场景!C6", "industry"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "code", "where", "nearest"), MISTAKES, ids=[f"{m[1]}-{n}" for n, m in enumerate(MISTAKES)]
)
def test_workbook_when_a_person_makes_a_mistake_then_sheet_and_cell_are_named(
    file: Path, edit: Callable[[Book], None], code: str, where: str, nearest: str
) -> None:
    problems = change(file, edit)
    if not code:  # a column of extra remarks that has no technical key is left alone
        assert "S309" in {p.code for p in problems}
        return
    found = [p for p in problems if p.code == code]
    assert (found[0].where, found[0].nearest) == (where, nearest)
    for language in LANGUAGES:
        assert "– " in explain(found[0], language)
    with pytest.raises(Refused):
        import_workbook(file)


def test_workbook_when_wrong_in_several_sheets_then_all_come_at_once(file: Path) -> None:
    def edit(book: Book) -> None:
        write("items", "visits", "x")(book)
        write("materials", "copies", "y")(book)
        write("elements", "@element", None)(book)

    assert {p.where.split("!")[0] for p in change(file, edit)} == {"事项", "申请材料", "数据元"}


def test_workbook_when_a_spreadsheet_made_numbers_and_dates_of_texts_then_they_are_read_as_seen(
    file: Path,
) -> None:
    def edit(book: Book) -> None:
        write("overlays", "division", 330100000000)(book)
        write("events", "on", datetime(2026, 3, 2))(book)
        write("items", "visits", 1.0, 4)(book)
        write("items", "online", True)(book)
        write("elements", "example", 13800000000.0)(book)

    assert change(file, edit) == ()
    package = import_workbook(file)
    assert package.overlays["hangzhou"].division == "330100000000"
    assert next(iter(package.dictionary.elements.values())).example == "13800000000"


def test_workbook_when_its_columns_are_moved_and_headings_reworded_then_the_technical_keys_decide(
    file: Path,
) -> None:
    before = import_workbook(file)

    def edit(book: Book) -> None:
        page = book["事项"]
        page.cell(1, 1).value = "随便"
        for row in page.iter_rows(min_row=1, max_row=page.max_row):
            row[3].value, row[4].value = row[4].value, row[3].value

    assert change(file, edit) == ()
    assert import_workbook(file) == before


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_file_when_it_is_no_workbook_then_it_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    assert [p.code for p in inspect_workbook(tmp_path / "x.xlsx").problems] == ["workbook.unreadable"]
    assert [p.code for p in inspect_workbook(tmp_path / "missing.xlsx").problems] == ["workbook.unreadable"]


def test_file_when_it_declares_entities_then_it_is_not_parsed(file: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(file) as good, zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as bad:
        for part in good.infolist():
            text = good.read(part)
            if part.filename.endswith("sheet2.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + text
            bad.writestr(part, text)
    assert [p.code for p in inspect_workbook(tmp_path / "bad.xlsx").problems] == ["workbook.unreadable"]


def test_file_when_it_unpacks_to_far_too_much_then_it_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        for n in range(3):
            bomb.writestr(f"xl/{n}.xml", b"\0" * 70_000_000)
    assert [p.code for p in inspect_workbook(tmp_path / "bomb.xlsx").problems] == ["workbook.too_large"]


def test_sheet_when_one_cell_is_far_away_then_it_is_refused_and_not_walked(file: Path) -> None:
    def edit(book: Book) -> None:
        book["事项"].cell(1_000_000, 10_000).value = "x"

    assert "workbook.too_large" in {p.code for p in change(file, edit)}


def test_text_when_no_cell_can_hold_it_then_the_export_is_refused_at_its_cell(tmp_path: Path) -> None:
    data = by_hand()
    data["scenario"]["items"]["registration"]["title"] = "长" * 40_000
    with pytest.raises(Refused) as refused:
        export_workbook(Package.model_validate(data), tmp_path / "x.xlsx")
    assert [(p.code, p.where) for p in refused.value.problems] == [("workbook.too_long", "事项!B3")]
    assert not (tmp_path / "x.xlsx").exists()


def test_headings_when_listed_then_each_has_words_and_every_key_of_the_language_has_a_column() -> None:
    for sheet in SHEETS:
        for key in headings(sheet):
            assert "[" not in heading_words(key, "zh")
        for language in LANGUAGES:
            assert has(f"workbook-sheet-{sheet.name}", language)
        for column_ in sheet.columns:
            assert has(f"workbook-codec-{column_.codec}", "zh")
            for word in filter(None, column_.words):
                assert has(f"workbook-word-{word}", "zh"), word


MODELS = {
    "scenario": lang.Scenario, "asks": lang.Ask, "stages": lang.Stage, "items": lang.Item, "materials": lang.Material,
    "fees": lang.Fee, "pauses": lang.Pause, "grants": lang.Grant, "inspections": lang.InspectionPlan,
    "indicators": lang.Indicator, "published": lang.Published, "overlays": lang.Overlay, "overlay-items": lang.ItemOverlay,
    "stories": lang.Story, "events": lang.StoryEvent, "entities": lang.Entity, "elements": lang.Element,
    "resources": lang.Resource, "units": lang.UnitRole,
}  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_sheet_when_compared_with_the_language_then_no_key_is_left_out(name: str) -> None:
    sheet = next(sheet for sheet in SHEETS if sheet.name == name)
    columns = {column_.key.split(".")[0] for column_ in sheet.columns}
    deeper = {
        other.path[len(sheet.path)]
        for other in SHEETS
        if other.path[: len(sheet.path)] == sheet.path != other.path
    }
    assert columns | deeper == {field.alias or key for key, field in MODELS[name].model_fields.items()}
    for column_ in sheet.columns:
        if column_.key.startswith("expect."):
            assert column_.key.split(".")[1] in lang.Expect.model_fields
    if name == "stories":
        assert {c.key for c in sheet.columns if c.key.startswith("expect.")} == {
            f"expect.{key}" for key in lang.Expect.model_fields
        }
