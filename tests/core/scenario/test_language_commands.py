"""`guantong check`, `schema`, `workbook` and `reference`, run as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guantong.core.scenario.language import Package
from guantong.core.scenario.read import read_package
from guantong.core.scenario.schema import FILES
from guantong.core.scenario.written import write_package
from guantong.project.cli import main
from tests.package_by_hand import by_hand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_package(Package.model_validate(by_hand()), tmp_path / "made-by-hand", shared=True)
    return tmp_path / "made-by-hand"


def spoil(folder: Path, old: str, new: str) -> None:
    path = folder / "scenario.yaml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_check_when_all_is_well_then_it_exits_with_0(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder.parent)]) == 0
    assert capsys.readouterr().out == ""


def test_check_when_something_is_wrong_then_it_prints_line_code_and_nearest_word(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, "lead: culture-tourism", "lead: culture-turism")
    assert main(["--lang", "en", "check", str(folder)]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("made-by-hand/scenario.yaml:6: S601 error: ")
    assert "(did you mean culture-tourism?)" in printed.out
    assert "1 error" in printed.err
    assert main(["check", "--json", str(folder)]) == 1
    assert json.loads(capsys.readouterr().out)[0]["nearest"] == "culture-tourism"


def test_check_when_only_doubtful_then_it_exits_with_0_unless_strict(folder: Path) -> None:
    spoil(folder, "led_by: culture-tourism", "led_by: health")
    assert main(["check", str(folder)]) == 0
    assert main(["check", "--strict", str(folder)]) == 1


def test_check_when_there_is_no_package_then_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "nothing")]) == 1
    assert "S009" in capsys.readouterr().out


def test_workbook_when_exported_and_imported_then_the_package_is_the_same(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["workbook", "export", str(folder), str(tmp_path / "x.xlsx")]) == 0
    other = tmp_path / "other" / "made-by-hand"
    assert main(["workbook", "import", str(tmp_path / "x.xlsx"), str(other)]) == 0
    assert "elements.yaml" in capsys.readouterr().out  # nothing shared stands beside it yet
    assert main(["workbook", "import", str(tmp_path / "x.xlsx"), str(other), "--shared"]) == 0
    assert "elements.yaml" not in capsys.readouterr().out
    assert read_package(other) == read_package(folder)


def test_workbook_when_the_package_is_wrong_then_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    spoil(folder, "lead: culture-tourism", "lead: nobody")
    assert main(["workbook", "export", str(folder), str(tmp_path / "x.xlsx")]) == 1
    assert not (tmp_path / "x.xlsx").exists()


def test_schema_when_asked_then_it_is_printed_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "overlay"]) == 0
    assert json.loads(capsys.readouterr().out)["$id"] == "overlay.json"
    assert main(["schema", "--out", str(tmp_path / "s")]) == 0
    assert {p.stem for p in (tmp_path / "s").glob("*.json")} == FILES.keys()


def test_reference_when_stale_then_check_says_which_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reference", "--out", str(tmp_path)]) == 0
    assert main(["reference", "--check", "--out", str(tmp_path)]) == 0
    (tmp_path / "checks.md").write_text("old", "utf-8")
    capsys.readouterr()
    assert main(["reference", "--check", "--out", str(tmp_path)]) == 1
    assert "checks.md" in capsys.readouterr().err
