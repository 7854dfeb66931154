"""The list of docs/explain/security/asvs.yaml against the standard's own numbering and against the project: nothing left out,
nothing twice, nothing held that no test and no reason stands behind."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "explain" / "security"
ANSWERS = {"held", "not applicable", "not held"}
# Section -> the level of each of its requirements, in order (OWASP ASVS 5.0.0: 70 of level 1, 183 of level 2, 92 of level 3).
LEVELS = {
    "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123", "2.1": "122", "2.2": "112", "2.3": "12223",
    "2.4": "23", "3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233", "3.5": "11122333", "3.6": "3", "3.7": "22333",
    "4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222", "5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222",
    "6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333", "6.6": "2223", "6.7": "33",
    "6.8": "2222", "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22", "8.1": "1233", "8.2": "1123",
    "8.3": "133", "8.4": "23", "9.1": "111", "9.2": "1222", "10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333",
    "10.5": "22222", "10.6": "22", "10.7": "222", "11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23",
    "11.6": "23", "11.7": "33", "12.1": "12233", "12.2": "11", "12.3": "22223", "13.1": "2333", "13.2": "222223", "13.3": "2233",
    "13.4": "1222233", "14.1": "22", "14.2": "12223333", "14.3": "122", "15.1": "12233", "15.2": "12233", "15.3": "1222222",
    "15.4": "3333", "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223", "17.1": "23", "17.2": "22223333",
    "17.3": "22",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load(FOLDER / "asvs.yaml"))


def wanted() -> list[tuple[str, int]]:
    return [
        (f"V{section}.{number}", int(level))
        for section, levels in LEVELS.items()
        for number, level in enumerate(levels, 1)
        if level in "12"
    ]


def test_numbering_when_counted_then_it_is_that_of_the_standard():
    levels = "".join(LEVELS.values())
    assert {level: levels.count(level) for level in "123"} == {"1": 70, "2": 183, "3": 92}


def test_list_when_compared_with_the_standard_then_every_requirement_of_both_levels_stands_there_once(rows):
    assert [(row["id"], row["level"]) for row in rows] == wanted()


def test_answers_when_read_then_each_is_one_of_three_and_says_where_or_why(rows):
    for row in rows:
        assert row["answer"] in ANSWERS, row["id"]
        assert set(row) <= {"id", "level", "answer", "asks", "where", "test", "note"}, row["id"]
        if row["answer"] == "held":
            assert row.get("where"), f"{row['id']}: held, but where?"
            assert row.get("test") or row.get("note"), f"{row['id']}: held, but what shows it?"
        else:
            assert row.get("note"), f"{row['id']}: {row['answer']}, but why?"
            assert not row.get("test"), f"{row['id']}: a test of what is not held?"


def test_places_and_tests_when_looked_for_then_each_is_there(rows):
    written = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    tests = set(re.findall(r"^\s*(?:async )?def (test_\w+)", written, re.M))
    for row in rows:
        if "test" in row:
            assert row["test"] in tests, f"{row['id']}: no test is called {row['test']}"
        for place in row.get("where", ()):
            file, _, name = place.partition(" ")
            assert (ROOT / file).exists(), f"{row['id']}: {file}"
            if name:
                assert re.search(rf"\b{re.escape(name)}\b", (ROOT / file).read_text("utf-8")), (
                    f"{row['id']}: {place}"
                )


def test_page_when_compared_with_the_list_then_it_is_not_stale():
    made = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "asvs.py"), "--check"], capture_output=True, text=True
    )
    assert made.returncode == 0, made.stdout
