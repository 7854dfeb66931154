"""What a reader of docs/ gets: the project as it is shipped, whatever somebody left lying in its folders."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests import pages_runner


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with one shipped package."""
    root = tmp_path / "project"
    for name, text in {
        "scenarios/shipped/scenario.yaml": "a",
        "scenarios/elements.yaml": "one",
        "docs/page.md": "p",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "all")):
        subprocess.run(["git", *words], cwd=root, check=True)
    monkeypatch.setattr(pages_runner, "ROOT", root)
    return root


def test_copy_when_a_service_was_written_along_a_page_then_it_and_its_words_stay_behind(
    project: Path, tmp_path: Path
) -> None:
    (project / "scenarios/written").mkdir()
    (project / "scenarios/written/scenario.yaml").write_text("b", "utf-8")
    (project / "scenarios/elements.yaml").write_text("one\ntwo", "utf-8")
    (project / "docs/new.md").write_text("n", "utf-8")
    copy = pages_runner.copy_project(tmp_path / "copy")
    assert not (copy / "scenarios/written").exists()
    assert (copy / "scenarios/elements.yaml").read_text("utf-8") == "one"
    assert (copy / "scenarios/shipped/scenario.yaml").exists()
    assert (copy / "docs/new.md").exists()


def test_copy_when_nothing_was_left_then_a_change_of_the_dictionary_is_taken_along(
    project: Path, tmp_path: Path
) -> None:
    (project / "scenarios/elements.yaml").write_text("one\ntwo", "utf-8")
    copy = pages_runner.copy_project(tmp_path / "copy")
    assert (copy / "scenarios/elements.yaml").read_text("utf-8") == "one\ntwo"
