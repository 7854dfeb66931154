"""Reading a workbook back into a package: every problem with its sheet and cell, and what is possible there."""

from __future__ import annotations

import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.parsers import expat

import msgspec
import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.texts import LANGUAGES, say
from guantong.core.scenario.checks import check_package, severity_of
from guantong.core.scenario.language import Package
from guantong.core.scenario.lines import Steps
from guantong.core.scenario.read import Reading
from guantong.core.scenario.shape import list_words, nearest_word, shape_part
from guantong.core.scenario.workbook.cells import BadCell, decode
from guantong.core.scenario.workbook.layout import SHEETS, Column, Sheet
from guantong.core.scenario.workbook.save import FIRST_ROW, READ_ME, headings

LARGEST_WORKBOOK = (
    60_000_000  # bytes when unpacked, of which each becomes many; a large package takes half a million
)
PIECE = 4096
UNKNOWN_ENCODING = expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]
MOST_PARTS = 2_000  # files inside; a workbook of ours has about sixty
MOST_ROWS, MOST_COLUMNS = 100_000, 300
MOST_CELLS = (
    1_000_000  # of a sheet from its first to its last cell: a single cell far out would make all between
)


class Grid(msgspec.Struct, frozen=True):
    """The data of a workbook with the cell of every part; what `Source` is to a file of YAML."""

    data: dict[str, Any]
    places: dict[Steps, str]

    def place(self, steps: Steps) -> str:
        """Return `sheet!cell` of the part, or of the nearest part around it that has a cell."""
        for end in range(len(steps), 0, -1):
            if steps[:end] in self.places:
                return self.places[steps[:end]]
        return say(f"workbook-sheet-{SHEETS[0].name}")


def import_workbook(path: Path) -> Package:
    """Return the package in a workbook; refuse with *all* errors, of cells and of checks."""
    reading = inspect_workbook(path)
    if reading.errors or reading.package is None:
        raise Refused(*reading.errors)
    return reading.package


def inspect_workbook(path: Path) -> Reading:
    """Return the package in a workbook and everything that is wrong or doubtful about it."""
    book, problems = _open(path)
    if book is None:
        return Reading(None, tuple(problems))
    loader = _Loader(book)
    loader.load()
    problems += loader.problems
    package, wrong = shape_part(Package, loader.grid) if not problems else (None, [])
    problems += wrong
    if package is not None:
        problems += check_package(package, loader.grid.place)
    errors = any(severity_of(problem.code) == "error" for problem in problems if package is None)
    return Reading(None if errors else package, tuple(problems))


def _open(path: Path) -> tuple[Workbook | None, list[Problem]]:
    """Return the workbook, if it is one and no bomb."""
    name = Path(path).name
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            size = sum(part.file_size for part in parts)
            if size > LARGEST_WORKBOOK or len(parts) > MOST_PARTS:
                facts = {"size": size, "most": LARGEST_WORKBOOK}
                return None, [Problem(code="workbook.too_large", where=name, facts=facts)]
            if any(_declares_a_type(packed, part) for part in parts):
                return None, [Problem(code="workbook.unreadable", where=name)]
        return openpyxl.load_workbook(path), []
    except Exception:
        # zipfile, its decompressors and openpyxl raise nearly everything for a file that somebody has tampered with.
        return None, [Problem(code="workbook.unreadable", where=name)]


def _declares_a_type(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Return whether a part has a DOCTYPE, in whatever encoding and after however long a comment: no spreadsheet writes
    one, and what it may declare (entities) unpacks to anything or reads other files. A picture is no XML and has none."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append("doctype")
    parser.StartElementHandler = lambda *_: found.append("root")
    with packed.open(part) as content:
        try:
            while not found and (piece := content.read(PIECE)):
                parser.Parse(piece, False)
        except expat.ExpatError as wrong:
            # What only another parser could read nobody has looked at.
            return found[:1] == ["doctype"] or wrong.code == UNKNOWN_ENCODING
    return found[:1] == ["doctype"]


class _Loader:
    """Walks all sheets once, parents before children, as the layout orders them."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.problems: list[Problem] = []
        dictionary: dict[str, Any] = {"entities": {}, "elements": {}}
        data = {
            "scenario": {},
            "overlays": {},
            "stories": {},
            "dictionary": dictionary,
            "resources": {},
            "units": {},
            "sources_md": [],
        }
        self.grid = Grid(data, {})
        self.page = ""
        self.positions: dict[int, int] = {}

    def refuse(self, code: str, where: str, nearest: str = "", **facts: Any) -> None:
        place = f"{self.page}!{where}" if where else self.page
        facts["near"] = int(bool(nearest))
        self.problems.append(Problem(code=f"workbook.{code}", where=place, facts=facts, nearest=nearest))

    def load(self) -> None:
        titles = {
            say(f"workbook-sheet-{sheet.name}", language): sheet for language in LANGUAGES for sheet in SHEETS
        }
        read_me = {say(f"workbook-sheet-{READ_ME}", language) for language in LANGUAGES}
        pages: dict[str, Worksheet] = {}
        for page in self.book.worksheets:
            self.page = page.title
            if page.title in titles:
                pages[titles[page.title].name] = page
            elif page.title not in read_me:
                self.refuse(
                    "unknown_sheet",
                    "",
                    nearest_word(page.title, titles),
                    word=page.title,
                    possible=list_words(titles),
                )
        for sheet in SHEETS:
            if sheet.name in pages:
                self.page = pages[sheet.name].title
                self.load_sheet(sheet, pages[sheet.name])
        self.grid.data["sources_md"] = "\n".join(self.grid.data["sources_md"])

    # ---------------------------------------------------------------------------------------------------- one sheet

    def load_sheet(self, sheet: Sheet, page: Worksheet) -> None:
        far = page.max_row > MOST_ROWS or page.max_column > MOST_COLUMNS
        if far or page.max_row * page.max_column > MOST_CELLS:
            self.refuse("too_large", "", size=page.max_row, most=MOST_ROWS)
            return
        lines = [list(line) for line in (page.iter_cols() if sheet.upright else page.iter_rows())]
        columns = self.columns(sheet, lines[1] if len(lines) > 1 else [])
        for line in lines[FIRST_ROW - 1 :]:
            cells = {
                key: line[at] for key, at in columns.items() if at < len(line) and line[at].value is not None
            }
            if any(cell.data_type == "f" for cell in cells.values()):
                for cell in cells.values():
                    if cell.data_type == "f":
                        self.refuse("formula", cell.coordinate, given=str(cell.value)[:60])
            elif cells or (sheet.name == "sources" and line[0].row <= page.max_row):
                self.load_row(sheet, cells, line[0].coordinate)

    def columns(self, sheet: Sheet, technical: list[Any]) -> dict[str, int]:
        """Return which technical key stands where; the second row decides, the headings above it are for people."""
        possible, found = headings(sheet), dict[str, int]()
        for at, cell in enumerate(technical):
            key = str(cell.value or "").strip()
            if key in found:
                self.refuse("column_twice", cell.coordinate, word=key)
            elif key in possible:
                found[key] = at
            elif key:
                self.refuse(
                    "unknown_column",
                    cell.coordinate,
                    nearest_word(key, possible),
                    word=key,
                    possible=list_words(possible),
                )
        missing = [f"@{key}" for key in sheet.keys if f"@{key}" not in found]
        if missing or (not found and technical):
            self.refuse("no_keys", "", possible=list_words(missing or possible))
            return {}
        return found

    def load_row(self, sheet: Sheet, cells: dict[str, Any], start: str) -> None:
        keys = []
        for name in sheet.keys:
            cell = cells.get(f"@{name}")
            if cell is None:
                self.refuse("no_key", start, what=f"@{name}")
                return
            keys.append(str(self.value(Column("", "text"), cell) or ""))
        steps = self.steps_to(sheet, keys, cells, start)
        if steps is None:
            return
        self.grid.places[steps] = f"{self.page}!{start}"
        if sheet.columns[0].key == "":
            self.put(steps, self.whole_row(sheet.columns[0], steps, cells))
            return
        row: dict[str, Any] = {key: {} for key in sheet.always}
        for column in sheet.columns:
            self.load_column(column, cells, row, steps)
        if "path" in row:
            row["path"] = list(row["path"].values())
        self.put(steps, row)

    def steps_to(self, sheet: Sheet, keys: list[str], cells: dict[str, Any], start: str) -> Steps | None:
        """Return where the row belongs; refuse a parent that no other sheet has and a key that stands twice."""
        steps: list[str | int] = []
        left = list(keys)
        for n, step in enumerate(sheet.path):
            last = n == len(sheet.path) - 1
            if step == "#":
                steps.append(len(self.at(tuple(steps), [])))
            elif step != "*":
                steps.append(step)
            else:
                key, known = left.pop(0), self.at(tuple(steps), {})
                name = sheet.keys[len(keys) - len(left) - 1]
                if not last and key not in known:
                    self.refuse(
                        "no_parent",
                        cells[f"@{name}"].coordinate,
                        nearest_word(key, known),
                        word=key,
                        possible=list_words(known),
                    )
                    return None
                if last and key in known:
                    self.refuse("key_twice", cells[f"@{name}"].coordinate, word=key)
                    return None
                steps.append(key)
        return tuple(steps)

    def at(self, steps: Steps, otherwise: Any) -> Any:
        here: Any = self.grid.data
        for step in steps:
            if isinstance(here, dict) and step not in here:
                return otherwise
            here = here[step]
        return here

    def put(self, steps: Steps, value: Any) -> None:
        """Set the value at the steps, making the mappings and lists on the way."""
        here: Any = self.grid.data
        for step, after in pairwise(steps):
            if isinstance(here, dict) and step not in here:
                here[step] = [] if isinstance(after, int) else {}
            here = here[step]
        last = steps[-1]
        if isinstance(here, list):
            here.append(value)
        elif isinstance(value, dict) and isinstance(here.get(last), dict) and len(steps) == 1:
            here[last] |= value  # the scenario's own row; its items come after it
        else:
            here[last] = value

    # --------------------------------------------------------------------------------------------------- one column

    def whole_row(self, column: Column, steps: Steps, cells: dict[str, Any]) -> Any:
        """Return the value of a row that is a value: a title, a line, an answer."""
        if column.codec == "title":
            return self.title("value", cells, steps)
        cell = cells.get("value")
        if cell is None:
            return "" if column.codec == "text" else None
        self.grid.places[steps] = f"{self.page}!{cell.coordinate}"
        return self.value(column, cell)

    def load_column(self, column: Column, cells: dict[str, Any], row: dict[str, Any], steps: Steps) -> None:
        inside = tuple(column.key.split("."))
        if column.codec == "title":
            value = self.title(column.key, cells, (*steps, *self.numbered(inside)))
        elif column.key in cells:
            cell = cells[column.key]
            self.grid.places[(*steps, *self.numbered(inside))] = f"{self.page}!{cell.coordinate}"
            value = self.value(column, cell)
        else:
            return
        if value is None and column.codec != "any":
            return
        for step in inside[:-1]:
            row = row.setdefault(step, {})
        row[inside[-1]] = value

    @staticmethod
    def numbered(inside: tuple[str, ...]) -> Steps:
        return tuple(int(step) if step.isdigit() else step for step in inside)

    def title(self, key: str, cells: dict[str, Any], steps: Steps) -> Any:
        zh, en = cells.get(f"{key}.zh"), cells.get(f"{key}.en")
        first = zh or en
        if first is None:
            return None
        self.grid.places[steps] = f"{self.page}!{first.coordinate}"
        text = Column("", "text")
        found = {"zh": self.value(text, zh)} if zh else {}
        return found | ({"en": self.value(text, en)} if en else {})

    def value(self, column: Column, cell: Cell) -> Any:
        try:
            return decode(column.codec, cell.value)
        except BadCell:
            expected = f"workbook-codec-{column.codec}"
            self.refuse("bad_cell", cell.coordinate, given=str(cell.value)[:60], possible=say(expected))
            return None
