"""A package goes into a workbook and into YAML and comes back: the same content, the same order, byte for byte."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from guantong.core.scenario.language import Package
from guantong.core.scenario.read import find_packages, read_package
from guantong.core.scenario.workbook import export_workbook, import_workbook
from guantong.core.scenario.written import as_written, write_package
from tests.package_by_hand import by_hand
from tests.packages import NASTY, packages

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def assert_same(back: Package, package: Package) -> None:
    assert back == package
    assert back.model_dump_json() == package.model_dump_json()  # the order of items and materials too


@SLOW
@given(package=packages(nasty=True))
def test_workbook_when_exported_and_imported_then_nothing_is_lost(tmp_path_factory, package: Package) -> None:
    file = tmp_path_factory.mktemp("book") / "book.xlsx"
    export_workbook(package, file)
    assert_same(import_workbook(file), package)


@SLOW
@given(package=packages(nasty=True))
def test_yaml_when_written_and_read_then_nothing_is_lost(tmp_path_factory, package: Package) -> None:
    folder = tmp_path_factory.mktemp("scenarios") / package.scenario.scenario
    write_package(package, folder, shared=True)
    assert_same(read_package(folder), package)


@pytest.mark.parametrize("folder", find_packages(SCENARIOS), ids=lambda folder: folder.name)
def test_real_package_when_taken_through_workbook_and_yaml_then_nothing_is_lost(
    folder: Path, tmp_path: Path
) -> None:
    package = read_package(folder)
    export_workbook(package, tmp_path / "one.xlsx", "en")
    back = import_workbook(tmp_path / "one.xlsx")
    assert_same(back, package)
    write_package(back, tmp_path / folder.name, shared=True)
    again = read_package(tmp_path / folder.name)
    assert_same(again, package)
    export_workbook(again, tmp_path / "two.xlsx", "en")
    assert_same(import_workbook(tmp_path / "two.xlsx"), package)


@pytest.mark.parametrize("text", [*NASTY, "", "\r\n", "a\x0bb", "\x7f", '"', '"a', "\ufffe", "‏"])
def test_title_when_spreadsheets_would_change_it_then_it_comes_back_unchanged(
    text: str, tmp_path: Path
) -> None:
    data = by_hand()
    data["scenario"]["title"] = {"zh": text, "en": text}
    data["scenario"]["items"]["registration"]["law"] = ["某法", text, "末条"]
    data["scenario"]["items"]["registration"]["conditions"] = [text, "b"]
    data["stories"]["plain"]["events"][0]["with"] = {"company.name": text}
    data["stories"]["plain"]["expect"]["items"] = []
    data["sources_md"] = f"{text}\n\n# x\n\n"
    package = Package.model_validate(data)
    export_workbook(package, tmp_path / "x.xlsx")
    assert_same(import_workbook(tmp_path / "x.xlsx"), package)


def test_cells_when_they_begin_like_a_formula_then_the_file_has_no_formula(tmp_path: Path) -> None:
    data = by_hand()
    for text in ("=1+1", "+1", "-1", "@sum"):
        data["scenario"]["items"]["registration"]["conditions"] = [text]
    export_workbook(Package.model_validate(data), tmp_path / "x.xlsx")
    cells = [
        c for page in openpyxl.load_workbook(tmp_path / "x.xlsx") for row in page.iter_rows() for c in row
    ]
    risky = [c for c in cells if isinstance(c.value, str) and c.value.startswith(("=", "+", "-", "@"))]
    assert risky
    assert all(c.data_type == "s" for c in cells if isinstance(c.value, str))
    assert all(c.quotePrefix for c in risky)


def test_package_when_written_as_plain_data_then_defaults_are_not_in_it() -> None:
    item = as_written(Package.model_validate(by_hand()).scenario.items["registration"])
    assert item["promised"] == "1 workday"
    assert item["title"] == "营业执照"
    assert {"level", "online", "visits", "serves"} & item.keys() == set()
