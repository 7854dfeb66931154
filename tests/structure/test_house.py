"""The project itself: sizes, names, texts in both languages, nothing of a machine in it."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "guantong"
MODULE_FILES = {
    "__init__", "public", "rows", "rules", "models", "actions", "queries", "access", "jobs", "apps", "group", "migrations", "data",
}  # fmt: skip
FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "misc", "base"}
PROBLEM_CODE = re.compile(r"""code=f?["']([a-zA-Z][\w.]*)["']""")


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def messages(path: Path) -> dict[str, set[str]]:
    """Key -> placeholders of one catalogue; a part that Fluent cannot read is a failure, not a gap."""
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(path.read_text("utf-8")).body:
        assert not isinstance(entry, ftl.Junk), f"{path.name}: cannot be read: {entry.content[:80]}"
        if isinstance(entry, ftl.Message):
            assert entry.id.name not in found, f"{path.name}: {entry.id.name} is written twice"
            found[entry.id.name] = set(re.findall(r"\{\s*\$(\w+)", as_text(entry)))
    return found


def as_text(entry: ftl.Message) -> str:
    from fluent.syntax import serialize
    from fluent.syntax.ast import Resource

    return serialize(Resource(body=[entry]))


def catalogue(language: str) -> dict[str, set[str]]:
    everything: dict[str, set[str]] = {}
    for path in sorted((SOURCE / "texts" / language).glob("*.ftl")):
        for key, places in messages(path).items():
            assert key not in everything, f"{language}: {key} is written in two files"
            everything[key] = places
    return everything


def test_files_when_counted_then_none_is_over_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked("src/*.py", "tests/*.py", "src/*.css", "bench/*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert not long


def test_file_names_when_read_then_each_says_what_is_in_it() -> None:
    vague = [
        str(path.relative_to(ROOT))
        for path in tracked("src/*.py", "tests/*.py")
        if path.stem in FORBIDDEN_NAMES
    ]
    assert not vague


def test_modules_when_listed_then_their_inner_names_are_the_known_ones() -> None:
    strangers = [
        str(path.relative_to(SOURCE))
        for module in (SOURCE / "modules").iterdir()
        if module.is_dir() and module.name != "__pycache__"
        for path in module.iterdir()
        if path.stem not in MODULE_FILES and path.name != "__pycache__"
    ]
    assert not strangers


def test_python_files_when_parsed_then_each_module_has_a_docstring() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in tracked("src/*.py")
        if path.name != "__init__.py"
        and "migrations" not in path.parts
        and ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]
    assert not silent


def test_code_when_read_then_chinese_stands_only_in_catalogues_and_data() -> None:
    """Comments and docstrings may name a Chinese term; a string that runs may not."""
    found: list[str] = []
    for path in tracked("src/*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docstrings
                and re.search(r"[\u4e00-\u9fff]", node.value)
            ):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.value[:20]}")
    assert not found


def test_catalogues_when_compared_then_both_languages_say_the_same_things() -> None:
    zh, en = catalogue("zh"), catalogue("en")
    assert sorted(zh) == sorted(en)
    assert {key for key in zh if zh[key] != en[key]} == set()


def test_problem_codes_when_raised_in_code_then_each_has_words_in_both_languages() -> None:
    zh = catalogue("zh")
    missing = {
        code
        for path in tracked("src/*.py")
        for code in PROBLEM_CODE.findall(path.read_text("utf-8"))
        if "problem-" + code.replace(".", "-").replace("_", "-") not in zh
        and "problem-" + code.lower().replace(".", "-").replace("_", "-") not in zh
    }
    assert not missing


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_when_read_then_it_pins_with_hashes_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    pins = re.findall(r"^[\w.\-]+(?:\[[\w,\-]+\])?==", text, re.M)
    assert len(pins) > 20
    assert text.count("--hash=sha256:") >= len(pins)


def test_files_when_searched_then_none_carries_a_path_of_a_machine() -> None:
    home = re.compile(rf"/(?:home/\w|root/|Users/\w)|{re.escape(str(ROOT))}\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("*.py", "*.md", "*.yaml", "*.toml", "*.sh", "*.jinja", "Makefile")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if home.search(line)
    ]
    assert not found
