"""Writing a package into a workbook: headings, technical keys, rows; nothing that a spreadsheet could take for a formula."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.texts import has, say
from guantong.core.scenario.language import Package
from guantong.core.scenario.workbook.cells import LONGEST_CELL, encode, quote
from guantong.core.scenario.workbook.layout import SHEETS, Column, Sheet
from guantong.core.scenario.written import as_written

FIRST_ROW = 3
READ_ME = "read-me"
FORMULA_STARTS = tuple("=+-@\t\r")
WIDE, NARROW = 36, 16
_BOLD = Font(bold=True)
_GREY = Font(color="808080", size=8)
_HEAD = PatternFill("solid", start_color="DDE6F0")
_WRAP = Alignment(wrap_text=True, vertical="top")

Row = tuple[tuple[str, ...], Any]  # the keys that lead to it, and what it is


def export_workbook(package: Package, path: Path, language: str = "zh") -> None:
    """Write the whole package into one .xlsx file; refuse `workbook.too_long` for what no cell can hold."""
    data = as_written(package)
    data["sources_md"] = package.sources_md.split("\n") if package.sources_md else []
    book = Workbook()
    _write_read_me(book.active, language)
    too_long: list[Problem] = []
    for sheet in SHEETS:
        page = book.create_sheet(say(f"workbook-sheet-{sheet.name}", language))
        too_long += _write_sheet(page, sheet, list(rows_of(data, sheet.path)), language)
    if too_long:
        raise Refused(*too_long)
    book.active = 1
    book.save(path)


def rows_of(data: Any, path: tuple[str, ...]) -> Iterator[Row]:
    """Yield what the path leads to, with the keys on the way, in order."""
    if not path:
        yield (), data
        return
    step, rest = path[0], path[1:]
    if step == "*":
        for key, inner in data.items():
            yield from (((str(key), *keys), value) for keys, value in rows_of(inner, rest))
    elif step == "#":
        for inner in data:
            yield from rows_of(inner, rest)
    elif step in data:
        yield from rows_of(data[step], rest)


def value_at(row: Any, key: str) -> Any:
    """Return what a dotted key leads to, None when nothing is written there."""
    for step in key.split(".") if key else ():
        if isinstance(row, list):
            row = row[int(step)] if int(step) < len(row) else None
        else:
            row = row.get(step) if isinstance(row, dict) else None
    return row


def headings(sheet: Sheet) -> list[str]:
    """Return the technical keys of all columns, a title's two included."""
    found = [f"@{key}" for key in sheet.keys]
    for column in sheet.columns:
        key = column.key or "value"
        found += [f"{key}.zh", f"{key}.en"] if column.codec == "title" else [key]
    return found


def cells_of(column: Column, value: Any, language: str) -> list[Any]:
    """Return the content of a column's one or two cells."""
    if column.codec != "title":
        return [None if value is None else encode(column.codec, value, language)]
    if value is None:
        return [None, None]
    zh, en = (value["zh"], value["en"]) if isinstance(value, dict) else (value, "")
    return [quote(zh), quote(en) if en else None]


def _write_sheet(page: Worksheet, sheet: Sheet, rows: list[Row], language: str) -> list[Problem]:
    too_long = []
    for number, key in enumerate(headings(sheet), 1):
        head, technical = _cell(page, sheet, 1, number), _cell(page, sheet, 2, number)
        _put(head, heading_words(key, language))
        _put(technical, key)
        head.font, head.fill, technical.font = _BOLD, _HEAD, _GREY
        _help(head, key, language)
    for line, (keys, row) in enumerate(rows, FIRST_ROW):
        content: list[Any] = [quote(key) for key in keys]
        for column in sheet.columns:
            content += cells_of(column, value_at(row, column.key), language)
        for number, value in enumerate(content, 1):
            cell = _cell(page, sheet, line, number)
            if isinstance(value, str) and len(value) > LONGEST_CELL:
                facts = {"length": len(value), "most": LONGEST_CELL}
                too_long.append(
                    Problem(code="workbook.too_long", where=f"{page.title}!{cell.coordinate}", facts=facts)
                )
                continue
            _put(cell, value)
    _dress(page, sheet, len(rows))
    return too_long


def heading_words(key: str, language: str) -> str:
    """Return the heading of a technical key in words."""
    name, _, tongue = (
        key.removeprefix("@").rpartition(".")
        if key.endswith((".zh", ".en"))
        else (key.removeprefix("@"), "", "")
    )
    words = say("workbook-column-" + name.replace(".", "-").replace("_", "-"), language)
    return f"{words} ({say('workbook-english', language)})" if tongue == "en" else words


def _help(head: Cell, key: str, language: str) -> None:
    name = "workbook-help-" + key.removeprefix("@").removesuffix(".zh").replace(".", "-").replace("_", "-")
    if has(name, language):
        head.comment = Comment(say(name, language), "Guantong", width=360, height=120)


def _cell(page: Worksheet, sheet: Sheet, row: int, column: int) -> Cell:
    cell = page.cell(column, row) if sheet.upright else page.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def _put(cell: Cell, value: Any) -> None:
    """Write a value; a text always as text, never as a formula, a number or a date."""
    if value is None:
        return
    cell.value = value
    cell.alignment = _WRAP
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
        if value.startswith(FORMULA_STARTS):
            cell.quotePrefix = True


def _dress(page: Worksheet, sheet: Sheet, rows: int) -> None:
    """Widths, frozen headings, and lists of the possible words."""
    if sheet.upright:
        page.freeze_panes = "C1"
        for letter, width in zip("ABC", (24, 14, 60), strict=True):
            page.column_dimensions[letter].width = width
        return
    page.freeze_panes = f"A{FIRST_ROW}"
    number = len(sheet.keys)
    for n in range(1, number + 1):
        page.column_dimensions[get_column_letter(n)].width = NARROW
    for column in sheet.columns:
        number += 1
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = WIDE if column.codec in ("title", "lines", "any") else NARROW
        words = [word for word in column.words if word]
        if words:
            choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
            choice.add(f"{letter}{FIRST_ROW}:{letter}{rows + 200}")
            page.add_data_validation(choice)
        if column.codec == "title":
            number += 1
            page.column_dimensions[get_column_letter(number)].width = WIDE


def _write_read_me(page: Any, language: str) -> None:
    """The first sheet: how to use the others, and what the technical words mean."""
    page.title = say(f"workbook-sheet-{READ_ME}", language)
    for line, text in enumerate(say("workbook-read-me", language).split("\n"), 1):
        _put(page.cell(line, 1), text)
    line = page.max_row + 2
    words = {word for sheet in SHEETS for column in sheet.columns for word in column.words if word}
    for number, word in enumerate(sorted(words), line):
        _put(page.cell(number, 1), word)
        _put(page.cell(number, 2), say(f"workbook-word-{word.replace(' ', '-')}", language))
    page.column_dimensions["A"].width = 90
    page.column_dimensions["B"].width = 40
